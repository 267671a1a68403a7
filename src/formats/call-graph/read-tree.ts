import type { Line } from '../../model/source.ts';
import type { RawTree } from './raw-tree.ts';

export type { RawTree } from './raw-tree.ts';

/** Reads the call-graph lines that follow a row; undefined when lines[at] is no tree line. `end` = first line not part of it. */
export function readTree(
  _lines: readonly Line[],
  _at: number,
  _layout: 'stdio' | 'tui',
): { tree: RawTree; end: number } | undefined {
  return undefined;
}
