import type { CacheLineReport } from './cache-line.ts';
import type { CounterSet } from './counters.ts';
import type { Fact } from './fact.ts';
import type { Profile } from './profile.ts';
import type { Note } from './source.ts';

/** A parsed section of the input. */
export type Capture = Profile | CacheLineReport | CounterSet;

export type CaptureFormat = Capture['format'];

/** Text that is no perf output: kept so that nothing is lost in silence. */
export interface Unread {
  readonly file: string;
  readonly firstLine: number;
  readonly lastLine: number;
  /** What it looks like (`a C source file`, `prose`), and what to run instead when that is worth saying. */
  readonly looksLike: string;
  readonly advice?: string;
}

/** All captures and facts of one incident, read together. */
export interface Case {
  readonly files: readonly string[];
  readonly captures: readonly Capture[];
  readonly facts: readonly Fact[];
  readonly unread: readonly Unread[];
  readonly notes: readonly Note[];
}
