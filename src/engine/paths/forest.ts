import { groupKey, type StackSet, totals } from '../../model/call-tree.ts';
import { type NodesByName, nodesByName, numbersOf } from './nodes-by-name.ts';

/**
 * All trees of some sets with what questions about paths are answered from: rules ask dozens of them, and most names are in
 * few nodes. Nodes are numbered through: node n of set s is `first[s] + n`.
 */
export interface Forest {
  readonly sets: readonly StackSet[];
  /** Number of each set's root; behind the last, how many nodes there are. */
  readonly first: Int32Array;
  /** Share of each node with everything below it. */
  readonly total: Float64Array;
  /** By table of names, which all trees of a section share. */
  readonly tables: readonly NodesByName[];
  /** Number of each set's group, and how many there are: sets of different groups have no sample in common. */
  readonly group: Int32Array;
  readonly groups: number;
  /** 1 for the sets that questions are about, where these are not all. */
  readonly part?: Uint8Array;
}

const forests = new WeakMap<readonly StackSet[], Forest>();
const wholes = new WeakMap<readonly StackSet[], readonly StackSet[]>();

/** Some of the sets. Questions about them are answered from what is known of all. */
export function partOf(whole: readonly StackSet[], belongs: (set: StackSet) => boolean): readonly StackSet[] {
  const part = whole.filter(belongs);
  wholes.set(part, whole);
  return part;
}

/** Made once for the same array of sets. */
export function forestOf(sets: readonly StackSet[]): Forest {
  let forest = forests.get(sets);
  if (!forest) {
    const whole = wholes.get(sets);
    forest = whole ? cut(forestOf(whole), new Set(sets)) : grow(sets);
    forests.set(sets, forest);
  }
  return forest;
}

function cut(whole: Forest, sets: ReadonlySet<StackSet>): Forest {
  return { ...whole, part: Uint8Array.from(whole.sets, (set) => (sets.has(set) ? 1 : 0)) };
}

function grow(sets: readonly StackSet[]): Forest {
  const first = new Int32Array(sets.length + 1);
  const byTable = new Map<readonly string[], number[]>();
  for (let at = 0; at < sets.length; at++) {
    const { symbols, parent } = sets[at]!.tree;
    first[at + 1] = first[at]! + parent.length;
    const members = byTable.get(symbols);
    if (members) members.push(at);
    else byTable.set(symbols, [at]);
  }
  const total = new Float64Array(first[sets.length]!);
  for (let at = 0; at < sets.length; at++) totals(sets[at]!.tree, total.subarray(first[at], first[at + 1]));
  const tables = [...byTable].map(([, members]) => nodesByName(sets, first, total, members));
  return { sets, first, total, tables, ...groupsOf(sets) };
}

function groupsOf(sets: readonly StackSet[]): Pick<Forest, 'group' | 'groups'> {
  const known = new Map<string, number>();
  const group = new Int32Array(sets.length);
  for (let at = 0; at < sets.length; at++) {
    const key = groupKey(sets[at]!);
    const number = known.get(key) ?? known.size;
    known.set(key, number);
    group[at] = number;
  }
  return { group, groups: known.size };
}

/** The sets that have a node with a name that is wanted. */
export function setsWith(sets: readonly StackSet[], wanted: (name: string) => boolean): StackSet[] {
  const { tables, sets: all, first, part } = forestOf(sets);
  const found = new Uint8Array(all.length);
  for (const { symbols, nodes, starts } of tables) {
    for (let id = 0; id < symbols.length; id++) {
      if (starts[id] === starts[id + 1] || !wanted(symbols[id]!)) continue;
      for (let i = starts[id]!; i < starts[id + 1]!; i++) found[setOf(first, nodes[i]!)] = 1;
    }
  }
  return all.filter((_, at) => found[at] === 1 && (!part || part[at] === 1));
}

/** Line of the first frame called so; undefined when there is none. */
export function lineOf(sets: readonly StackSet[], name: string): number | undefined {
  const { tables, sets: all, first, part } = forestOf(sets);
  for (const { symbols, nodes, starts } of tables) {
    const id = numbersOf(symbols).get(name);
    if (id === undefined) continue;
    let earliest = Number.POSITIVE_INFINITY;
    for (let i = starts[id]!; i < starts[id + 1]!; i++) {
      if (nodes[i]! < earliest && (!part || part[setOf(first, nodes[i]!)] === 1)) earliest = nodes[i]!;
    }
    if (earliest === Number.POSITIVE_INFINITY) continue;
    const at = setOf(first, earliest);
    return all[at]!.tree.line[earliest - first[at]!]!;
  }
  return undefined;
}

/** The set that a node is of. */
function setOf(first: Int32Array, node: number): number {
  let low = 0;
  let high = first.length - 1;
  while (low + 1 < high) {
    const middle = (low + high) >>> 1;
    if (first[middle]! <= node) low = middle;
    else high = middle;
  }
  return low;
}
