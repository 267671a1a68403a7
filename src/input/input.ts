/** A file or pipe as it was read. */
export interface Input {
  /** File name as the user gave it, or `-`. */
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** What takes a file piece by piece, where it wants to have them. */
export interface Sink {
  space(): Uint8Array;
  filled(length: number): void;
  /** Nothing more is wanted. */
  readonly stopped?: boolean;
}

/** A file or pipe too large to be held: its first bytes, and all of it piece by piece. */
export interface LargeInput {
  readonly name: string;
  readonly head: Uint8Array;
  /** Reads a file from `from` up to `end`, or all of it; a pipe all of it, once. */
  stream(to: Sink, from?: number, end?: number): void;
  /** All bytes, for text that cannot be streamed; undefined when they are too many. */
  whole(): Uint8Array | undefined;
  /** Of a file alone; a pipe has no size, and no places. */
  readonly file?: { readonly size: number; piece(from: number, length: number): Uint8Array };
  /** Both may be lent to it before it is read; `watch` is told how much of how much is read, 0 when that is not known. */
  threads?: Threads;
  watch?: (read: number, of: number) => void;
}

/** Other threads, where there are processors for them. */
export interface Threads {
  readonly count: number;
  /**
   * Has a thread read perf script in a part of a file, up to `end` or the file's; what is given back waits for what it
   * found, which is undefined when the thread failed.
   */
  readScript(file: string, from: number, end: number | undefined): () => unknown;
}
