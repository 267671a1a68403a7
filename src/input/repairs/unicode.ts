import { countOf, type Repair, rewriteLines } from './repair.ts';

const blanks = /[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]/g;
const invisible = /[\u200b-\u200f\u2060\ufeff\u00ad]/g;
const ligatures: Readonly<Record<string, string>> = { ﬀ: 'ff', ﬁ: 'fi', ﬂ: 'fl', ﬃ: 'ffi', ﬄ: 'ffl', ﬅ: 'st', ﬆ: 'st' };
const sign = /[\u00a0\u1680\u2000-\u200f\u202f\u205f\u2060\u3000\ufeff\u00ad\ufb00-\ufb06]/;

/**
 * Blanks other than SP (wikis, web pages), invisible characters and the ligatures of PDF files. Thin and hard blanks that
 * group the digits of a number stay: `perf stat` prints them itself in some locales.
 */
export const unicodeBlanks: Repair = {
  name: 'unicode-blanks',
  sign: (text, isAscii) => !isAscii() && sign.test(text),
  apply: (lines) =>
    rewriteLines(
      lines,
      (text) => {
        if (!sign.test(text)) return text;
        return text
          .replace(blanks, (blank, at: number) => (groupsDigits(text, at) ? blank : ' '))
          .replace(invisible, '')
          .replace(/[\ufb00-\ufb06]/g, (letters) => ligatures[letters]!);
      },
      (count) => `replaced special blanks and ligatures in ${countOf(count, 'line')}`,
    ),
};

//  883 767 528: a blank between a digit and a full group of three
function groupsDigits(text: string, at: number): boolean {
  return /\d/.test(text[at - 1] ?? '') && /^\d{3}(?!\d)/.test(text.slice(at + 1, at + 5));
}

// Windows-1252 characters of the bytes 0x80-0x9F, in which UTF-8 read as Latin-1 usually comes: "â€”" is a dash.
const windows1252 = '€ ‚ƒ„…†‡ˆ‰Š‹Œ Ž  ‘’“”•–—˜™š›œ žŸ';
const continuation = `[\\u0080-\\u00bf${windows1252.replaceAll(' ', '')}]`;
const misread = new RegExp(
  `[\\u00c2-\\u00df]${continuation}|[\\u00e0-\\u00ef]${continuation}{2}|[\\u00f0-\\u00f4]${continuation}{3}`,
  'g',
);

/** UTF-8 that something read as Latin-1: `â` and two characters for `▒`, `Â` for a hard blank. */
export const mojibake: Repair = {
  name: 'mojibake',
  sign: (text, isAscii) => !isAscii() && /[\u00c2-\u00f4]/.test(text) && text.search(misread) >= 0,
  apply: (lines) =>
    rewriteLines(
      lines,
      (text) => (/[\u00c2-\u00f4]/.test(text) ? text.replace(misread, reread) : text),
      (count) => `put right UTF-8 that had been read as Latin-1 in ${countOf(count, 'line')}`,
    ),
};

function reread(characters: string): string {
  const bytes = Uint8Array.from(characters, (c) => {
    const code = c.charCodeAt(0);
    return code < 256 ? code : 0x80 + windows1252.indexOf(c);
  });
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return characters;
  }
}
