/** `75.08 %`: two decimals, as perf prints them, so that a number can be searched for in the input. */
export function percent(share: number): string {
  return `${share.toFixed(2)} %`;
}

/** `4.0x`; what would be more than 100 times is `over 100x`, because sampling can't tell 99.5 % from 99.9 %. */
export function times(factor: number): string {
  if (!Number.isFinite(factor) || factor > 100) return 'over 100x';
  return `${factor.toFixed(factor < 2 ? 2 : 1)}x`;
}

/** `1 sample`, `24,012 samples`, `2 analyses`. Digits are grouped the same everywhere: reports know no locale. */
export function count(value: number, noun: string, plural = `${noun}s`): string {
  return `${grouped(value)} ${value === 1 ? noun : plural}`;
}

export function grouped(value: number): string {
  let digits = String(Math.abs(value));
  let groups = '';
  for (; digits.length > 3; digits = digits.slice(0, -3)) groups = `,${digits.slice(-3)}${groups}`;
  return `${value < 0 ? '-' : ''}${digits}${groups}`;
}

/** `name:12`, or the name alone. */
export function place(at: { readonly file?: string; readonly line?: number }): string {
  if (at.file === undefined) return '';
  return at.line === undefined ? at.file : `${at.file}:${at.line}`;
}
