import type { Unread } from '../model/case.ts';
import type { Note } from '../model/source.ts';
import { isBinary, latin1, type Recognised, recogniseBytes, recogniseText } from './recognise.ts';

/** Most bytes that are held as one text: JavaScript's strings end at about 512 million characters. */
export const mostBytes = 400 * 1024 * 1024;

export type Decoded = { readonly text: string; readonly notes: readonly Note[] } | { readonly unread: Unread };

/**
 * Bytes of a file to text: UTF-8, UTF-16 with or without a byte order mark (PowerShell), else Latin-1. Files that are not
 * text, and text that perf did not write for certain, come back as `unread` with what to run instead.
 */
export function decodeText(bytes: Uint8Array, file: string): Decoded {
  const wide = utf16Order(bytes);
  if (!wide) {
    const recognised = recogniseBytes(bytes, file) ?? (isBinary(bytes) ? otherBinary : undefined);
    if (recognised) return unread(recognised, file, 1);
  }
  if (bytes.length > mostBytes) return unread(tooLong, file, 1);
  const { text, notes } = wide ? fromUtf16(bytes, wide) : fromUtf8(bytes);
  const recognised = recogniseText(text, file);
  if (recognised) return unread(recognised, file, lineCount(text));
  return { text, notes: notes.map((note) => ({ ...note, file })) };
}

const otherBinary: Recognised = {
  looksLike: 'a binary file',
  advice: 'Give the text that perf prints: perf report --stdio --no-children -g caller > report.txt',
};

const tooLong: Recognised = {
  looksLike: `a text of more than ${mostBytes / 1024 / 1024} MiB`,
  advice: 'Fold it first: perf script | perfwhy collapse > stacks.folded, or take perf report --stdio -g caller',
};

function unread(recognised: Recognised, file: string, lastLine: number): { unread: Unread } {
  return { unread: { file, firstLine: 1, lastLine, ...recognised } };
}

function lineCount(text: string): number {
  let count = 1;
  for (let at = text.indexOf('\n'); at >= 0 && at < text.length - 1; at = text.indexOf('\n', at + 1)) count++;
  return count;
}

type ByteOrder = 'utf-16le' | 'utf-16be';

/** By its mark, or by every second byte of the beginning being NUL, which is what ASCII looks like in UTF-16. */
function utf16Order(bytes: Uint8Array): ByteOrder | undefined {
  if (bytes[0] === 0xff && bytes[1] === 0xfe && !(bytes[2] === 0 && bytes[3] === 0)) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  const end = Math.min(bytes.length, 4096) & ~1;
  let even = 0;
  let odd = 0;
  for (let i = 0; i < end; i += 2) {
    if (bytes[i] === 0) even++;
    if (bytes[i + 1] === 0) odd++;
  }
  const half = end / 2;
  if (half < 4) return undefined;
  if (odd > half * 0.8 && even === 0) return 'utf-16le';
  if (even > half * 0.8 && odd === 0) return 'utf-16be';
  return undefined;
}

function fromUtf16(bytes: Uint8Array, order: ByteOrder): { text: string; notes: Note[] } {
  const text = new TextDecoder(order).decode(bytes);
  return { text, notes: [{ kind: 'repaired', text: `read as UTF-16 (${order === 'utf-16le' ? 'LE' : 'BE'})` }] };
}

/** Up to this size a text is looked at whether it is ASCII, as making a decoder takes longer than the rest of reading it. */
const smallText = 1 << 15;

function fromUtf8(bytes: Uint8Array): { text: string; notes: Note[] } {
  if (bytes.length <= smallText) {
    const text = latin1(bytes, 0, bytes.length);
    if (isAscii(text)) return { text, notes: [] };
  }
  try {
    // The byte order mark goes without a note: nobody sees it.
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes), notes: [] };
  } catch {
    // Not UTF-8 throughout. perf cuts command names at 15 bytes, in the middle of a character if need be: a few bad bytes
    // between good characters are that, otherwise it is Latin-1.
    const text = new TextDecoder('utf-8').decode(bytes);
    const { good, bad } = countCharacters(text);
    if (good >= bad) {
      const what = `${bad} bytes are not UTF-8 and read as "\ufffd" (names cut in the middle of a character)`;
      return { text, notes: [{ kind: 'repaired', text: what }] };
    }
    return { text: new TextDecoder('latin1').decode(bytes), notes: [{ kind: 'repaired', text: 'read as Latin-1' }] };
  }
}

function isAscii(text: string): boolean {
  return !/[^\0-\x7f]/.test(text);
}

function countCharacters(text: string): { good: number; bad: number } {
  let good = 0;
  let bad = 0;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code === 0xfffd) bad++;
    else if (code > 127) good++;
  }
  return { good, bad };
}
