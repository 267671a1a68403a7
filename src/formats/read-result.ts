import type { Capture, Unread } from '../model/case.ts';
import type { Fact } from '../model/fact.ts';
import type { Note } from '../model/source.ts';

/** What a stream of bytes became. */
export interface ReadResult {
  readonly captures: readonly Capture[];
  readonly facts: readonly Fact[];
  readonly notes: readonly Note[];
  readonly unread: readonly Unread[];
}

/** Takes a file piece by piece, in pieces of any size, and is asked once for what it says. */
export interface StreamReader {
  push(chunk: Uint8Array): void;
  /** Where the next piece may be written, which `filled` then reads: a file's bytes need not be copied. */
  space(): Uint8Array;
  filled(length: number): void;
  end(): ReadResult;
}
