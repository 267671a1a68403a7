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

/** A text, or what gives it piece by piece. */
export type TextSource = Uint8Array | ((to: Sink) => void);

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

/** Bytes that are read where they are wanted. */
export interface ByteSource {
  readonly size: number;
  /** Fills `into` with the bytes from `at` on, as far as there are any; returns how many. */
  read(at: number, into: Uint8Array): number;
}

/** A recording of perf: a file, or a folder with its data in several. */
export interface RecordingInput {
  readonly name: string;
  readonly recording: ByteSource;
  /** `data.0`, `data.1`, ... of `perf record --threads`. */
  readonly parts: readonly ByteSource[];
}

/** Everything that reading gives. */
export type AnyInput = Input | LargeInput | RecordingInput;

/** A text with the kernel's symbols, and where it was found. */
export interface KernelSymbolFile {
  readonly path: string;
  readonly bytes: Uint8Array;
  /** The kernel that runs here. */
  readonly isRunning: boolean;
  /** Nothing in the recording tells which kernel it was: its text has to prove that it is this one. */
  readonly isGuess?: boolean;
}

/** What names of addresses are read from, which lies beside a recording and not in it. */
export interface SymbolFiles {
  /** Texts for the kernel with this build id (empty: not known) and release, the best first. */
  kernel(buildId: string, release: string | undefined): Iterable<KernelSymbolFile>;
  /** ELF files that may be the mapped file or hold its symbols, the best first. Build ids are for the caller to compare. */
  elf(path: string, buildId: string): Iterable<ByteSource>;
  /** The file with debug symbols that `.gnu_debuglink` of the file at `path` names. */
  debugLink(path: string, link: string): ByteSource | undefined;
  /** Text of a map that a just-in-time compiler wrote: `/tmp/perf-PID.map`. */
  jitMap(path: string): Uint8Array | undefined;
}
