import { pathOf, type StackSet } from '../../model/call-tree.ts';
import { type Forest, forestOf } from './forest.ts';
import { type PathMatch, PathSearch } from './path-match.ts';
import { compile, type PathStep } from './path-pattern.ts';

export interface StacksShare {
  /** Percent of samples whose stack holds the steps in that order. A recursive stack counts once. */
  readonly share: number;
  /** Line of the last step's heaviest match; 0 when there is none. */
  readonly line: number;
  /** The heaviest matching stack down to the last step, outermost frame first; empty when there is none. */
  readonly path: readonly string[];
}

const nothing: StacksShare = { share: 0, line: 0, path: [] };

/**
 * Share of the stacks of a profile that hold the steps. Those with a frame of `without` do not count; over loopback and veth
 * softirqs run inside of sending: what stands above a softirq that the path begins in is the work it interrupted, and bars
 * nothing. `self` sets add up. Sets of `callees` and `callers` overlap: of those the largest counts, per command and group.
 * Whichever of the two tells more is taken. Where trees are pruned it is a lower bound.
 */
export function shareInStacks(
  sets: readonly StackSet[],
  steps: readonly PathStep[],
  without?: ReadonlySet<string>,
): StacksShare {
  if (sets.length === 0) return nothing;
  const forest = forestOf(sets);
  const { sets: all, part, first, total, tables } = forest;
  const groups: Group[] = Array.from({ length: forest.groups }, () => ({ self: 0, inclusive: 0 }));
  for (const table of tables) {
    const pattern = compile(table, steps, without);
    if (!pattern) continue;
    const search = new PathSearch(forest, table, pattern);
    const { goals } = search;
    for (let from = 0, to = 0, at = 0; from < goals.length; from = to) {
      while (first[at + 1]! <= goals[from]!) at++;
      while (to < goals.length && goals[to]! < first[at + 1]!) to++;
      if (part && part[at] === 0) continue;
      const { basis } = all[at]!;
      const group = groups[forest.group[at]!]!;
      // Of these the largest counts, and no part of a tree is more than the whole.
      if (basis !== 'self' && total[first[at]!]! <= group.inclusive) continue;
      const found = search.inSet(at, from, to);
      if (found.share > 0) addToGroup(group, at, basis, found);
    }
  }
  return shareOf(forest, groups);
}

/** Where one of the sets has its heaviest stack. */
interface Place {
  readonly at: number;
  readonly found: PathMatch;
}

interface Group {
  self: number;
  selfBest?: Place;
  inclusive: number;
  inclusiveBest?: Place;
}

function addToGroup(group: Group, at: number, basis: StackSet['basis'], found: PathMatch): void {
  if (basis === 'self') {
    group.self += found.share;
    if (found.share > (group.selfBest?.found.share ?? 0)) group.selfBest = { at, found };
  } else if (found.share > group.inclusive) {
    group.inclusive = found.share;
    group.inclusiveBest = { at, found };
  }
}

function shareOf({ sets }: Forest, groups: readonly Group[]): StacksShare {
  let share = 0;
  let best: Place | undefined;
  for (const group of groups) {
    const larger = group.inclusive > group.self ? group.inclusiveBest : group.selfBest;
    share += Math.max(group.self, group.inclusive);
    if (larger && (!best || larger.found.share > best.found.share)) best = larger;
  }
  if (!best) return nothing;
  const { tree } = sets[best.at]!;
  const { node } = best.found;
  return { share, line: tree.line[node]!, path: pathOf(tree, node) };
}
