import { spinLocks, spinSlowpaths } from '../../kernel/symbol-sets.ts';
import type { Row } from '../../model/profile.ts';
import type { PathStep } from '../paths/path-pattern.ts';
import { shareInStacks } from '../paths/path-query.ts';
import { shownPath } from '../view/shown-symbols.ts';
import type { View } from '../view/view.ts';
import { type Measured, ofView } from './measured.ts';
import { rowsBySymbol } from './rows-by-symbol.ts';
import { selfShare } from './self-share.ts';

/** Samples taken in one of the symbols or what it calls. */
export function inclusiveShare(view: View, symbols: ReadonlySet<string>): Measured | undefined {
  return largestChildren(view, symbols) ?? (view.stacks.length > 0 ? stackShare(view, [symbols]) : undefined);
}

function largestChildren(view: View, symbols: ReadonlySet<string>): Measured | undefined {
  let best: Measured | undefined;
  for (const symbol of symbols) {
    const found = childrenShare(view, symbol);
    if (found && (!best || found.share > best.share)) best = found;
  }
  return best;
}

/** Children share of a symbol: rows of one command overlap, so the largest counts; commands add up. */
function childrenShare(view: View, symbol: string): Measured | undefined {
  const largest = new Map<string, Row>();
  for (const row of rowsBySymbol(view).get(symbol) ?? []) {
    if (row.total === undefined) continue;
    const known = largest.get(row.comm ?? '');
    if (!known || row.total > known.total!) largest.set(row.comm ?? '', row);
  }
  if (largest.size === 0) return undefined;
  const rows = [...largest.values()].sort((a, b) => b.total! - a.total!);
  const share = ofView(
    view,
    rows.reduce((sum, row) => sum + row.total!, 0),
  );
  return { share, view, line: rows[0]!.line, parts: [{ name: symbol, share }], how: 'children' };
}

/** Samples whose stack holds the steps; without stacks, the least that Children shares leave possible. */
export function pathShare(view: View, path: readonly string[], without?: ReadonlySet<string>): Measured | undefined {
  const steps = shownPath(view.profile, path);
  if (!steps) return view.stacks.length > 0 ? { share: 0, view, line: 0, parts: [], how: 'stacks' } : undefined;
  const shown = view.stacks.length > 0 ? stackShare(view, steps, without) : undefined;
  // Where every stack was written down, what they do not hold did not happen.
  if (view.profile.recorded) return shown;
  const least = excluding(
    view,
    overlap(
      view,
      steps.filter((step): step is ReadonlySet<string> => step !== '...'),
    ),
    without,
  );
  return shown && shown.share >= (least?.share ?? 0) ? shown : (least ?? shown);
}

function stackShare(view: View, steps: readonly PathStep[], without?: ReadonlySet<string>): Measured {
  if (steps.some((step) => step !== '...' && step.size === 0))
    return { share: 0, view, line: 0, parts: [], how: 'stacks' };
  const found = shareInStacks(view.stacks, steps, without);
  const share = ofView(view, found.share);
  const first = steps.find((step): step is ReadonlySet<string> => step !== '...');
  const from = found.path.findIndex((frame) => first?.has(frame) ?? false);
  const frames = found.path.slice(Math.max(from, 0)).reverse();
  return { share, view, line: found.line, parts: frames.map((name) => ({ name, share })), how: 'stacks' };
}

/**
 * Without stacks, the least share of samples that must hold all steps: when A is in a, B in b and C in c percent of the
 * stacks, at least a + b + c - 200 percent hold all three. Callers count without their own work, which calls nothing.
 */
function overlap(view: View, steps: readonly ReadonlySet<string>[]): Measured | undefined {
  if (steps.length === 1) return largestChildren(view, steps[0]!);
  let least = 100;
  let line = 0;
  const parts: { name: string; share: number }[] = [];
  for (const [index, symbols] of steps.entries()) {
    const found = largestChildren(view, symbols);
    if (!found) return undefined;
    const isLast = index === steps.length - 1;
    const share = isLast
      ? found.share - inOtherLocks(view, found, symbols)
      : Math.max(found.share - selfShare(view, symbols).share, 0);
    least -= 100 - Math.min(share, 100);
    if (isLast) line = found.line;
    parts.unshift({ name: found.parts[0]!.name, share });
  }
  return { share: Math.max(least, 0), view, line, parts, how: 'at-least' };
}

/**
 * What of a slow path is that of locks that the step does not name: the lock of the reader queue (`_raw_spin_lock_bh`) is not
 * the one that is taken with interrupts off, though both wait in the same function.
 */
function inOtherLocks(view: View, { parts, share }: Measured, symbols: ReadonlySet<string>): number {
  if (!spinSlowpaths.has(parts[0]!.name)) return 0;
  let others = 0;
  for (const lock of spinLocks) {
    if (symbols.has(lock) || spinSlowpaths.has(lock)) continue;
    others += childrenShare(view, lock)?.share ?? 0;
  }
  return Math.min(others, share);
}

/** All that passes through an unwanted symbol may be of the path: what is left of it is for certain. */
function excluding(
  view: View,
  least: Measured | undefined,
  without: ReadonlySet<string> | undefined,
): Measured | undefined {
  if (!least || !without?.size) return least;
  let unwanted = 0;
  for (const symbol of without) unwanted += childrenShare(view, symbol)?.share ?? 0;
  return { ...least, share: Math.max(least.share - unwanted, 0), how: 'at-least' };
}
