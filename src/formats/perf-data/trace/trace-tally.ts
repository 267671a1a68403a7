import { isTracepoint } from '../../perf-script/event-line.ts';
import { TraceFields } from '../../perf-script/trace-fields.ts';
import { isTracepointAttr } from '../attr.ts';
import type { Chunk } from '../bytes.ts';
import type { RecordedEvents } from '../events.ts';
import type { Locate } from './pointer-text.ts';
import { type Printer, printerOf } from './printer.ts';
import { Raw } from './raw.ts';
import { NotUnderstood } from './tokens.ts';
import { readTracingData, type TracingData } from './tracing-data.ts';

/** Fields of a tracepoint that are not told, and why. */
export interface Untold {
  readonly event: string;
  readonly why: string;
}

/** Prints the fields of each sample of a tracepoint as perf script does, and counts them as its text is counted. */
export class TraceTally {
  readonly fields = new TraceFields({ hasLines: false });
  readonly untold: Untold[] = [];
  readonly #events: RecordedEvents;
  readonly #tracing: Uint8Array | undefined;
  readonly #locate: Locate;
  /** By event; null where its fields are not told. */
  readonly #printers: (Printer | null | undefined)[] = [];
  readonly #names: string[] = [];
  #data: TracingData | undefined;
  readonly #raw = new Raw();

  /** `tracing` is what the recording keeps of the formats; undefined when it keeps nothing. */
  constructor(events: RecordedEvents, tracing: Uint8Array | undefined, locate: Locate) {
    this.#events = events;
    this.#tracing = tracing;
    this.#locate = locate;
  }

  /** A sample of an event whose raw bytes lie at `at`. */
  add(event: number, chunk: Chunk, at: number, size: number, time: number): void {
    const printer = this.#enter(event, chunk, at, size);
    if (!printer) return;
    const name = this.#names[event]!;
    const { named, text } = printer;
    if (named.read(this.#raw, (i) => this.fields.isWanted(name, named.names[i]!))) {
      // an event line that ends with its event has no fields, and counts nothing
      if (named.names.length > 0) this.fields.addNamed(name, named.names, named.values, time);
    } else this.fields.add(name, text(this.#raw), time);
  }

  /** What perf script prints behind the event. */
  text(event: number, chunk: Chunk, at: number, size: number): string | undefined {
    return this.#enter(event, chunk, at, size)?.text(this.#raw);
  }

  #enter(event: number, { view, bytes }: Chunk, at: number, size: number): Printer | null {
    let printer = this.#printers[event];
    if (printer === undefined) {
      printer = this.#printer(event);
      this.#printers[event] = printer;
      this.#names[event] = this.#events.name(event);
    }
    const raw = this.#raw;
    raw.view = view;
    raw.bytes = bytes;
    raw.at = at;
    raw.size = size;
    return printer;
  }

  #printer(index: number): Printer | null {
    const attr = this.#events.attrs[index]!;
    const event = this.#events.name(index);
    if (!isTracepointAttr(attr) || !isTracepoint(event)) return null;
    this.#data ??= readTracingData(this.#tracing ?? new Uint8Array(0));
    const format = this.#data.formats.get(attr.config);
    if (format === undefined) {
      this.untold.push({ event, why: 'the recording does not hold its format' });
      return null;
    }
    try {
      return printerOf(format, { texts: this.#data.texts, locate: this.#locate });
    } catch (error) {
      if (!(error instanceof NotUnderstood)) throw error;
      this.untold.push({ event, why: `its format holds ${error.message}` });
      return null;
    }
  }
}
