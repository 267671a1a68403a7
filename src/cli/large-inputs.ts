import { partsOf } from '../formats/perf-script/in-parts.ts';
import type { LargeInput } from '../input/input.ts';
import { mostOthers, startThreads } from './threads.ts';

/** Milliseconds of reading before anything is said of it, and between two such lines. */
const patience = 1000;
const interval = 200;

/** Lends threads to large files, and on a terminal tells how far they are read; what is given back erases that. */
export function prepareLarge(inputs: readonly LargeInput[]): () => void {
  const lines = process.stderr.isTTY ? new ProgressLine() : undefined;
  const close = lendThreads(inputs);
  for (const input of inputs) if (lines) input.watch = (read, of) => lines.tell(input.name, read, of);
  return () => {
    close();
    lines?.erase();
  };
}

/** Threads start as many as the first file needs; those of another when they are needed. */
function lendThreads(inputs: readonly LargeInput[]): () => void {
  const large = inputs.filter((input) => partsOf(input, Number.POSITIVE_INFINITY) > 1);
  const others = large.length > 0 ? mostOthers() : 0;
  if (others === 0) return () => {};
  const threads = startThreads(partsOf(large[0]!, others + 1) - 1, others);
  for (const input of large) input.threads = threads;
  return () => threads.close();
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
