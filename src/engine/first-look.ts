import type { RuleCard, Telltale } from '../rules/card.ts';
import { notInInput } from './clauses/check-counter.ts';
import { cpusNotTold } from './clauses/check-measure.ts';
import type { Evidences } from './clauses/checked.ts';
import { isExcluded, notShown } from './judge.ts';
import { tellsCpus } from './measures/readers-cpu.ts';
import { shownOf } from './view/shown-symbols.ts';

/**
 * What a rule's card settles: `nothing` speaks for it, or a reason why it cannot be judged. Undefined when the rule has to
 * be read. It never says anything else than judging the rule would.
 */
export function firstLook(card: RuleCard, evidences: Evidences): 'nothing' | { readonly why: string } | undefined {
  const { proofs, vetoes, side, wants } = card;
  if (proofs.some((one) => mayHold(one, evidences))) return undefined;
  const isShown = evidences.views.some((view) => view.side === side);
  if (isShown && wants === undefined) return proofs.some((one) => isNo(one, evidences)) ? 'nothing' : undefined;
  if (isExcluded(card, evidences.kernel)) return 'nothing';
  if (vetoes.some((one) => mayHold(one, evidences))) return undefined;
  if (!isShown) return { why: notShown(side) };
  return { why: wants === 'cpus' ? cpusNotTold : notInInput(wants!.counter) };
}

function mayHold({ symbols, needs }: Telltale, { views, counters, cacheLines }: Evidences): boolean {
  if (needs === 'counters') return counters.length > 0;
  if (needs === 'cache-lines') return cacheLines.length > 0;
  if (needs === 'cpus') return views.some(({ profile }) => tellsCpus(profile));
  return views.some(({ profile }) => shownOf(profile, symbols).size > 0);
}

/** Whether symbols that are not shown are a no: the capture would show them. */
function isNo({ needs, side }: Telltale, { views }: Evidences): boolean {
  if (needs === 'nothing') return true;
  if (needs !== 'rows' && needs !== 'stacks') return false;
  return views.some((view) => view.side === side && view.base > 0 && (needs === 'rows' || view.stacks.length > 0));
}
