import type { StackSet } from '../../model/call-tree.ts';
import type { Row } from '../../model/profile.ts';
import type { Note } from '../../model/source.ts';
import type { RawTree } from './raw-tree.ts';

/** What is known about the table the trees hang in. */
export interface TreeOptions {
  /** The table has a Children column. */
  readonly children: boolean;
  /** perf top: the numbers decay while they are printed and do not fit each other. */
  readonly live: boolean;
  /** perf command line, if known. */
  readonly command?: string;
  readonly samples?: number;
  readonly eventCount?: number;
  readonly relativeBase?: boolean;
  readonly symbolIsFirstKey?: boolean;
}

export interface RowTree {
  readonly tree: RawTree;
  /** Index into the rows. */
  readonly row: number;
}

/** Converts all trees of a section to stacks whose weights are percent of the section's population. */
export function toStackSets(
  _trees: readonly RowTree[],
  _rows: readonly Row[],
  _options: TreeOptions,
  _file: string,
): { stacks: StackSet[]; notes: Note[] } {
  return { stacks: [], notes: [] };
}
