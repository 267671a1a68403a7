import { cleanLines } from '../input/clean.ts';
import { decodeText } from '../input/decode.ts';
import type { LargeInput } from '../input/input.ts';
import { folded } from './folded/format.ts';
import { createFoldedReader } from './folded/reader.ts';
import type { SectionContext } from './format.ts';
import { streamInParts } from './perf-script/in-parts.ts';
import { createScriptReader, type ScriptReader } from './perf-script/reader.ts';
import { scriptStarts } from './perf-script/section.ts';
import type { ReadResult, StreamReader } from './read-result.ts';

/** Reads a large file piece by piece; undefined when that is not possible. */
export function readStreamed(input: LargeInput, options: Pick<SectionContext, 'threads'> = {}): ReadResult | undefined {
  const reader = streamReaderFor(input.head, input.name, options);
  if (!reader) return undefined;
  if ('merge' in reader && !options.threads) streamInParts(input, reader);
  else input.stream(reader);
  return reader.end();
}

/**
 * A reader for a large file that is nothing but perf script or folded stacks, told by its first bytes; undefined for all
 * else. Only text that needs no repair is streamed: a quoted or wrapped paste is never that large.
 */
function streamReaderFor(
  head: Uint8Array,
  file: string,
  options: Pick<SectionContext, 'threads'>,
): StreamReader | ScriptReader | undefined {
  const start = head.subarray(0, mostlyEnough);
  return readerFor(start, file, options) ?? (isReport(start) ? undefined : readerFor(head, file, options));
}

/** `# Samples: 980K of event 'cpu-clock'`, as perf report alone has it above its first table. */
function isReport(start: Uint8Array): boolean {
  return /^# Samples: \d/m.test(new TextDecoder('latin1').decode(start));
}

/** A long header of a recording needs more. */
const mostlyEnough = 16 * 1024;

function readerFor(
  head: Uint8Array,
  file: string,
  options: Pick<SectionContext, 'threads'>,
): StreamReader | ScriptReader | undefined {
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
