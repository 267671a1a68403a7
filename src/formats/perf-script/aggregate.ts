import { type StackSet, unshownFrame } from '../../model/call-tree.ts';
import type { Row } from '../../model/profile.ts';
import type { Frame } from './names.ts';
import { NumberedTree } from './tree.ts';

export interface Aggregate {
  readonly rows: Row[];
  readonly stacks: StackSet[];
}

/** Distinct stacks by number, each with its group (an event and a command) and its weight. */
export interface Stacks {
  readonly group: ArrayLike<number>;
  readonly samples: ArrayLike<number>;
  readonly period: ArrayLike<number>;
  /** Frames of a stack, innermost first: a view that is valid until the next stack is added. */
  frames(stack: number): Int32Array;
  /** Line of the sample that showed the stack first. */
  line(stack: number): number;
  /** Line that frame `index`, counted from the innermost, was first read from. */
  frameLine(stack: number, index: number): number;
}

/** What to make rows and trees of. */
export interface Selection {
  /** Groups of the stack table by comm. */
  readonly groups: ReadonlyMap<string, readonly number[]>;
  readonly stacks: Stacks;
  readonly frames: readonly Frame[];
  readonly keys: readonly string[];
  /** Weight of a stack, in the unit of `whole`, which is 100 %. */
  readonly weight: (stack: number) => number;
  readonly whole: number;
  /** The text has one entry per sample, and not one per stack with a number of unknown unit. */
  readonly counted: boolean;
  /** False when no sample names a symbol: rows are then sums per comm. */
  readonly symbols: boolean;
  /** False when the text names only the sample's own symbol: then there are no callers to speak of. */
  readonly chains: boolean;
  /** Outermost entries of each stack that are no frames: 1 where a stack begins with its comm. */
  readonly roots: number;
}

/** One line of the table, while it is added up. */
interface Sum {
  readonly frame: Frame | undefined;
  readonly dso: string | undefined;
  self: number;
  total: number;
  samples: number;
  line: number;
  /** The last stack that was counted, so that recursion counts once. */
  stack: number;
}

/** Rows per comm, object and symbol, the largest first, and one tree per comm. */
export function aggregate(selection: Selection): Aggregate {
  const byGroup = stacksByGroup(selection.stacks);
  const rows: Row[] = [];
  const sets: StackSet[] = [];
  for (const [comm, groups] of selection.groups) {
    const members = groups.flatMap((group) => byGroup.get(group) ?? []);
    const sums = new Map<number, Sum>();
    const tree = new NumberedTree(selection.keys);
    for (const stack of members) {
      addRows(selection, stack, sums);
      if (selection.chains) addToTree(selection, stack, tree);
    }
    for (const sum of sums.values()) rows.push(rowOf(sum, comm, selection));
    if (selection.chains && members.length > 0) {
      sets.push({ basis: 'self', tree: tree.tree(selection.whole), ...(comm !== '' && { comm }) });
    }
  }
  rows.sort((a, b) => b.self! - a.self! || (b.total ?? 0) - (a.total ?? 0) || a.line - b.line);
  return { rows, stacks: sets };
}

function stacksByGroup(stacks: Stacks): Map<number, number[]> {
  const members = new Map<number, number[]>();
  for (let stack = 0; stack < stacks.group.length; stack++) {
    const group = stacks.group[stack]!;
    const list = members.get(group);
    if (list) list.push(stack);
    else members.set(group, [stack]);
  }
  return members;
}

/** A stack's frames, innermost first. */
function framesOf({ stacks, roots }: Selection, stack: number): Int32Array {
  const ids = stacks.frames(stack);
  return roots > 0 ? ids.subarray(0, ids.length - roots) : ids;
}

function addRows(selection: Selection, stack: number, sums: Map<number, Sum>): void {
  const { stacks, frames, weight } = selection;
  const ids = framesOf(selection, stack);
  const share = weight(stack);
  // As perf report does: a sample is its function's own, not that of what was inlined there.
  let own = 0;
  while (own < ids.length - 1 && frames[ids[own]!]!.inlined) own++;
  if (ids.length === 0) {
    const sum = sumOf(sums, -1, undefined, undefined, stacks.line(stack));
    sum.self += share;
    sum.total += share;
    sum.samples += stacks.samples[stack]!;
  }
  // Inlined frames have no object of their own: it is that of the next frame outwards, so the stack is walked inwards.
  let dso: string | undefined;
  for (let i = ids.length - 1; i >= 0; i--) {
    const frame = frames[ids[i]!]!;
    // what the text does not show is no function
    if (frame.symbol === unshownFrame) continue;
    if (!frame.inlined) dso = frame.dso;
    const sum = sumOf(sums, ids[i]!, frame, frame.dso ?? dso, stacks.frameLine(stack, i));
    if (sum.stack !== stack) sum.total += share;
    sum.stack = stack;
    if (i !== own) continue;
    if (sum.self === 0) sum.line = stacks.frameLine(stack, i);
    sum.self += share;
    sum.samples += stacks.samples[stack]!;
  }
}

function sumOf(sums: Map<number, Sum>, id: number, frame: Frame | undefined, dso: string | undefined, line: number) {
  let sum = sums.get(id);
  if (!sum) {
    sum = { frame, dso, self: 0, total: 0, samples: 0, line, stack: -1 };
    sums.set(id, sum);
  }
  return sum;
}

function rowOf({ frame, dso, self, total, samples, line }: Sum, comm: string, selection: Selection): Row {
  const percent = selection.whole > 0 ? 100 / selection.whole : 0;
  return {
    line,
    self: self * percent,
    ...(selection.chains && { total: total * percent }),
    ...(selection.counted && { samples }),
    ...(comm !== '' && { comm }),
    ...(dso !== undefined && { dso }),
    // a sample without a stack among others: perf knew no symbol for it
    ...(selection.symbols && {
      symbol: frame?.symbol ?? '[unknown]',
      key: frame ? selection.keys[frame.key]! : '[unknown]',
    }),
    ...(frame?.mark && { mark: frame.mark }),
  };
}

function addToTree(selection: Selection, stack: number, tree: NumberedTree): void {
  const { stacks, frames, weight } = selection;
  const ids = framesOf(selection, stack);
  let node = 0;
  for (let i = ids.length - 1; i >= 0; i--) {
    node = tree.child(node, frames[ids[i]!]!.key, stacks.frameLine(stack, i));
  }
  tree.addSelf(node, weight(stack));
}
