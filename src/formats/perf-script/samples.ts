import { Counted, headOf, type Origin } from './counted.ts';
import { type EventText, type Head, parseHead } from './event-line.ts';
import { parseFrame } from './frame-line.ts';
import type { LineLog } from './line-log.ts';
import { ScriptNames } from './names.ts';
import { eventId, eventIsTracepoint } from './scanner/counts.ts';
import { leastAttribute } from './scanner/frames.ts';
import type { Scanner } from './scanner/scanner.ts';
import { bare, bareSamples, nothing, opened, pending, sample, sampleLine } from './scanner/state.ts';

/** Opens samples and adds to them what the scanner can't read by itself; one is open at a time. */
export class Samples {
  readonly names: ScriptNames;
  readonly #scanner: Scanner;
  readonly #log: LineLog;
  /** Threads that were found in other parts of the text, one like each of which the scanner knows. */
  readonly threadsOfParts: Origin[] = [];
  /** By event: where the scanner counts it. */
  readonly #records: number[] = [];
  #pending: EventText | undefined;

  constructor(scanner: Scanner, log: LineLog, byThread = false) {
    this.names = new ScriptNames(byThread);
    this.#scanner = scanner;
    this.#log = log;
  }

  /** Whether frames can follow: a sample's event line was read, or frames without any. */
  get inSample(): boolean {
    const open = this.#scanner.get(opened);
    return open === sample || open === bare;
  }

  get isOpen(): boolean {
    return this.#scanner.get(opened) !== nothing;
  }

  /** Whether there is any sample, or the event line of one. */
  get any(): boolean {
    return this.names.events.length + this.#scanner.get(bareSamples) > 0;
  }

  /** The scanner's record of an event. */
  event(name: string): number {
    const event = this.names.event(name);
    this.#records[event] ??= this.#scanner.call.addEvent(this.names.events[event]!.tracepoint ? 1 : 0);
    return this.#records[event]!;
  }

  eventName(record: number): string {
    return this.names.events[this.#scanner.get(record + eventId)]!.name;
  }

  isTracepoint(record: number): boolean {
    return this.#scanner.get(record + eventIsTracepoint) !== 0;
  }

  /** Opens a sample of an event line at `line`; `period` and `cpu` are negative when they were not printed. */
  begin(event: number, thread: number, cpu: number, period: number, line: number): void {
    this.finish();
    this.#scanner.call.begin(this.origin(event, thread), cpu, period, line);
  }

  /** The scanner's record of an event's samples of a thread. */
  origin(event: number, thread: number): number {
    const { call } = this.#scanner;
    const origin = call.findPair(event, thread);
    if (origin !== 0) return origin;
    const group = this.group(event, headOf(this.#scanner, this.names, thread));
    return call.addPair(event, thread, group, event);
  }

  group(event: number, owner: Head): number {
    return this.names.group(this.#scanner.get(event + eventId), owner);
  }

  beginParsed({ event, head, commOnly, period = -1 }: EventText, line: number): void {
    const parsed: Head = commOnly ? { comm: head } : parseHead(head);
    this.begin(this.event(event), this.names.thread(parsed), parsed.cpu ?? -1, period, line);
  }

  /** Keeps a line that is an event line if the next one is a frame. */
  pend(event: EventText, line: number): void {
    this.finish();
    this.#pending = event;
    this.#scanner.set(opened, pending);
    this.#scanner.set(sampleLine, line);
  }

  /** Number of a line's frame, or of a list of frames (negative), or undefined when it is no frame. */
  frameValue(text: string): number | undefined {
    const ids = parseFrame(text)?.map((frame) => this.names.frame(frame));
    if (!ids) return undefined;
    if (ids.length === 1) return ids[0]!;
    const scanner = this.#scanner;
    const list = scanner.call.area(Math.max(6, Math.ceil(Math.log2(4 * (ids.length + 1)))));
    for (const [i, value] of [ids.length, ...ids].entries()) scanner.set(list + 4 * i, value);
    return -list;
  }

  /** Takes a frame's, list's or attribute's value; false when it can't belong to what is open. */
  frame(value: number, line: number): boolean {
    if (!this.inSample && !this.#openFor(value, line)) return false;
    if (value >= 0) this.#scanner.call.pushFrame(value, line);
    else if (value < leastAttribute) this.#scanner.call.pushList(-value, line);
    return true;
  }

  /** An empty line ends a sample only where no event line will do it: unknown source lines are empty too. */
  blank(): void {
    if (this.#scanner.get(opened) !== sample) this.finish();
  }

  /** Counts the sample that is open, if any. */
  finish(): void {
    const scanner = this.#scanner;
    if (scanner.get(opened) === pending) this.#log.unread(scanner.get(sampleLine), noScript);
    scanner.call.finish();
  }

  counted(): Counted {
    return new Counted(this.#scanner, this.names, this.#records, this.threadsOfParts);
  }

  #openFor(value: number, line: number): boolean {
    const scanner = this.#scanner;
    if (value < 0 && value >= leastAttribute) return false;
    if (scanner.get(opened) === pending) {
      scanner.set(opened, nothing);
      this.beginParsed(this.#pending!, scanner.get(sampleLine));
      return true;
    }
    if (this.names.events.length > 0) {
      this.#log.unread(line, 'frames without an event line');
      return false;
    }
    scanner.set(opened, bare);
    scanner.set(sampleLine, line - 1);
    return true;
  }
}

export const noScript = 'text that is no perf script';
