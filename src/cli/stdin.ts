import type { Stdin } from '../input/read.ts';

/** Read as a file: Node's own stdin stream takes time to make, and gives no pieces to code that does not wait. */
export const stdin: Stdin = { fd: 0 };
