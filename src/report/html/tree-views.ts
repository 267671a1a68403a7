import { ownStage } from '../../engine/cost-map.ts';
import type { Finding } from '../../engine/diagnosis.ts';
import { type View, viewsOf } from '../../engine/view/view.ts';
import { type CallTree, totals } from '../../model/call-tree.ts';
import { mergeTrees } from '../../model/merge-trees.ts';
import type { Profile } from '../../model/profile.ts';
import type { Rule } from '../../rules/rule.ts';
import { place } from '../text/numbers.ts';
import { markCulprit } from './culprit-path.ts';
import type { TreeView } from './input.ts';

/** More call graphs than this nobody looks at in one page. */
const mostTrees = 8;

/** The primary finding and the rule that found it. */
export interface Culprit {
  readonly finding: Finding;
  readonly rule: Rule;
}

/** The call graphs of all profiles that have stacks, side by side of the socket, the one with most of the culprit first. */
export function treeViews(
  profiles: readonly Profile[],
  culprit: Culprit | undefined,
): { trees: TreeView[]; leftOut: string[] } {
  const byProfile = profiles
    .map((profile) => ({ profile, trees: distinct(viewsOf(profile)).flatMap((view) => treeView(view, culprit)) }))
    .filter(({ trees }) => trees.length > 0);
  const isAlone = ({ file }: Profile): boolean => byProfile.filter(({ profile }) => profile.file === file).length === 1;
  const found = byProfile.flatMap(({ profile, trees }) =>
    isAlone(profile) || profile.firstLine === 0 ? trees : trees.map((tree) => ({ ...tree, line: profile.firstLine })),
  );
  const rank = ({ file, marked }: TreeView): number => marked + (file === culprit?.finding.evidence[0]?.file ? 100 : 0);
  const ranked = inTurns(found.toSorted((a, b) => rank(b) - rank(a)));
  return {
    trees: ranked.slice(0, mostTrees),
    leftOut: ranked.slice(mostTrees).map((tree) => `${tree.of}, ${place(tree)}`),
  };
}

/** The best of each population first, then the second best of each: many files of one recording do not hide the others. */
function inTurns(ranked: readonly TreeView[]): TreeView[] {
  const seen = new Map<string, number>();
  const turns = ranked.map((tree) => {
    const turn = seen.get(tree.of) ?? 0;
    seen.set(tree.of, turn + 1);
    return { tree, turn };
  });
  return turns.sort((a, b) => a.turn - b.turn).map(({ tree }) => tree);
}

interface SidedView {
  readonly view: View;
  readonly sides: readonly View['side'][];
}

/** Views that hold the same stacks are one: a text that names no commands cannot tell the sides apart. */
function distinct(views: readonly View[]): SidedView[] {
  const whole = views.find((view) => view.side === 'any');
  const parts = views.filter((view) => view !== whole && view.stacks !== whole?.stacks);
  const split = parts.map((view) => ({ view, sides: [view.side] }));
  if (!whole) return split;
  const onlyPart = parts.length === 1 && parts[0]!.stacks.length === whole.stacks.length;
  return onlyPart ? split : [...split, { view: whole, sides: ['any', 'reader', 'producer'] }];
}

function treeView({ view, sides }: SidedView, culprit: Culprit | undefined): TreeView[] {
  if (view.stacks.length === 0 || view.base <= 0) return [];
  const { tree, idle } = withoutIdle(mergeTrees(view.stacks));
  if (totals(tree)[0]! <= 0) return [];
  const { base, of, side, profile } = view;
  // The finding's share is of one population; in others it is another.
  const expected = culprit?.finding.of === of ? { share: (culprit.finding.share * base) / 100 } : {};
  const { marks, share } = markCulprit(tree, culprit && { rule: culprit.rule, sides, ...expected });
  return [{ file: profile.file, of, side, base, tree, marks, marked: Math.min((share * 100) / base, 100), idle }];
}

/** The tree without samples of idle CPUs, which no view counts. */
function withoutIdle(tree: CallTree): { tree: CallTree; idle: number } {
  const own = tree.symbols.map(ownStage);
  const isIdle = new Uint8Array(tree.parent.length);
  let idle = 0;
  const self = tree.self.slice();
  for (let node = 1; node < self.length; node++) {
    const stage = own[tree.symbol[node]!];
    if (stage === 'idle' || (stage === undefined && isIdle[tree.parent[node]!])) isIdle[node] = 1;
    if (!isIdle[node]) continue;
    idle += self[node]!;
    self[node] = 0;
  }
  return idle === 0 ? { tree, idle } : { tree: { ...tree, self }, idle };
}
