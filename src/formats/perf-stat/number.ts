/** How a document writes numbers: perf stat obeys the locale, so the decimal mark is decided once per document. */
export type DecimalMark = '.' | ',';

/**
 * The decimal mark of a perf stat text, from a number that always has decimals: the elapsed seconds or the time of an
 * interval (`0,630333499`). A point where nothing tells.
 */
export function decimalMark(numbers: Iterable<string>): DecimalMark {
  for (const number of numbers) {
    // 9 decimals, or 5 with `-r`: no group of thousands has either.
    const mark = /^\d+([.,])(?:\d{9}|\d{5})$/.exec(number)?.[1];
    if (mark) return mark as DecimalMark;
  }
  return '.';
}

/** `5,649,595,479`, `75.078` (de), `67 248` (fr), `401,72` (de) -> a number; NaN for anything else. */
export function localeNumber(text: string, mark: DecimalMark): number {
  const group = mark === '.' ? ',' : '.';
  const plain = text
    .replace(/[\s'\u2019\u00a0\u202f]/g, '')
    .replaceAll(group, '')
    .replace(mark, '.');
  return /^\d{1,24}(?:\.\d{1,12})?$/.test(plain) ? Number(plain) : Number.NaN;
}
