import type { NamedTree } from './section.ts';

/** Rows below this are rounded too coarsely to compare their trees with. */
const leastShare = 1;
/** So many trees must agree, each within that much, on what part of their rows they show. */
const leastTrees = 3;
const agreement = 0.01;
/** Above, it is what perf cut off the trees. */
const mostPart = 0.97;

/**
 * What the values of trees have to be multiplied with to be of what the rows' percentages are of. With `--percentage relative`
 * and a filter, rows are percent of what passes the filter, but trees of all samples (`hists->stats.total_period` in perf's
 * ui/stdio/hist.c): no tree shows more than the same part of its row.
 *
 *     51.05%  [k] _raw_spin_unlock_irqrestore
 *             |
 *             ---__libc_start_call_main
 *                        |--25.47%--do_syscall_64          all of the row: half of the samples pass the filter
 */
export function treeScale(trees: readonly NamedTree[]): number {
  const parts: number[] = [];
  for (const tree of trees) {
    if (tree.raw.kind !== 'graph' || !tree.raw.percent || tree.share === undefined || tree.share < leastShare) continue;
    const shown = shownOf(tree);
    if (shown > 0) parts.push(shown / tree.share);
  }
  const most = Math.max(0, ...parts);
  const agreeing = parts.filter((part) => part >= most - agreement).length;
  return most > 0 && most <= mostPart && agreeing >= leastTrees ? 1 / most : 1;
}

/** Sum of the outermost values that the tree prints; 0 where it prints none. */
function shownOf({ raw: { parent, value, from, size } }: NamedTree): number {
  const isBelow = new Uint8Array(size);
  let sum = 0;
  for (let node = 0; node < size; node++) {
    const up = parent[from + node]!;
    if (up >= 0 && isBelow[up] === 1) isBelow[node] = 1;
    else if (!Number.isNaN(value[from + node]!)) {
      sum += value[from + node]!;
      isBelow[node] = 1;
    }
  }
  return sum;
}
