import type { EventText } from './event-line.ts';
import type { LineLog } from './line-log.ts';
import { attributeValue, ScriptNames } from './names.ts';
import { StackTable } from './stack-table.ts';

/** Group of the stacks of samples that have no event line. */
export const bareGroup = -1;

/**
 * What the frames that come next belong to: nothing, a sample, a sample without event line (`-F ip,sym`), or a line that
 * is an event line only if frames follow it.
 */
type Open = 'nothing' | 'sample' | 'bare' | 'pending';

/** Adds samples up, one open at a time. */
export class Samples {
  readonly names: ScriptNames;
  readonly stacks = new StackTable();
  /** Samples without event line, and where they stand. */
  readonly bare = { samples: 0, firstLine: 0, lastLine: 0 };
  readonly #log: LineLog;
  #open: Open = 'nothing';
  #pending: EventText | undefined;
  #origin = 0;
  /** Negative when the event line has none. */
  #period = -1;
  #line = 0;
  #depth = 0;
  #frames = new Int32Array(256);
  #frameLines = new Int32Array(256);

  constructor(log: LineLog, threads = false) {
    this.#log = log;
    this.names = new ScriptNames(threads);
  }

  get open(): Open {
    return this.#open;
  }

  /** Opens a sample of an event line at `line`; `period` is negative when it was not printed. */
  begin(event: number, head: number, period: number, line: number): void {
    this.finish();
    this.#open = 'sample';
    this.#origin = this.names.origin(event, head);
    this.#period = period;
    this.#line = line;
  }

  beginParsed({ event, head, commOnly, period = -1 }: EventText, line: number): void {
    this.begin(this.names.event(event), this.names.head(head, commOnly), period, line);
  }

  /** Keeps a line that is an event line if the next one is a frame. */
  pend(event: EventText, line: number): void {
    this.finish();
    this.#open = 'pending';
    this.#pending = event;
    this.#line = line;
  }

  /** Takes a frame's, list's or attribute's value; false when it can't belong to what is open. */
  frame(value: number, line: number): boolean {
    if (this.#open !== 'sample' && !this.#openFor(value, line)) return false;
    if (value >= 0) this.#push(value, line);
    else if (value < attributeValue) for (const frame of this.names.list(value)) this.#push(frame, line);
    return true;
  }

  /** An empty line ends a sample only where no event line will do it: unknown source lines are empty too. */
  blank(): void {
    if (this.#open === 'bare' || this.#open === 'pending') this.finish();
  }

  /** Counts the sample that is open, if any. */
  finish(): void {
    if (this.#open === 'sample') this.#count();
    else if (this.#open === 'bare') this.#countBare();
    else if (this.#open === 'pending') this.#log.unread(this.#line, noScript);
    this.#open = 'nothing';
    this.#depth = 0;
  }

  #openFor(value: number, line: number): boolean {
    if (this.#open === 'bare') return true;
    if (value === attributeValue) return false;
    if (this.#open === 'pending') {
      this.#open = 'nothing';
      this.beginParsed(this.#pending!, this.#line);
      return true;
    }
    if (this.names.events.length > 0) {
      this.#log.unread(line, 'frames without an event line');
      return false;
    }
    this.#open = 'bare';
    this.#line = line - 1;
    return true;
  }

  #push(frame: number, line: number): void {
    if (this.#depth === this.#frames.length) {
      this.#frames = doubled(this.#frames);
      this.#frameLines = doubled(this.#frameLines);
    }
    this.#frames[this.#depth] = frame;
    this.#frameLines[this.#depth++] = line;
  }

  #count(): void {
    const origin = this.names.origins[this.#origin]!;
    const event = this.names.events[origin.event]!;
    const depth = this.#depth;
    const lastLine = depth === 0 ? this.#line : this.#frameLines[depth - 1]!;
    if (event.samples++ === 0) event.firstLine = this.#line;
    event.lastLine = lastLine;
    if (depth === 0) event.withoutStack++;
    else if (lastLine !== this.#line) event.chains = true;
    origin.samples++;
    const period = Math.max(0, this.#period);
    if (this.#period >= 0) event.withPeriod++;
    event.period += period;
    origin.period += period;
    this.stacks.add(origin.group, this.#frames, depth, period, this.#line, this.#frameLines);
  }

  #countBare(): void {
    const { bare } = this;
    if (bare.samples++ === 0) bare.firstLine = this.#line + 1;
    bare.lastLine = this.#frameLines[this.#depth - 1]!;
    this.stacks.add(bareGroup, this.#frames, this.#depth, 0, this.#line, this.#frameLines);
  }
}

export const noScript = 'text that is no perf script';

function doubled(array: Int32Array<ArrayBuffer>): Int32Array<ArrayBuffer> {
  const wider = new Int32Array(2 * array.length);
  wider.set(array);
  return wider;
}
