import type { Measure, Rule, Threshold } from '../../rules/rule.ts';
import { measure, sideOf } from '../measures/measure.ts';
import type { Measured } from '../measures/measured.ts';
import type { View } from '../view/view.ts';
import { measuredWords } from '../words.ts';
import type { Checked, Evidences } from './checked.ts';

/** Views a clause looks at: those of its side; the reader and producer views of a capture are never mixed. */
export function viewsFor(what: Parameters<typeof sideOf>[0], rule: Rule, views: readonly View[]): View[] {
  const side = sideOf(what, rule);
  return views.filter((view) => view.side === side);
}

/** The best value of a measure over all captures: exact before bounds, then the largest. */
export function best(what: Measure, rule: Rule, evidences: Evidences): Measured | undefined {
  let found: Measured | undefined;
  const side = sideOf(what, rule);
  for (const view of evidences.views) {
    if (view.side !== side) continue;
    const value = measure(view, what);
    if (value && (!found || rank(value) > rank(found))) found = value;
  }
  return found;
}

function rank(value: Measured): number {
  return value.share + (value.how === 'at-least' ? 0 : 0.001);
}

/** Why nothing is known of the CPU that the reader stays on. */
export const cpusNotTold = 'no capture tells which CPU each command ran on';

export function checkMeasure(clause: Measure, threshold: Threshold, rule: Rule, evidences: Evidences): Checked {
  const value = best(clause, rule, evidences);
  if (!value && 'readersCpu' in clause) {
    return { holds: 'unknown', says: cpusNotTold, missing: 'cpus' };
  }
  if (!value) return { holds: 'unknown', says: 'no capture shows callers', missing: 'callers' };
  const holds = value.share >= threshold.value ? true : value.how === 'at-least' ? 'unknown' : false;
  return {
    holds,
    // Most of what is measured is nothing, and never said.
    get says() {
      return measuredWords(value, clause);
    },
    value: value.share,
    threshold,
    of: value.view.of,
    file: value.view.profile.file,
    how: value.how,
    ...(value.line > 0 ? { line: value.line } : {}),
    ...(value.view.samples !== undefined ? { samples: value.view.samples } : {}),
  };
}
