import { ScriptCore } from './core.ts';
import { type CpuSamples, headOf, type Origin, type ScriptEvent } from './counted.ts';
import type { Head } from './event-line.ts';
import { LineLog } from './line-log.ts';
import type { Frame, Group, ScriptNames } from './names.ts';
import type { ScannedStacks } from './scanned-stacks.ts';
import { eventId, pairEvent, pairSecond } from './scanner/counts.ts';
import { compiled, Scanner } from './scanner/scanner.ts';
import * as at from './scanner/state.ts';

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
  readonly origins: readonly Origin[];
  readonly cpus: readonly CpuSamples[];
  /** Of each stack: group, samples, line, depth, 1 if lines of its frames follow, frames innermost first, those lines. */
  readonly stacks: Int32Array<ArrayBuffer>;
  readonly periods: Float64Array<ArrayBuffer>;
  /** The sample that the part ended in. */
  readonly open: OpenSample | undefined;
}

interface OpenSample {
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

/** Reads a part, piece by piece. */
export class PartReader {
  readonly #scanner = new Scanner(compiled());
  readonly #core = new ScriptCore(new LineLog(''), { scanner: this.#scanner, usualOnly: true });

  /** What is left is out of the usual. */
  get stopped(): boolean {
    return this.#core.stopped;
  }

  space(): Uint8Array {
    return this.#core.space();
  }

  filled(length: number): void {
    this.#core.filled(length);
  }

  /** What was read, `last` when the part ends where the file does; undefined when it did not begin with an event line. */
  end(last: boolean): Part | undefined {
    if (last && !this.stopped) this.#core.endOfText();
    if (this.#scanner.get(at.opened) === at.bare || this.#scanner.get(at.bareSamples) > 0) return undefined;
    const { samples, bytesRead, line } = this.#core;
    const { events, origins, cpus, stacks } = samples.counted();
    return {
      bytesRead,
      lines: line,
      frames: samples.names.frames,
      groups: samples.names.groups,
      events,
      origins,
      cpus,
      stacks: flat(stacks),
      periods: stacks.period,
      open: this.#open(samples.names),
    };
  }

  #open(names: ScriptNames): OpenSample | undefined {
    const scanner = this.#scanner;
    if (scanner.get(at.opened) !== at.sample) return undefined;
    const origin = scanner.get(at.sampleOrigin);
    const cpu = scanner.get(at.sampleCpu);
    const words = scanner.words;
    const list = (place: number) => words.slice(place >>> 2, (place >>> 2) + scanner.get(at.depth));
    return {
      event: scanner.get(scanner.get(origin + pairEvent) + eventId),
      head: headOf(scanner, names, scanner.get(origin + pairSecond)),
      cpu: cpu === 0 ? -1 : scanner.get(cpu + pairSecond),
      period: scanner.getDouble(at.samplePeriod),
      line: scanner.get(at.sampleLine),
      frames: list(scanner.get(at.frames)),
      lines: list(scanner.get(at.frameLines)),
    };
  }
}

function flat(stacks: ScannedStacks): Int32Array<ArrayBuffer> {
  const count = stacks.group.length;
  let size = 0;
  for (let i = 0; i < count; i++) size += 5 + stacks.frames(i).length + (stacks.ownLines(i)?.length ?? 0);
  const all = new Int32Array(size);
  let at = 0;
  for (let i = 0; i < count; i++) {
    const frames = stacks.frames(i);
    const lines = stacks.ownLines(i);
    all.set([stacks.group[i]!, stacks.samples[i]!, stacks.signedLine(i), frames.length, lines ? 1 : 0], at);
    all.set(frames, at + 5);
    at += 5 + frames.length;
    if (lines) all.set(lines, at);
    at += lines?.length ?? 0;
  }
  return all;
}
