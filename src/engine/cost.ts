import type { CounterValue, Rule } from '../rules/rule.ts';
import { best } from './clauses/check-measure.ts';
import type { Evidences } from './clauses/checked.ts';
import { counterReading } from './measures/counter-reading.ts';
import type { Measured } from './measures/measured.ts';
import { partOfBusy } from './view/part-of-busy.ts';

/** What removing the cause could take off. */
export interface Cost {
  /** Percent of `of`. */
  readonly share: number;
  readonly of: string;
  /** Percent of the busy samples that the view is. */
  readonly part: number;
  /** Behind the share, where it is of samples. */
  readonly samples?: number;
  /** The share is of events or datagrams, not of samples. */
  readonly counted?: true;
}

/** Datagrams that the application took: those lost at the socket are counted beside them, not among them. */
const delivered = /^Udp6?\.InDatagrams$/;

/** The first measure that is exact, or what is proven to be more. */
export function costOf(rule: Rule, evidences: Evidences): Cost {
  let bound: Measured | undefined;
  for (const what of rule.cost) {
    if ('counter' in what) {
      const counted = countedCost(what, evidences);
      if (counted) return counted;
      continue;
    }
    const value = best(what, rule, evidences);
    if (!value || value.share <= 0) continue;
    if (!bound || value.share > bound.share) bound = value;
    if (value.how !== 'at-least') break;
  }
  if (!bound) return { share: 0, of: 'the samples', part: 100 };
  const { samples } = bound.view;
  const part = partOfBusy(bound.view, evidences.views, evidences.cpus);
  return { share: bound.share, of: bound.view.of, part, ...(samples !== undefined ? { samples } : {}) };
}

function countedCost(what: CounterValue, { counters, readers }: Evidences): Cost | undefined {
  const reading = counterReading(what, counters, readers);
  if (!reading || reading === 'unrated' || reading.value <= 0) return undefined;
  if (what.per !== undefined && delivered.test(what.per) && /Errors$/.test(what.counter)) {
    const share = (reading.value * 100) / (100 + reading.value);
    return { share, of: `${what.per} and ${what.counter} together`, part: 100, counted: true };
  }
  const of = what.per ?? (reading.counter.unit === 'percent' ? "a CPU's time" : what.counter);
  return { share: Math.min(reading.value, 100), of, part: 100, counted: true };
}
