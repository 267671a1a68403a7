import type { RecordedFrame } from '../../model/recorded-stacks.ts';
import { symbolKey } from '../../model/symbol.ts';
import { type Head, isTracepoint, parseHead } from './event-line.ts';
import { parseFrame } from './frame-line.ts';

/** Meaning of a line that belongs to a sample without being a frame (`-F +srcline`). */
export const attributeValue = -1;

export interface Frame extends RecordedFrame {
  /** Index into `keys`: what frames are called in call trees. */
  readonly key: number;
}

/** One event's samples of one thread on one CPU. */
export interface Origin {
  readonly event: number;
  readonly head: Head;
  /** Index of the event and comm that stacks are kept by. */
  readonly group: number;
  samples: number;
  period: number;
}

export interface ScriptEvent {
  /** As printed; empty when the event was not printed. */
  readonly name: string;
  /** The event line goes on with the tracepoint's fields. */
  readonly tracepoint: boolean;
  samples: number;
  /** Samples with a period, and the sum of those. */
  withPeriod: number;
  period: number;
  /** Samples without any frame. */
  withoutStack: number;
  /** True when frames stand on lines of their own. */
  chains: boolean;
  firstLine: number;
  lastLine: number;
}

/** Whose stacks are kept apart: those of an event and a command, or of an event and a thread. */
export interface Group {
  readonly event: number;
  readonly comm: string;
  readonly pid?: number;
  readonly tid?: number;
}

/** Numbers for everything that has a name: each text is parsed and kept once. */
export class ScriptNames {
  readonly events: ScriptEvent[] = [];
  readonly heads: Head[] = [];
  readonly origins: Origin[] = [];
  readonly groups: Group[] = [];
  readonly frames: Frame[] = [];
  readonly keys: string[] = [];
  readonly #ids = new Map<string, number>();
  readonly #lists: number[][] = [];
  readonly #origins: number[][] = [];
  readonly #threads: boolean;

  /** `threads`: stacks of different threads are different stacks. */
  constructor(threads = false) {
    this.#threads = threads;
  }

  event(name: string): number {
    return this.#id(`e${name}`, () => {
      const counts = {
        samples: 0,
        withPeriod: 0,
        period: 0,
        withoutStack: 0,
        chains: false,
        firstLine: 0,
        lastLine: 0,
      };
      return this.events.push({ name, tracepoint: isTracepoint(name), ...counts }) - 1;
    });
  }

  head(text: string, commOnly = false): number {
    const head: Head = commOnly ? { comm: text } : parseHead(text);
    return this.#id(`h${head.pid}/${head.tid}/${head.cpu} ${head.comm}`, () => this.heads.push(head) - 1);
  }

  /** Asked once per sample, so it looks into arrays and not into the map of texts. */
  origin(event: number, head: number): number {
    let origins = this.#origins[event];
    if (!origins) {
      origins = [];
      this.#origins[event] = origins;
    }
    const known = origins[head];
    if (known !== undefined) return known;
    const id = this.#newOrigin(event, head);
    origins[head] = id;
    return id;
  }

  knowsEvent(name: string): boolean {
    return this.#ids.has(`e${name}`);
  }

  #newOrigin(event: number, head: number): number {
    const { comm, pid, tid } = this.heads[head]!;
    const thread = this.#threads ? { ...(pid !== undefined && { pid }), ...(tid !== undefined && { tid }) } : {};
    const key = `g${event} ${this.#threads ? `${pid}/${tid} ` : ''}${comm}`;
    const group = this.#id(key, () => this.groups.push({ event, comm, ...thread }) - 1);
    return this.origins.push({ event, head: this.heads[head]!, group, samples: 0, period: 0 }) - 1;
  }

  /** Number of a line's frame, or of a list of frames (below `attributeValue`), or undefined when it is no frame. */
  frameValue(text: string): number | undefined {
    const parsed = parseFrame(text);
    if (!parsed) return undefined;
    const ids = parsed.map((frame) => this.frame(frame));
    return ids.length === 1 ? ids[0]! : attributeValue - this.#lists.push(ids);
  }

  /** The frames that a value below `attributeValue` stands for, innermost first. */
  list(value: number): readonly number[] {
    return this.#lists[attributeValue - 1 - value]!;
  }

  frame(text: RecordedFrame): number {
    const { symbol, dso = '', inlined, mark } = text;
    return this.#id(`f${mark}${inlined ? 'i' : ''} ${symbol}\0${dso}`, () => {
      const name = symbolKey(symbol);
      const key = this.#id(`k${name}`, () => this.keys.push(name) - 1);
      return this.frames.push({ ...text, key }) - 1;
    });
  }

  #id(key: string, make: () => number): number {
    const known = this.#ids.get(key);
    if (known !== undefined) return known;
    const id = make();
    this.#ids.set(key, id);
    return id;
  }
}
