import type { Line } from '../../model/source.ts';
import { isBlank, markAt } from '../lexical.ts';
import { looksLikeFrame } from './frame-name.ts';
import { RawTreeBuilder, type TreeAt } from './raw-tree.ts';
import { isBareNumber } from './stdio-graph.ts';
import { Kind, StdioLine, trimmed } from './stdio-line.ts';
import { isPacked, type Lines } from './tree-lines.ts';

/**
 * Chains of `-g flat`: a value alone on its line, the frames below it, an empty line between two chains.
 *
 *            6.80%
 *                 _raw_spin_unlock_irqrestore
 *                 sock_def_readable
 */
export function readFlat(lines: readonly Line[], at: number): TreeAt | undefined {
  const tree = new RawTreeBuilder('flat');
  const line = new StdioLine();
  let tail = -1;
  let value = Number.NaN;
  let margin = -1;
  let end = at;
  for (let i = at; i < lines.length; i++) {
    const { text, number } = lines[i]!;
    line.scan(text);
    if (line.kind === Kind.empty) {
      if (i > end + 1) break;
      continue;
    }
    // An empty line ends a chain, and a frame stands further right than its value unless all blanks are lost.
    const goesOn = i === end && margin >= 0 && (line.column > margin || margin === 0);
    if (line.kind === Kind.value && !(goesOn && isBareNumber(text, line.column, margin))) {
      ({ value } = line);
      tree.percent = line.percent;
      tail = -1;
      margin = line.column;
    } else {
      const isFrame = line.kind !== Kind.frame || margin > 0 || looksLikeFrame(line.name);
      const isNumber = line.kind !== Kind.frame && !isBareNumber(text, line.column, margin);
      if (!goesOn || !isFrame || isNumber) break;
      const name = line.kind === Kind.frame ? line.name : trimmed(text, line.column);
      tail = tree.push(tail, name, tail < 0 ? value : Number.NaN, number);
    }
    end = i + 1;
  }
  return tree.size > 0 ? { tree: tree.done(), end } : undefined;
}

/**
 * Chains of `-g folded`, one a line at the left edge, the value first. With `-t` the separator of the table's cells
 * stands between the frames.
 *
 *     6.80% __libc_start_call_main;main;__send
 *     30 __libc_start_call_main;main;__send
 */
export function readFolded(lines: Lines, at: number): TreeAt | undefined {
  const row = lines[at - 1]?.text ?? '';
  const separator = cellSeparator(row);
  // Rows are indented; where that is lost, a value and one name is the next row.
  const indented = row === '' || isBlank(row.charCodeAt(0));
  const { trees } = lines;
  const tree = new RawTreeBuilder('folded', trees?.names);
  const line = new StdioLine();
  let end = at;
  for (; end < lines.length; end++) {
    if (separator === ';' && isPacked(lines, end)) {
      const chain = trees!.nodeAt(end);
      line.take(trees!, chain);
      if (line.kind !== Kind.number) break;
      const size = trees!.chainSize(chain);
      if (size === 1 && !(indented && looksLikeFrame(trees!.names.names[trees!.chainName(chain, 0)]!))) break;
      tree.percent = line.percent;
      let parent = -1;
      for (let i = 0; i < size; i++) {
        parent = tree.pushNumber(parent, trees!.chainName(chain, i), parent < 0 ? line.value : Number.NaN, end + 1);
      }
      continue;
    }
    const { text, number } = lines[end]!;
    line.scan(text);
    if (line.kind !== Kind.number || line.column > 0 || line.name === '' || markAt(line.name, 0) >= 0) break;
    const frames = framesOfChain(line.name, separator);
    if (frames.length === 0 || (frames.length === 1 && !(indented && looksLikeFrame(line.name)))) break;
    tree.percent = line.percent;
    let parent = -1;
    for (const frame of frames) parent = tree.push(parent, frame, parent < 0 ? line.value : Number.NaN, number);
  }
  return tree.size > 0 ? { tree: tree.done(), end } : undefined;
}

export function framesOfChain(chain: string, separator: string): string[] {
  return chain.split(separator).filter((frame) => frame !== '');
}

// ` 12.02% |udp-tx     |[kernel.kallsyms]|[k] f` is a row of `-t '|'`
const separated = /^\s*\d+[.,]\d+%?\s*([,|;:!^~\t/])/;

function cellSeparator(row: string): string {
  // A row is long only when its names are; the separator is near its start.
  return separated.exec(row.slice(0, 200))?.[1] ?? ';';
}
