import type { PathStep } from '../../engine/paths/path-pattern.ts';
import type { CallTree } from '../../model/call-tree.ts';
import type { Clause, Measure, Rule } from '../../rules/rule.ts';
import { resolvePath, resolveSymbols } from '../../rules/symbol-names.ts';
import { mark } from './input.ts';

/** What of a rule is looked for in a tree: on which sides, and how large the finding says it is there, if it says. */
export interface Wanted {
  readonly rule: Rule;
  readonly sides: readonly (Rule['side'] | undefined)[];
  readonly share?: number;
}

/**
 * Marks a rule's cost in a tree: the frames that a measure of its cost counts as `culprit`, their callers as `onPath`. The
 * measure that gives the finding's share is taken, else the first that gives any; where the cost lies on the other side of
 * the socket, what the rule's evidence measures on this side. `share` is in percent of what the tree's shares are of.
 */
export function markCulprit(tree: CallTree, wanted: Wanted | undefined): { marks: Uint8Array; share: number } {
  let first: { marks: Uint8Array; share: number } | undefined;
  for (const measure of wanted ? measuresOf(wanted) : []) {
    const marks = markMeasure(tree, measure);
    const share = marks ? finish(tree, marks) : 0;
    if (!marks || share <= 0) continue;
    if (wanted?.share === undefined || Math.abs(share - wanted.share) < wanted.share / 2) return { marks, share };
    first ??= { marks, share };
  }
  return first ?? { marks: new Uint8Array(tree.parent.length), share: 0 };
}

/** What may be marked on these sides, the best first: costs, then the evidence that speaks for the rule. */
function measuresOf({ rule, sides }: Wanted): Measure[] {
  const costs = rule.cost.flatMap((cost) => ('counter' in cost ? [] : [cost]));
  const evidence = rule.evidence
    .filter(({ strength }) => strength !== 'against')
    .flatMap((clause) => measuresIn(clause))
    .filter((measure) => 'path' in measure || 'inclusive' in measure);
  return [...costs, ...evidence].filter((measure) => sides.includes(sideOf(measure) ?? rule.side));
}

function sideOf(measure: Measure): Rule['side'] | undefined {
  return 'side' in measure ? measure.side : undefined;
}

function measuresIn(clause: Clause): Measure[] {
  if ('all' in clause) return clause.all.flatMap(measuresIn);
  if ('any' in clause) return clause.any.flatMap(measuresIn);
  return 'path' in clause || 'inclusive' in clause ? [clause] : [];
}

function markMeasure(tree: CallTree, measure: Measure): Uint8Array | undefined {
  if ('path' in measure) return markPath(tree, resolvePath(measure.path), resolveSymbols(measure.without ?? []));
  if ('inclusive' in measure) return markPath(tree, [resolveSymbols(measure.inclusive)], new Set());
  if ('self' in measure) return markSymbols(tree, resolveSymbols(measure.self));
  return undefined;
}

/** The frames themselves, not what they call: only samples taken in them count. */
function markSymbols(tree: CallTree, wanted: ReadonlySet<string>): Uint8Array {
  const isWanted = tree.symbols.map((name) => wanted.has(name));
  return Uint8Array.from(tree.symbol, (id, node) =>
    id >= 0 && isWanted[id] && tree.self[node]! > 0 ? mark.culprit : mark.none,
  );
}

/**
 * The frame in which a path is complete, and all below it. A step is the direct callee of the one before unless `...`
 * stands between; consecutive frames of one step count as one (as in `model/path-query.ts`).
 */
function markPath(tree: CallTree, path: readonly PathStep[], without: ReadonlySet<string>): Uint8Array {
  const steps = path.filter((step): step is ReadonlySet<string> => step !== '...');
  const afterGap = steps.map((_, index) => path[path.indexOf(steps[index]!) - 1] === '...');
  const { parent, symbol, symbols } = tree;
  const matches = symbols.map((name) => steps.map((step) => step.has(name)));
  const barred = symbols.map((name) => without.has(name));
  const size = parent.length;
  const marks = new Uint8Array(size);
  const isBarred = new Uint8Array(size);
  // Bit i: step i matches here, or somewhere at or above here, with all steps before it above.
  const here = new Uint32Array(size);
  const above = new Uint32Array(size);
  const goal = 1 << (steps.length - 1);
  for (let node = 1; node < size; node++) {
    const up = parent[node]!;
    const id = symbol[node]!;
    for (let i = 0; i < steps.length; i++) {
      if (!matches[id]![i]) continue;
      const before = i === 0 || (here[up]! | (afterGap[i] ? above[up]! : 0)) & (1 << (i - 1));
      if (before || here[up]! & (1 << i)) here[node]! |= 1 << i;
    }
    above[node] = above[up]! | here[node]!;
    isBarred[node] = isBarred[up]! | (barred[id] ? 1 : 0);
    if ((above[node]! & goal) !== 0 && !isBarred[node]) marks[node] = mark.culprit;
  }
  return marks;
}

/** Drops marks without samples, marks the callers, and sums up the samples. */
function finish(tree: CallTree, marks: Uint8Array): number {
  const { parent, self } = tree;
  const below = new Uint8Array(marks.length);
  let share = 0;
  for (let node = marks.length - 1; node > 0; node--) {
    if (marks[node] === mark.culprit) share += self[node]!;
    if (marks[node] === mark.culprit && self[node]! > 0) below[node] = 1;
    if (!below[node]) marks[node] = mark.none;
    else if (marks[node] === mark.none) marks[node] = mark.onPath;
    if (below[node]) below[parent[node]!] = 1;
  }
  return share;
}
