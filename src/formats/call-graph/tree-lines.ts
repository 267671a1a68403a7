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

/** The lines of a text's call graphs as numbers, by the lines' index. */
export interface TreeLines {
  readonly names: NamePool;
  /** See `Packed`. */
  kind(at: number): number;
  /** Number of the line's name. */
  name(at: number): number;
  /** Where dashes or name begin; of the first bars below a row, the column of their bar. */
  column(at: number): number;
  /** Of a branch or chain. */
  value(at: number): number;
  /** Frames of a chain, and the number of the name of each. */
  chainSize(at: number): number;
  chainName(at: number, frame: number): number;
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
