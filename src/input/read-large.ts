import { closeSync, openSync, readFileSync, readSync } from 'node:fs';
import type { LargeInput } from './input.ts';

/** Files from this size on are not held when their text can be streamed. */
export const largeFrom = 4 * 1024 * 1024;
/** Bytes by which it is told what a large text is. */
export const headLength = 256 * 1024;
const chunkLength = 1024 * 1024;

/** A file that is read when it is asked for: in pieces, or whole up to `mostBytes`. */
export function largeFile(name: string, size: number, mostBytes: number): LargeInput {
  return {
    name,
    head: firstBytes(name, headLength),
    chunks: () => chunksOf(name),
    whole: () => (size > mostBytes ? undefined : readFileSync(name)),
  };
}

export function firstBytes(name: string, length: number): Uint8Array {
  const handle = openSync(name, 'r');
  try {
    const head = Buffer.allocUnsafe(length);
    return head.subarray(0, readSync(handle, head, 0, length, 0));
  } finally {
    closeSync(handle);
  }
}

function* chunksOf(name: string): Generator<Uint8Array> {
  const handle = openSync(name, 'r');
  try {
    const chunk = Buffer.allocUnsafe(chunkLength);
    for (;;) {
      const count = readSync(handle, chunk, 0, chunkLength, null);
      if (count === 0) return;
      yield chunk.subarray(0, count);
    }
  } finally {
    closeSync(handle);
  }
}
