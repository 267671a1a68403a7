import type { Counter, CounterFormat, CounterSet } from '../../model/counters.ts';
import type { Note } from '../../model/source.ts';
import { growsInBytes } from './names.ts';

/** Formats whose numbers the kernel keeps in 32 bits on all machines: they go round within hours under load. */
const wrapping: ReadonlySet<CounterFormat> = new Set([
  'softnet-stat',
  'proc-interrupts',
  'proc-softirqs',
  'proc-net-udp',
  'ss',
]);

const wrap = 2 ** 32;

/**
 * What was counted between snapshots of one incident: sets marked before and after, or, without such marks, each
 * snapshot and the one that came last before it in input order. Only counts and growing bytes are compared, matched by
 * name and labels; levels and settings are not. A set of the result stands in the file of the later snapshot, has
 * `interval` and, when both snapshots tell the time since boot, `seconds`. A counter that went backwards is either 32
 * bits wide and went round, or was reset: then it is left out and a note says so.
 */
export function differences(sets: readonly CounterSet[]): CounterSet[] {
  const snapshots = sets.filter((set) => !set.interval && set.seconds === undefined);
  const result: CounterSet[] = [];
  for (const format of new Set(snapshots.map((set) => set.format))) {
    const ordered = inOrder(snapshots.filter((set) => set.format === format));
    /** The last snapshot of each counter so far. */
    const earlier = new Map<string, { counter: Counter; set: CounterSet }>();
    for (const set of ordered) {
      const difference = differenceOf(set, earlier, sets);
      if (difference) result.push(difference);
      for (const [key, counter] of accumulated(set)) earlier.set(key, { counter, set });
    }
  }
  return result;
}

/** Events per second of a counter that was counted over an interval of known length; undefined without one. */
export function perSecond(set: CounterSet, counter: Counter): number | undefined {
  if (counter.unit === 'per-second') return counter.value;
  return set.seconds !== undefined && set.seconds > 0 ? counter.value / set.seconds : undefined;
}

/** Befores, then afters. Where both are marked, a set without a mark stands at an unknown time and is left out. */
function inOrder(sets: readonly CounterSet[]): readonly CounterSet[] {
  const before = sets.filter((set) => set.moment === 'before');
  const after = sets.filter((set) => set.moment === 'after');
  const unmarked = sets.filter((set) => set.moment === undefined);
  return before.length > 0 && after.length > 0 ? [...before, ...after] : [...before, ...unmarked, ...after];
}

function differenceOf(
  set: CounterSet,
  earlier: ReadonlyMap<string, { counter: Counter; set: CounterSet }>,
  all: readonly CounterSet[],
): CounterSet | undefined {
  const counters: Counter[] = [];
  const backwards: Counter[] = [];
  let first: CounterSet | undefined;
  for (const [key, counter] of accumulated(set)) {
    const before = earlier.get(key);
    // Two befores of the same counter (two hosts, two files of one moment) are no interval.
    if (!before || before.set === set || (set.moment !== undefined && before.set.moment === set.moment)) continue;
    first ??= before.set;
    let value = counter.value - before.counter.value;
    // Less than half the range may have been counted unseen; anything else looks like a reset.
    if (value < 0 && wrapping.has(set.format) && before.counter.value < wrap && value + wrap < wrap / 2) value += wrap;
    if (value < 0) backwards.push(counter);
    else counters.push({ ...counter, value });
  }
  if (!first) return undefined;
  const seconds = secondsBetween(first, set, all);
  const notes: Note[] = [
    {
      kind: 'inferred',
      text: `difference to the snapshot of ${first.file}:${first.firstLine}`,
      file: set.file,
      line: set.firstLine,
    },
  ];
  if (backwards.length > 0) {
    const text = `${backwards.length} counters went backwards and are left out (${backwards[0]!.name}): reset, or two machines`;
    notes.push({ kind: 'trouble', text, file: set.file, line: backwards[0]!.line });
  }
  const { kind, format, file, firstLine, lastLine } = set;
  return {
    kind,
    format,
    file,
    firstLine,
    lastLine,
    counters,
    interval: true,
    ...(seconds !== undefined && { seconds }),
    notes,
  };
}

/**
 * A set's growing counters by what identifies them. Where several are alike (sockets that share a port, listed without
 * their inodes) only their sum can be compared.
 */
function accumulated(set: CounterSet): Map<string, Counter> {
  const sums = new Map<string, Counter>();
  for (const counter of set.counters) {
    if (!accumulates(counter)) continue;
    const key = identity(counter);
    const before = sums.get(key);
    sums.set(key, before ? { ...before, value: before.value + counter.value } : counter);
  }
  return sums;
}

/** Counts of events, and bytes that only grow. */
function accumulates(counter: Counter): boolean {
  return counter.unit === 'count' || (counter.unit === 'bytes' && growsInBytes(counter.name));
}

function identity(counter: Counter): string {
  let key = counter.name;
  // What a socket's or interrupt's owner is called may change between snapshots, its number not.
  for (const [label, value] of Object.entries(counter.labels ?? {})) {
    if (label !== 'comm' && label !== 'pid') key += `\0${label}=${value}`;
  }
  return key;
}

function secondsBetween(first: CounterSet, second: CounterSet, all: readonly CounterSet[]): number | undefined {
  const from = uptimeOf(first, all);
  const to = uptimeOf(second, all);
  return from !== undefined && to !== undefined && to > from ? to - from : undefined;
}

/** The last time since boot that stands above the set in its file. */
function uptimeOf(set: CounterSet, all: readonly CounterSet[]): number | undefined {
  let uptime: number | undefined;
  for (const other of all) {
    if (other.format !== 'proc-uptime' || other.file !== set.file || other.firstLine > set.firstLine) continue;
    uptime = other.counters[0]?.value ?? uptime;
  }
  return uptime;
}
