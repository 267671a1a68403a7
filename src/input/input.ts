/** A file or pipe as it was read. */
export interface Input {
  /** File name as the user gave it, or `-`. */
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** A file too large to be held: its first bytes, and all of it piece by piece. */
export interface LargeInput {
  readonly name: string;
  readonly head: Uint8Array;
  /** Each chunk is only valid until the next one is asked for. */
  chunks(): Iterable<Uint8Array>;
  /** All bytes, for text that cannot be streamed; undefined when they are too many. */
  whole(): Uint8Array | undefined;
}
