import type { CallTree } from './call-tree.ts';
import type { Forest } from './forest.ts';
import { afresh, excluded, type Pattern } from './path-pattern.ts';

/** Where in a tree a path is, and how much of the samples is there. */
export interface PathMatch {
  readonly share: number;
  /** The heaviest node that completes the path, which no node above it does; 0 when there is none. */
  readonly node: number;
}

// What is known of a node for the question asked now: that it is of this question, which steps match here and above (as in
// Pattern), and the node at or above it that completed the path first, 0 without one: `~` of that where a name bars the stack.
let question = 0;
let asked = new Int32Array(1024);
let here = new Uint32Array(1024);
let above = new Uint32Array(1024);
let complete = new Int32Array(1024);
let path = new Int32Array(256);

/** Begins a question: what is known of nodes was about the one before. */
export function ask({ total }: Forest): void {
  if (total.length > asked.length) {
    // Room to spare for trees of millions of nodes would be as much again as they have.
    const room = total.length + (total.length >> 3);
    asked = new Int32Array(room);
    here = new Uint32Array(room);
    above = new Uint32Array(room);
    complete = new Int32Array(room);
  }
  question++;
}

/**
 * Looks for a path in set `at`, of which the last step matches the nodes from `from` up to `to` of `nodes`; `barring` are all
 * nodes that no stack may have.
 */
export function matchIn(
  { sets, first, total }: Forest,
  at: number,
  pattern: Pattern,
  nodes: Int32Array,
  from: number,
  to: number,
  barring: Int32Array,
): PathMatch {
  const { tree } = sets[at]!;
  const root = first[at]!;
  let share = 0;
  let best = 0;
  for (let i = from; i < to; i++) {
    const node = nodes[i]!;
    if (asked[node] !== question) look(tree, root, node, pattern);
    if (complete[node] !== node) continue;
    share += total[node]!;
    if (best === 0 || total[node]! > total[best]!) best = node;
  }
  if (best === 0) return { share: 0, node: 0 };
  for (let i = firstFrom(barring, root); i < barring.length && barring[i]! < first[at + 1]!; i++) {
    const node = barring[i]!;
    if (asked[node] !== question) look(tree, root, node, pattern);
    // ~0 where the path was not complete.
    if (complete[node]! < -1) return withoutBarred(tree, pattern, root);
  }
  return { share, node: best - root };
}

/** Index of the first that is not below `least`. */
function firstFrom(sorted: Int32Array, least: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (sorted[middle]! < least) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Works out a node and those above it that were not looked at before. */
function look({ parent, symbol }: CallTree, root: number, node: number, { matches, gaps, goal }: Pattern): void {
  let depth = 0;
  let up = node - root;
  for (; up > 0 && asked[root + up] !== question; up = parent[up]!) {
    if (depth === path.length) path = Int32Array.from({ length: 2 * depth }, (_, i) => path[i] ?? 0);
    path[depth++] = up;
  }
  let was = up > 0 ? here[root + up]! : 0;
  let wasAbove = up > 0 ? above[root + up]! : 0;
  let done = up > 0 ? complete[root + up]! : 0;
  while (depth > 0) {
    const at = path[--depth]!;
    const match = matches[symbol[at]!]!;
    // The first step may match anywhere, any other right after the one before it, after a gap, or go on.
    was = match & (1 | (was << 1) | ((wasAbove << 1) & gaps) | was) & ~(excluded | afresh);
    wasAbove |= was;
    done = completed(done, match, (was & goal) !== 0, root + at);
    asked[root + at] = question;
    here[root + at] = was;
    above[root + at] = wasAbove;
    complete[root + at] = done;
  }
}

/** Where the path is complete at a node, given where it was above; see `complete`. */
function completed(was: number, match: number, isHere: boolean, node: number): number {
  let first = was < 0 ? ~was : was;
  const barred = (match & excluded) !== 0 || (was < 0 && !(first === 0 && (match & afresh) !== 0));
  if (first === 0 && isHere) first = node;
  return barred ? ~first : first;
}

/** Adds up anew what is below the nodes that complete the path, without the stacks that may not count. */
function withoutBarred({ parent, symbol, self }: CallTree, { matches }: Pattern, root: number): PathMatch {
  const size = parent.length;
  const weight = new Float64Array(size);
  const under = new Int32Array(size);
  let share = 0;
  for (let node = 1; node < size; node++) {
    const known = asked[root + node] === question ? complete[root + node]! : 0;
    const isComplete = (known < 0 ? ~known : known) === root + node;
    const first = completed(under[parent[node]!]!, matches[symbol[node]!]!, isComplete, node);
    under[node] = first;
    if (first <= 0) continue;
    weight[first]! += self[node]!;
    share += self[node]!;
  }
  let best = 0;
  for (let node = 1; node < size; node++) if (weight[node]! > (best > 0 ? weight[best]! : 0)) best = node;
  return { share, node: best };
}
