import { groupKey, pathOf, type StackSet, unshownFrame } from '../model/call-tree.ts';
import { setsWithoutOverlap } from '../model/merge-trees.ts';
import type { Profile, Row } from '../model/profile.ts';
import type { StackOwner } from '../model/recorded-stacks.ts';

/** One stack of a table, outermost frame first. */
export interface Share {
  readonly owner: StackOwner;
  readonly path: readonly string[];
  readonly percent: number;
  /** Index of the row whose own samples these are; absent where a stack holds those of several. */
  readonly row?: number;
}

export interface Shares {
  readonly shares: readonly Share[];
  /** How many printed percentages they are parts of, each of them rounded. */
  readonly printed: number;
}

/** All stacks of a table's call graphs, no sample twice. */
export function sharesOf({ stacks, rows }: Profile): Shares {
  const sets = setsWithoutOverlap(stacks);
  const ownPart = ownParts(sets, rows);
  const shares: Share[] = [];
  for (const set of sets) {
    const owner = ownerOf(set.comm, rows[set.row ?? -1]);
    const row = set.basis === 'self' && set.row !== undefined ? { row: set.row } : {};
    for (const [node, percent] of set.tree.self.entries()) {
      if (percent <= 0) continue;
      const path = pathOf(set.tree, node);
      const own = set.basis === 'callees' ? percent * ownPart(set, path.at(-1)!) : percent;
      shares.push({ owner, path, percent: own, ...row });
      if (own < percent) shares.push({ owner, path: [...path, unshownFrame], percent: percent - own });
    }
  }
  const withoutShare = rowsWithoutShare(rows, shares);
  return { shares: [...shares, ...withoutShare], printed: sets.length + withoutShare.length };
}

/** Rows pad addresses with zeros (`0x00000000000013bf`), trees do not. */
export function nameInTrees(key: string): string {
  return key.startsWith('0x0') ? key.replace(/^0x0+(?=[0-9a-f])/, '0x') : key;
}

function ownerOf(comm: string | undefined, row: Row | undefined): StackOwner {
  const { pid, tid } = row ?? {};
  return { ...(comm !== undefined && { comm }), ...(pid !== undefined && { pid }), ...(tid !== undefined && { tid }) };
}

/**
 * Trees of what functions called are pruned: what is left with a function are its own samples and those of callees below
 * the limit. Its row says how many are its own; answers which part of what is left that is.
 */
function ownParts(sets: readonly StackSet[], rows: readonly Row[]): (set: StackSet, name: string) => number {
  const left = new Map<string, number>();
  const own = new Map<string, number>();
  const groups = new Set<string>();
  for (const set of sets) {
    if (set.basis !== 'callees') continue;
    const group = groupKey(set);
    groups.add(group);
    const { symbol, self, symbols } = set.tree;
    for (let node = 1; node < self.length; node++) add(left, `${group}\0${symbols[symbol[node]!]}`, self[node]!);
  }
  for (const { comm, pid, tid, cpu, key, self = 0 } of groups.size > 0 ? rows : []) {
    const ids = [pid, tid, cpu];
    const group = ids.some((id) => id !== undefined) ? ids.join('/') : undefined;
    if (key !== undefined) add(own, `${groupKey({ comm, group })}\0${nameInTrees(key)}`, self);
  }
  return (set, name) => {
    const key = `${groupKey(set)}\0${name}`;
    const known = own.get(key);
    return known === undefined ? 1 : Math.min(1, known / left.get(key)!);
  };
}

function add(sums: Map<string, number>, key: string, value: number): void {
  sums.set(key, (sums.get(key) ?? 0) + value);
}

/** A row of 0.00 % has no stack, and may have samples. */
function rowsWithoutShare(rows: readonly Row[], shares: readonly Share[]): Share[] {
  const placed = new Set(shares.map(({ row }) => row));
  return rows.flatMap((row, index) => {
    if (placed.has(index) || row.self !== 0 || row.key === undefined || !(row.samples || row.period)) return [];
    return [{ owner: ownerOf(row.comm, row), path: [unshownFrame, nameInTrees(row.key)], percent: 0, row: index }];
  });
}
