/** A piece of a recording, on one buffer: the same bytes in three views. */
export interface Chunk {
  readonly bytes: Uint8Array;
  readonly words: Int32Array;
  readonly view: DataView;
}

export function newChunk(length: number): Chunk {
  const buffer = new ArrayBuffer(length);
  return { bytes: new Uint8Array(buffer), words: new Int32Array(buffer), view: new DataView(buffer) };
}

/**
 * A 64-bit address as a signed number: those of the kernel are negative. Exact within 2^53 of either end, where all kernel
 * texts and all user addresses below 2^53 lie.
 */
export function signedAddress(low: number, high: number): number {
  return (high | 0) * 0x1_0000_0000 + (low >>> 0);
}

export function addressAt(view: DataView, at: number): number {
  return signedAddress(view.getInt32(at, true), view.getInt32(at + 4, true));
}

/** An unsigned 64-bit number: exact up to 2^53. */
export function u64(view: DataView, at: number): number {
  return view.getUint32(at + 4, true) * 0x1_0000_0000 + view.getUint32(at, true);
}

const decoder = new TextDecoder();

/** The text from `from` up to a NUL, or `to`. */
export function textAt(bytes: Uint8Array, from: number, to: number): string {
  let text = '';
  for (let at = from; at < to && bytes[at] !== 0; at++) {
    if (bytes[at]! >= 0x80) return decoded(bytes, from, to);
    text += String.fromCharCode(bytes[at]!);
  }
  return text;
}

function decoded(bytes: Uint8Array, from: number, to: number): string {
  const end = bytes.indexOf(0, from);
  return decoder.decode(bytes.subarray(from, end < 0 || end > to ? to : end));
}

export function hexOfBytes(bytes: Uint8Array): string {
  let text = '';
  for (const byte of bytes) text += byte.toString(16).padStart(2, '0');
  return text;
}
