import type { CpuSamples, Origin, ScriptEvent } from './counted.ts';
import type { Head } from './event-line.ts';
import type { Frame, Group } from './names.ts';

/**
 * What a reader found in a part of a file, which began with an event line, up to the first line that is out of the usual or
 * the end. Lines are counted from the part's first. All of it can be sent from one thread to another.
 */
export interface Part {
  readonly bytesRead: number;
  readonly lines: number;
  readonly frames: readonly Frame[];
  readonly groups: readonly Group[];
  readonly events: readonly ScriptEvent[];
  /** Of each event and command the first; others only where `threads` has no room for their ids. */
  readonly origins: readonly Origin[];
  /** The other threads: the place in `origins` of one like it, its process or -1, its number. */
  readonly threads: Int32Array<ArrayBuffer>;
  readonly cpus: readonly CpuSamples[];
  /** As the scanner packs them. */
  readonly stacks: Int32Array<ArrayBuffer>;
  /** The sample that the part ended in. */
  readonly open: OpenSample | undefined;
}

export interface OpenSample {
  /** Index into `events`. */
  readonly event: number;
  readonly head: Head;
  /** Negative when the event line has none. */
  readonly cpu: number;
  readonly period: number;
  readonly line: number;
  readonly frames: Int32Array<ArrayBuffer>;
  readonly lines: Int32Array<ArrayBuffer>;
}
