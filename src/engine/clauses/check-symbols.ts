import type { Clause, Rule } from '../../rules/rule.ts';
import { measure } from '../measures/measure.ts';
import { rowsBySymbol } from '../measures/rows-by-symbol.ts';
import { lineOf } from '../paths/forest.ts';
import { shareInStacks } from '../paths/path-query.ts';
import { shownOf } from '../view/shown-symbols.ts';
import type { View } from '../view/view.ts';
import { measuredWords, percent, symbolWords } from '../words.ts';
import { best, viewsFor } from './check-measure.ts';
import type { Checked, Evidences } from './checked.ts';

export function checkPresent(clause: Extract<Clause, { present: unknown }>, rule: Rule, evidences: Evidences): Checked {
  const found = sightings(clause.present, viewsFor(clause, rule, evidences.views));
  const wanted = clause.count ?? 1;
  const first = found[0];
  return {
    holds: found.length >= wanted,
    says:
      found.length > 0 ? found.slice(0, 3).map(sightingWords).join(', ') : `nothing in ${symbolWords(clause.present)}`,
    ...(first ? { file: first.view.profile.file, of: first.view.of } : {}),
    ...(first && first.line > 0 ? { line: first.line } : {}),
  };
}

/** Shares below this are a handful of samples of something else that ran meanwhile. */
const negligible = 0.5;

export function checkAbsent(clause: Extract<Clause, { absent: unknown }>, rule: Rule, evidences: Evidences): Checked {
  const views = viewsFor(clause, rule, evidences.views);
  const found = sightings(clause.absent, views).filter((one) => one.share >= negligible);
  if (found.length === 0) {
    // Callers that have no row of their own: their share is that of the stacks that pass through them.
    const through = { path: [clause.absent.join('|')], ...(clause.side ? { side: clause.side } : {}) };
    const called = best(through, rule, evidences);
    if (called && called.share >= negligible) {
      const { profile } = called.view;
      return { holds: false, says: measuredWords(called, through), file: profile.file, line: called.line };
    }
    return { holds: true, says: `nothing in ${symbolWords(clause.absent)}` };
  }
  const first = found[0]!;
  return {
    holds: false,
    says: sightingWords(first),
    file: first.view.profile.file,
    ...(first.line > 0 ? { line: first.line } : {}),
  };
}

/** Holds unless a capture has stacks for at least half of the samples taken in the symbols. */
export function checkWithoutCallers(
  clause: Extract<Clause, { withoutCallers: unknown }>,
  rule: Rule,
  evidences: Evidences,
): Checked {
  const { withoutCallers: symbols } = clause;
  for (const view of viewsFor(clause, rule, evidences.views)) {
    const taken = measure(view, { self: symbols })?.share ?? 0;
    if (taken <= 0 || view.base <= 0) continue;
    const { share, line } = shareInStacks(view.stacks, [shownOf(view.profile, symbols)]);
    if ((share * 100) / view.base >= taken / 2) {
      return { holds: false, says: `callers of ${symbolWords(symbols)} are known`, file: view.profile.file, line };
    }
  }
  return { holds: true, says: '' };
}

interface Sighting {
  readonly name: string;
  readonly share: number;
  readonly line: number;
  readonly view: View;
}

function sightingWords(one: Sighting): string {
  return one.share > 0 ? `${one.name} ${percent(one.share)}` : one.name;
}

/** Which of the symbols the views show, the largest share first, each once. */
function sightings(names: readonly string[], views: readonly View[]): Sighting[] {
  const found = new Map<string, Sighting>();
  for (const view of views) {
    const symbols = shownOf(view.profile, names);
    if (symbols.size === 0) continue;
    const rows = rowsBySymbol(view);
    for (const name of symbols) {
      for (const row of rows.get(name) ?? []) {
        const share = view.base > 0 ? (Math.max(row.total ?? 0, row.self ?? 0) * 100) / view.base : 0;
        const known = found.get(name);
        if (!known || share > known.share) found.set(name, { name, share, line: row.line, view });
      }
      const line = found.has(name) ? undefined : lineOf(view.stacks, name);
      if (line !== undefined) found.set(name, { name, share: 0, line, view });
    }
  }
  return [...found.values()].sort((a, b) => b.share - a.share || (a.name < b.name ? -1 : 1));
}
