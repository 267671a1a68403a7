import type { View } from './view.ts';

/** What takes less than this of all busy samples, in percent, does not limit anything. */
export const smallPart = 3;

/**
 * How much of the machine's work a view is, in percent: of a CPU when their number is known, as a reader that fills one of
 * 64 is not small; of the busy samples otherwise. A table limited to one command keeps percentages of all samples.
 */
export function partOfBusy({ base, profile }: View, views: readonly View[], cpus: number | undefined): number {
  const { comms, filters, base: percentOf, scope, ids } = profile.population;
  const whole = views.find((view) => view.profile === profile && view.side === 'any');
  const limited = percentOf === 'all' && (comms.length > 0 || filters.length > 0);
  const systemWide = scope !== 'process' && scope !== 'thread' && ids.length === 0;
  if (cpus !== undefined && systemWide && whole && whole.base < 99.5) return Math.min(100, base * cpus);
  if (limited) return base;
  return whole && whole.base > 0 ? (base * 100) / whole.base : 100;
}
