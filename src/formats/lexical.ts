/** Pieces of text that every perf table is made of. They look at characters, not at expressions: tables are long. */

const space = 32;
const tab = 9;
const percentSign = 37;

export function isBlank(code: number): boolean {
  return code === space || code === tab;
}

export function isDigit(code: number): boolean {
  return code >= 48 && code <= 57;
}

/** Index of the first character from `at` on that is no blank; the text's length when there is none. */
export function skipBlanks(text: string, at: number): number {
  let i = at;
  while (i < text.length && isBlank(text.charCodeAt(i))) i++;
  return i;
}

/** Index after the word that starts at `at`. */
export function wordEnd(text: string, at: number): number {
  let i = at;
  while (i < text.length && !isBlank(text.charCodeAt(i))) i++;
  return i;
}

/**
 * Index after the percentage that starts at `at` (`12.02%`, `12,02%`, `93.8%`, `100.00%`), or -1. `124.73%` is a
 * percentage too: perf top prints such. A whole number with `%` is none: perf always prints decimals.
 */
export function percentEnd(text: string, at: number): number {
  let i = at;
  while (isDigit(text.charCodeAt(i))) i++;
  const whole = i - at;
  if (whole === 0 || whole > 4) return -1;
  const point = text.charCodeAt(i);
  if (point !== 46 && point !== 44) return -1;
  const decimals = ++i;
  while (isDigit(text.charCodeAt(i))) i++;
  if (i === decimals || i - decimals > 2 || text.charCodeAt(i) !== percentSign) return -1;
  const after = text.charCodeAt(i + 1);
  return Number.isNaN(after) || isBlank(after) ? i + 1 : -1;
}

/** Value of the number that starts at `at`, with a decimal point or comma; NaN when there is none. */
export function numberAt(text: string, at: number): number {
  let digits = 0;
  let scale = 0;
  let i = at;
  for (; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (isDigit(code)) {
      digits = digits * 10 + code - 48;
      scale *= 10;
    } else if (scale === 0 && (code === 46 || code === 44)) scale = 1;
    else break;
  }
  if (i === at) return Number.NaN;
  return scale > 1 ? digits / scale : digits;
}

/** Value of a percentage cell, with or without `%`, decimal point or comma. */
export function percentValue(cell: string): number | undefined {
  const value = numberAt(cell, 0);
  return Number.isNaN(value) ? undefined : value;
}

const units: Readonly<Record<string, number>> = { K: 1e3, M: 1e6, G: 1e9, T: 1e12 };

/** `441` is exact; `2K` was cut to thousands by perf. */
export function countOf(text: string): { count: number; exact: boolean } | undefined {
  const unit = units[text.at(-1) ?? ''];
  const digits = unit ? text.slice(0, -1) : text;
  if (digits === '' || digits.length > 20) return undefined;
  for (let i = 0; i < digits.length; i++) if (!isDigit(digits.charCodeAt(i))) return undefined;
  return { count: Number(digits) * (unit ?? 1), exact: unit === undefined };
}

/** Splits at tabs and at runs of two or more blanks: single blanks are part of a cell (`rx worker 0`). */
export function splitCells(text: string): string[] {
  const cells: string[] = [];
  let start = skipBlanks(text, 0);
  let i = start;
  while (i < text.length) {
    const code = text.charCodeAt(i);
    if (code === tab || (code === space && isBlank(text.charCodeAt(i + 1)))) {
      cells.push(text.slice(start, i));
      i = skipBlanks(text, i);
      start = i;
    } else i++;
  }
  if (start < text.length) cells.push(text.slice(start).trimEnd());
  return cells;
}

/** `k` kernel, `.` user, `g` guest kernel, `u` guest user, `H` hypervisor, `s` and `X` data of mem mode. */
function isMark(code: number): boolean {
  return code === 107 || code === 46 || code === 103 || code === 117 || code === 72 || code === 115 || code === 88;
}

/** Index of the `[` of the first symbol mark (`[k]`, `[.]`) at or after `from`, or -1. */
export function markAt(text: string, from: number): number {
  for (let i = text.indexOf('[', from); i >= 0; i = text.indexOf('[', i + 1)) {
    if (text.charCodeAt(i + 2) !== 93 || !isMark(text.charCodeAt(i + 1))) continue;
    const after = text.charCodeAt(i + 3);
    const before = i === 0 ? space : text.charCodeAt(i - 1);
    if (isBlank(before) && (isBlank(after) || Number.isNaN(after))) return i;
  }
  return -1;
}

/** Bracketed objects that are no kernel modules. */
const userObjects = ['[unknown]', '[vdso]', '[vsyscall]', '[heap]', '[stack]', '[anon]', '[uprobes]'];

/** True for objects with kernel code: `[kernel.kallsyms]`, `[ixgbe]`, `vmlinux`, `tun.ko.xz`, `bpf_prog_265dfd693e49d7ec_x`. */
export function isKernelObject(dso: string): boolean {
  if (dso.startsWith('[')) return dso.endsWith(']') && !userObjects.includes(dso) && !dso.startsWith('[JIT');
  return /^(?:\S*\/)?vmlinux|\.ko(?:\.(?:xz|zst|gz))?$|^bpf_(?:prog|trampoline|dispatcher)_|^bpf_/.test(dso);
}

/** True for what can only be an object's name: brackets, a path, a library, a map file. A bare word may be a comm. */
export function looksLikeObject(cell: string): boolean {
  if (cell.startsWith('[') || cell.startsWith('/')) return true;
  return isKernelObject(cell) || /\.so(?:$|[.\d])|^perf-\d+\.map$|^anon(?:_inode)?:|\(deleted\)$|^ld-[\d.]+/.test(cell);
}

/** Marks that authors put before the rows they talk about. */
const authorMarks = ['(*)', '<*>', '**', '*', '=>', '-->', '->', '>', '•'];

/**
 * Index of the percentage that a table row begins with, after blanks, a fold mark (`+`, `-`) of a screen and marks of
 * the author; -1 when the line is no row. `-2.00%` is a difference, not a row.
 */
export function rowStart(text: string): number {
  let i = skipBlanks(text, 0);
  for (let marks = 0; marks < 3; marks++) {
    const code = text.charCodeAt(i);
    if (isDigit(code)) return percentEnd(text, i) < 0 ? -1 : i;
    if (Number.isNaN(code)) return -1;
    if ((code === 43 || code === 45) && isBlank(text.charCodeAt(i + 1))) i = skipBlanks(text, i + 1);
    else {
      // letters, `|` and `[` begin most other lines
      if (code === 124 || code === 91 || ((code | 32) >= 97 && (code | 32) <= 122) || code === 95) return -1;
      const mark = authorMarks.find((known) => text.startsWith(known, i));
      if (!mark) return -1;
      i = skipBlanks(text, i + mark.length);
    }
  }
  return -1;
}

// [kl  [k1  [k|  (k]  [k)   a mark that was retyped or read from a picture
const damagedMark = /([ \t])[[({]([k.guH])[\]l1I|)}]{0,1}(?=[ \t])/;

/** The line with its damaged mark put right, or undefined when there is nothing that could be one. */
export function withMarkRepaired(text: string): string | undefined {
  if (text.length > 2000 || !damagedMark.test(text)) return undefined;
  return text.replace(damagedMark, '$1[$2]');
}

/**
 * Splits `rx worker 0 [kernel.kallsyms]`, where blanks were collapsed, into comm and object; an empty comm when there is
 * one word only.
 */
export function splitCommAndObject(text: string): [comm: string, object: string] {
  const bracket = text.indexOf(' [');
  if (bracket > 0) return [text.slice(0, bracket).trimEnd(), text.slice(bracket + 1).trim()];
  const blank = text.lastIndexOf(' ');
  return blank < 0 ? ['', text] : [text.slice(0, blank).trimEnd(), text.slice(blank + 1)];
}

/** Cuts off the scroll bar (`◆`, `▒`) that copying a screen leaves at the end of a line. */
export function withoutScrollBar(text: string): string {
  const code = text.charCodeAt(text.length - 1);
  return code >= 0x2500 && code <= 0x25ff ? text.slice(0, -1).trimEnd() : text;
}
