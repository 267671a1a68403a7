import type { CallTree, StackSet } from './call-tree.ts';
import { pathOf } from './call-tree.ts';
import { compile, idsOf, type Pattern } from './path-pattern.ts';
import { nothing, run } from './path-run.ts';

/**
 * A step of a call path, outermost first: symbol keys any of which matches. `'...'` between two steps allows any frames
 * between them; without it the next step must be the very next frame. Consecutive frames of one step
 * (`_raw_spin_lock_bh`, then `native_queued_spin_lock_slowpath`) count as one.
 */
export type PathStep = ReadonlySet<string> | '...';

export interface PathOptions {
  /** The last step must be the frame the sample was taken in, not only be somewhere in the stack. */
  readonly selfOnly?: boolean;
  /**
   * Stacks with one of these frames do not count. Over loopback and veth softirqs run inside of sending: what stands above a
   * softirq that the path begins in is the work it interrupted, and bars nothing.
   */
  readonly without?: ReadonlySet<string>;
}

export interface PathShare {
  /** Percent of samples whose stack holds the steps in that order. A recursive stack counts once. */
  readonly share: number;
  /** Line and node of the last step's heaviest match; 0 when there is none. */
  readonly line: number;
  readonly node: number;
}

export interface StackOptions extends PathOptions {
  /** Only stacks of these commands. Sets whose text names no command are left out then. */
  readonly comms?: ReadonlySet<string>;
}

export interface StacksShare {
  readonly share: number;
  readonly line: number;
  /** The heaviest matching stack down to the last step, outermost frame first; empty when there is none. */
  readonly path: readonly string[];
}

/** Share of a tree's stacks that hold the steps, in one pass over the nodes. */
export function shareThrough(tree: CallTree, steps: readonly PathStep[], options: PathOptions = {}): PathShare {
  const pattern = compile(tree.symbols, steps, options);
  return pattern ? run(tree, pattern, false) : nothing;
}

/**
 * The same over all trees of a profile. `self` sets add up. Sets of `callees` and `callers` overlap: of those the largest
 * counts, per command and group. Whichever of the two tells more is taken. Where trees are pruned it is a lower bound.
 */
export function shareInStacks(
  sets: readonly StackSet[],
  steps: readonly PathStep[],
  options: StackOptions = {},
): StacksShare {
  const patterns = new Map<readonly string[], Pattern | undefined>();
  const groups = new Map<string, Group>();
  const needed = steps.filter((step): step is ReadonlySet<string> => step !== '...');
  const index = indexOf(sets);
  const candidates = index && setsWith(sets, needed, index);
  for (let at = 0; at < sets.length; at++) {
    if (candidates && candidates[at] !== needed.length) continue;
    const set = sets[at]!;
    // Of these the largest counts, and no part of a tree is more than the whole.
    if (index && set.basis !== 'self' && index.total[at]! <= (groups.get(index.group[at]!)?.inclusive ?? 0)) continue;
    if (options.comms && !(set.comm !== undefined && options.comms.has(set.comm))) continue;
    if (options.selfOnly && set.basis === 'callers') continue;
    const { symbols } = set.tree;
    if (!patterns.has(symbols)) patterns.set(symbols, compile(symbols, steps, options));
    const pattern = patterns.get(symbols);
    if (!pattern) continue;
    const found = run(set.tree, pattern, set.basis === 'callees');
    if (found.share > 0) addToGroup(groups, set, found);
  }
  let share = 0;
  let best: Match | undefined;
  for (const group of groups.values()) {
    const larger = group.inclusive > group.self ? group.inclusiveBest : group.selfBest;
    share += Math.max(group.self, group.inclusive);
    if (larger && (!best || larger.found.share > best.found.share)) best = larger;
  }
  if (!best) return { share: 0, line: 0, path: [] };
  return { share, line: best.found.line, path: pathOf(best.tree, best.found.node) };
}

/** Below this many sets, looking through all is as fast as looking up which to look through. */
const fewSets = 64;

/** For each name, by its number: in which sets it occurs. */
type Occurrences = Map<readonly string[], (number[] | undefined)[]>;

/** What is kept of the sets of a profile. */
interface Index {
  readonly occurrences: Occurrences;
  /** Of each set, a little more than all its weights, whose sums are not the same in each order. */
  readonly total: Float64Array;
  readonly group: readonly string[];
}

const indices = new WeakMap<readonly StackSet[], Index | 'asked once'>();

/** Made at the second question; undefined before that, and where there are few sets. */
function indexOf(sets: readonly StackSet[]): Index | undefined {
  if (sets.length < fewSets) return undefined;
  let index = indices.get(sets);
  if (!index) {
    indices.set(sets, 'asked once');
    return undefined;
  }
  if (index === 'asked once') {
    index = { occurrences: occurrencesOf(sets), total: Float64Array.from(sets, wholeOf), group: sets.map(groupKey) };
    indices.set(sets, index);
  }
  return index;
}

function wholeOf({ tree }: StackSet): number {
  let sum = 0;
  for (let node = 0; node < tree.self.length; node++) sum += tree.self[node]!;
  return sum * (1 + 1e-9);
}

/**
 * For each set, the number of steps up to the first that it has no name of; undefined when all are to be looked at. A
 * table has a set per row, rules ask hundreds of questions, and most names occur in few rows.
 */
function setsWith(
  sets: readonly StackSet[],
  steps: readonly ReadonlySet<string>[],
  { occurrences }: Index,
): Uint8Array | undefined {
  if (steps.length > 255) return undefined;
  const found = new Uint8Array(sets.length);
  for (const [symbols, byId] of occurrences) {
    const ids = idsOf(symbols);
    for (const [step, names] of steps.entries()) {
      for (const name of names) {
        for (const index of byId[ids.get(name) ?? -1] ?? []) if (found[index] === step) found[index] = step + 1;
      }
    }
  }
  return found;
}

function occurrencesOf(sets: readonly StackSet[]): Occurrences {
  const occurrences: Occurrences = new Map();
  for (const [index, { tree }] of sets.entries()) {
    let byId = occurrences.get(tree.symbols);
    if (!byId) {
      byId = new Array(tree.symbols.length);
      occurrences.set(tree.symbols, byId);
    }
    for (let node = 1; node < tree.symbol.length; node++) {
      const id = tree.symbol[node]!;
      const list = byId[id];
      if (!list) byId[id] = [index];
      else if (list[list.length - 1] !== index) list.push(index);
    }
  }
  return occurrences;
}

interface Match {
  readonly tree: CallTree;
  readonly found: PathShare;
}

interface Group {
  self: number;
  selfBest?: Match;
  inclusive: number;
  inclusiveBest?: Match;
}

/** What keeps sets apart that have no sample in common. */
export function groupKey(set: StackSet): string {
  return `${set.comm ?? ''}\0${set.group ?? ''}`;
}

function addToGroup(groups: Map<string, Group>, set: StackSet, found: PathShare): void {
  const key = groupKey(set);
  let group = groups.get(key);
  if (!group) {
    group = { self: 0, inclusive: 0 };
    groups.set(key, group);
  }
  const match = { tree: set.tree, found };
  if (set.basis === 'self') {
    group.self += found.share;
    if (found.share > (group.selfBest?.found.share ?? 0)) group.selfBest = match;
  } else if (found.share > group.inclusive) {
    group.inclusive = found.share;
    group.inclusiveBest = match;
  }
}
