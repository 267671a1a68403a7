import { type StackSet, unshownFrame } from '../../model/call-tree.ts';
import type { Row } from '../../model/profile.ts';
import type { Frame } from './names.ts';
import { RowSums } from './row-sums.ts';
import { NumberedTree, UsedKeys } from './tree.ts';

export interface Aggregate {
  readonly rows: Row[];
  readonly stacks: StackSet[];
}

/** Distinct stacks by number, each with its group (an event and a command) and its weight. */
export interface Stacks {
  readonly group: ArrayLike<number>;
  readonly samples: ArrayLike<number>;
  readonly period: ArrayLike<number>;
  /** Holds the frames of all stacks, each stack's from `start` on, innermost first; valid until the next stack is added. */
  readonly frames: Int32Array;
  start(stack: number): number;
  /** Number of a stack's frames. */
  depth(stack: number): number;
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

/** Rows per comm, object and symbol, the largest first, and one tree per comm. */
export function aggregate(selection: Selection): Aggregate {
  const { stacks, frames, keys, chains, whole } = selection;
  const byGroup = stacksByGroup(stacks);
  const kinds = kindsOf(frames);
  const sums = new RowSums(frames.length);
  const table = new UsedKeys(keys);
  const rows: Row[] = [];
  const sets: StackSet[] = [];
  for (const [comm, groups] of selection.groups) {
    const members = groups.flatMap((group) => byGroup.get(group) ?? []);
    const tree = chains
      ? new NumberedTree(
          table,
          members.reduce((sum, stack) => sum + stacks.depth(stack), 0),
        )
      : undefined;
    for (const stack of members) addStack(selection, kinds, stack, sums, tree);
    for (const id of sums.order) rows.push(rowOf(sums, id, comm, selection));
    sums.clear();
    if (tree && members.length > 0) sets.push({ basis: 'self', tree: tree.tree(whole), ...(comm !== '' && { comm }) });
  }
  noteInlined(frames, table);
  rows.sort((a, b) => b.self! - a.self! || (b.total ?? 0) - (a.total ?? 0) || a.line - b.line);
  return { rows, stacks: sets };
}

/** Names of frames that are inlined wherever they occur. */
function noteInlined(frames: readonly Frame[], table: UsedKeys): void {
  const keys = new Set<number>();
  for (const { inlined, key } of frames) if (inlined) keys.add(key);
  if (keys.size === 0) return;
  for (const { inlined, key } of frames) if (!inlined) keys.delete(key);
  for (const key of keys) table.inlined.add(table.id(key));
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

function stacksByGroup({ group: groups }: Stacks): Map<number, number[]> {
  const members = new Map<number, number[]>();
  for (let stack = 0; stack < groups.length; stack++) {
    const group = groups[stack]!;
    const list = members.get(group);
    if (list) list.push(stack);
    else members.set(group, [stack]);
  }
  return members;
}

/** Counts a stack in the rows of its frames, and in the tree. */
function addStack(
  selection: Selection,
  { key, flags }: Kinds,
  stack: number,
  sums: RowSums,
  tree: NumberedTree | undefined,
): void {
  const { stacks } = selection;
  const { frames } = stacks;
  const { self, total, samples, line, stack: last } = sums;
  const weight = selection.weight(stack);
  const start = stacks.start(stack);
  const end = start + stacks.depth(stack) - selection.roots;
  // As perf report does: a sample is its function's own, not that of what was inlined there.
  let own = start;
  while (own < end - 1 && (flags[frames[own]!]! & 1) !== 0) own++;
  if (end <= start) {
    if (last[0] === 0) begin(sums, 0, undefined, stacks.line(stack));
    last[0] = stack + 1;
    self[0]! += weight;
    total[0]! += weight;
    samples[0]! += stacks.samples[stack]!;
  }
  let node = 0;
  for (let at = end - 1; at >= start; at--) {
    const frame = frames[at]!;
    if (tree) {
      const name = key[frame]!;
      node = tree.find(node, name) || tree.add(node, name, stacks.frameLine(stack, at - start));
    }
    if ((flags[frame]! & 2) !== 0) continue;
    const id = frame + 1;
    if (last[id] === 0) {
      const dso = selection.frames[frame]!.dso ?? dsoAround(selection, frames, at, end);
      begin(sums, id, dso, stacks.frameLine(stack, at - start));
    }
    if (last[id] !== stack + 1) total[id]! += weight;
    last[id] = stack + 1;
    if (at !== own) continue;
    if (self[id] === 0) line[id] = stacks.frameLine(stack, at - start);
    self[id]! += weight;
    samples[id]! += stacks.samples[stack]!;
  }
  tree?.addSelf(node, weight);
}

function begin(sums: RowSums, id: number, dso: string | undefined, line: number): void {
  sums.order.push(id);
  sums.dso[id] = dso;
  sums.line[id] = line;
}

/** The object of the frame at `from`. Inlined frames have none of their own: it is that of the next frame outwards. */
function dsoAround({ frames }: Selection, ids: Int32Array, from: number, end: number): string | undefined {
  for (let at = from; at < end; at++) {
    const { inlined, symbol, dso } = frames[ids[at]!]!;
    if (!inlined && symbol !== unshownFrame) return dso;
  }
  return undefined;
}

function rowOf(sums: RowSums, id: number, comm: string, selection: Selection): Row {
  const percent = selection.whole > 0 ? 100 / selection.whole : 0;
  const frame = id > 0 ? selection.frames[id - 1] : undefined;
  const dso = sums.dso[id];
  return {
    line: sums.line[id]!,
    self: sums.self[id]! * percent,
    ...(selection.chains && { total: sums.total[id]! * percent }),
    ...(selection.counted && { samples: sums.samples[id]! }),
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
