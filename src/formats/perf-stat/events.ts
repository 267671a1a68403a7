import type { Counter, CounterSet } from '../../model/counters.ts';
import type { Note } from '../../model/source.ts';
import type { Section, SectionContext } from '../format.ts';

/** Events that perf has a name for, and tracepoints: with nothing else around them, only these are believed. */
export const knownEvent =
  /^(?:(?:task|cpu)-clock|context-switches|(?:cpu|CPU)-migrations|(?:page|minor|major|alignment|emulation)-faults|cycles|instructions|branches|branch-misses|cache-(?:references|misses)|(?:ref|bus)-cycles|stalled-cycles-\w+|(?:L1|LLC|dTLB|iTLB|node)-[\w-]+|duration_time|[a-z_]\w*:\w+)(?::[ukhGHpPSDeIWb]+)?$/;

/** One row of perf stat, whatever it was printed as. */
export interface StatRow {
  readonly event: string;
  /**
   * `not-counted`: the event had no chance to run; `not-supported`: the machine has none such; `metric-only`: a second
   * line of the event above, with one more metric.
   */
  readonly value: number | 'not-counted' | 'not-supported' | 'metric-only';
  /** `msec`, `Joules`; empty for plain counts. */
  readonly unit: string;
  /** Whose row it is: `cpu`, `socket`, `core`, `thread`. */
  readonly scope?: Readonly<Record<string, string>>;
  /** Seconds since the start, of an interval row. */
  readonly time?: number;
  /** Share of the time the event was counted, when others had to share the hardware (`(62.50%)`). */
  readonly coverage?: number;
  readonly metric?: { readonly value: number; readonly text: string };
  readonly line: number;
}

/** Derived numbers worth keeping under a name; all others follow from the counts, and old releases print wrong units. */
const metricNames: readonly [RegExp, string, string][] = [
  [/^CPUs utilized/, 'cpus-utilized', 'cpus'],
  [/^(?:insns? per cycle|instructions\s+insn_per_cycle)/, 'ipc', 'ratio'],
  [/^%\s+(tma_\w+)/, '', 'percent'],
];

/**
 * Rows become counters named `perf-stat.<event>`. Rows of several intervals of one event are summed: what is printed at
 * each interval is what was added during it.
 */
export function counterSet(
  rows: readonly StatRow[],
  seconds: number | undefined,
  context: SectionContext,
  place: { firstLine: number; lastLine: number },
  moreNotes: readonly Note[] = [],
): CounterSet {
  const counters = new Map<string, Counter>();
  const notes: Note[] = [...moreNotes];
  const missing = new Set<string>();
  const shared = new Map<string, number>();
  const times = new Set(rows.flatMap((row) => row.time ?? []));
  for (const row of rows) {
    if (row.coverage !== undefined && row.coverage < 100) {
      shared.set(row.event, Math.min(row.coverage, shared.get(row.event) ?? 100));
    }
    if (typeof row.value === 'number') add(`perf-stat.${row.event}`, row.value, unitOf(row), row);
    else if (row.value !== 'metric-only') missing.add(row.event);
    addMetric(row);
  }
  if (missing.size > 0) notes.push(note('inferred', `not counted here: ${[...missing].join(', ')}`));
  for (const [event, coverage] of shared) {
    notes.push(note('inferred', `${event} was counted ${coverage} % of the time only; perf scaled the number up`));
  }
  if (times.size > 1) notes.push(note('inferred', `sums of ${times.size} intervals`));
  const last = times.size > 0 ? Math.max(...times) : undefined;
  const length = seconds ?? last;
  return {
    kind: 'counters',
    format: 'perf-stat',
    file: context.file,
    ...place,
    counters: [...counters.values()],
    ...(length !== undefined && { seconds: length }),
    interval: true,
    ...(context.command !== undefined && { command: context.command }),
    notes,
  };

  function add(name: string, value: number, unit: string, { scope, line }: StatRow): void {
    const key = `${name} ${JSON.stringify(scope ?? {})}`;
    const before = counters.get(key);
    counters.set(key, {
      name,
      value: (before?.value ?? 0) + value,
      unit,
      ...(scope && { labels: scope }),
      line: before?.line ?? line,
    });
  }

  function addMetric(row: StatRow): void {
    // Ratios of intervals can't be summed.
    if (!row.metric || times.size > 1) return;
    for (const [shape, name, unit] of metricNames) {
      const match = shape.exec(row.metric.text);
      if (match) add(`perf-stat.${name || match[1]}`, row.metric.value, unit, row);
    }
  }

  function note(kind: Note['kind'], text: string): Note {
    return { kind, text: `perf stat: ${text}`, file: context.file, line: place.firstLine };
  }
}

/** Releases that print no unit mean milliseconds for the two clocks. */
function unitOf({ event, unit }: StatRow): string {
  return unit !== '' ? unit : /^(?:task|cpu)-clock/.test(event) ? 'msec' : 'count';
}

export function sectionOf(set: CounterSet, end: number): Section {
  return set.counters.length > 0 ? { end, captures: [set] } : { end, captures: [], notes: set.notes };
}

/** `S0-D0-C1` of --per-core, `CPU3` of -A, `N0` of --per-node, `perf-13148` of --per-thread. */
export function scopeOf(text: string): Record<string, string> | undefined {
  const cpu = /^CPU ?(\d{1,5})$/.exec(text);
  if (cpu) return { cpu: cpu[1]! };
  const unit = /^S(\d+)(?:-D(\d+))?(?:-(?:L\d+-)?(?:C|ID)(\d+))?$/.exec(text);
  if (unit) {
    const [, socket, die, core] = unit;
    return { socket: socket!, ...(die !== undefined && { die }), ...(core !== undefined && { core }) };
  }
  const node = /^N(\d+)$/.exec(text);
  if (node) return { node: node[1]! };
  const thread = /^(.{1,15})-(\d{1,8})$/.exec(text);
  return thread ? { comm: thread[1]!, tid: thread[2]! } : undefined;
}
