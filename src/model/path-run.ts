import type { CallTree } from './call-tree.ts';
import { afresh, excluded, type Pattern } from './path-pattern.ts';
import type { PathShare } from './path-query.ts';
import { fewNodes, runOver } from './path-run-few.ts';

export const nothing: PathShare = { share: 0, line: 0, node: 0 };

// A node's state: 1 the path is complete here or above, 2 it became complete at this node, 4 excluded.
const complete = 1;
const first = 2;
const barred = 4;

let here = new Uint32Array(1024);
let above = new Uint32Array(1024);
let state = new Uint8Array(1024);
let weight = new Float64Array(1024);

/**
 * `leaves`: of a tree with inclusive weights, only what no callee is shown for can be a sample's innermost frame; a
 * node's remainder may be callees that were pruned.
 */
export function run(tree: CallTree, pattern: Pattern, leaves: boolean): PathShare {
  const few = leaves ? undefined : fewNodes(tree, pattern);
  if (few) return runOver(tree, pattern, few) ?? nothing;
  const { parent, symbol, self } = tree;
  const size = parent.length;
  if (size > here.length) grow(size);
  const { matches, gaps, goal, selfOnly } = pattern;
  here[0] = 0;
  above[0] = 0;
  state[0] = 0;
  weight[0] = 0;
  let any = false;
  for (let node = 1; node < size; node++) {
    const up = parent[node]!;
    const match = matches[symbol[node]!]!;
    const was = here[up]!;
    // The first step may match anywhere, any other right after the one before it, after a gap, or go on.
    const reachable = 1 | (was << 1) | ((above[up]! << 1) & gaps) | was;
    const now = match & reachable & ~(excluded | afresh);
    here[node] = now;
    above[node] = above[up]! | now;
    const before = state[up]!;
    let next = before & (complete | barred);
    if (match & afresh && !(next & complete)) next &= ~barred;
    if (match & excluded) next |= barred;
    if (now & goal) next |= next & complete ? 0 : complete | first;
    state[node] = next;
    const counts = !(next & barred) && (selfOnly ? (now & goal) !== 0 : (next & complete) !== 0);
    weight[node] = counts ? self[node]! : 0;
    any ||= counts;
  }
  if (!any) return nothing;
  if (selfOnly && leaves) for (let node = 1; node < size; node++) weight[parent[node]!] = 0;
  let best = 0;
  for (let node = size - 1; node > 0; node--) {
    const total = weight[node]!;
    weight[parent[node]!]! += total;
    if (total > 0 && state[node]! & first && (best === 0 || total >= weight[best]!)) best = node;
  }
  return { share: weight[0]!, line: tree.line[best]!, node: best };
}

function grow(size: number): void {
  // Room to spare for trees of millions of nodes would be as much again as they have.
  const room = size + (size >> 3);
  here = new Uint32Array(room);
  above = new Uint32Array(room);
  state = new Uint8Array(room);
  weight = new Float64Array(room);
}
