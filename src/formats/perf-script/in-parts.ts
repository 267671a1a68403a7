import type { LargeInput } from '../../input/input.ts';
import { parseTimed } from './event-line.ts';
import type { Part } from './part.ts';
import type { ScriptReader } from './reader.ts';

/** Bytes that are read while another thread starts: the first part is so much larger than the others. */
const headStart = 64 * 1024 * 1024;
/** A smaller part is not worth a thread, which takes as long to start as to read 60 MB. */
const leastPart = 72 * 1024 * 1024;
/** Bytes that are looked at to find an event line. */
const windowLength = 256 * 1024;

/** Reads a large file, parts of it in other threads, as if it had been read in one go. */
export function streamInParts(input: LargeInput, reader: ScriptReader, cuts = cutsOf(input)): void {
  const ends = [...cuts.slice(1), undefined];
  const waiting = cuts.map((from, i) => input.threads!.readScript(input.name, from, ends[i]));
  input.stream(reader, 0, cuts[0]);
  for (const [i, result] of waiting.entries()) {
    const part = result() as Part | undefined;
    const merged = part !== undefined && reader.merge(part) ? part.bytesRead : 0;
    input.stream(reader, cuts[i]! + merged, ends[i]);
  }
}

//   3157.422042:    what every event line has that shows when it was
const time = /\s\d{1,9}\.\d{6,9}:\s/;

/** Into how many parts a file is cut for `most` threads: 1 when it is not that large, or seems to be something else. */
export function partsOf({ file, head }: LargeInput, most: number): number {
  const parts = Math.min(most, Math.floor(((file?.size ?? 0) - headStart) / leastPart));
  return parts > 1 && time.test(new TextDecoder('latin1').decode(head)) ? parts : 1;
}

/** Where the parts of other threads begin: each at an event line. */
function cutsOf(input: LargeInput): number[] {
  const { file, threads } = input;
  if (!file || !threads) return [];
  const { size } = file;
  const parts = partsOf(input, threads.count + 1);
  const first = (size + headStart * (parts - 1)) / parts;
  const cuts: number[] = [];
  for (let i = 1; i < parts; i++) {
    const cut = eventLineFrom(file, Math.floor(first + (i - 1) * (first - headStart)));
    if (cut !== undefined && cut > (cuts.at(-1) ?? 0)) cuts.push(cut);
  }
  return cuts;
}

function eventLineFrom(file: NonNullable<LargeInput['file']>, from: number): number | undefined {
  const bytes = file.piece(from, windowLength);
  const decoder = new TextDecoder();
  for (let at = bytes.indexOf(10) + 1; at > 0; ) {
    const next = bytes.indexOf(10, at) + 1;
    if (next === 0) return undefined;
    const text = decoder.decode(bytes.subarray(at, next)).trim();
    if (parseTimed(text)?.event && !text.includes('PERF_RECORD_')) return from + at;
    at = next;
  }
  return undefined;
}
