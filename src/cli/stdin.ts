import type { Stdin } from '../input/read.ts';

/** Node makes its stdin stream on first use, which costs time that a run on files need not spend. */
export const stdin: Stdin = {
  [Symbol.asyncIterator]: () => process.stdin[Symbol.asyncIterator](),
};
