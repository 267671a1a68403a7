import { i32at, setI32 } from '../../perf-script/scanner/machine.ts';
import { isCount, isFrame, isRoot, isSpacedRoot } from './found.ts';
import {
  areCounts,
  branches,
  depth,
  inTree,
  isNoTree,
  isOldRoot,
  nodeCount,
  nodeParents,
  nodesBefore,
  runCount,
  runFlags,
  runMargin,
  runSize,
  runStart,
  runs,
} from './state.ts';

// An open branch: the column of its dashes less one, and the last frame of its chain.
const branchColumn: i32 = 0;
const branchTail: i32 = 4;
const branchSize: i32 = 8;

/** Begins a run at the next node, whose trunk stands at a column. */
export function beginRun(margin: i32): void {
  setI32(runStart, i32at(nodesBefore) + i32at(nodeCount));
  setI32(runMargin, margin);
  setI32(runFlags, 0);
  setI32(depth, 0);
}

/** Tells of the run that ends, if there is one. */
export function endRun(): void {
  if (i32at(inTree) === 0) return;
  const count = i32at(runCount);
  const run = runs + runSize * count;
  setI32(run, i32at(runStart));
  setI32(run + 4, i32at(nodesBefore) + i32at(nodeCount));
  setI32(run + 8, i32at(runFlags));
  setI32(runCount, count + 1);
  setI32(inTree, 0);
}

/**
 * Hangs the next node where it belongs. Only the column of the dashes counts, as for trees that are read as text: a branch
 * ends all that stand as far right, and a frame goes on with the last one.
 */
export function hangNode(kind: i32, column: i32): void {
  const node = i32at(nodesBefore) + i32at(nodeCount) - i32at(runStart);
  const parent = nodeParents + 4 * i32at(nodeCount);
  let open = i32at(depth);
  if (column < i32at(runMargin) || (open === 0 && kind === isFrame)) {
    setI32(runFlags, i32at(runFlags) | isNoTree);
    setI32(parent, -1);
    return;
  }
  let top = branches + branchSize * (open - 1);
  if (kind === isFrame) {
    setI32(parent, i32at(top + branchTail));
    setI32(top + branchTail, node);
    return;
  }
  while (open > 0 && i32at(top + branchColumn) >= column - 1) {
    open--;
    top -= branchSize;
  }
  setI32(parent, open > 0 ? i32at(top + branchTail) : -1);
  setI32(top + branchSize + branchColumn, column - 1);
  setI32(top + branchSize + branchTail, node);
  setI32(depth, open + 1);
  const flags = i32at(runFlags);
  if (kind === isRoot) setI32(runFlags, flags & ~isOldRoot);
  else if (kind === isSpacedRoot) setI32(runFlags, flags | isOldRoot);
  else setI32(runFlags, kind === isCount ? flags | areCounts : flags & ~areCounts);
}
