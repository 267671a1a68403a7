import { noNames, type RawTree } from './raw-tree.ts';
import type { TreeLines } from './tree-lines.ts';

/** A tree as far as its lines are kept as numbers. */
export interface PackedGraph {
  readonly tree: RawTree;
  /** Index behind its last line, and of the next line that is kept as text. */
  readonly end: number;
  readonly textAt: number;
}

/** What `readGraph` reads in lines that are kept as numbers, from `at` on: the tree's lists are theirs. */
export function packedGraph(trees: TreeLines, at: number): PackedGraph | undefined {
  const run = trees.runAt(trees.nodeAt(at));
  if (!run) return undefined;
  const { start, end, areCounts, oldRoot } = run;
  const textAt = trees.nextText(at);
  const last = trees.nodeNumbers[end - 1]!;
  // Chains end a run too.
  if (start === end || last > textAt || (end < trees.nodes && trees.nodeNumbers[end]! <= textAt)) return undefined;
  const tree: RawTree = {
    kind: 'graph',
    from: start,
    size: end - start,
    parent: trees.nodeParents,
    name: noNames,
    numbers: trees.nodeNames,
    pool: trees.names,
    value: trees.nodeValues,
    line: trees.nodeNumbers,
    percent: !areCounts,
    folded: noNodes,
    guessed: false,
    oldRoot,
  };
  return { tree, end: last, textAt };
}

const noNodes: readonly number[] = [];
