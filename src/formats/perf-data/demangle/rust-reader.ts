import { Cursor, NotMangled } from './cursor.ts';
import { fromPunycode } from './punycode.ts';

/** Reads what the names of Rust are made of: numbers of several kinds, and identifiers. */
export class RustReader {
  readonly cursor: Cursor;

  constructor(text: string) {
    this.cursor = new Cursor(text);
  }

  /** Lowercase digits up to `_`, without zeros before them. */
  hex(): string {
    const cursor = this.cursor;
    const match = /^([0-9a-f]*)_/.exec(cursor.text.slice(cursor.at, cursor.at + 40));
    if (!match) throw new NotMangled();
    cursor.at += match[0].length;
    return match[1]!.replace(/^0+(?=.)/, '');
  }

  /** `s_` is 1, none 0: which of several of one name. */
  disambiguator(): number {
    return this.cursor.took('s') ? this.base62() + 1 : 0;
  }

  identifier(): string {
    const cursor = this.cursor;
    const isPunycode = cursor.took('u');
    // a length has no zeros before it: `011FIRST_PANIC` is an empty name and another
    const length = cursor.took('0') ? 0 : cursor.number();
    cursor.took('_');
    const text = cursor.text.slice(cursor.at, cursor.at + length);
    if (text.length < length) throw new NotMangled();
    cursor.at += length;
    return isPunycode ? fromPunycode(text) : text;
  }

  /** `_` is 0, `0_` is 1, `a_` is 11. Only the hashes of crates, which are not shown, are too large to be exact. */
  base62(): number {
    const cursor = this.cursor;
    let value = 0;
    if (cursor.took('_')) return 0;
    for (;;) {
      const code = cursor.letter();
      if (code === '_') return value + 1;
      const digit =
        code <= '9' ? code.charCodeAt(0) - 48 : code >= 'a' ? code.charCodeAt(0) - 87 : code.charCodeAt(0) - 29;
      value = 62 * value + digit;
    }
  }
}

/** In decimal as far as 64 bits reach. */
export function numberOf(hex: string): string {
  if (hex.length > 16) return `0x${hex}`;
  return BigInt(`0x${hex || '0'}`).toString();
}

export function characterOf(code: number): string {
  if (!(code < 0x110000)) throw new NotMangled();
  const escapes: Readonly<Record<number, string>> = { 9: '\\t', 10: '\\n', 13: '\\r', 39: "\\'", 92: '\\\\' };
  const text = escapes[code] ?? (code >= 32 && code < 127 ? String.fromCharCode(code) : `\\u{${code.toString(16)}}`);
  return `'${text}'`;
}
