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
  const kinds = kindsOf(selection.frames);
  const rows: Row[] = [];
  const sets: StackSet[] = [];
  for (const [comm, groups] of selection.groups) {
    const members = groups.flatMap((group) => byGroup.get(group) ?? []);
    const sums = new Sums();
    const tree = new NumberedTree(selection.keys);
    for (const stack of members) {
      addRows(selection, kinds, stack, sums);
      if (selection.chains) addToTree(selection, kinds, stack, tree);
    }
    for (const sum of sums.all) rows.push(rowOf(sum, comm, selection));
    if (selection.chains && members.length > 0) {
      sets.push({ basis: 'self', tree: tree.tree(selection.whole), ...(comm !== '' && { comm }) });
    }
  }
  rows.sort((a, b) => b.self! - a.self! || (b.total ?? 0) - (a.total ?? 0) || a.line - b.line);
  return { rows, stacks: sets };
}

/** What is asked of each frame of each stack, side by side: frames themselves lie anywhere in memory. */
interface Kinds {
  readonly key: Int32Array;
  /** 1 inlined, 2 no function but what the text does not show. */
  readonly flags: Uint8Array;
}

function kindsOf(frames: readonly Frame[]): Kinds {
  return {
    key: Int32Array.from(frames, ({ key }) => key),
    flags: Uint8Array.from(frames, ({ inlined, symbol }) => (inlined ? 1 : 0) | (symbol === unshownFrame ? 2 : 0)),
  };
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

function addRows(selection: Selection, { flags }: Kinds, stack: number, sums: Sums): void {
  const { stacks, frames, weight } = selection;
  const ids = framesOf(selection, stack);
  const share = weight(stack);
  // As perf report does: a sample is its function's own, not that of what was inlined there.
  let own = 0;
  while (own < ids.length - 1 && (flags[ids[own]!]! & 1) !== 0) own++;
  if (ids.length === 0) {
    const sum = sums.get(0) ?? sums.add(0, undefined, undefined, stacks.line(stack));
    sum.self += share;
    sum.total += share;
    sum.samples += stacks.samples[stack]!;
  }
  for (let i = ids.length - 1; i >= 0; i--) {
    const id = ids[i]!;
    if ((flags[id]! & 2) !== 0) continue;
    let sum = sums.get(id + 1);
    if (!sum) {
      const frame = frames[id]!;
      sum = sums.add(id + 1, frame, frame.dso ?? dsoAround(selection, ids, i), stacks.frameLine(stack, i));
    }
    if (sum.stack !== stack) sum.total += share;
    sum.stack = stack;
    if (i !== own) continue;
    if (sum.self === 0) sum.line = stacks.frameLine(stack, i);
    sum.self += share;
    sum.samples += stacks.samples[stack]!;
  }
}

/** The object of frame `index`. Inlined frames have none of their own: it is that of the next frame outwards. */
function dsoAround({ frames }: Selection, ids: Int32Array, index: number): string | undefined {
  for (let i = index; i < ids.length; i++) {
    const { inlined, symbol, dso } = frames[ids[i]!]!;
    if (!inlined && symbol !== unshownFrame) return dso;
  }
  return undefined;
}

/** Sums by frame, 0 for stacks without any; `all` in the order they were first seen. */
class Sums {
  readonly all: Sum[] = [];
  readonly #byId: (Sum | undefined)[] = [];

  get(id: number): Sum | undefined {
    return this.#byId[id];
  }

  add(id: number, frame: Frame | undefined, dso: string | undefined, line: number): Sum {
    const sum: Sum = { frame, dso, self: 0, total: 0, samples: 0, line, stack: -1 };
    while (this.#byId.length < id) this.#byId.push(undefined);
    this.#byId[id] = sum;
    this.all.push(sum);
    return sum;
  }
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

function addToTree(selection: Selection, { key }: Kinds, stack: number, tree: NumberedTree): void {
  const { stacks, weight } = selection;
  const ids = framesOf(selection, stack);
  let node = 0;
  for (let i = ids.length - 1; i >= 0; i--) {
    const name = key[ids[i]!]!;
    node = tree.find(node, name) || tree.add(node, name, stacks.frameLine(stack, i));
  }
  tree.addSelf(node, weight(stack));
}
