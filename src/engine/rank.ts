import type { Nature } from '../rules/rule.ts';
import type { Fired } from './judge.ts';

/**
 * How much a finding weighs against others of other populations. A wait is a fault at any share; work must cost about twice
 * as much to come first; what is only likely must stand above what is confirmed.
 */
const natureWeight = {
  contention: 1,
  'cache-miss': 0.9,
  steering: 0.7,
  loss: 0.6,
  overload: 0.02,
  work: 0.5,
  saving: 0.5,
  headroom: 0.3,
  circumstance: 0,
} as const;
const confidenceWeight = { confirmed: 1, likely: 0.8, possible: 0.4 } as const;

/**
 * What each receiver pays, a full buffer and time that nobody used are there beside any fault, and often larger than what
 * it costs: none of them weighs more than a fault that is at least likely, nor, where it is only possible, more than loss that is.
 */
export const besideFaults: ReadonlySet<Nature> = new Set(['saving', 'overload', 'headroom']);

/** Those that are at least likely to be faults, and no symptoms of others. */
export function faultsOf(fired: readonly Fired[]): Fired[] {
  return fired.filter(
    (one) => one.confidence !== 'possible' && !besideFaults.has(one.rule.nature) && !explainedBy(one, fired),
  );
}

export function rankFindings(fired: readonly Fired[]): Fired[] {
  const own = (one: Fired): number => one.share * natureWeight[one.rule.nature] * confidenceWeight[one.confidence];
  const heaviest = Math.max(0, ...faultsOf(fired).map(own));
  const isShown = (one: Fired): boolean =>
    one.confidence !== 'possible' && one.rule.nature !== 'circumstance' && !explainedBy(one, fired);
  const surest = Math.max(0, ...fired.filter(isShown).map(own));
  const weight = (one: Fired): number => {
    const above = heaviest > 0 ? heaviest : one.confidence === 'possible' ? surest : 0;
    return above > 0 && besideFaults.has(one.rule.nature) ? Math.min(own(one), above * 0.99) : own(one);
  };
  return fired
    .map((one, index) => ({ one, index, weight: weight(one), own: own(one) }))
    .sort((a, b) => b.weight - a.weight || b.own - a.own || a.index - b.index)
    .map(({ one }) => one)
    .sort((a, b) => Number(explainedBy(a, fired) !== undefined) - Number(explainedBy(b, fired) !== undefined));
}

/** The finding that this one is a symptom of, if it is at least likely. Two that explain each other are both causes. */
export function explainedBy(symptom: Fired, fired: readonly Fired[]): Fired | undefined {
  return fired.find(
    (cause) =>
      cause.confidence !== 'possible' &&
      cause.rule.explains?.includes(symptom.rule.id) &&
      !symptom.rule.explains?.includes(cause.rule.id),
  );
}
