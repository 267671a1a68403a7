/**
 * Text as a terminal shows it. Symbol and file names come from whoever wrote the report, so what a terminal would obey
 * instead of show (escape sequences, carriage returns, text that runs backwards) is written out.
 */

// Controls, C1 controls, line separators, zero-width and bidirectional marks.
const obeyed = /[\0-\x1f\x7f-\x9f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb]/g;

const plainText = /^[\x20-\x7e]*$/;

/** Makes text inert and one line: `\x1b` for what a terminal would obey, U+FFFD for half a surrogate pair. */
export function printable(text: string): string {
  if (plainText.test(text)) return text;
  return text.replace(/\p{Surrogate}/gu, '\ufffd').replace(obeyed, (char) => {
    if (char === '\t' || char === '\n') return ' ';
    const code = char.codePointAt(0)!;
    return code < 0x100 ? `\\x${code.toString(16).padStart(2, '0')}` : `\\u${code.toString(16).padStart(4, '0')}`;
  });
}

/**
 * The same value with every string in it, at any depth, passed through `change` with the name of its field. What does not
 * change, which is nearly all, is not copied. A fingerprint is digits of ours, and made only when asked for.
 */
export function mapStrings<T>(value: T, change: (text: string, field: string) => string, field = ''): T {
  if (typeof value === 'string') return change(value, field) as T;
  if (typeof value !== 'object' || value === null) return value;
  let mapped: Record<string, unknown> | undefined;
  const isList = Array.isArray(value);
  for (const key in value) {
    if (key === 'fingerprint') continue;
    const item: unknown = value[key];
    const other = mapStrings(item, change, isList ? field : key);
    if (other === item) continue;
    mapped ??= (isList ? [...value] : { ...value }) as unknown as Record<string, unknown>;
    mapped[key] = other;
  }
  return (mapped ?? value) as T;
}

/** Columns that printable text takes: two for East Asian wide characters and emoji, none for combining marks. */
export function displayWidth(text: string): number {
  if (plainText.test(text)) return text.length;
  let width = 0;
  for (const char of text) width += charWidth(char);
  return width;
}

export function charWidth(char: string): 0 | 1 | 2 {
  const code = char.codePointAt(0)!;
  if (code < 0x300) return 1;
  if (/^[\p{Mn}\p{Me}\ufe00-\ufe0f]$/u.test(char)) return 0;
  return isWide(code) ? 2 : 1;
}

/** Blocks of Unicode's East Asian Width W and F. Ends are inclusive. */
const wide = [
  [0x1100, 0x115f],
  [0x231a, 0x231b],
  [0x2e80, 0x303e],
  [0x3041, 0x33ff],
  [0x3400, 0x4dbf],
  [0x4e00, 0xa4cf],
  [0xa960, 0xa97f],
  [0xac00, 0xd7a3],
  [0xf900, 0xfaff],
  [0xfe30, 0xfe6f],
  [0xff01, 0xff60],
  [0xffe0, 0xffe6],
  [0x1f300, 0x1f64f],
  [0x1f680, 0x1f6ff],
  [0x1f900, 0x1f9ff],
  [0x20000, 0x3fffd],
] as const;

function isWide(code: number): boolean {
  return wide.some(([first, last]) => code >= first && code <= last);
}

/** Fills up with spaces to `width` columns. */
export function pad(text: string, width: number): string {
  return text + ' '.repeat(Math.max(0, width - displayWidth(text)));
}

export function padStart(text: string, width: number): string {
  return ' '.repeat(Math.max(0, width - displayWidth(text))) + text;
}

/** Cuts to `width` columns; `...` in the middle says so, because both ends of a path or symbol tell it from others. */
export function shorten(text: string, width: number): string {
  if (displayWidth(text) <= width) return text;
  const chars = [...text];
  const room = Math.max(0, width - 3);
  const head = take(chars, Math.ceil(room / 2));
  const tail = take(chars.toReversed(), Math.floor(room / 2)).toReversed();
  return `${head.join('')}...${tail.join('')}`;
}

function take(chars: readonly string[], width: number): string[] {
  const taken: string[] = [];
  let used = 0;
  for (const char of chars) {
    used += charWidth(char);
    if (used > width) break;
    taken.push(char);
  }
  return taken;
}
