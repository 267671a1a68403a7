import type { View } from '../engine/view/view.ts';
import type { Measure } from '../rules/rule.ts';
import { resolveSymbols } from '../rules/symbol-names.ts';

/**
 * What rows that are not listed may hold, in percent of a view: perf leaves out rows below a limit, and screens end. A row
 * is a symbol of one command, so a symbol that many commands run may have many rows below the limit.
 */
export interface Hidden {
  /** Largest share that a row which is not listed may have; 0 when all are listed. */
  readonly limit: number;
  /** Of all rows that are not listed. */
  readonly total: number;
  /** What a symbol may have beside its rows that are listed. */
  of(symbol: string): number;
}

const known = new WeakMap<View, Hidden>();

export function hiddenIn(view: View): Hidden {
  let hidden = known.get(view);
  if (!hidden) {
    hidden = findHidden(view);
    known.set(view, hidden);
  }
  return hidden;
}

/** From this share of all samples on a table is complete: the rest is rounding. */
const complete = 99.5;

function findHidden({ profile, rows, base }: View): Hidden {
  let shown = 0;
  let smallest = 100;
  for (const { self, total } of profile.rows) {
    shown += self ?? 0;
    // With Children the table is sorted by them, and rows are left out by them.
    smallest = Math.min(smallest, total ?? self ?? 100);
  }
  if (shown >= complete || base <= 0) return { limit: 0, total: 0, of: () => 0 };
  const total = ((100 - shown) * 100) / base;
  const limit = Math.min((smallest * 100) / base, total);
  const commands = new Set(rows.map(({ comm }) => comm)).size;
  const listed = new Map<string, number>();
  for (const { key } of rows) listed.set(key!, (listed.get(key!) ?? 0) + 1);
  return {
    limit,
    total,
    of: (symbol) => Math.min(limit * Math.max(commands - (listed.get(symbol) ?? 0), 0), total),
  };
}

/** What rows that are not listed may add to a measure of `view`; symbols that neither view lists are taken to be in neither. */
export function hiddenFrom(what: Measure, view: View, other: View): number {
  const hidden = hiddenIn(view);
  if (hidden.total === 0) return 0;
  if ('comm' in what || 'space' in what) return hidden.total;
  if (!('self' in what || 'ofAll' in what)) return 0;
  const symbols = resolveSymbols('self' in what ? what.self : what.ofAll);
  const seen = new Set<string>();
  for (const { rows } of [view, other]) for (const { key } of rows) if (symbols.has(key!)) seen.add(key!);
  let sum = 0;
  for (const symbol of seen) sum += hidden.of(symbol);
  return Math.min(sum, hidden.total);
}
