import {
  type CallTree,
  CallTreeBuilder,
  groupKey,
  type StackSet,
  SymbolTable,
  totals,
  unshownFrame,
} from './call-tree.ts';

/** One tree of all stacks of a profile, for flame graphs and cost maps: no sample counts twice. */
export function mergeTrees(sets: readonly StackSet[]): CallTree {
  const builder = new CallTreeBuilder(new SymbolTable());
  for (const { tree } of setsWithoutOverlap(sets)) append(builder, tree);
  return builder.tree;
}

/**
 * Sets that together hold no sample twice. A `--children` report prints the samples of a command several times over; of
 * those, the trees of the outermost functions are taken where they tell more than the stacks of single rows do.
 */
export function setsWithoutOverlap(sets: readonly StackSet[]): StackSet[] {
  const groups = new Map<string, StackSet[]>();
  for (const set of sets) {
    const key = groupKey(set);
    const group = groups.get(key);
    if (group) group.push(set);
    else groups.set(key, [set]);
  }
  return [...groups.values()].flatMap(placedInGroup);
}

/** Sets of one command that together hold each sample once, as many samples as can be placed. */
function placedInGroup(group: readonly StackSet[]): StackSet[] {
  const own = group.filter((set) => set.basis === 'self');
  const callees = group.filter((set) => set.basis === 'callees');
  if (callees.length === 0) return own;
  let all = 0;
  let placed = 0;
  for (const { tree } of own) {
    const total = totals(tree)[0]!;
    all += total;
    placed += total - unshownAtTop(tree);
  }
  const outermost = outermostTrees(callees, all);
  return outermost.total > placed ? outermost.sets : own;
}

/** Weight of stacks whose outermost frames were not printed. */
function unshownAtTop(tree: CallTree): number {
  const unshown = tree.symbols.indexOf(unshownFrame);
  const total = totals(tree);
  let weight = 0;
  for (let node = 1; node < total.length; node++) {
    if (tree.parent[node] === 0 && tree.symbol[node] === unshown) weight += total[node]!;
  }
  return weight;
}

/**
 * The largest trees whose root occurs in none of those taken before: what calls itself outermost. `most` is the sum of
 * the rows' self shares, above which there must be an overlap that pruning hid; 0 when not known.
 */
function outermostTrees(callees: readonly StackSet[], most: number): { sets: StackSet[]; total: number } {
  const byTotal = callees.map((set) => ({ set, total: totals(set.tree)[0]! }));
  byTotal.sort((a, b) => b.total - a.total);
  const seen = new Set<string>();
  const sets: StackSet[] = [];
  let sum = 0;
  for (const { set, total } of byTotal) {
    const { tree } = set;
    const root = tree.symbols[tree.symbol[1]!];
    if (root === undefined || seen.has(root)) continue;
    if (sets.length > 0 && most > 0 && sum + total > most + 0.5) continue;
    sets.push(set);
    sum += total;
    for (const id of tree.symbol) if (id >= 0) seen.add(tree.symbols[id]!);
  }
  return { sets, total: sum };
}

function append(builder: CallTreeBuilder, tree: CallTree): void {
  const nodes = new Int32Array(tree.parent.length);
  for (let node = 1; node < nodes.length; node++) {
    const up = nodes[tree.parent[node]!]!;
    nodes[node] = builder.child(up, tree.symbols[tree.symbol[node]!]!, tree.line[node]!);
  }
  for (let node = 0; node < nodes.length; node++) builder.tree.self[nodes[node]!]! += tree.self[node]!;
}
