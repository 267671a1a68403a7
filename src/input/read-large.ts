import { closeSync, openSync, readFileSync, readSync } from 'node:fs';
import type { LargeInput, Sink } from './input.ts';

/** Files from this size on are not held when their text can be streamed. */
export const largeFrom = 4 * 1024 * 1024;
/** Bytes by which it is told what a large text is. */
export const headLength = 256 * 1024;

/** A file that is read when it is asked for: in pieces, or whole up to `mostBytes`. */
export function largeFile(name: string, size: number, mostBytes: number): LargeInput {
  const input: LargeInput = {
    name,
    head: firstBytes(name, headLength),
    stream: (to, from = 0, end = size) => stream(name, to, from, end, input.watch),
    file: { size, piece: (from, length) => bytesOf(name, from, length) },
    whole: () => (size > mostBytes ? undefined : readFileSync(name)),
  };
  return input;
}

export function firstBytes(name: string, length: number): Uint8Array {
  return bytesOf(name, 0, length);
}

function bytesOf(name: string, from: number, length: number): Uint8Array {
  const handle = openSync(name, 'r');
  try {
    const bytes = Buffer.allocUnsafe(length);
    return bytes.subarray(0, readSync(handle, bytes, 0, length, from));
  } finally {
    closeSync(handle);
  }
}

export function stream(name: string, to: Sink, from: number, end: number, watch?: LargeInput['watch']): void {
  const handle = openSync(name, 'r');
  try {
    for (let at = from; at < end && !to.stopped; ) {
      const space = to.space();
      const count = readSync(handle, space, 0, Math.min(space.length, end - at), at);
      if (count === 0) return;
      to.filled(count);
      at += count;
      watch?.(at - from, end - from);
    }
  } finally {
    closeSync(handle);
  }
}
