/**
 * Looking for single characters is many times faster than running patterns over a text, and needs no pattern to be
 * compiled: repairs ask these first, so that a clean report costs little, whether it has 5 KB or 100 MB.
 */

/** True when the text has printable ASCII, TAB, LF and CR only. */
export function isPlainAscii(text: string): boolean {
  return !/[^\t\n\r -~]/.test(text);
}

/** Whether a line begins with these characters. */
export function lineBegins(text: string, beginning: string): boolean {
  return text.startsWith(beginning) || text.includes(`\n${beginning}`);
}

/** Whether a line has nothing but blanks, and at least one, before `what`. */
export function standsIndented(text: string, what: string): boolean {
  for (let at = text.indexOf(what); at >= 0; at = text.indexOf(what, at + what.length)) {
    let i = at - 1;
    while (i >= 0 && isBlankCode(text.charCodeAt(i))) i--;
    if (i < at - 1 && (i < 0 || text.charCodeAt(i) === newLine)) return true;
  }
  return false;
}

/** Whether a line has `what` behind at most so many blanks. */
export function standsEarly(text: string, what: string, mostBlanks: number): boolean {
  for (let at = text.indexOf(what); at >= 0; at = text.indexOf(what, at + what.length)) {
    let i = at - 1;
    while (i >= at - mostBlanks && isBlankCode(text.charCodeAt(i))) i--;
    if (i < 0 || text.charCodeAt(i) === newLine) return true;
  }
  return false;
}

/** Whether the sticky pattern fits where `beginning` stands. */
export function fitsAt(text: string, beginning: string, pattern: RegExp): boolean {
  for (let at = text.indexOf(beginning); at >= 0; at = text.indexOf(beginning, at + 1)) {
    pattern.lastIndex = at;
    if (pattern.test(text)) return true;
  }
  return false;
}

/** Whether a line ends, blanks aside, in a word of one character that is one of these. */
export function lineEndsInLone(text: string, characters: string): boolean {
  for (let end = endOfLine(text, 0); ; end = endOfLine(text, end + 1)) {
    let i = end - 1;
    while (i > 0 && text.charCodeAt(i) === blank) i--;
    if (i > 0 && text.charCodeAt(i - 1) === blank && characters.includes(text[i]!)) return true;
    if (end >= text.length) return false;
  }
}

function endOfLine(text: string, from: number): number {
  const at = text.indexOf('\n', from);
  return at < 0 ? text.length : at;
}

const newLine = 10;
const blank = 32;

function isBlankCode(code: number): boolean {
  return code === blank || code === 9;
}
