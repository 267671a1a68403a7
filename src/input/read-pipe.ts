import { closeSync, readSync } from 'node:fs';
import type { LargeInput, Sink } from './input.ts';
import { headLength, largeFrom } from './read-large.ts';

const chunkLength = 64 * 1024;

/**
 * Reads a pipe, which has no size: all of it while it is small, else as a file that is read when it is asked for, once.
 * Undefined when it has to be held and is more than `mostBytes`. `isWhole` tells by the first bytes of what can not be
 * streamed. `done` is called when nothing is left to be read.
 */
export function readPipe(
  name: string,
  handle: number,
  mostBytes: number,
  isWhole: (head: Uint8Array) => boolean,
  done: () => void = () => closeSync(handle),
): Uint8Array | LargeInput | undefined {
  const held: Uint8Array[] = [];
  const limit = { length: 0, most: largeFrom };
  if (hold(handle, held, limit)) {
    done();
    return Buffer.concat(held);
  }
  const whole = (): Uint8Array | undefined => {
    const all = hold(handle, held, { ...limit, most: mostBytes });
    done();
    return all ? Buffer.concat(held) : undefined;
  };
  const head = Buffer.concat(held).subarray(0, headLength);
  if (isWhole(head)) return whole();
  const input: LargeInput = {
    name,
    head,
    stream(to) {
      let read = 0;
      for (const chunk of held) read += give(chunk, to);
      for (let count = readSome(handle, to.space()); count > 0; count = readSome(handle, to.space())) {
        to.filled(count);
        read += count;
        input.watch?.(read, 0);
      }
      done();
    },
    whole,
  };
  return input;
}

/** Hands on what was read already. */
function give(chunk: Uint8Array, to: Sink): number {
  for (let at = 0; at < chunk.length; ) {
    const space = to.space();
    const count = Math.min(space.length, chunk.length - at);
    space.set(chunk.subarray(at, at + count));
    to.filled(count);
    at += count;
  }
  return chunk.length;
}

/** Reads on until the end, which is true, or until there is more than `most`. */
function hold(handle: number, held: Uint8Array[], limit: { length: number; readonly most: number }): boolean {
  while (limit.length <= limit.most) {
    const chunk = Buffer.allocUnsafe(chunkLength);
    const count = readSome(handle, chunk);
    if (count === 0) return true;
    held.push(chunk.subarray(0, count));
    limit.length += count;
  }
  return false;
}

/** Waits for what comes next, also where the other end made the pipe non-blocking; 0 at its end. */
function readSome(handle: number, into: Uint8Array): number {
  for (;;) {
    try {
      return readSync(handle, into);
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code === 'EOF') return 0;
      if (code !== 'EAGAIN') throw error;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 5);
    }
  }
}
