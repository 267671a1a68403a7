import type { Line } from '../../model/source.ts';
import type { NamePool } from './name-pool.ts';

/** What a line of a call graph is, when it is kept as numbers; 0 for a line that is kept as text. */
export const Packed = {
  text: 0,
  /** `            |          |          `: two thirds of a deep tree's bytes. */
  bars: 1,
  /** The same below 32 levels, where perf draws no bars. */
  blanks: 2,
  /** `            |          do_syscall_64` */
  frame: 3,
  /** `            |--76.47%--sock_def_readable` */
  share: 4,
  /** `            |--30--sock_def_readable` */
  count: 5,
  /** `            ---finish_task_switch` */
  root: 6,
  /** `            --- finish_task_switch`, before perf 4.0 */
  spacedRoot: 7,
  /** `30 __libc_start_call_main;main;__send`, with `-g folded` */
  countChain: 8,
  /** `6.80% __libc_start_call_main;main;__send` */
  shareChain: 9,
} as const;

/**
 * The lines of a text's call graphs as numbers. Lines have their kind by the lines' index; what else is on them is told of
 * nodes: all but lines of bars and blanks, of which the first below a row alone tells something.
 */
export interface TreeLines {
  readonly names: NamePool;
  /** See `Packed`. */
  kind(at: number): number;
  /** Index of the first line from `at` on that is kept as text, or the number of lines. */
  nextText(at: number): number;
  /** The first node at or behind a line. */
  nodeAt(at: number): number;
  readonly nodes: number;
  /** Of each node the number of its name, its line's number, and the value before its name, NaN without one. */
  readonly nodeNames: Int32Array;
  readonly nodeNumbers: Int32Array;
  readonly nodeValues: Float64Array;
  /** Of the nodes of a run that is a tree, the parent in the run, -1 for a root. */
  readonly nodeParents: Int32Array;
  /** The tree that begins at a node, or behind its bars, and goes on up to the next text; undefined when that is none. */
  runAt(node: number): TreeRun | undefined;
  kindOf(node: number): number;
  /** Where dashes or name begin; of the first bars below a row, the column of their bar. */
  columnOf(node: number): number;
  /** Frames of a chain, and the number of the name of each. */
  chainSize(node: number): number;
  chainName(node: number, frame: number): number;
}

/** Nodes of one tree. */
export interface TreeRun {
  readonly start: number;
  readonly end: number;
  /** Its last branch has a count. */
  readonly areCounts: boolean;
  readonly oldRoot: boolean;
}

/** Lines of which those of call graphs may be kept as numbers: their text is not to be had, see `Unopened` in packed-lines.ts. */
export interface Lines extends ReadonlyArray<Line> {
  readonly trees?: TreeLines;
}

/** True for a line that can only be one of a call graph and is kept as numbers. */
export function isPacked(lines: Lines, at: number): boolean {
  return lines.trees !== undefined && lines.trees.kind(at) !== Packed.text;
}

/** True for a line that can be part of a tree only: chains look like rows that have lost their indentation. */
export function isInTree(lines: Lines, at: number): boolean {
  return isPacked(lines, at) && lines.trees!.kind(at) < Packed.countChain;
}

/** Number of a line; a text that needed no repair has all its lines. */
export function numberOf(lines: Lines, at: number): number {
  return isPacked(lines, at) ? at + 1 : lines[at]!.number;
}
