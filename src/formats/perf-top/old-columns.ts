import type { Line } from '../../model/source.ts';
import { isBlank, percentEnd, skipBlanks } from '../lexical.ts';
import type { Column } from '../perf-report/columns.ts';
import type { CellRow } from '../perf-report/row-of-cells.ts';

/** Columns of perf top up to 3.0: `samples  pcnt function   DSO`, a rule of underscores, rows. */
export const oldColumns: readonly Column[] = ['Samples', 'Overhead', 'Symbol', 'Shared Object'].map((name) => ({
  name,
  kind: name === 'Samples' ? 'number' : name === 'Overhead' ? 'percent' : 'text',
  start: 0,
  end: 0,
  count: 0,
}));

export function isOldHeader(text: string): boolean {
  return /^\s*samples\s+pcnt\b.*\bfunction\b/.test(text);
}

/** `  270.00 15.8% __d_lookup           [kernel.kallsyms]`. The object may be missing. */
export function readOldRow({ text, number }: Line): CellRow | undefined {
  const start = skipBlanks(text, 0);
  let end = start;
  while (end < text.length && !isBlank(text.charCodeAt(end))) end++;
  const samples = text.slice(start, end);
  if (!/^\d{1,12}(?:\.\d+)?$/.test(samples)) return undefined;
  const percent = skipBlanks(text, end);
  const percentStop = percentEnd(text, percent);
  if (percentStop < 0) return undefined;
  const rest = text.slice(percentStop).trim();
  if (rest === '') return undefined;
  const { name, dso } = nameAndObject(rest);
  return { line: number, cells: [samples, text.slice(percent, percentStop), name, dso] };
}

/** The object is the last word: `mozilla::WebGLContext::Conver /system/b2g/libxul.so`. */
function nameAndObject(rest: string): { name: string; dso: string } {
  const blank = rest.lastIndexOf(' ');
  const bracket = rest.lastIndexOf(' [');
  const at = bracket > 0 && rest.endsWith(']') ? bracket : blank;
  if (at < 0) return { name: rest, dso: '' };
  return { name: rest.slice(0, at).trimEnd(), dso: rest.slice(at + 1) };
}
