import { isTracepoint, parseTimed } from './event-line.ts';
import type { LineLog } from './line-log.ts';
import { classifyLine, mayBeEventLine } from './other-lines.ts';
import { ownFrame } from './own-frame.ts';
import { noScript, type Samples } from './samples.ts';
import { TraceFields } from './trace-fields.ts';

/** Longest line of which anything but a frame is recognised. */
export const longestOther = 4096;
/** Header lines kept, to be read when the text has ended. */
const longestHeader = 5000;
/** Lines of a sample that are no frames, and come again and again: their values are -1 and -2. */
const repeated = ['source lines', 'source code'];

/** Takes in the lines that are neither event lines with a time nor frames, and what else is seldom. */
export class RestOfScript {
  readonly trace = new TraceFields();
  readonly header: { text: string; number: number }[] = [];
  lost = 0;
  /** Why the text can't be used at all, and from which line on. */
  refused: { why: 'dump' | 'json'; line: number } | undefined;
  readonly #samples: Samples;
  readonly #log: LineLog;

  constructor(samples: Samples, log: LineLog) {
    this.#samples = samples;
    this.#log = log;
  }

  /** A line that is no frame; its value, below 0, when it is worth remembering as part of a sample. */
  read(text: string, indented: boolean, line: number): number {
    if (text.length > longestOther) {
      this.unknown(line);
      return 0;
    }
    const other = classifyLine(text, this.#samples.inSample, indented);
    switch (other.kind) {
      case 'attribute':
        this.#log.count('unread', notUsed(other.what), line);
        return -1 - repeated.indexOf(other.what);
      case 'comment':
        if (this.header.length < longestHeader) this.header.push({ text, number: line });
        break;
      case 'noise':
        this.#log.count('unread', 'messages of perf about itself', line);
        break;
      case 'trouble':
        this.#log.count('trouble', `perf says ${JSON.stringify(text.slice(0, 60))}`, line);
        break;
      case 'separator':
        this.#samples.finish();
        break;
      case 'record':
        this.#samples.finish();
        this.lost += other.lost;
        if (other.lost > 0) this.#log.count('trouble', 'events lost while recording', line, other.lost);
        this.#log.count('unread', `PERF_RECORD_${other.name} lines`, line);
        break;
      case 'refused':
        this.#samples.finish();
        this.refused = { why: 'dump', line };
        break;
      case 'unknown':
        this.#untimed(text, line);
    }
    return 0;
  }

  /** A line with a time, but without an event where it should be. */
  oddEvent(text: string, line: number): boolean {
    const parsed = classifyLine(text, false).kind === 'unknown' ? parseTimed(text) : undefined;
    if (!parsed) return false;
    this.#samples.beginParsed(parsed, line);
    if (parsed.rest !== '') this.ownFrame(parsed.rest, line);
    return true;
  }

  /** The sample's own frame behind its event; its value when there is nothing else. */
  ownFrame(rest: string, line: number): number | undefined {
    const text = ownFrame(rest.slice(0, longestOther));
    const value = text === undefined ? undefined : this.#samples.frameValue(text);
    if (value === undefined) this.#log.count('unread', 'fields at the end of event lines that are not used', line);
    else this.#samples.frame(value, line);
    return text === rest ? value : undefined;
  }

  unknown(line: number, looksLike = noScript): void {
    this.#samples.finish();
    this.#log.unread(line, looksLike);
  }

  /** Counts the lines that were known when they came again; `times` tells how often, by their value. */
  countAgain(times: (value: number) => number, line: number): void {
    for (const [i, what] of repeated.entries()) {
      const again = times(-1 - i);
      if (again > 0) this.#log.count('unread', notUsed(what), line, again);
    }
  }

  /** An event line without a time, or a line of something else. */
  #untimed(text: string, line: number): void {
    const event = mayBeEventLine(text);
    if (!event) {
      this.unknown(line);
      return;
    }
    const { event: name, rest } = event;
    if (rest !== '' && isTracepoint(name)) {
      this.#samples.beginParsed(event, line);
      this.trace.add(name, rest, line);
    } else if (rest !== '' && ownFrame(rest) !== undefined) {
      this.#samples.beginParsed(event, line);
      this.ownFrame(rest, line);
    } else if (rest === '' && name !== '' && this.#samples.names.knowsEvent(name)) {
      this.#samples.beginParsed(event, line);
    } else if (rest === '') this.#samples.pend(event, line);
    else this.unknown(line);
  }
}

function notUsed(what: string): string {
  return `lines with ${what}, not used`;
}
