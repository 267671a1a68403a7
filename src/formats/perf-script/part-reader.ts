import { ScriptCore } from './core.ts';
import { headOf, type Origin } from './counted.ts';
import { LineLog } from './line-log.ts';
import type { ScriptNames } from './names.ts';
import type { OpenSample, Part } from './part.ts';
import { eventId, pairEvent, pairSecond } from './scanner/counts.ts';
import { compiled, Scanner } from './scanner/scanner.ts';
import * as at from './scanner/state.ts';

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
    const { events, origins, cpus } = samples.counted();
    return {
      bytesRead,
      lines: line,
      frames: samples.names.frames,
      groups: samples.names.groups,
      events,
      ...withThreads(origins),
      cpus,
      stacks: packed(this.#scanner),
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

/** Of thousands of threads, numbers go to another thread faster than objects. */
function withThreads(all: readonly Origin[]): Pick<Part, 'origins' | 'threads'> {
  const origins: Origin[] = [];
  const threads: number[] = [];
  const places = new Map<string, number>();
  for (const origin of all) {
    const { comm, pid, tid } = origin.head;
    const key = `${origin.event} ${comm}`;
    const like = places.get(key);
    if (like !== undefined && fits(tid) && (pid === undefined || fits(pid))) threads.push(like, pid ?? -1, tid);
    else {
      const place = origins.push(origin) - 1;
      if (like === undefined) places.set(key, place);
    }
  }
  return { origins, threads: Int32Array.from(threads) };
}

function fits(id: number | undefined): id is number {
  return id !== undefined && id >= 0 && id === (id | 0);
}

function packed(scanner: Scanner): Int32Array<ArrayBuffer> {
  const length = scanner.call.packedLength();
  const place = scanner.call.borrow(length);
  scanner.call.pack(place);
  return scanner.words.slice(place >>> 2, (place + length) >>> 2);
}
