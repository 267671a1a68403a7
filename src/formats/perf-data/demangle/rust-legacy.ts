import { Cursor, NotMangled } from './cursor.ts';

/** Signs that names of Rust hold in place of what a linker does not take. */
const signs: Readonly<Record<string, string>> = {
  C: ',',
  SP: '@',
  BP: '*',
  RF: '&',
  LT: '<',
  GT: '>',
  LP: '(',
  RP: ')',
};

/**
 * A name of Rust in its older mangling, that of C++ with a hash at the end, which is left out.
 *
 *     _ZN4core3ptr42drop_in_place$LT$alloc..string..String$GT$17h1c2d9a0b7e5f4a63E
 */
export function demangleLegacyRust(name: string): string | undefined {
  if (!/^_ZN[\w$.:]+17h[0-9a-f]{16}E/.test(name)) return undefined;
  const cursor = new Cursor(name);
  cursor.at = 3;
  const parts: string[] = [];
  try {
    while (!cursor.took('E')) {
      const length = cursor.number();
      parts.push(cursor.text.slice(cursor.at, cursor.at + length));
      cursor.at += length;
    }
  } catch (error) {
    if (error instanceof NotMangled) return undefined;
    throw error;
  }
  const hash = parts.pop() ?? '';
  if (!/^h[0-9a-f]{16}$/.test(hash) || new Set(hash.slice(1)).size < 5 || parts.length === 0) return undefined;
  return parts.map(withSigns).join('::');
}

function withSigns(part: string): string {
  const plain = part.replace(/^_(?=\$)/, '');
  return plain.replace(/\$(\w+)\$|\.\./g, (all: string, sign?: string) => {
    if (sign === undefined) return '::';
    const code = /^u([0-9a-f]{1,6})$/.exec(sign)?.[1];
    if (code !== undefined) return String.fromCodePoint(Math.min(0x10ffff, Number.parseInt(code, 16)));
    return signs[sign] ?? all;
  });
}
