import { type CallTree, totals } from './call-tree.ts';
import { afresh, excluded, type Pattern } from './path-pattern.ts';
import type { PathShare } from './path-query.ts';

/** Of smaller trees it is as fast to look at every node. */
const largeFrom = 4096;
/** Of these it is not: looking at all nodes once takes more time and room than the index. */
const indexedFrom = 1 << 18;
/** So many nodes there must be for each that is looked at, with all above it. */
const eachWorth = 24;

/** What is kept of a large tree, mostly from its second question on: rules ask hundreds. */
interface Index {
  /** Nodes by their symbol, each symbol's in ascending order; `starts` tells where they begin. */
  readonly nodes: Int32Array;
  readonly starts: Int32Array;
  total: Float64Array | undefined;
}

const indices = new WeakMap<CallTree, Index | 'asked once'>();

/** The nodes that the pattern's last step matches, in ascending order, if they are few and all that has to be looked at. */
export function fewNodes(tree: CallTree, { goalSymbols, excludes, selfOnly }: Pattern): Int32Array | undefined {
  const size = tree.parent.length;
  if (size < largeFrom || (excludes && !selfOnly)) return undefined;
  const index = indices.get(tree) ?? (size < indexedFrom ? undefined : 'asked once');
  if (index === undefined) {
    indices.set(tree, 'asked once');
    return undefined;
  }
  const { starts, nodes } = index === 'asked once' ? indexOf(tree) : index;
  let count = 0;
  for (const id of goalSymbols) count += starts[id + 1]! - starts[id]!;
  if (count * eachWorth > nodes.length) return undefined;
  const few = new Int32Array(count);
  let at = 0;
  for (const id of new Set(goalSymbols)) {
    few.set(nodes.subarray(starts[id], starts[id + 1]), at);
    at += starts[id + 1]! - starts[id]!;
  }
  return few.subarray(0, at).sort();
}

function indexOf(tree: CallTree): Index {
  const { symbol, symbols } = tree;
  const size = symbol.length;
  const starts = new Int32Array(symbols.length + 2);
  for (let node = 1; node < size; node++) starts[symbol[node]! + 2]!++;
  for (let id = 2; id < starts.length; id++) starts[id]! += starts[id - 1]!;
  const nodes = new Int32Array(size - 1);
  for (let node = 1; node < size; node++) nodes[starts[symbol[node]! + 1]!++] = node;
  const index: Index = { nodes, starts, total: undefined };
  indices.set(tree, index);
  return index;
}

/** What `run` finds, with the same sums in the same order, from the nodes of the last step and those above them. */
export function runOver(tree: CallTree, pattern: Pattern, few: Int32Array): PathShare | undefined {
  const { parent } = tree;
  if (parent.length > weight.length) {
    weight = new Float64Array(parent.length);
    mark = new Uint8Array(parent.length);
  }
  const weights = pattern.selfOnly ? tree.self : totalOf(tree);
  const seen: number[] = [];
  for (const node of few) {
    const found = match(tree, pattern, node);
    if (found === 0) continue;
    weight[node] = weights[node]!;
    if (found === first) mark[node]! |= first;
    for (let at = node; at > 0 && (mark[at]! & touched) === 0; at = parent[at]!) {
      mark[at]! |= touched;
      seen.push(at);
    }
  }
  return seen.length === 0 ? undefined : addedUp(tree, Int32Array.from(seen).sort());
}

const touched = 1;
const first = 2;
/** Both all 0 between two questions. */
let weight = new Float64Array(0);
let mark = new Uint8Array(0);
let path = new Int32Array(256);

/** 0 when a node does not count, `first` when the path is complete at it, 1 when that it was above it. */
function match({ parent, symbol }: CallTree, { matches, gaps, goal, selfOnly }: Pattern, node: number): number {
  let depth = 0;
  for (let at = node; at > 0; at = parent[at]!) {
    if (depth === path.length) path = Int32Array.from({ length: 2 * depth }, (_, i) => path[i] ?? 0);
    path[depth++] = at;
  }
  let here = 0;
  let above = 0;
  let isComplete = false;
  let barred = false;
  while (depth > 0) {
    const matched = matches[symbol[path[--depth]!]!]!;
    if (matched & afresh && !isComplete) barred = false;
    if (matched & excluded) barred = true;
    here = matched & (1 | (here << 1) | ((above << 1) & gaps) | here);
    above |= here;
    if (depth === 0) break;
    if (here & goal) isComplete = true;
  }
  if (barred || !(here & goal) || (isComplete && !selfOnly)) return 0;
  return isComplete ? 1 : first;
}

function addedUp({ parent, line }: CallTree, nodes: Int32Array): PathShare {
  let share = 0;
  let best = 0;
  let most = 0;
  for (let i = nodes.length - 1; i >= 0; i--) {
    const node = nodes[i]!;
    const total = weight[node]!;
    if (parent[node] === 0) share += total;
    else weight[parent[node]!]! += total;
    if (total > 0 && mark[node]! & first && (best === 0 || total >= most)) {
      best = node;
      most = total;
    }
    weight[node] = 0;
    mark[node] = 0;
  }
  return { share, line: line[best]!, node: best };
}

function totalOf(tree: CallTree): Float64Array {
  const index = indices.get(tree) as Index;
  index.total ??= totals(tree);
  return index.total;
}
