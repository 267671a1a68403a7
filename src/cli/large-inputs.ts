import type { LargeInput, Threads } from '../input/input.ts';
import { otherThreads } from './threads.ts';

/** From this size on it pays to have other threads read parts. */
const threadsFrom = 256 * 1024 * 1024;
/** Milliseconds of reading before anything is said of it, and between two such lines. */
const patience = 1000;
const interval = 200;

/** Lends threads to large files, and on a terminal tells how far they are read; what is given back erases that. */
export function prepareLarge(inputs: readonly LargeInput[]): () => void {
  const lines = process.stderr.isTTY ? new ProgressLine() : undefined;
  let threads: Threads | undefined;
  for (const input of inputs) {
    if ((input.file?.size ?? 0) >= threadsFrom) {
      threads ??= otherThreads();
      if (threads) input.threads = threads;
    }
    if (lines) input.watch = (read, of) => lines.tell(input.name, read, of);
  }
  return () => lines?.erase();
}

class ProgressLine {
  #next = performance.now() + patience;
  #length = 0;

  tell(name: string, read: number, of: number): void {
    const now = performance.now();
    if (now < this.#next) return;
    this.#next = now + interval;
    const amount = of > 0 ? `${Math.floor((100 * read) / of)} %` : `${Math.floor(read / 1e6)} MB`;
    const text = `reading ${name === '-' ? 'standard input' : name.slice(-60)}: ${amount}`;
    process.stderr.write(`\r${text.padEnd(this.#length)}`);
    this.#length = text.length;
  }

  erase(): void {
    if (this.#length > 0) process.stderr.write(`\r${' '.repeat(this.#length)}\r`);
  }
}
