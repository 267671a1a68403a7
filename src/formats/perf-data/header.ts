import type { ByteSource } from '../../input/input.ts';
import { readAttr, smallestAttr } from './attr.ts';
import { u64 } from './bytes.ts';
import type { RecordedEvents } from './events.ts';
import type { Features } from './features.ts';
import { NotReadHere } from './side-band.ts';

/** Where the records lie in a file. */
export interface DataRange {
  readonly from: number;
  readonly to: number;
  /** The header was never completed: perf record was killed, and all that is known is where the records begin. */
  readonly isUnfinished: boolean;
}

const fileHeader = 104;
const pipeHeader = 16;
const mostFeatures = 256;
const largestSection = 1 << 26;
const attrsAtMost = 1 << 16;

/** Reads what stands before the records of a file and behind them. */
export function readHeader(source: ByteSource, events: RecordedEvents, features: Features): DataRange {
  const head = part(source, 0, Math.min(fileHeader, source.size));
  const magic = String.fromCharCode(...head.bytes.subarray(0, 8));
  if (magic === '2ELIFREP') throw new NotReadHere('its bytes are in the order of another processor (big-endian)');
  if (magic !== 'PERFILE2') throw new NotReadHere('it has the format of Linux before 2.6.36 or none that is known');
  const size = head.bytes.length >= pipeHeader ? u64(head.view, 8) : 0;
  if (size === pipeHeader) return { from: pipeHeader, to: source.size, isUnfinished: false };
  if (size < fileHeader || head.bytes.length < fileHeader) throw new NotReadHere('its header is cut off or damaged');
  const dataAt = u64(head.view, 40);
  const dataSize = u64(head.view, 48);
  readAttrs(source, head.view, events);
  if (events.count === 0) throw new NotReadHere('its header names no event');
  if (dataAt % 8 !== 0 || dataAt > source.size) throw new NotReadHere('its header is damaged');
  const isUnfinished = dataSize === 0;
  if (!isUnfinished) readFeatures(source, head.view, dataAt + dataSize, features);
  return { from: dataAt, to: isUnfinished ? source.size : Math.min(source.size, dataAt + dataSize), isUnfinished };
}

function readAttrs(source: ByteSource, head: DataView, events: RecordedEvents): void {
  const each = u64(head, 16);
  const [at, size] = [u64(head, 24), u64(head, 32)];
  if (each < smallestAttr + 16 || each > 4096 || size > attrsAtMost * each) return;
  const { view, bytes } = part(source, at, size);
  for (let entry = 0; entry + each <= bytes.length; entry += each) {
    const idsAt = u64(view, entry + each - 16);
    const idsSize = Math.min(u64(view, entry + each - 8), largestSection);
    const ids = part(source, idsAt, idsSize);
    const list: number[] = [];
    for (let id = 0; id + 8 <= ids.bytes.length; id += 8) list.push(u64(ids.view, id));
    const attr = new DataView(view.buffer, view.byteOffset + entry, each - 16);
    events.add(readAttr(attr, 0, each - 16), list);
  }
}

/** A table of places and sizes stands behind the records, one for each bit that is set. */
function readFeatures(source: ByteSource, head: DataView, tableAt: number, features: Features): void {
  let at = tableAt;
  for (let bit = 0; bit < mostFeatures; bit++) {
    if (((head.getUint8(72 + (bit >> 3)) >> (bit & 7)) & 1) === 0) continue;
    const entry = part(source, at, 16);
    at += 16;
    if (entry.bytes.length < 16) return;
    const size = u64(entry.view, 8);
    features.read(bit, size <= largestSection ? part(source, u64(entry.view, 0), size).bytes : new Uint8Array(0));
  }
}

/** As many of the bytes as there are. */
function part(source: ByteSource, at: number, length: number): { bytes: Uint8Array; view: DataView } {
  const bytes = new Uint8Array(Math.max(0, Math.min(length, source.size - at)));
  const count = bytes.length > 0 ? source.read(at, bytes) : 0;
  return { bytes: bytes.subarray(0, count), view: new DataView(bytes.buffer, 0, count) };
}
