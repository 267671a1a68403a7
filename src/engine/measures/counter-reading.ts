import { differences, perSecond } from '../../formats/counters/difference.ts';
import type { Counter, CounterSet } from '../../model/counters.ts';
import type { CounterValue } from '../../rules/rule.ts';

/** A counter's value and where it was read. */
export interface Reading {
  readonly value: number;
  readonly set: CounterSet;
  readonly counter: Counter;
}

const counted = new WeakMap<readonly CounterSet[], readonly CounterSet[]>();

/** Differences of snapshots where there are two, else what was counted since boot. */
function setsToRead(sets: readonly CounterSet[]): readonly CounterSet[] {
  let known = counted.get(sets);
  if (!known) {
    known = [...differences(sets), ...sets];
    counted.set(sets, known);
  }
  return known;
}

/**
 * A counter's value; `unrated` when it is there but what it is to be compared with is not. What was counted during an
 * interval goes before totals since boot; of several devices or hosts the largest value speaks.
 */
export function counterReading(
  asked: CounterValue,
  sets: readonly CounterSet[],
  readers: ReadonlySet<string> = new Set(),
): Reading | 'unrated' | undefined {
  if (asked.where?.comm === '@reader' && readers.size === 0) return undefined;
  const what = asked.where ? { ...asked, where: withReaders(asked.where, readers) } : asked;
  const all = setsToRead(sets);
  const having = all.filter((one) =>
    one.counters.some((counter) => counter.name === what.counter && hasLabels(counter, what.where)),
  );
  if (having.length === 0) return undefined;
  const timed = having.filter((one) => one.interval === true);
  let most: Reading | undefined;
  for (const set of timed.length > 0 ? timed : having) {
    for (const group of groupsOf(what, set)) {
      const reading = read(what, group, set, all);
      if (reading && (!most || reading.value > most.value)) most = reading;
    }
  }
  return most ?? 'unrated';
}

/** `@reader` is any of the commands that receive UDP in the profiles. */
function withReaders(where: NonNullable<CounterValue['where']>, readers: ReadonlySet<string>): Record<string, string> {
  const names = [...readers].join('|');
  return Object.fromEntries(
    Object.entries(where).map(([label, value]) => [label, value === '@reader' ? names : value]),
  );
}

/** The counters that are combined with each other: all of the name, or those of one value of the label `within`. */
function groupsOf(what: CounterValue, set: CounterSet): Counter[][] {
  const named = set.counters.filter((counter) => counter.name === what.counter && hasLabels(counter, what.where));
  const groups = new Map<string, Counter[]>();
  for (const counter of what.by === undefined ? wholes(named) : parts(named, what.by, what.within)) {
    const group = Object.values(labelsOf(counter, what.within)).join('\0');
    const known = groups.get(group);
    if (known) known.push(counter);
    else groups.set(group, [counter]);
  }
  return [...groups.values()];
}

function hasLabels(counter: Counter, wanted: CounterValue['where']): boolean {
  if (wanted === undefined) return true;
  return Object.entries(wanted).every(([name, value]) => value.split('|').includes(counter.labels?.[name] ?? ''));
}

/** Without the queues of devices that count their sum too: else each packet would count twice. */
function wholes(counters: readonly Counter[]): Counter[] {
  const device = (counter: Counter): string => counter.labels?.dev ?? '';
  const summed = new Set(counters.filter(({ labels }) => labels?.queue === undefined).map(device));
  return counters.filter((counter) => counter.labels?.queue === undefined || !summed.has(device(counter)));
}

/** One counter for each value of a label, `all` being none: the interrupts of a queue's lines, or of a CPU, summed up. */
function parts(counters: readonly Counter[], by: string, within: string | undefined): Counter[] {
  const sums = new Map<string, { sum: Counter; top: number }>();
  for (const counter of counters) {
    const value = counter.labels?.[by];
    if (value === undefined || value === 'all') continue;
    const whose = { ...labelsOf(counter, within), [by]: value };
    const key = Object.values(whose).join('\0');
    const known = sums.get(key);
    const top = Math.max(known?.top ?? 0, counter.value);
    const line = known && top > counter.value ? known.sum.line : counter.line;
    sums.set(key, { sum: { ...counter, labels: whose, value: (known?.sum.value ?? 0) + counter.value, line }, top });
  }
  return [...sums.values()].map(({ sum }) => sum);
}

/** `address port` -> the values of both labels. */
export function labelsOf(counter: Counter, names = ''): Record<string, string> {
  const labels: Record<string, string> = {};
  for (const name of names === '' ? [] : names.split(' ')) labels[name] = counter.labels?.[name] ?? '';
  return labels;
}

function read(
  clause: CounterValue,
  own: readonly Counter[],
  set: CounterSet,
  all: readonly CounterSet[],
): Reading | undefined {
  const largest = own.reduce((a, b) => (b.value > a.value ? b : a));
  const sum = own.reduce((total, counter) => total + counter.value, 0);
  if (clause.of === 'number') return { value: own.length, set, counter: own[0]! };
  if (clause.of === 'largest-share') {
    if (own.length < 2 || sum <= 0) return undefined;
    return { value: (largest.value * 100) / sum, set, counter: largest };
  }
  const value = clause.of === 'largest' ? largest.value : sum;
  if (clause.per === undefined) return { value, set, counter: largest };
  if (clause.per === 'second') {
    const rate = perSecond(set, { ...largest, value });
    return rate === undefined ? undefined : { value: rate, set, counter: largest };
  }
  const group = labelsOf(largest, clause.within);
  const whole = wholes(
    sameSet(clause.per, set, all)?.counters.filter(
      (counter) => counter.name === clause.per && hasLabels(counter, group),
    ) ?? [],
  );
  const bases = whole.map((counter) => counter.value);
  const base = clause.of === 'largest' ? Math.max(0, ...bases) : bases.reduce((a, b) => a + b, 0);
  if (base <= 0) return undefined;
  return { value: isMean(clause, largest) ? value / base : (value * 100) / base, set, counter: largest };
}

/** A level is as it was at that moment, whatever time the text is about. */
export function isLevel({ per = '' }: CounterValue, { unit }: Counter): boolean {
  return sizes.test(per) || ['gauge', 'pages', 'setting', 'flag'].includes(unit);
}

/** Bytes per packets are a mean, not a percentage; bytes of a limit are one. */
export function isMean({ per = '' }: CounterValue, { unit }: Counter): boolean {
  return unit === 'bytes' && !sizes.test(per);
}
const sizes = /^udp\.socket\.(?:rx_queue|rmem|rcvbuf)$/;

/** The set that counts `name` over the same time: itself, else one that is a difference exactly when this one is. */
function sameSet(name: string, set: CounterSet, all: readonly CounterSet[]): CounterSet | undefined {
  const holds = (one: CounterSet): boolean => one.counters.some((counter) => counter.name === name);
  return holds(set) ? set : all.find((one) => holds(one) && one.interval === set.interval);
}
