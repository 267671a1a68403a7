import { cleanLines } from '../input/clean.ts';
import { decodeText } from '../input/decode.ts';
import { folded } from './folded/format.ts';
import { createFoldedReader } from './folded/reader.ts';
import type { SectionContext } from './format.ts';
import { createScriptReader, type StreamReader } from './perf-script/reader.ts';
import { scriptStarts } from './perf-script/section.ts';

/**
 * A reader for a large file that is nothing but perf script or folded stacks, told by its first bytes; undefined for all
 * else. Only text that needs no repair is streamed: a quoted or wrapped paste is never that large.
 */
export function streamReaderFor(
  head: Uint8Array,
  file: string,
  options: Pick<SectionContext, 'threads'> = {},
): StreamReader | undefined {
  const decoded = decodeText(withoutCutLine(head), file);
  if ('unread' in decoded || decoded.notes.length > 0) return undefined;
  const { lines, notes } = cleanLines(decoded.text, file);
  if (notes.length > 0) return undefined;
  const first = lines.findIndex((line) => line.text.trim() !== '');
  if (first < 0) return undefined;
  if (scriptStarts(lines, first)) return createScriptReader(file, options);
  return folded.starts(lines, first) ? createFoldedReader(file) : undefined;
}

/** The head of a file ends anywhere, perhaps in the middle of a character. */
function withoutCutLine(head: Uint8Array): Uint8Array {
  const end = head.lastIndexOf(10);
  return end > 0 ? head.subarray(0, end + 1) : head;
}
