import type { RecordedFrame } from '../../model/recorded-stacks.ts';
import { symbolKey } from '../../model/symbol.ts';
import { type Head, isTracepoint } from './event-line.ts';

export interface Frame extends RecordedFrame {
  /** Index into `keys`: what frames are called in call trees. */
  readonly key: number;
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
  readonly events: { readonly name: string; readonly tracepoint: boolean }[] = [];
  /** Threads by comm and ids, wherever they ran. */
  readonly threads: Head[] = [];
  readonly groups: Group[] = [];
  readonly frames: Frame[] = [];
  readonly keys: string[] = [];
  readonly #ids = new Map<string, number>();
  readonly #byThread: boolean;

  /** `byThread`: stacks of different threads are different stacks. */
  constructor(byThread = false) {
    this.#byThread = byThread;
  }

  event(name: string): number {
    return this.#id(`e${name}`, () => this.events.push({ name, tracepoint: isTracepoint(name) }) - 1);
  }

  knowsEvent(name: string): boolean {
    return this.#ids.has(`e${name}`);
  }

  thread({ comm, pid, tid }: Head): number {
    const thread = { comm, ...idsOf(pid, tid) };
    return this.#id(`t${pid}/${tid} ${comm}`, () => this.threads.push(thread) - 1);
  }

  group(event: number, { comm, pid, tid }: Head): number {
    const key = `g${event} ${this.#byThread ? `${pid}/${tid} ` : ''}${comm}`;
    return this.#id(key, () => this.groups.push({ event, comm, ...(this.#byThread && idsOf(pid, tid)) }) - 1);
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

function idsOf(pid: number | undefined, tid: number | undefined): Pick<Head, 'pid' | 'tid'> {
  return { ...(pid !== undefined && { pid }), ...(tid !== undefined && { tid }) };
}
