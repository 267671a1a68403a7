import type { Counted } from './counted.ts';
import { isTracepoint, parseHead } from './event-line.ts';
import { LineBuffer } from './line-buffer.ts';
import type { LineLog } from './line-log.ts';
import { mergePart } from './merge-part.ts';
import { canBeFrame } from './other-lines.ts';
import { ownFrame } from './own-frame.ts';
import type { Part } from './part.ts';
import { longestOther, RestOfScript } from './rest.ts';
import { Samples } from './samples.ts';
import {
  eventKind,
  frameKind,
  headKind,
  headWithCpuKind,
  lineKind,
  ownFrameKind,
  unseen,
} from './scanner/line-table.ts';
import { compiled, Scanner } from './scanner/scanner.ts';
import * as at from './scanner/state.ts';

/** Longest text that is looked at as a line: templates make names of tens of kilobytes. */
const longestText = 1 << 17;
const newline = 10;
const carriageReturn = 13;

export interface CoreOptions {
  /** Stacks are kept by thread and not by command. */
  readonly threads?: boolean | undefined;
  /** Stops at the first line that is neither an event line with a time nor a frame, nor empty. */
  readonly usualOnly?: boolean;
  readonly scanner?: Scanner;
}

/**
 * Reads the bytes of perf script. The scanner reads what was seen before: the head of an event line, its event, a frame's
 * line. Only what is new is made a string, parsed by the other files of this folder, and told to the scanner.
 */
export class ScriptCore {
  readonly log: LineLog;
  readonly samples: Samples;
  /** What lines say that are neither event lines with a time nor frames. */
  readonly rest: RestOfScript;

  /** Number of bytes of the lines read so far. */
  bytesRead = 0;
  /** Stopped before the end: `bytesRead` tells where. */
  stopped = false;

  readonly #scanner: Scanner;
  readonly #usualOnly: boolean;
  readonly #byThread: boolean;
  readonly #buffer: LineBuffer;
  readonly #decoder = new TextDecoder('utf-8', { ignoreBOM: true });

  constructor(
    log: LineLog,
    { threads = false, usualOnly = false, scanner = new Scanner(compiled()) }: CoreOptions = {},
  ) {
    this.#scanner = scanner;
    this.#usualOnly = usualOnly;
    this.#byThread = threads;
    this.log = log;
    this.samples = new Samples(scanner, log, threads);
    this.rest = new RestOfScript(this.samples, log);
    const area = {
      get bytes() {
        return scanner.bytes;
      },
      from: at.text,
      size: at.textSize,
    };
    const tooLong = () => {
      if (usualOnly) this.stopped = true;
      else this.rest.unknown(++this.line, 'a line of more than a megabyte');
    };
    this.#buffer = new LineBuffer(area, (from, to) => this.#read(from, to), tooLong);
  }

  /** Number of lines read so far. */
  get line(): number {
    return this.#scanner.get(at.lineNumber);
  }

  set line(line: number) {
    this.#scanner.set(at.lineNumber, line);
  }

  push(chunk: Uint8Array): void {
    this.#buffer.push(chunk);
  }

  /** Where the next bytes may be written, which `filled` then reads. */
  space(): Uint8Array {
    return this.#buffer.space();
  }

  filled(length: number): void {
    this.#buffer.filled(length);
  }

  /** Takes what was found in the text that comes next; false when it can't be used. */
  merge(part: Part): boolean {
    if (this.rest.refused) return false;
    mergePart(this.samples, this.#scanner, part, this.line);
    this.line += part.lines;
    return true;
  }

  /** Reads the last line, which may lack its newline. */
  endOfText(): void {
    this.#buffer.end();
  }

  end(): Counted {
    this.endOfText();
    this.samples.finish();
    this.rest.countAgain((value) => this.#scanner.get(at.attributeCounts - 4 * value), this.line);
    return this.samples.counted();
  }

  #read(start: number, end: number): void {
    let next = start;
    while (next < end && !this.stopped) {
      if (!this.rest.refused) next = this.#scanner.call.scan(next, end);
      if (next < end) next = this.#newLine(next);
    }
    this.bytesRead += next - start;
  }

  /** Reads a line that the scanner does not know; returns where the next one begins. */
  #newLine(start: number): number {
    const { bytes } = this.#scanner;
    const next = bytes.indexOf(newline, start) + 1;
    this.line++;
    if (this.rest.refused) return next;
    const end = bytes[next - 2] === carriageReturn && next - 2 >= start ? next - 2 : next - 1;
    let from = start;
    while (bytes[from] === 32 || bytes[from] === 9) from++;
    if (this.#usualOnly && !this.#isUsual(start, from, end)) {
      this.stopped = true;
      this.line--;
      return start;
    }
    if (from >= end) this.samples.blank();
    else {
      const why = this.#scanner.get(at.why);
      if (why === at.newEventLine) this.#eventLine(end, next);
      else if (why === at.unknownLine || !this.rest.oddEvent(this.#start(from, end), this.line)) {
        this.#otherLine(start, from, end, next);
      }
    }
    return next;
  }

  #isUsual(start: number, from: number, end: number): boolean {
    const why = this.#scanner.get(at.why);
    if (why === at.newEventLine) {
      const rest = this.#scanner.get(at.restFrom);
      const event = this.#text(this.#scanner.get(at.eventFrom), this.#scanner.get(at.eventTo));
      if (isTracepoint(event)) return false;
      const own = rest < end ? ownFrame(this.#text(rest, end).slice(0, longestOther)) : '';
      return own === '' || (own !== undefined && this.samples.frameValue(own) !== undefined);
    }
    if (why === at.oddEventLine || end - from > longestText || !this.samples.inSample) return false;
    const text = this.#text(from, end);
    return canBeFrame(text, from > start, true) && this.samples.frameValue(text) !== undefined;
  }

  /** An event line with a time (`3157.422042:`), whose parts the scanner has found. */
  #eventLine(end: number, next: number): void {
    const scanner = this.#scanner;
    const { event, thread, cpu } = this.#named();
    const periodFrom = scanner.get(at.periodFrom);
    const periodTo = scanner.get(at.periodTo);
    const rest = scanner.get(at.restFrom);
    const period = periodTo > periodFrom ? Number(this.#text(periodFrom, periodTo)) : -1;
    this.samples.begin(event, thread, cpu, period, this.line);
    if (rest >= end) return;
    if (!this.samples.isTracepoint(event)) this.#ownFrame(this.#text(rest, end), rest, next);
    else this.rest.trace.add(this.samples.eventName(event), this.#start(rest, end), this.line);
  }

  /** The event and thread of an event line, told to the scanner when they are new. */
  #named(): { event: number; thread: number; cpu: number } {
    const { samples } = this;
    const scanner = this.#scanner;
    const from = scanner.get(at.headFrom);
    const to = scanner.get(at.headTo);
    const eventFrom = scanner.get(at.eventFrom);
    const eventTo = scanner.get(at.eventTo);
    const cpu = scanner.get(at.headCpu);
    let event = scanner.get(at.foundEvent);
    let thread = scanner.get(at.foundThread);
    if (event === unseen) {
      event = samples.event(this.#text(eventFrom, eventTo));
      scanner.call.addPart(eventFrom, eventTo - eventFrom, eventKind, event);
    }
    if (thread !== unseen) return { event, thread, cpu };
    const head = parseHead(this.#text(from, to));
    thread = samples.names.thread(head);
    if (cpu >= 0 && head.cpu === cpu) {
      scanner.call.addPart(from, scanner.get(at.threadTo) - from, headWithCpuKind, thread);
      if (!this.#byThread) scanner.call.keepComm(thread);
    } else {
      const place = scanner.call.area(3);
      scanner.set(place, thread);
      scanner.set(place + 4, head.cpu ?? -1);
      scanner.call.addPart(from, to - from, headKind, place);
    }
    return { event, thread, cpu: head.cpu ?? -1 };
  }

  /** The sample's own frame behind its event. */
  #ownFrame(rest: string, from: number, next: number): void {
    const value = this.rest.ownFrame(rest, this.line);
    if (value !== undefined) this.#scanner.call.keepLine(from, next, ownFrameKind, value);
  }

  /** A line without a time that was not seen before. */
  #otherLine(start: number, from: number, end: number, next: number): void {
    if (end - from > longestText) {
      this.rest.unknown(this.line, 'a line of more than 128 KB');
      return;
    }
    const { samples, rest, line } = this;
    const { call } = this.#scanner;
    const text = this.#text(from, end);
    const indented = from > start;
    if (text.startsWith('{') && !samples.isOpen && !samples.any) {
      rest.refused = { why: 'json', line };
      return;
    }
    const frame = canBeFrame(text, indented, samples.isOpen) ? samples.frameValue(text) : undefined;
    if (frame !== undefined) {
      // What is a frame in a sample alone (`cafe words`) may be something else where none is open.
      if (canBeFrame(text, indented, false)) call.keepLine(start, next, indented ? frameKind : lineKind, frame);
      samples.frame(frame, line);
      return;
    }
    const attribute = rest.read(text, indented, line);
    if (attribute < 0) call.keepLine(start, next, lineKind, attribute);
  }

  /** As much of a text as is looked at of anything but a frame. */
  #start(from: number, end: number): string {
    return this.#text(from, Math.min(end, from + longestOther));
  }

  #text(from: number, to: number): string {
    return this.#decoder.decode(this.#scanner.bytes.subarray(from, to));
  }
}
