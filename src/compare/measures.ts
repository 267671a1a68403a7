import { counterReading } from '../engine/measures/counter-reading.ts';
import { measure, sideOf } from '../engine/measures/measure.ts';
import type { Measured } from '../engine/measures/measured.ts';
import type { View } from '../engine/view/view.ts';
import type { CounterValue, Measure, Rule } from '../rules/rule.ts';
import { hiddenFrom } from './hidden.ts';
import type { Counted } from './noise.ts';
import { doubtOf, samplesOf, type ViewPair } from './populations.ts';
import type { Prepared } from './subject.ts';

/** The cost of a rule on both sides, measured alike. */
export interface BothMeasured {
  readonly before: Cost;
  readonly after: Cost;
  /** Absent for counters. */
  readonly pair?: ViewPair;
}

export interface Cost extends Counted {
  readonly of: string;
}

/** Why a cost cannot be compared. */
export interface NotMeasured {
  readonly refused: readonly string[];
  /** The cost could not be read in the same way from both texts. */
  readonly unlike: boolean;
}

/**
 * The cost of a rule before and after by the first of its measures that both texts allow: callers in one of them only
 * would compare a path with a bare symbol.
 */
export function measureBoth(
  rule: Rule,
  pairs: readonly ViewPair[],
  before: Prepared,
  after: Prepared,
): BothMeasured | NotMeasured {
  let zero: BothMeasured | undefined;
  let unlike = false;
  const refused = new Set<string>();
  for (const what of rule.cost) {
    if ('counter' in what) {
      const counted = countedBoth(what, before, after);
      if (counted === 'totals') refused.add('counters since boot say nothing of the time that is compared');
      else if (counted) return counted;
      continue;
    }
    const side = sideOf(what, rule);
    const ofSide = pairs.filter((pair) => pair.side === side);
    const allowed = ofSide.filter((pair) => pair.refused.length === 0);
    if (allowed.length === 0) for (const pair of ofSide.slice(0, 1)) for (const why of pair.refused) refused.add(why);
    const found = largest(what, allowed);
    if (found && found.before.share + found.after.share > 0) return found;
    zero ??= found;
    unlike ||= allowed.length > 0 && !found;
  }
  return zero ?? { refused: [...refused], unlike };
}

/** The pair that shows most of it, of those whose shares are known best. */
function largest(what: Measure, pairs: readonly ViewPair[]): BothMeasured | undefined {
  let best: BothMeasured | undefined;
  let bestRank = -1;
  for (const pair of pairs) {
    const [before, after] = pair.views;
    const a = measure(before, what);
    const b = measure(after, what);
    if (!a || !b || isBound(a) !== isBound(b)) continue;
    const found = {
      before: costIn(before, a.share, hiddenFrom(what, before, after)),
      after: costIn(after, b.share, hiddenFrom(what, after, before)),
      pair,
    };
    const certain = found.before.doubt + found.after.doubt < 0.05;
    const rank = a.share + b.share + (certain && a.share + b.share > 0 ? 1000 : 0);
    if (rank <= bestRank) continue;
    best = found;
    bestRank = rank;
  }
  return best;
}

function costIn(view: View, share: number, hidden: number): Cost & { readonly doubt: number } {
  const samples = samplesOf(view);
  return { share, of: view.of, doubt: doubtOf(view), hidden, ...(samples !== undefined ? { samples } : {}) };
}

function isBound({ how }: Measured): boolean {
  return how === 'at-least';
}

/** Shares of counters; `totals` when either was counted since boot. */
function countedBoth(what: CounterValue, before: Prepared, after: Prepared): BothMeasured | 'totals' | undefined {
  const a = counterReading(what, before.evidences.counters, before.evidences.readers);
  const b = counterReading(what, after.evidences.counters, after.evidences.readers);
  if (!a || !b || a === 'unrated' || b === 'unrated') return undefined;
  const isLevel = [a, b].every(({ counter }) => counter.unit !== 'count');
  if (!isLevel && (a.set.interval !== true || b.set.interval !== true)) return 'totals';
  const of = what.per ?? what.counter;
  const cost = (value: number): Cost => ({ share: Math.min(Math.max(value, 0), 100), of });
  return { before: cost(a.value), after: cost(b.value) };
}
