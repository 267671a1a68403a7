import type { Counter, CounterSet } from '../../model/counters.ts';
import type { CounterClause, CounterValue, Threshold } from '../../rules/rule.ts';
import { counterReading, isLevel, isMean, labelsOf, type Reading } from '../measures/counter-reading.ts';
import { percent } from '../words.ts';
import type { Checked } from './checked.ts';

export function checkCounter(
  clause: CounterClause,
  threshold: Threshold,
  sets: readonly CounterSet[],
  readers: ReadonlySet<string> = new Set(),
): Checked {
  if (clause.where?.comm === '@reader' && readers.size === 0) {
    return { holds: 'unknown', says: 'no capture names the reading task', missing: 'threads' };
  }
  const reading = counterReading(clause, sets, readers);
  if (!reading) return { holds: 'unknown', says: notInInput(clause.counter), missing: 'counters' };
  if (reading === 'unrated') {
    return {
      holds: 'unknown',
      says: `${clause.counter} cannot be rated: ${unratedBecause(clause)}`,
      missing: 'counters',
    };
  }
  const { value, counter, set } = reading;
  return {
    holds: value >= threshold.value,
    says: words(clause, reading),
    value,
    threshold,
    unit: unitOf(clause, counter),
    file: set.file,
    line: counter.line,
  };
}

export function notInInput(counter: string): string {
  return `${counter} is not in the input`;
}

function unitOf(clause: CounterValue, counter: Counter): Checked['unit'] {
  if (clause.per === 'second') return 'per-second';
  const isRatio = clause.per !== undefined && !isMean(clause, counter);
  return isRatio || clause.of === 'largest-share' ? 'percent' : 'count';
}

function unratedBecause(clause: CounterValue): string {
  if (clause.per === 'second') return 'the time between the snapshots is not in the input';
  return clause.of === 'largest-share' ? 'there is only one' : `${clause.per} is not counted`;
}

/** `61.05 % of`; of what is many times the other, how many times: `959 times`. */
function portion(value: number): string {
  return value < 1000 ? `${percent(value)} of` : `${(value / 100).toFixed(0)} times`;
}

function words(clause: CounterValue, { value, counter, set }: Reading): string {
  const { counter: name, per, of } = clause;
  const number = Number.isInteger(value) ? String(value) : value.toFixed(1);
  const isPart = of !== undefined || clause.where !== undefined || clause.within !== undefined;
  const whose = counter.labels && isPart ? ` (${labelWords(counter.labels)})` : '';
  const when = isLevel(clause, counter) ? '' : ` ${during(set)}`;
  if (of === 'largest-share') return `${percent(value)} of ${name} on one${whose}`;
  if (per === 'second') return `${name} ${number} per second${whose}`;
  if (per !== undefined && isMean(clause, counter)) return `${number} bytes of ${name} per ${per}${when}`;
  if (per === name) return `${percent(value)} of all ${name}${whose}${when}`;
  if (per !== undefined) return `${name} is ${portion(value)} ${per}${when}`;
  if (of === 'number') {
    const inside = Object.entries(labelsOf(counter, clause.within)).map(([k, v]) => ` of ${k} ${v}`);
    return `${number} times ${name}${inside.join('')}${clause.by === undefined ? '' : `, by ${clause.by}`}`;
  }
  return counter.unit === 'count' ? `${name} ${number}${whose}${when}` : `${name} ${number} ${counter.unit}${whose}`;
}

/** `dev eth0, queue 3` */
function labelWords(labels: Readonly<Record<string, string>>): string {
  return Object.entries(labels)
    .map(([name, value]) => `${name} ${value}`)
    .join(', ');
}

/** The time that a set was counted over. */
function during({ interval, seconds, format }: CounterSet): string {
  if (!interval) return 'in total';
  if (seconds !== undefined) return `in ${Number(seconds.toFixed(1))} s`;
  return format.startsWith('perf-') ? 'while perf counted' : 'between the snapshots';
}
