import type { StackSet } from '../../model/call-tree.ts';

/** Where the names of a table occur in the trees of a forest that share it. */
export interface NodesByName {
  readonly symbols: readonly string[];
  /** Numbers of the names that are inlined only, as in `CallTree`. */
  readonly inlined: ReadonlySet<number>;
  /**
   * Nodes by their symbol: from `starts` those with samples at or below them, in ascending order, and from `empty` those
   * without, which most nodes of a report are that leaves nothing out.
   */
  readonly nodes: Int32Array;
  readonly starts: Int32Array;
  readonly empty: Int32Array;
}

const none: ReadonlySet<number> = new Set();

/** `first` and `total` as in `Forest`; `members`: the sets whose trees share the table. */
export function nodesByName(
  sets: readonly StackSet[],
  first: Int32Array,
  total: Float64Array,
  members: readonly number[],
): NodesByName {
  const { symbols, inlined = none } = sets[members[0]!]!.tree;
  const starts = new Int32Array(symbols.length + 1);
  const empty = new Int32Array(symbols.length);
  for (const at of members) {
    const { symbol } = sets[at]!.tree;
    const root = first[at]!;
    for (let node = 1; node < symbol.length; node++) {
      starts[symbol[node]! + 1]!++;
      if (total[root + node] !== 0) empty[symbol[node]!]!++;
    }
  }
  for (let id = 0; id < symbols.length; id++) {
    starts[id + 1]! += starts[id]!;
    empty[id]! += starts[id]!;
  }
  const nodes = new Int32Array(starts[symbols.length]!);
  const next = starts.slice();
  const nextEmpty = empty.slice();
  for (const at of members) {
    const { symbol } = sets[at]!.tree;
    const root = first[at]!;
    for (let node = 1; node < symbol.length; node++) {
      const cursor = total[root + node] === 0 ? nextEmpty : next;
      nodes[cursor[symbol[node]!]!++] = root + node;
    }
  }
  return { symbols, inlined, nodes, starts, empty };
}

/** All nodes with one of the symbols that have samples at or below them, in ascending order. */
export function nodesWith({ nodes, starts, empty }: NodesByName, symbols: readonly number[]): Int32Array {
  let lists = symbols.map((id) => nodes.subarray(starts[id]!, empty[id]!)).filter(({ length }) => length > 0);
  while (lists.length > 1) {
    const pairs = lists;
    lists = [];
    for (let i = 0; i < pairs.length; i += 2)
      lists.push(i + 1 < pairs.length ? merged(pairs[i]!, pairs[i + 1]!) : pairs[i]!);
  }
  return lists[0] ?? nodes.subarray(0, 0);
}

/** Both are in ascending order: merging costs a part of what sorting does. */
function merged(a: Int32Array, b: Int32Array): Int32Array {
  const all = new Int32Array(a.length + b.length);
  for (let i = 0, j = 0, to = 0; to < all.length; to++) {
    if (j === b.length || (i < a.length && a[i]! < b[j]!)) all[to] = a[i++]!;
    else all[to] = b[j++]!;
  }
  return all;
}

const numbers = new WeakMap<readonly string[], ReadonlyMap<string, number>>();

/** Numbers of the names, kept for the next question. */
export function numbersOf(symbols: readonly string[]): ReadonlyMap<string, number> {
  let known = numbers.get(symbols);
  if (!known) {
    known = new Map(symbols.map((name, id) => [name, id]));
    numbers.set(symbols, known);
  }
  return known;
}
