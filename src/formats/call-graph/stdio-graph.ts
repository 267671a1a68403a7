import type { Line } from '../../model/source.ts';
import { skipBlanks } from '../lexical.ts';
import { type PackedGraph, packedGraph } from './packed-graph.ts';
import { RawTreeBuilder, type TreeAt } from './raw-tree.ts';
import { Kind, StdioLine, trimmed } from './stdio-line.ts';
import { isPacked, type Lines, Packed } from './tree-lines.ts';

/**
 * Reads a tree whose columns are as perf printed them. Only the column of the dashes counts: bars are decoration, which
 * perf itself gets wrong below 32 levels and which editors cut at line ends.
 *
 *             ---lock_fn                  root, at column 11; its value is the row's
 *                caller_1                 same value, one frame on
 *                |
 *                |--6.80%--caller_2       branch at column 15
 *                |          caller_3
 *                 --2.04%--caller_4
 */
export function readGraph(lines: Lines, at: number, margin: number): TreeAt | undefined {
  const packed = isPacked(lines, at) ? packedGraph(lines.trees!, at) : undefined;
  if (!packed) return readLines(lines, at, margin);
  // Nearly always an empty line ends it.
  const { textAt } = packed;
  if (lines[textAt]?.text === '' && !continuesBelow(lines, textAt, margin, below)) return packed;
  return readLines(lines, textAt, margin, packed) ?? readLines(lines, at, margin);
}

const below = new StdioLine();

/** `above`: the tree that stands above `at`; undefined when there is more of it. */
function readLines(lines: Lines, at: number, margin: number, above?: PackedGraph): TreeAt | undefined {
  const { trees } = lines;
  const tree = new RawTreeBuilder('graph', trees?.names);
  const line = new StdioLine();
  /** The name is a line's text or what the line's number stands for. */
  const push = (parent: number, name: string, value: number, i: number, number: number): number =>
    trees !== undefined && trees.kind(i) !== Packed.text
      ? tree.pushNumber(parent, trees.nodeNames[trees.nodeAt(i)]!, value, number)
      : tree.push(parent, name, value, number);
  /** Open branches from the outermost: column of the dashes less one, and the last frame of the chain. */
  const columns: number[] = [];
  const tails: number[] = [];
  /** Blanks and bars before the last frame: the next one of a chain most often stands below them too. */
  let before = '';
  let end = at;
  for (let i = at; i < lines.length; i++) {
    const packed = trees === undefined ? Packed.text : trees.kind(i);
    let text = '';
    let number = i + 1;
    if (packed !== Packed.text) {
      if (packed <= Packed.blanks) continue;
      line.take(trees!, trees!.nodeAt(i));
    } else {
      ({ text, number } = lines[i]!);
      if (isSeparator(text)) continue;
      if (before !== '' && isName(text.charCodeAt(before.length)) && text.startsWith(before)) {
        const top = tails.length - 1;
        tails[top] = tree.push(tails[top]!, trimmed(text, before.length), Number.NaN, number);
        end = i + 1;
        continue;
      }
      line.scan(text);
    }
    before = '';
    const { kind, column } = line;
    if (kind === Kind.bars) continue;
    if (kind === Kind.empty) {
      if (text.length > margin + 22 || continuesBelow(lines, i, margin, line)) continue;
      break;
    }
    const numeric = kind === Kind.value || kind === Kind.number;
    if (column < margin || (numeric && !isBareNumber(text, column, margin))) break;
    if (above) return undefined;
    if (kind === Kind.frame || numeric) {
      const name = numeric ? trimmed(text, column) : line.name;
      if (columns.length === 0) {
        if (tree.size > 0) break;
        columns.push(column - 2);
        tails.push(push(-1, name, Number.NaN, i, number));
      } else {
        const top = tails.length - 1;
        const tail = tails[top]!;
        // A name that was wrapped to the next line.
        if (packed === Packed.text && tree.nameOf(tail) === '') tree.rename(tail, name);
        else tails[top] = push(tail, name, Number.NaN, i, number);
        if (packed === Packed.text) before = text.slice(0, column);
      }
    } else {
      while (columns.length > 0 && columns[columns.length - 1]! >= column - 1) {
        columns.pop();
        tails.pop();
      }
      if (kind === Kind.root) tree.oldRoot = line.spaced;
      else tree.percent = line.percent;
      const parent = tails.length > 0 ? tails[tails.length - 1]! : -1;
      columns.push(column - 1);
      tails.push(push(parent, line.name, line.value, i, number));
    }
    end = i + 1;
  }
  if (above) return above;
  return tree.size > 0 ? { tree: tree.done(), end } : undefined;
}

/** `            |          |          `, as perf ends the lines between two branches: most lines of a deep tree. */
function isSeparator(text: string): boolean {
  const { length } = text;
  return (
    length > 22 &&
    text.charCodeAt(length - 1) === 32 &&
    text.charCodeAt(length - 11) === 124 &&
    text.endsWith(tenBlanks)
  );
}

const tenBlanks = '          ';

/** True for what only a name can start with at a column: no blank, bar, dash, or digit. */
function isName(code: number): boolean {
  return code > 57 && code !== 124 && code < 0x2010;
}

/** `                         0`: a junk address at the end of a broken chain, printed without `0x`. */
export function isBareNumber(text: string, column: number, margin: number): boolean {
  return column > margin && !text.includes('%', column);
}

/** Editors that cut blanks make an empty line of a separator without bars: the tree goes on when a branch follows. */
function continuesBelow(lines: readonly Line[], at: number, margin: number, line: StdioLine): boolean {
  const next = lines[at + 1];
  if (!next || next.text.length < margin + 11) return false;
  const first = skipBlanks(next.text, 0);
  if (first <= margin + 1 && next.text.charCodeAt(first) !== 124) return false;
  line.scan(next.text);
  return line.kind === Kind.branch && line.column > margin + 1;
}
