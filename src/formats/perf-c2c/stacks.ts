import type { CacheLine, CacheLineAccess } from '../../model/cache-line.ts';
import type { StackSet } from '../../model/call-tree.ts';
import type { Note } from '../../model/source.ts';
import type { RawTree } from '../call-graph/read-tree.ts';

export interface AccessTree {
  readonly tree: RawTree;
  /** Number of the row in the order of the report. */
  readonly index: number;
  readonly line: Pick<CacheLine, 'line'>;
  readonly access: CacheLineAccess;
}

export function stacksOf(_trees: readonly AccessTree[], _file: string): { stacks: StackSet[]; notes: Note[] } {
  return { stacks: [], notes: [] };
}
