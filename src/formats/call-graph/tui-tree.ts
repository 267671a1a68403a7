import type { Line } from '../../model/source.ts';
import { isBlank, isDigit, markAt, percentEnd, percentValue, skipBlanks } from '../lexical.ts';
import { framesOfChain } from './chains.ts';
import { looksLikeFrame } from './frame-name.ts';
import { RawTreeBuilder, type TreeAt } from './raw-tree.ts';
import { trimmed } from './stdio-line.ts';

interface TuiLine {
  readonly mark: '+' | '-' | '';
  /** Column of the mark, or where it would stand: text is two columns further. */
  readonly offset: number;
  /** NaN when the line has none. */
  readonly value: number;
  readonly percent: boolean;
  readonly name: string;
}

/** A frame that branches may hang under. */
interface Open {
  readonly offset: number;
  tail: number;
  /** What of its value no child has taken yet. */
  left: number;
  /** Shows no `-`: nothing below it is on the screen. */
  closed: boolean;
}

/**
 * Reads the tree below an opened (`-`) row of perf's browser. A line with a value is a child or a sibling by its offset;
 * one without is always the next frame below the line before it, even where both marks stand in one column. Where the
 * blanks are lost, a line with a value belongs to the nearest open frame with room for it.
 *
 *     -    8.84%  udp-tx  [kernel.kallsyms]  [k] lock_fn
 *        - lock_fn
 *           - 6.80% caller_2
 *                caller_3
 *           + 2.04% caller_4
 */
export function readTui(lines: readonly Line[], at: number): TreeAt | undefined {
  const first = tuiLine(lines[at]!.text);
  if (!first || !startsTree(first, lines[at - 1]?.text ?? '')) return undefined;
  const lost = first.offset <= 0;
  // Below a row at the left edge a tree starts at 3; a paste may have lost some of the blanks that all lines share.
  const margin = Math.min(3, first.offset);
  const tree = new RawTreeBuilder('graph');
  const open: Open[] = [];
  let minusSeen = false;
  let last = -1;
  let end = at;
  for (; end < lines.length; end++) {
    const line = end === at ? first : tuiLine(lines[end]!.text);
    if (!line || (!lost && line.offset < margin)) break;
    const valued = !Number.isNaN(line.value);
    const sure = !lost && (valued || line.mark !== '' || line.offset > 3);
    if (!sure && !looksLikeFrame(line.name)) break;
    minusSeen ||= line.mark === '-';
    const closed = minusSeen && line.mark !== '-';
    if (valued) {
      tree.percent = line.percent;
      while (open.length > 0 && !holds(open[open.length - 1]!, line, lost)) open.pop();
      const above = open[open.length - 1];
      if (above) above.left -= line.value;
      last = pushFrames(tree, above?.tail ?? -1, line, lines[end]!.number);
    } else last = pushFrames(tree, last, line, lines[end]!.number);
    if (line.mark === '+') tree.folded.push(last);
    const top = open[open.length - 1];
    if (lost && !valued && top) {
      top.tail = last;
      top.closed = closed;
    } else open.push({ offset: line.offset, tail: last, left: valued ? line.value : Number.POSITIVE_INFINITY, closed });
  }
  tree.guessed = lost && tree.size > 1;
  return { tree: tree.done(), end };
}

function holds(open: Open, line: TuiLine, lost: boolean): boolean {
  return lost ? !open.closed && open.left >= line.value - 0.015 : open.offset < line.offset;
}

/** Adds the line's frame, or with `-g folded` its chain (`lock_fn;caller_1;caller_2`); gives the last one. */
function pushFrames(tree: RawTreeBuilder, parent: number, line: TuiLine, number: number): number {
  const frames = line.name.includes(';') && !line.name.includes(' ') ? framesOfChain(line.name, ';') : [];
  if (frames.length === 0) return tree.push(parent, line.name, line.value, number);
  let node = parent;
  let { value } = line;
  for (const frame of frames) {
    node = tree.push(node, frame, value, number);
    value = Number.NaN;
  }
  return node;
}

/**
 * Near the left edge a line may be anything: a bare word is a frame only below a row that shows it is open, a percentage
 * and a name only where the row above has more than that.
 */
function startsTree(first: TuiLine, row: string): boolean {
  if (!looksLikeFrame(first.name)) return false;
  if (first.offset >= 3) return true;
  if (first.offset <= 0 && tuiLine(row) !== undefined) return false;
  return first.mark !== '' || !Number.isNaN(first.value) || /^\s*[-\u2212]\s/.test(row);
}

// The scroll bar at the right edge of the screen.
const scrollBar = /\s*[◆▒▮│█░]+$/;

/** The parts of a tree line; undefined for table rows and empty lines. */
function tuiLine(printed: string): TuiLine | undefined {
  const text = printed.charCodeAt(printed.length - 1) > 0x2000 ? printed.replace(scrollBar, '') : printed;
  const indent = skipBlanks(text, 0);
  if (indent === text.length) return undefined;
  const code = text.charCodeAt(indent);
  const marked = (code === 43 || code === 45 || code === 0x2212) && isBlank(text.charCodeAt(indent + 1));
  const mark = marked ? (code === 43 ? '+' : '-') : '';
  const offset = marked ? indent : indent - 2;
  const start = marked ? skipBlanks(text, indent + 1) : indent;
  // A row has its next cell two or more blanks away, another percentage, or a symbol mark.
  const afterPercent = percentEnd(text, start);
  if (afterPercent > 0) {
    const rest = skipBlanks(text, afterPercent);
    if (rest !== afterPercent + 1 || percentEnd(text, rest) > 0 || markAt(text, rest) >= 0) return undefined;
    const value = percentValue(text.slice(start, afterPercent)) ?? Number.NaN;
    return { mark, offset, value, percent: true, name: trimmed(text, rest) };
  }
  // - 30 sock_def_readable
  let digits = start;
  while (isDigit(text.charCodeAt(digits))) digits++;
  if (digits > start && isBlank(text.charCodeAt(digits)) && skipBlanks(text, digits) === digits + 1) {
    const value = Number(text.slice(start, digits));
    return { mark, offset, value, percent: false, name: trimmed(text, digits + 1) };
  }
  if (markAt(text, start) >= 0) return undefined;
  return { mark, offset, value: Number.NaN, percent: true, name: trimmed(text, start) };
}
