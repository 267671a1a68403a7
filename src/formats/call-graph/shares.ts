import { unshownFrame } from '../../model/call-tree.ts';
import { nameOf, partOf } from './raw-tree.ts';
import type { NamedTree, TreeOptions } from './section.ts';
import { hash } from './tree-draft.ts';

/**
 * A tree whose every node has an inclusive share of the population, in percent, whatever was printed. Only the parents'
 * length is the number of nodes: what is worked out lies in room that the next tree is worked out in.
 */
export interface SharedTree {
  readonly parent: ArrayLike<number>;
  readonly key: ArrayLike<number>;
  readonly line: ArrayLike<number>;
  readonly share: Float64Array;
  /** Share of each node that none of its children takes. */
  readonly own: Float64Array;
  /** Number of each node's children. */
  readonly children: Uint16Array;
  /** 1 where more hangs below than was printed: a folded `+`, `[...]`. */
  readonly cut: Uint8Array;
}

export interface ShareRules {
  /** Values are percent of what passes through the parent. */
  readonly relative: boolean;
  /** What a number of samples or events is divided by to get percent. */
  readonly perPercent: number;
  /** What percentages are multiplied with to be of what the rows are percent of. */
  readonly scale: number;
  /** `-g flat` of perf 4.10 and later: a chain's value includes longer chains that start with it. */
  readonly cumulative: boolean;
  readonly live: boolean;
}

/**
 * Shares of all nodes. A node's children never take more than it has: rounding, and perf top's decay, are evened out so
 * that a tree's total is its row's.
 */
export function sharesOf(tree: NamedTree, rules: ShareRules): SharedTree {
  const shape = tree.raw.kind === 'graph' ? graphShape(tree, rules) : chainsShape(tree, rules);
  const { parent, share } = shape;
  const size = parent.length;
  if (size > room.below.length) room = roomFor(Math.max(256, size * 2));
  const { below, factor, own, children } = room;
  if (rules.live) raiseParents(parent, share);
  let roots = 0;
  // A parent comes before its children.
  for (let node = 0; node < size; node++) {
    below[node] = 0;
    children[node] = 0;
    const up = parent[node]!;
    if (up < 0) {
      roots += share[node]!;
      continue;
    }
    below[up]! += share[node]!;
    if (children[up]! < 65535) children[up]!++;
  }
  const whole = tree.share ?? roots;
  const ofRoots = roots > whole ? whole / roots : 1;
  for (let node = 0; node < size; node++) {
    const up = parent[node]!;
    const scale = up < 0 ? ofRoots : factor[up]!;
    const printed = share[node]!;
    const taken = below[node]!;
    own[node] = Math.max(0, printed - taken) * scale;
    share[node] = printed * scale;
    factor[node] = taken > printed ? scale * (printed / taken) : scale;
  }
  return { ...shape, own, children };
}

// Room for one tree after the other: what `sharesOf` returns holds until it is called again.
let room = roomFor(0);
let shares = new Float64Array(0);
/** Zeros. */
let uncut = new Uint8Array(0);

/** What children take of each node, what their shares are scaled by, what is left, and their number. */
function roomFor(size: number) {
  return {
    below: new Float64Array(size),
    factor: new Float64Array(size),
    own: new Float64Array(size),
    children: new Uint16Array(size),
  };
}

function makeRoom(size: number): void {
  if (size <= shares.length) return;
  const room = Math.max(256, size * 2);
  shares = new Float64Array(room);
  uncut = new Uint8Array(room);
}

type Shape = Pick<SharedTree, 'parent' | 'key' | 'line' | 'share' | 'cut'>;

function graphShape(tree: NamedTree, rules: ShareRules): Shape {
  return tree.elided || tree.raw.folded.length > 0 ? elidedShape(tree, rules) : wholeShape(tree, rules);
}

/** The tree as it was printed. */
function wholeShape({ raw, key, share: rowShare }: NamedTree, rules: ShareRules): Shape {
  const { size } = raw;
  const parent = partOf(raw.parent, raw);
  const value = partOf(raw.value, raw);
  makeRoom(size);
  const share = shares;
  const unit = raw.percent ? 1 / rules.scale : rules.perPercent;
  const relative = raw.percent && rules.relative;
  for (let node = 0; node < size; node++) {
    const up = parent[node]!;
    const printed = value[node]!;
    const base = up < 0 ? (rowShare ?? 0) : share[up]!;
    share[node] = Number.isNaN(printed) ? base : relative ? (base * printed) / 100 : printed / unit;
  }
  return { parent, key: partOf(key, raw), line: partOf(raw.line, raw), share, cut: uncut };
}

/** Without the `[...]` nodes of fractal trees: what they stand for remains with their parent. */
function elidedShape({ raw, key, share: rowShare }: NamedTree, rules: ShareRules): Shape {
  const { from, size } = raw;
  const moved = new Int32Array(size);
  const parent: number[] = [];
  const keys: number[] = [];
  const line: number[] = [];
  const shares: number[] = [];
  const cutNodes: number[] = [];
  const unit = raw.percent ? 1 / rules.scale : rules.perPercent;
  for (let node = 0; node < size; node++) {
    const printedUp = raw.parent[from + node]!;
    const up = printedUp < 0 ? -1 : moved[printedUp]!;
    if (nameOf(raw, node) === unshownFrame) {
      moved[node] = up;
      if (up >= 0) cutNodes.push(up);
      continue;
    }
    const value = raw.value[from + node]!;
    const base = up < 0 ? (rowShare ?? 0) : shares[up]!;
    const share = Number.isNaN(value) ? base : raw.percent && rules.relative ? (base * value) / 100 : value / unit;
    moved[node] = parent.push(up) - 1;
    keys.push(key[from + node]!);
    line.push(raw.line[from + node]!);
    shares.push(share);
  }
  const cut = new Uint8Array(parent.length);
  for (const node of cutNodes) cut[node] = 1;
  for (const node of raw.folded) cut[moved[node]!] = 1;
  return { parent, key: keys, line, share: Float64Array.from(shares), cut };
}

/** Room for `chainsShape`: the node that each printed one became; nodes + 1 by parent and key; shares of longer chains. */
let chains = roomForChains(0);

function roomForChains(size: number) {
  return { at: new Int32Array(size), slots: new Int32Array(size), longer: new Float64Array(size) };
}

/** Chains (`-g flat`, `-g folded`) merged into a tree by their common beginnings. */
function chainsShape({ raw, key }: NamedTree, rules: ShareRules): Shape {
  const { from, size } = raw;
  const parent: number[] = [];
  const keys: number[] = [];
  const line: number[] = [];
  const mask = (2 << (32 - Math.clz32(size))) - 1;
  let value = 0;
  const unit = raw.percent ? 1 / rules.scale : rules.perPercent;
  makeRoom(size);
  if (mask >= chains.slots.length) chains = roomForChains(Math.max(256, mask + 1));
  const { at, slots, longer } = chains;
  slots.fill(0, 0, mask + 1);
  longer.fill(0, 0, size);
  const share = shares;
  for (let node = 0; node < size; node++) {
    const printedUp = raw.parent[from + node]!;
    const up = printedUp < 0 ? -1 : at[printedUp]!;
    if (printedUp < 0) value = raw.value[from + node]! / unit;
    const symbol = key[from + node]!;
    let slot = hash(up, symbol) & mask;
    let child = slots[slot]! - 1;
    while (child >= 0 && (parent[child] !== up || keys[child] !== symbol)) {
      slot = (slot + 1) & mask;
      child = slots[slot]! - 1;
    }
    if (child < 0) {
      child = parent.push(up) - 1;
      keys.push(symbol);
      line.push(raw.line[from + node]!);
      share[child] = 0;
      slots[slot] = child + 1;
    }
    at[node] = child;
    const ends = node + 1 === size || raw.parent[from + node + 1]! < 0;
    if (ends) share[child]! += value;
  }
  for (let node = parent.length - 1; node >= 0; node--) {
    share[node] = rules.cumulative ? Math.max(share[node]!, longer[node]!) : share[node]! + longer[node]!;
    const up = parent[node]!;
    if (up >= 0) longer[up]! += share[node]!;
  }
  return { parent, key: keys, line, share, cut: uncut };
}

/** perf top ages a node's own samples and those below it differently: a child may show more than its parent. */
function raiseParents(parent: ArrayLike<number>, share: Float64Array): void {
  const children = new Float64Array(parent.length);
  for (let node = parent.length - 1; node >= 0; node--) {
    if (children[node]! > share[node]!) share[node] = children[node]!;
    const up = parent[node]!;
    if (up >= 0) children[up]! += share[node]!;
  }
}

/** Whether the values of `-g flat` chains include those of longer ones: then they sum to more than the row has. */
export function isCumulative(trees: readonly NamedTree[], perPercent: number): boolean {
  for (const { raw, share } of trees) {
    if (raw.kind !== 'flat' || share === undefined) continue;
    let sum = 0;
    let chains = 0;
    for (let node = raw.from; node < raw.from + raw.size; node++) {
      if (raw.parent[node]! >= 0) continue;
      sum += raw.percent ? raw.value[node]! : raw.value[node]! / perPercent;
      chains++;
    }
    if (sum > share + 0.02 + chains * 0.005) return true;
  }
  return false;
}

/**
 * What one percent of the samples is, for values printed as numbers of samples or of events. Counts above 1000 were cut to
 * thousands: then the rows' own percentages tell it better.
 */
export function unitsPerPercent(trees: readonly NamedTree[], { samples, eventCount }: TreeOptions): number {
  let most = 0;
  let best = 0;
  let ofShare = 0;
  for (const { raw, share } of trees) {
    if (raw.percent || share === undefined || share <= 0) continue;
    let sum = 0;
    for (let node = raw.from; node < raw.from + raw.size; node++) {
      if (raw.parent[node]! < 0 && raw.value[node]! > 0) sum += raw.value[node]!;
      if (raw.value[node]! > most) most = raw.value[node]!;
    }
    // The larger the row, the less its rounding matters; a pruned one shows too little.
    if (sum > 0 && share >= Math.min(1, ofShare) && sum / share > best) {
      best = sum / share;
      ofShare = share;
    }
  }
  const exact = samples !== undefined && (samples < 1000 || samples % 1000 !== 0);
  if (exact && most <= samples) return samples / 100;
  if (eventCount !== undefined && (samples === undefined || most > samples)) return eventCount / 100;
  if (best > 0) return best;
  return samples ? samples / 100 : 1;
}
