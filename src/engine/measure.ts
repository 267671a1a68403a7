import { spinLocks, spinSlowpaths } from '../kernel/symbol-sets.ts';
import { shareInStacks } from '../model/path-query.ts';
import type { Row } from '../model/profile.ts';
import type { Measure } from '../rules/rule.ts';
import { rowsBySymbol } from './rows-by-symbol.ts';
import { shownOf, shownPath } from './shown-symbols.ts';
import { readerComms, type View } from './view.ts';

/** A share of a view, in percent of the view's own samples. */
export interface Measured {
  readonly share: number;
  readonly view: View;
  /** Line that shows it best; 0 when the share is nothing. */
  readonly line: number;
  /** Symbols that make it up, the largest first, with their part; for a path its frames, innermost first. */
  readonly parts: readonly { readonly name: string; readonly share: number }[];
  /** How it was read: from self shares, from stacks, or as the least that Children shares leave possible. */
  readonly how: 'self' | 'children' | 'stacks' | 'at-least';
}

/** The value of a measure in a view; undefined when the view's capture cannot show it. */
export function measure(view: View, what: Measure): Measured | undefined {
  if (view.base <= 0) return undefined;
  const { profile } = view;
  if ('self' in what) return selfShare(view, shownOf(profile, what.self));
  if ('comm' in what) return commShare(view, what.comm);
  if ('space' in what) return userShare(view, what.without ? shownOf(profile, what.without) : nothing);
  if ('ofAll' in what) return shareOfAll(view, shownOf(profile, what.ofAll));
  if ('inclusive' in what) return inclusiveShare(view, shownOf(profile, what.inclusive));
  return pathShare(view, what.path, what.without && shownOf(profile, what.without));
}

const nothing: ReadonlySet<string> = new Set();

function selfShare(view: View, symbols: ReadonlySet<string>): Measured {
  if (symbols.size === 0) return { share: 0, view, line: 0, parts: [], how: 'self' };
  const byName = new Map<string, { share: number; line: number; top: number }>();
  const rows = rowsBySymbol(view);
  for (const name of symbols) {
    for (const row of rows.get(name) ?? []) {
      if (row.self === undefined) continue;
      const part = byName.get(name) ?? { share: 0, line: row.line, top: -1 };
      if (row.self > part.top) {
        part.line = row.line;
        part.top = row.self;
      }
      part.share += row.self;
      byName.set(name, part);
    }
  }
  const parts = [...byName].map(([name, part]) => ({ name, ...part, share: ofView(view, part.share) }));
  parts.sort((a, b) => b.share - a.share || (a.name < b.name ? -1 : 1));
  const share = parts.reduce((sum, part) => sum + part.share, 0);
  return { share, view, line: parts[0]?.line ?? 0, parts, how: 'self' };
}

/** Samples in user code, the largest functions first; undefined where other tasks may be among them. */
function userShare(view: View, without: ReadonlySet<string>): Measured | undefined {
  if (!isOfKnownTasks(view) || !view.rows.some(({ mark, dso }) => mark !== undefined || dso !== undefined)) {
    return undefined;
  }
  // A function has a row per command and object; the line is that of its largest.
  const byName = new Map<string, { name: string; share: number; line: number; largest: number }>();
  for (const row of view.rows) {
    if (!row.self || without.has(row.key!) || !isUserCode(row)) continue;
    const name = row.symbol ?? row.key!;
    const share = ofView(view, row.self);
    const part = byName.get(name) ?? { name, share: 0, line: row.line, largest: 0 };
    if (share > part.largest) {
      part.largest = share;
      part.line = row.line;
    }
    part.share += share;
    byName.set(name, part);
  }
  const parts = [...byName.values()];
  parts.sort((a, b) => b.share - a.share || (a.name < b.name ? -1 : 1));
  const share = Math.min(
    parts.reduce((sum, part) => sum + part.share, 0),
    100,
  );
  return { share, view, line: parts[0]?.line ?? 0, parts, how: 'self' };
}

/** A reader's view without commands is that of the whole capture, unless it was recorded of the task alone. */
export function isOfKnownTasks({ profile, side, rows }: View): boolean {
  const { scope, comms } = profile.population;
  if (scope === 'process' || scope === 'thread' || comms.length > 0) return true;
  return side === 'reader' && rows.some((row) => row.comm !== undefined) && readerComms(profile).size > 0;
}

/** Whether a row is of code outside the kernel. */
export function isUserCode({ mark, dso }: Row): boolean {
  return mark === '.' || (mark === undefined && dso !== undefined && !dso.startsWith('['));
}

/** Self shares of all samples, which a capture of chosen tasks does not have. */
function shareOfAll(view: View, symbols: ReadonlySet<string>): Measured | undefined {
  const { comms, ids, filters } = view.profile.population;
  if (comms.length + ids.length + filters.length > 0) return undefined;
  let all = allOf.get(view);
  if (!all) {
    all = withIdle(view);
    allOf.set(view, all);
  }
  return selfShare(all, symbols);
}

/** Made once for each view: it has an index of its rows. */
const allOf = new WeakMap<View, View>();

function withIdle(view: View): View {
  const { profile } = view;
  const { samples, ...rest } = view;
  return {
    ...rest,
    of: 'all samples, idle ones included',
    base: 100,
    rows: profile.rows.filter((row) => row.key !== undefined),
    ...(samples !== undefined && profile.samples ? { samples: profile.samples.count } : {}),
  };
}

/** Samples of commands by the beginning of their name, where the rows tell commands apart. */
function commShare(view: View, beginning: string): Measured | undefined {
  const byComm = commsOf(view);
  if (byComm.size === 0) return undefined;
  const parts = [...byComm]
    .filter(([name]) => name.startsWith(beginning))
    .map(([name, part]) => ({ name, ...part, share: ofView(view, part.share) }));
  parts.sort((a, b) => b.share - a.share || (a.name < b.name ? -1 : 1));
  const share = parts.reduce((sum, part) => sum + part.share, 0);
  return { share, view, line: parts[0]?.line ?? 0, parts, how: 'self' };
}

type Comms = Map<string, { share: number; readonly line: number }>;

/** Asked for by many rules. */
const commsOfView = new WeakMap<View, Comms>();

function commsOf(view: View): Comms {
  let comms = commsOfView.get(view);
  if (comms) return comms;
  comms = new Map();
  for (const { comm, self, line } of view.rows) {
    if (comm === undefined || self === undefined) continue;
    const part = comms.get(comm);
    if (part) part.share += self;
    else comms.set(comm, { share: self, line });
  }
  commsOfView.set(view, comms);
  return comms;
}

function inclusiveShare(view: View, symbols: ReadonlySet<string>): Measured | undefined {
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

function pathShare(view: View, path: readonly string[], without?: ReadonlySet<string>): Measured | undefined {
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

function stackShare(
  view: View,
  steps: readonly (ReadonlySet<string> | '...')[],
  without?: ReadonlySet<string>,
): Measured {
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
  without: ReadonlySet<string> = nothing,
): Measured | undefined {
  if (!least || without.size === 0) return least;
  let unwanted = 0;
  for (const symbol of without) unwanted += childrenShare(view, symbol)?.share ?? 0;
  return { ...least, share: Math.max(least.share - unwanted, 0), how: 'at-least' };
}

function ofView(view: View, share: number): number {
  return Math.min((share * 100) / view.base, 100);
}
