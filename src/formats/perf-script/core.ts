import { ByteCache, unseen } from './byte-cache.ts';
import { isTracepoint, parseTimed } from './event-line.ts';
import { LineBuffer } from './line-buffer.ts';
import type { LineLog } from './line-log.ts';
import { attributeValue } from './names.ts';
import { canBeFrame, classifyLine, mayBeEventLine } from './other-lines.ts';
import { ownFrame } from './own-frame.ts';
import { noScript, Samples } from './samples.ts';
import { isNumber, numberStart, skipBlanks, timeEnd, wordEnd } from './scan.ts';
import { TraceFields } from './trace-fields.ts';

/** Longest text that is looked at as a line: templates make names of tens of kilobytes. */
const longestText = 1 << 17;
/** Longest line of which anything but a frame is recognised. */
const longestOther = 4096;
/** Header lines kept, to be read when the text has ended. */
const longestHeader = 5000;
const newline = 10;
const carriageReturn = 13;
const colon = 58;

/**
 * Reads the bytes of perf script. The hot path is look-ups of bytes that were seen before: the head of an event line, its
 * event, a frame's line. Only what is new is made a string, and parsed by the other files of this folder.
 */
export class ScriptCore {
  readonly log: LineLog;
  readonly samples: Samples;
  readonly trace = new TraceFields();
  readonly header: { text: string; number: number }[] = [];
  lost = 0;
  /** Why the text can't be used at all, and from which line on. */
  refused: { why: 'dump' | 'json'; line: number } | undefined;
  /** Number of lines read so far. */
  line = 0;

  readonly #buffer: LineBuffer;
  readonly #decoder = new TextDecoder('utf-8', { ignoreBOM: true });
  readonly #lines = new ByteCache();
  readonly #heads = new ByteCache();
  readonly #events = new ByteCache();

  /** `threads`: stacks are kept by thread and not by command. */
  constructor(log: LineLog, threads = false) {
    this.log = log;
    this.samples = new Samples(log, threads);
    const tooLong = () => this.#unknown('a line of more than a megabyte', ++this.line);
    this.#buffer = new LineBuffer((from, to) => this.#read(from, to), tooLong);
  }

  push(chunk: Uint8Array): void {
    this.#buffer.push(chunk);
  }

  end(): void {
    this.#buffer.end();
    this.samples.finish();
  }

  #read(start: number, end: number): void {
    const { bytes, view } = this.#buffer;
    const lines = this.#lines;
    for (let at = start; at < end; ) {
      this.line++;
      const from = skipBlanks(bytes, at);
      const code = bytes[from];
      if (code === newline || (code === carriageReturn && bytes[from + 1] === newline)) {
        this.samples.blank();
        at = code === newline ? from + 1 : from + 2;
        continue;
      }
      if (from > at) {
        const value = lines.findLine(view, from);
        if (value !== unseen && this.samples.frame(value, this.line)) {
          at = from + lines.length;
          continue;
        }
      }
      at = this.#otherLine(at, from);
    }
  }

  /** Reads a line that is no known indented frame; returns where the next one begins. */
  #otherLine(at: number, from: number): number {
    const { bytes, view } = this.#buffer;
    const next = bytes.indexOf(newline, from) + 1;
    const end = bytes[next - 2] === carriageReturn && next - 2 >= from ? next - 2 : next - 1;
    if (this.refused || this.#timed(from, end, next)) return next;
    if (from === at) {
      const value = this.#lines.findLine(view, from);
      if (value !== unseen && this.samples.frame(value, this.line)) return next;
    }
    if (end - from > longestText) this.#unknown('a line of more than 128 KB');
    else this.#newLine(from, end, next, from > at);
    return next;
  }

  /** An event line with a time (`3157.422042:`); false when the line is none. */
  #timed(from: number, end: number, next: number): boolean {
    const { bytes } = this.#buffer;
    const time = timeEnd(bytes, from, end);
    if (time < 0) return false;
    let at = skipBlanks(bytes, time + 1);
    let word = wordEnd(bytes, at, end);
    let period = -1;
    if (isNumber(bytes, at, word)) {
      period = Number(this.#text(at, word));
      at = skipBlanks(bytes, word);
      word = wordEnd(bytes, at, end);
    }
    // PERF_RECORD_LOST lost 24
    const record = bytes[at] === 80 && word - at > 12 && this.#text(at, at + 12) === 'PERF_RECORD_';
    if (word - at < 2 || bytes[word - 1] !== colon || record) return !record && this.#oddEvent(from, end);
    const event = this.#eventId(at, word - 1);
    this.samples.begin(event, this.#headId(from, numberStart(bytes, time, from)), period, this.line);
    at = skipBlanks(bytes, word);
    if (at < end) this.#rest(event, at, end, next);
    return true;
  }

  /** What follows the event on its line: the tracepoint's fields or the sample's own frame. */
  #rest(event: number, at: number, end: number, next: number): void {
    const { name, tracepoint } = this.samples.names.events[event]!;
    if (tracepoint) {
      this.trace.add(name, this.#text(at, Math.min(end, at + longestOther)), this.line);
      return;
    }
    const value = this.#lines.findLine(this.#buffer.view, at);
    if (value >= 0) this.samples.frame(value, this.line);
    else this.#ownFrame(this.#text(at, end), at, next);
  }

  #ownFrame(rest: string, at: number, next: number): void {
    const text = ownFrame(rest.slice(0, longestOther));
    const value = text === undefined ? undefined : this.samples.names.frameValue(text);
    if (value === undefined) {
      this.log.count('unread', 'fields at the end of event lines that are not used', this.line);
      return;
    }
    this.samples.frame(value, this.line);
    if (text === rest) this.#lines.keepLine(this.#buffer.view, at, next, value);
  }

  /** A line with a time, but without an event where it should be. */
  #oddEvent(from: number, end: number): boolean {
    const text = this.#text(from, Math.min(end, from + longestOther));
    const parsed = classifyLine(text, false).kind === 'unknown' ? parseTimed(text) : undefined;
    if (!parsed) return false;
    this.samples.beginParsed(parsed, this.line);
    if (parsed.rest !== '') this.#ownFrame(parsed.rest, 0, 0);
    return true;
  }

  #headId(from: number, to: number): number {
    const { view } = this.#buffer;
    let id = this.#heads.find(view, from, to);
    if (id === unseen) {
      id = this.samples.names.head(this.#text(from, to));
      this.#heads.keep(view, from, to, id);
    }
    return id;
  }

  #eventId(from: number, to: number): number {
    const { view } = this.#buffer;
    let id = this.#events.find(view, from, to);
    if (id === unseen) {
      id = this.samples.names.event(this.#text(from, to));
      this.#events.keep(view, from, to, id);
    }
    return id;
  }

  /** A line without a time that was not seen before. */
  #newLine(from: number, end: number, next: number, indented: boolean): void {
    const text = this.#text(from, end);
    const { open, names, bare } = this.samples;
    if (text.startsWith('{') && open === 'nothing' && names.events.length + bare.samples === 0) {
      this.refused = { why: 'json', line: this.line };
      return;
    }
    const value = canBeFrame(text, indented, open !== 'nothing') ? names.frameValue(text) : undefined;
    if (value !== undefined) {
      this.#lines.keepLine(this.#buffer.view, from, next, value);
      this.samples.frame(value, this.line);
    } else if (text.length > longestOther) this.#unknown(noScript);
    else if (this.#other(text, indented)) this.#lines.keepLine(this.#buffer.view, from, next, attributeValue);
  }

  /** A line that is no frame; true when it is worth remembering as part of a sample. */
  #other(text: string, indented: boolean): boolean {
    const { open } = this.samples;
    const other = classifyLine(text, open === 'sample' || open === 'bare', indented);
    switch (other.kind) {
      case 'attribute':
        this.log.count('unread', `lines with ${other.what}, not used`, this.line);
        return other.repeats;
      case 'comment':
        if (this.header.length < longestHeader) this.header.push({ text, number: this.line });
        break;
      case 'noise':
        this.log.count('unread', 'messages of perf about itself', this.line);
        break;
      case 'trouble':
        this.log.count('trouble', `perf says ${JSON.stringify(text.slice(0, 60))}`, this.line);
        break;
      case 'separator':
        this.samples.finish();
        break;
      case 'record':
        this.samples.finish();
        this.lost += other.lost;
        if (other.lost > 0) this.log.count('trouble', 'events lost while recording', this.line, other.lost);
        this.log.count('unread', `PERF_RECORD_${other.name} lines`, this.line);
        break;
      case 'refused':
        this.samples.finish();
        this.refused = { why: 'dump', line: this.line };
        break;
      case 'unknown':
        this.#untimed(text);
    }
    return false;
  }

  /** An event line without a time, or a line of something else. */
  #untimed(text: string): void {
    const event = mayBeEventLine(text);
    if (!event) {
      this.#unknown(noScript);
      return;
    }
    const { event: name, rest } = event;
    if (rest !== '' && isTracepoint(name)) {
      this.samples.beginParsed(event, this.line);
      this.trace.add(name, rest, this.line);
    } else if (rest !== '' && ownFrame(rest) !== undefined) {
      this.samples.beginParsed(event, this.line);
      this.#ownFrame(rest, 0, 0);
    } else if (rest === '' && name !== '' && this.samples.names.knowsEvent(name)) {
      this.samples.beginParsed(event, this.line);
    } else if (rest === '') this.samples.pend(event, this.line);
    else this.#unknown(noScript);
  }

  #unknown(looksLike: string, line = this.line): void {
    this.samples.finish();
    this.log.unread(line, looksLike);
  }

  #text(from: number, to: number): string {
    return this.#decoder.decode(this.#buffer.bytes.subarray(from, to));
  }
}
