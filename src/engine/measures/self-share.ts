import { shareInStacks } from '../paths/path-query.ts';
import type { View } from '../view/view.ts';
import { type Measured, ofView } from './measured.ts';
import { rowsBySymbol } from './rows-by-symbol.ts';

/** Samples taken in the symbols themselves. */
export function selfShare(view: View, symbols: ReadonlySet<string>): Measured {
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
  for (const [name, { share, line }] of atomicsOf(view, symbols)) {
    const part = byName.get(name);
    if (!part) byName.set(name, { share, line, top: share });
    else byName.set(name, { ...part, share: part.share + share, ...(share > part.top && { line, top: share }) });
  }
  const parts = [...byName].map(([name, part]) => ({ name, ...part, share: ofView(view, part.share) }));
  parts.sort((a, b) => b.share - a.share || (a.name < b.name ? -1 : 1));
  const share = parts.reduce((sum, part) => sum + part.share, 0);
  return { share, view, line: parts[0]?.line ?? 0, parts, how: 'self' };
}

/**
 * Samples of atomics that the symbols call. On arm64 without LSE they are functions of their own up to 5.3 (addfc38672c7
 * "arm64: atomics: avoid out-of-line ll/sc atomics"); on all others they are instructions inside of what uses them.
 */
function atomicsOf(view: View, symbols: ReadonlySet<string>): [string, { share: number; line: number }][] {
  const atomics = outOfLineAtomics(view);
  if (atomics.size === 0) return [];
  return [...symbols].flatMap((name): [string, { share: number; line: number }][] => {
    const { share, line } = shareInStacks(view.stacks, [new Set([name]), atomics]);
    return share > 0 ? [[name, { share, line }]] : [];
  });
}

/** Asked for by many rules. */
const atomicsOfView = new WeakMap<View, ReadonlySet<string>>();

function outOfLineAtomics(view: View): ReadonlySet<string> {
  let atomics = atomicsOfView.get(view);
  if (!atomics) {
    const names = view.stacks.length > 0 ? [...rowsBySymbol(view).keys()] : [];
    atomics = new Set(names.filter((name) => name.startsWith('__ll_sc_atomic')));
    atomicsOfView.set(view, atomics);
  }
  return atomics;
}

/** Self shares of all samples, which a capture of chosen tasks does not have. */
export function shareOfAll(view: View, symbols: ReadonlySet<string>): Measured | undefined {
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
export function commShare(view: View, beginning: string): Measured | undefined {
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
