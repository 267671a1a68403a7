import { type CacheLine, type CacheLineAccess, hitmShare } from '../../model/cache-line.ts';
import { type StackSet, totals } from '../../model/call-tree.ts';
import type { Row } from '../../model/profile.ts';
import type { Note } from '../../model/source.ts';
import type { RawTree } from '../call-graph/read-tree.ts';
import { toStackSets } from '../call-graph/to-stacks.ts';

/** A call graph below a row of the pareto; `line` is the number of the row's line. */
export interface AccessTree {
  readonly tree: RawTree;
  readonly line: number;
}

/**
 * Stacks of the pareto's rows, weighted by the share of all HITM that their row makes, so that they add up over the report.
 * The values in the trees are of their cache line's samples, loads and stores alike: they only divide a row among its
 * callers. `row` of a stack is the number of its row in the order of the text.
 */
export function stacksOf(
  trees: readonly AccessTree[],
  cacheLines: readonly CacheLine[],
  context: { readonly file: string; readonly command?: string },
): { stacks: StackSet[]; notes: Note[] } {
  if (trees.length === 0) return { stacks: [], notes: [] };
  const accesses = cacheLines.flatMap((line) =>
    line.accesses.map((access) => ({ access, share: hitmShare(line, [access]) })),
  );
  accesses.sort((a, b) => a.access.line - b.access.line);
  const rowAt = new Map(accesses.map(({ access }, row) => [access.line, row]));
  const rowTrees = trees.map(({ tree, line }) => ({ tree, row: rowAt.get(line)! }));
  const treeOf = new Map(rowTrees.map(({ tree, row }) => [row, tree]));
  const rows = accesses.map(({ access }, row) => rowOf(access, treeOf.get(row)));
  const { command, file } = context;
  const options = { children: false, live: false, ...(command === undefined ? {} : { command }) };
  const { stacks, notes } = toStackSets(rowTrees, rows, options, file);
  const scaled = stacks.flatMap((set) => {
    if (set.row === undefined || !treeOf.has(set.row)) return [];
    const total = totals(set.tree)[0]!;
    const factor = total > 0 ? accesses[set.row]!.share / total : 0;
    return [{ ...set, tree: { ...set.tree, self: set.tree.self.map((weight) => weight * factor) } }];
  });
  return { stacks: scaled, notes };
}

/** The row as the reader of call graphs wants it: its share is what the roots of its own tree add up to. */
function rowOf(access: CacheLineAccess, tree: RawTree | undefined): Row {
  const { line, comm, pid, tid, symbol, key } = access;
  let roots = 0;
  const { from, size, parent, value } = tree ?? { from: 0, size: 0, parent: [], value: [] };
  for (let at = from; at < from + size; at++) if (parent[at]! < 0) roots += value[at]! || 0;
  const ids = {
    ...(comm === undefined ? {} : { comm }),
    ...(pid === undefined ? {} : { pid }),
    ...(tid === undefined ? {} : { tid }),
  };
  return {
    line,
    self: roots || 100,
    ...ids,
    ...(symbol === undefined ? {} : { symbol }),
    ...(key === undefined ? {} : { key }),
  };
}
