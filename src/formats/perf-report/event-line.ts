import { countOf } from '../lexical.ts';

/** What perf says about the event above its table, in the comments of stdio and the first line of a screen. */
export interface EventLine {
  /** As printed, without quotes: `cycles:P`, `anon group { cpu-clock, task-clock }`. */
  readonly event?: string;
  /** Events of a group, in the order of the values in each column; empty when there is one. */
  readonly members: readonly string[];
  readonly samples?: { readonly count: number; readonly exact: boolean };
  readonly eventCount?: number;
  /** perf top only: `lost: 0/47 drop: 0/0`, and the sampling frequency. */
  readonly lost?: number;
  readonly live: boolean;
  /** What the screen was zoomed into: `Thread: udp_sink(812)`, `DSO: [kernel]`. */
  readonly thread?: string;
  readonly dso?: string;
}

// Samples: 7K of event 'cpu-clock', 4000 Hz, Event count (approx.): 1582169310 lost: 0/0 drop: 0/0
// Samples: 412  of events 'anon group { cpu-clock, task-clock }', Event count (approx.): 1317729065
// Events: 1K cycles
const samplesOf = /^(?:Samples|Events):\s*(\d+[KMGT]?)\s+(?:of\s+events?\s+)?(.*)$/;

/** Reads a line that begins with `Samples:` or (up to perf 3.2) `Events:`, without its `#`. */
export function readEventLine(line: string): EventLine | undefined {
  const found = line.length < 4000 ? samplesOf.exec(line.trim()) : null;
  if (!found) return undefined;
  const { event, rest } = eventName(found[2]!);
  const count = /Event count \(approx\.\):\s*(\d+)/.exec(rest);
  const lost = /\blost:\s*(\d+)\//.exec(rest);
  const thread = /,\s*Thread:\s*([^,]*)/.exec(rest);
  const dso = /,\s*DSO:\s*([^,]*)/.exec(rest);
  return {
    ...(event && { event }),
    members: membersOf(event, /of\s+events\s/.test(line)),
    samples: countOf(found[1]!),
    ...(count && { eventCount: Number(count[1]) }),
    ...(lost && { lost: Number(lost[1]) }),
    live: lost !== null || /\d+ Hz,/.test(rest),
    ...(thread && { thread: thread[1]!.trim() }),
    ...(dso && { dso: dso[1]!.trim() }),
  };
}

/** The event stands in quotes, straight or curled by a word processor; the oldest releases print it bare. */
function eventName(text: string): { event: string; rest: string } {
  const open = text[0];
  if (open === "'" || open === '‘' || open === '"' || open === '`') {
    const close = Math.max(text.lastIndexOf("'"), text.lastIndexOf('’'), open === '"' ? text.lastIndexOf('"') : -1);
    if (close > 0) return { event: text.slice(1, close), rest: text.slice(close + 1) };
  }
  const comma = text.indexOf(', ');
  return comma < 0 ? { event: text, rest: '' } : { event: text.slice(0, comma), rest: text.slice(comma) };
}

/** `anon group { a, b }`, `NAME { a, b }`, and `a, b` of `--group` on events that were not recorded as a group. */
function membersOf(event: string, plural: boolean): string[] {
  const open = event.indexOf('{ ');
  const list = open >= 0 ? event.slice(open + 2, event.lastIndexOf('}')) : plural ? event : '';
  // terms of one event are separated by commas without a blank: cpu/mem-loads,ldlat=30/P
  const members = list.split(', ').map((member) => member.trim());
  return members.length > 1 || open >= 0 ? members.filter((member) => member !== '') : [];
}

/**
 * Events of `-e` options: `-e cycles,instructions`, `-e '{cycles,instructions}'`, `-e a -e b`. Commas inside `/.../` belong
 * to one event.
 */
export function eventsOfCommand(command: string): string[] {
  const events: string[] = [];
  for (const [, list] of command.slice(0, 1000).matchAll(/\s(?:-e|--event)[ =]?\s*(\S+)/g)) {
    for (const [event] of list!.replace(/['"{}]/g, '').matchAll(/(?:[^,/]|\/[^/]*\/)+/g)) events.push(event);
  }
  return events;
}
