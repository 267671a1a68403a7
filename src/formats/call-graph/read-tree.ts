import { readFlat, readFolded } from './chains.ts';
import { readLostIndent } from './lost-indent.ts';
import type { TreeAt } from './raw-tree.ts';
import { readGraph } from './stdio-graph.ts';
import { Kind, StdioLine } from './stdio-line.ts';
import { isPacked, type Lines } from './tree-lines.ts';
import { readTui } from './tui-tree.ts';

export type { RawTree, TreeAt } from './raw-tree.ts';

/** perf prints a tree at column 12, ten wide percentages further left; a paste may have lost the blanks rows share. */
const leastMargin = 6;

const first = new StdioLine();

/**
 * Reads the call graph that stands below a table row, `lines[at]` being the line after the row. `tui`: as the interactive
 * browser shows it, with `+` and `-` marks. Undefined when `lines[at]` starts no call graph. Geometry only: what the
 * values mean is decided by `toStackSets` for all trees of a table together.
 */
export function readTree(lines: Lines, at: number, layout: 'stdio' | 'tui'): TreeAt | undefined {
  const line = lines[at];
  if (!line) return undefined;
  if (layout === 'tui') return readTui(lines, at);
  const packed = isPacked(lines, at) && !isPacked(lines, at - 1);
  if (packed) first.take(lines.trees!, lines.trees!.nodeAt(at));
  else first.scan(line.text);
  switch (first.kind) {
    case Kind.value:
      return readFlat(lines, at);
    case Kind.number:
      return readFolded(lines, at);
    case Kind.bars:
    case Kind.root:
    case Kind.branch: {
      const margin = first.kind === Kind.bars || first.bars === 0 ? first.column : line.text.indexOf('|');
      return margin < leastMargin ? readLostIndent(lines, at) : readGraph(lines, at, margin);
    }
    case Kind.frame:
      return first.column >= 10 && !first.name.includes(' ') ? readGraph(lines, at, first.column) : undefined;
    default:
      return undefined;
  }
}
