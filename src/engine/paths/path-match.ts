import type { CallTree, StackSet } from '../../model/call-tree.ts';
import type { Forest } from './forest.ts';
import { type NodesByName, nodesWith } from './nodes-by-name.ts';
import { afresh, excluded, type Pattern, through } from './path-pattern.ts';

/** Where in a tree a path is, and how much of the samples is there. */
export interface PathMatch {
  /** Percent of the population. */
  readonly share: number;
  /** The heaviest node that completes the path, which no node above it does; 0 when there is none. */
  readonly node: number;
}

/** What is known of a forest's nodes for the question asked last; the lists serve all its questions. */
interface Answers {
  question: number;
  /** The question that each node was looked at for. */
  readonly asked: Int32Array;
  /** Which steps match at the node, and at it or above, as bits of a `Pattern`. */
  readonly here: Uint32Array;
  readonly above: Uint32Array;
  /** The node at or above that completed the path first, 0 without one: `~` of that where a name bars the stack. */
  readonly complete: Int32Array;
}

const answers = new WeakMap<readonly StackSet[], Answers>();

function answersOf({ sets, total: { length } }: Forest): Answers {
  let known = answers.get(sets);
  if (!known) {
    known = {
      question: 0,
      asked: new Int32Array(length),
      here: new Uint32Array(length),
      above: new Uint32Array(length),
      complete: new Int32Array(length),
    };
    answers.set(sets, known);
  }
  return known;
}

/** Looks for one path in the trees that share a table of names. Searches of one forest follow each other. */
export class PathSearch {
  /** Nodes that the last step matches, in ascending order. */
  readonly goals: Int32Array;
  /** Nodes that no stack may have, in ascending order. */
  readonly #barring: Int32Array;
  readonly #forest: Forest;
  readonly #pattern: Pattern;
  readonly #answers: Answers;
  readonly #path: number[] = [];

  constructor(forest: Forest, table: NodesByName, pattern: Pattern) {
    this.#forest = forest;
    this.#pattern = pattern;
    this.goals = nodesWith(table, pattern.goalSymbols);
    this.#barring = nodesWith(table, pattern.barringSymbols);
    this.#answers = answersOf(forest);
    this.#answers.question++;
  }

  /** In set `at`, whose part of `goals` goes from `from` up to `to`. */
  inSet(at: number, from: number, to: number): PathMatch {
    const { sets, first, total } = this.#forest;
    const { asked, complete, question } = this.#answers;
    const { tree } = sets[at]!;
    const root = first[at]!;
    let share = 0;
    let best = 0;
    for (let i = from; i < to; i++) {
      const node = this.goals[i]!;
      if (asked[node] !== question) this.#look(tree, root, node);
      if (complete[node] !== node) continue;
      share += total[node]!;
      if (best === 0 || total[node]! > total[best]!) best = node;
    }
    if (best === 0) return { share: 0, node: 0 };
    const barring = this.#barring;
    for (let i = firstFrom(barring, root); i < barring.length && barring[i]! < first[at + 1]!; i++) {
      const node = barring[i]!;
      if (asked[node] !== question) this.#look(tree, root, node);
      // ~0 where the path was not complete.
      if (complete[node]! < -1) return this.#withoutBarred(tree, root);
    }
    return { share, node: best - root };
  }

  /** Works out a node and those above it that were not looked at before. */
  #look({ parent, symbol }: CallTree, root: number, node: number): void {
    const { asked, here, above, complete, question } = this.#answers;
    const { matches, gaps, goal } = this.#pattern;
    const path = this.#path;
    let depth = 0;
    let up = node - root;
    for (; up > 0 && asked[root + up] !== question; up = parent[up]!) path[depth++] = up;
    let was = up > 0 ? here[root + up]! : 0;
    let wasAbove = up > 0 ? above[root + up]! : 0;
    let done = up > 0 ? complete[root + up]! : 0;
    while (depth > 0) {
      const at = path[--depth]!;
      const match = matches[symbol[at]!]!;
      // The first step may match anywhere, any other right after the one before it, after a gap, or go on.
      const matched = match & (1 | (was << 1) | ((wasAbove << 1) & gaps) | was) & ~(excluded | afresh | through);
      was = (match & through) === 0 ? matched : was | matched;
      wasAbove |= was;
      done = completed(done, match, (was & goal) !== 0, root + at);
      asked[root + at] = question;
      here[root + at] = was;
      above[root + at] = wasAbove;
      complete[root + at] = done;
    }
  }

  /** Adds up anew what is below the nodes that complete the path, without the stacks that may not count. */
  #withoutBarred({ parent, symbol, self }: CallTree, root: number): PathMatch {
    const { asked, complete, question } = this.#answers;
    const { matches } = this.#pattern;
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
}

/** Where the path is complete at a node, given where it was above; see `Answers.complete`. */
function completed(was: number, match: number, isHere: boolean, node: number): number {
  let first = was < 0 ? ~was : was;
  const barred = (match & excluded) !== 0 || (was < 0 && !(first === 0 && (match & afresh) !== 0));
  if (first === 0 && isHere) first = node;
  return barred ? ~first : first;
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
