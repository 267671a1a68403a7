import type { ByteSource } from '../../input/input.ts';
import { record } from './abi.ts';
import { type Chunk, newChunk } from './bytes.ts';

/** Takes records, whole ones, many at a time. */
export interface Consumer {
  /**
   * Takes the records of `chunk` between two bytes, and returns where it stopped: behind the last whole record, or at one
   * that only the walk can take (`isForWalk`) or nobody. `order` plus a record's place in the chunk grows along the file.
   */
  take(chunk: Chunk, from: number, to: number, order: number): number;
  /** Takes one record of perf record itself whose size is no multiple of 8, which those of the kernel always are. */
  odd?(chunk: Chunk, at: number, size: number): void;
  /** Takes the formats of tracepoints, which in a pipe stand behind a record of their own. */
  tracing?(bytes: Uint8Array): void;
}

/** Unpacks one stream that goes on from record to record: perf record -z. */
export interface Inflater {
  push(packed: Uint8Array): readonly Uint8Array[];
}

/** How the walk over a recording ended: `cut` in the middle of a record, `broken` where no record can begin. */
export interface WalkEnd {
  readonly how: 'end' | 'cut' | 'broken';
  readonly at: number;
}

/** A recording holds packed records, and the caller has not brought what unpacks them. */
export class NeedsInflater extends Error {}

/** Records of perf are at most 64 KB: their size is 16 bits wide. */
const largestRecord = 1 << 16;
const chunkLength = 1 << 20;
/** Types of records from here on are not the kernel's. */
const firstOfPerf = 64;

/** Records that others follow which are none (traces), or that hold others: the walk itself takes them. */
export function isForWalk(type: number): boolean {
  return (
    type === record.compressed || type === record.compressed2 || type === record.tracingData || type === record.auxtrace
  );
}

/** Hands the records between two places of a file to `consumer`, in pieces that are reused. */
export function walkRecords(
  source: ByteSource,
  from: number,
  to: number,
  consumer: Consumer,
  inflater?: () => Inflater,
): WalkEnd {
  const chunk = newChunk(chunkLength);
  const packed = new Packed(consumer, inflater);
  let at = from;
  let kept = 0;
  let moved = false;
  for (;;) {
    const wanted = Math.min(chunkLength - kept, to - at);
    const read = wanted > 0 ? source.read(at, chunk.bytes.subarray(kept, kept + wanted)) : 0;
    const end = kept + read;
    if (read === 0 && !moved) return { how: kept > 0 ? 'cut' : 'end', at: at - kept };
    at += read;
    const start = at - end;
    let next = 0;
    moved = false;
    for (;;) {
      next = consumer.take(chunk, next, end, start);
      if (end - next < 8) break;
      const size = sizeAt(chunk, next);
      const type = chunk.words[next >> 2]!;
      const isOdd = size % 8 !== 0;
      if (size < 8 || (isOdd && type < firstOfPerf)) return { how: 'broken', at: start + next };
      if (next + size > end) break;
      if (isForWalk(type) ? !packed.take(chunk, next, size, type) : !isOdd) return { how: 'broken', at: start + next };
      if (isOdd && !isForWalk(type)) consumer.odd?.(chunk, next, size);
      if (type === record.tracingData && size >= 12 && consumer.tracing) {
        const length = Math.min(chunk.view.getUint32(next + 8, true), to - (start + next + size));
        const bytes = new Uint8Array(Math.max(0, length));
        consumer.tracing(bytes.subarray(0, source.read(start + next + size, bytes)));
      }
      next += size + followedBy(chunk, next, size, type);
      // behind a record of any size the next one has to be moved to where words can be read
      moved = next % 8 !== 0 && next < end;
      if (next > end || moved) break;
    }
    // what follows a record may be larger than what was read
    if (next > end) {
      at += next - end;
      kept = 0;
    } else {
      chunk.bytes.copyWithin(0, next, end);
      kept = end - next;
    }
  }
}

function sizeAt({ words }: Chunk, at: number): number {
  return words[(at >> 2) + 1]! >>> 16;
}

/** Bytes behind a record that belong to it: the formats of tracepoints in a pipe, traces of hardware. */
function followedBy({ view }: Chunk, at: number, size: number, type: number): number {
  if (size < 16) return 0;
  if (type === record.tracingData) return (view.getUint32(at + 8, true) + 7) & ~7;
  if (type === record.auxtrace) return (view.getUint32(at + 8, true) + 7) & ~7;
  return 0;
}

/** Unpacks records, keeps what the next packed record goes on with, and hands on what is whole. */
class Packed {
  readonly #consumer: Consumer;
  readonly #make: (() => Inflater) | undefined;
  #inflater: Inflater | undefined;
  #chunk = newChunk(4 * largestRecord);
  #kept = 0;
  #order = 0;

  constructor(consumer: Consumer, make: (() => Inflater) | undefined) {
    this.#consumer = consumer;
    this.#make = make;
  }

  /** False when what was packed cannot be unpacked. Records that are not packed are none of its business. */
  take({ bytes, view }: Chunk, at: number, size: number, type: number): boolean {
    if (type !== record.compressed && type !== record.compressed2) return true;
    if (!this.#make) throw new NeedsInflater('records are packed with zstd');
    this.#inflater ??= this.#make();
    // COMPRESSED2 says how much of it is data: it is padded to 8 bytes
    const data = type === record.compressed2 ? at + 16 : at + 8;
    const length = type === record.compressed2 && size >= 16 ? view.getUint32(at + 8, true) : at + size - data;
    try {
      const pieces = this.#inflater.push(bytes.slice(data, Math.min(data + length, at + size)));
      for (const piece of pieces) if (!this.#put(piece)) return false;
      return true;
    } catch {
      return false;
    }
  }

  #put(piece: Uint8Array): boolean {
    if (this.#kept + piece.length > this.#chunk.bytes.length) {
      const wider = newChunk(2 ** Math.ceil(Math.log2(this.#kept + piece.length)));
      wider.bytes.set(this.#chunk.bytes.subarray(0, this.#kept));
      this.#chunk = wider;
    }
    const chunk = this.#chunk;
    chunk.bytes.set(piece, this.#kept);
    const end = this.#kept + piece.length;
    const next = this.#consumer.take(chunk, 0, end, this.#order);
    const isWhole = end - next >= 8 && next + sizeAt(chunk, next) <= end;
    if (isWhole || next > end) return false;
    chunk.bytes.copyWithin(0, next, end);
    this.#order += next;
    this.#kept = end - next;
    return true;
  }
}
