import { type CallTree, type SymbolTable, type TreeBasis, unshownFrame } from '../../model/call-tree.ts';
import type { Row } from '../../model/profile.ts';
import type { Order } from './evidence.ts';
import { type NamedTree, rowSymbol } from './section.ts';
import type { SharedTree } from './shares.ts';
import { TreeDraft } from './tree-draft.ts';

export interface Built {
  readonly basis: TreeBasis;
  readonly tree: CallTree;
}

/** The tree at hand: each is done before the next is begun. */
const draft = new TreeDraft();

let scratch = { flags: new Uint8Array(0), moved: new Int32Array(0) };

/** Room for what one step finds out about each node of one tree. */
function room(size: number): typeof scratch {
  if (size > scratch.moved.length) {
    const wider = Math.max(256, size * 2);
    scratch = { flags: new Uint8Array(wider), moved: new Int32Array(wider) };
  }
  return scratch;
}

/** Where the stacks of a row go. */
interface Target {
  /** Number of the row's symbol, -1 when the table has none. */
  readonly symbol: number;
  /** Line of the row. */
  readonly line: number;
  readonly unshown: number;
}

/** What remains of a node is no sample when it is less than its own and its children's printed values are off by. */
function isRounding(weight: number, children: number): boolean {
  return children > 0 ? weight <= 0.0051 * (children + 1) : weight <= 0;
}

/** A row whose samples' stacks the text does not show, in a section that shows those of others. */
export function stacksWithoutTree(row: Row, children: boolean, table: SymbolTable): Built[] {
  const self = row.self ?? (children ? undefined : row.total);
  const target = targetOf(row, rowSymbol(row, table), table);
  if (!self || target.symbol < 0) return [];
  addUnshown(target, self);
  return [{ basis: 'self', tree: draft.done() }];
}

/** Stacks of the tree below a row, and of what the row has that the tree does not show. */
export function stacksOfTree(
  tree: NamedTree,
  shared: SharedTree,
  order: Order,
  children: boolean,
  table: SymbolTable,
): Built[] {
  const { row, symbol, share } = tree;
  const target = targetOf(row, symbol, table);
  // Where all samples of a function are its own, Children and Self are the same stacks.
  const isLeaf = !children || row.total === undefined || (row.self !== undefined && row.total - row.self < 0.02);
  if (order === 'callee') {
    addRest(target, share, addOutward(target, shared));
    const tree = draft.done();
    if (isLeaf) return [{ basis: 'self', tree }];
    return [{ basis: 'callers', tree }, ...stacksWithoutTree(row, children, table)];
  }
  const ownRoot = rootsThatAre(symbol, shared);
  if (isLeaf) {
    addRest(target, share, addInward(target, shared, undefined, 1));
    return [{ basis: 'self', tree: draft.done() }];
  }
  if (symbol < 0) {
    addInward(target, shared, undefined, 1);
    return [{ basis: 'callees', tree: draft.done() }];
  }
  // A branch that starts with the row's symbol is what it called; all others are the stacks of its own samples.
  addCallees(target, shared, ownRoot, row.total!);
  const callees = draft.done();
  const own = targetOf(row, symbol, table);
  const shown = shareOfRoots(shared, ownRoot);
  const scale = row.self !== undefined && shown > row.self ? row.self / shown : 1;
  addRest(own, row.self, addInward(own, shared, ownRoot, scale));
  return [
    { basis: 'callees', tree: callees },
    { basis: 'self', tree: draft.done() },
  ];
}

function targetOf(row: Row, symbol: number, table: SymbolTable): Target {
  draft.begin(table);
  return { symbol, line: row.line, unshown: table.id(unshownFrame) };
}

/** 1 for the nodes below roots that are the row's symbol. */
function rootsThatAre(symbol: number, { parent, key }: SharedTree): Uint8Array {
  const flags = room(parent.length).flags;
  for (let node = 0; node < parent.length; node++) {
    const up = parent[node]!;
    flags[node] = up < 0 ? (key[node] === symbol ? 1 : 0) : flags[up]!;
  }
  return flags;
}

function shareOfRoots({ parent, share }: SharedTree, except: Uint8Array): number {
  let sum = 0;
  for (let node = 0; node < parent.length; node++) if (parent[node]! < 0 && !except[node]) sum += share[node]!;
  return sum;
}

/**
 * Turned around, frames that stacks had in common are no longer shared. Real trees grow tenfold by it; what would grow
 * beyond this was made to, and stays without callers.
 */
const framesPerLine = 300;

/** Callee order: from each frame with samples of its own inwards to the row's symbol. Returns the share placed. */
function addOutward({ symbol, line, unshown }: Target, tree: SharedTree): number {
  const most = draft.size + 10_000 + framesPerLine * tree.parent.length;
  let placed = 0;
  for (let node = 0; node < tree.parent.length && draft.size < most; node++) {
    const weight = tree.own[node]!;
    if (isRounding(weight, tree.children[node]!)) continue;
    // Below an inner frame, what its callers do not explain has callers that were not printed.
    let at = tree.children[node] || tree.cut[node] ? draft.childOf(0, unshown, tree.line[node]!) : 0;
    let root = node;
    for (let frame = node; frame >= 0; frame = tree.parent[frame]!) {
      at = draft.childOf(at, tree.key[frame]!, tree.line[frame]!);
      root = frame;
    }
    // Where the symbol is the first sort key, perf leaves it out of the tree.
    if (symbol >= 0 && tree.key[root] !== symbol) at = draft.childOf(at, symbol, line);
    draft.add(at, weight);
    placed += weight;
  }
  return placed;
}

/** Caller order: each path ends in the row's symbol; a frame with samples left has callees that were not printed. */
function addInward(
  { symbol, line, unshown }: Target,
  tree: SharedTree,
  except: Uint8Array | undefined,
  scale: number,
): number {
  const { moved } = room(tree.parent.length);
  let placed = 0;
  for (let node = 0; node < tree.parent.length; node++) {
    if (except?.[node]) continue;
    const up = tree.parent[node]!;
    let at = draft.childOf(up < 0 ? 0 : moved[up]!, tree.key[node]!, tree.line[node]!);
    moved[node] = at;
    const weight = tree.own[node]! * scale;
    if (isRounding(weight, tree.children[node]!)) continue;
    const ends = symbol < 0 ? tree.children[node] === 0 : tree.key[node] === symbol;
    if (!ends || tree.cut[node]) {
      at = draft.childOf(at, unshown, tree.line[node]!);
      if (symbol >= 0) at = draft.childOf(at, symbol, line);
    }
    draft.add(at, weight);
    placed += weight;
  }
  return placed;
}

/** The part of a Children tree below the row's symbol; the whole of `total` is at or below its root. */
function addCallees({ symbol, line, unshown }: Target, tree: SharedTree, own: Uint8Array, total: number): void {
  const root = draft.childOf(0, symbol, line);
  const { moved } = room(tree.parent.length);
  let below = 0;
  for (let node = 0; node < tree.parent.length; node++) {
    if (!own[node]) continue;
    const up = tree.parent[node]!;
    if (up < 0) {
      moved[node] = root;
      continue;
    }
    let at = draft.childOf(moved[up]!, tree.key[node]!, tree.line[node]!);
    moved[node] = at;
    if (tree.parent[up]! < 0) below += tree.share[node]!;
    if (tree.cut[node]) at = draft.childOf(at, unshown, tree.line[node]!);
    draft.add(at, tree.own[node]!);
  }
  draft.add(root, Math.max(0, total - below));
}

function addRest(target: Target, share: number | undefined, placed: number): void {
  if (share !== undefined && !isRounding(share - placed, 1)) addUnshown(target, share - placed);
}

/** Samples of the row's symbol without callers. */
function addUnshown({ symbol, line, unshown }: Target, weight: number): void {
  let at = draft.childOf(0, unshown, line);
  if (symbol >= 0) at = draft.childOf(at, symbol, line);
  draft.add(at, weight);
}
