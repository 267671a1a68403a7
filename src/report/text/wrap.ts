import { charWidth, displayWidth } from './width.ts';

/** Breaks text at spaces, but not before a percent sign, into lines of at most `width` columns; a longer word (a C++ symbol) is broken where it must. */
export function wrap(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = '';
  let used = 0;
  for (const word of words(text)) {
    for (const piece of pieces(word, width)) {
      const size = displayWidth(piece);
      if (line !== '' && used + 1 + size > width) {
        lines.push(line);
        line = '';
      }
      used = line === '' ? size : used + 1 + size;
      line = line === '' ? piece : `${line} ${piece}`;
    }
  }
  if (line !== '') lines.push(line);
  return lines;
}

/** A number and its percent sign are one word. */
function words(text: string): string[] {
  const found: string[] = [];
  for (const word of text.split(' ')) {
    if (word.startsWith('%') && found.length > 0) found.push(`${found.pop()} ${word}`);
    else if (word !== '') found.push(word);
  }
  return found;
}

function pieces(word: string, width: number): string[] {
  if (displayWidth(word) <= width) return [word];
  const found: string[] = [];
  let piece = '';
  let used = 0;
  for (const char of word) {
    const size = charWidth(char);
    if (used + size > width && piece !== '') {
      found.push(piece);
      piece = '';
      used = 0;
    }
    piece += char;
    used += size;
  }
  found.push(piece);
  return found;
}
