/**
 * Stacks merged into one tree, outermost caller at the root, in arrays instead of objects: a perf script of gigabytes
 * becomes a few arrays. Node 0 is the root and stands for no frame; a parent's index is always below its children's, so
 * one pass in index order visits callers before callees and one in reverse order sums up subtrees.
 */
export interface CallTree {
  /** Parent of each node; the root's is -1. */
  readonly parent: readonly number[] | Int32Array;
  /** Index into `symbols` of each node's frame; the root's is -1. */
  readonly symbol: readonly number[] | Int32Array;
  /**
   * Share of the population, in percent, whose stack ends in this node. In a tree cut by a percent limit, also what the
   * text did not show below it.
   */
  readonly self: readonly number[] | Float64Array;
  /** Line of the file each node was first seen on; 0 for the root. */
  readonly line: readonly number[] | Int32Array;
  /**
   * Frames' names as `symbolKey` spells them. A frame that perf did not print is `unshownFrame`. All trees of a section
   * share one table: a name in it need not occur in this tree, and what is worked out per name is best kept per table.
   */
  readonly symbols: string[];
  /**
   * Numbers of the names that the text has only as inlined into the frame outside of them, where debug information told
   * perf so. The kernel's own names are those of the outer frames.
   *
   *     _raw_spin_lock_bh
   *     spin_lock_bh (inlined)
   *     __skb_recv_udp
   */
  readonly inlined?: ReadonlySet<number>;
}

/** Stands in a path where perf left frames out: a folded `+` line, a percent limit, `[...]` of a fractal tree. */
export const unshownFrame = '[...]';

/** What the weights of a tree are about, which decides how its shares may be combined with those of other trees. */
export type TreeBasis =
  /** Every stack ends where its samples were taken: weights are self shares and add up over all trees of a capture. */
  | 'self'
  /**
   * What one row called (`--children`, caller order): the tree starts at the row's symbol and its total is the row's
   * Children share. Samples of another row's tree are the same samples: take the largest, never the sum.
   */
  | 'callees'
  /** Who called one row (perf 3.18 `--children`, callee order): every stack ends in the row's symbol, weights inclusive. */
  | 'callers';

export interface StackSet {
  readonly basis: TreeBasis;
  readonly tree: CallTree;
  /** Command all stacks of the set belong to, when the text tells. */
  readonly comm?: string;
  /** Index into the profile's rows of the row this tree hangs under; absent for perf script and folded stacks. */
  readonly row?: number;
  /**
   * Thread, process or CPU the stacks are of, where the table is split by it. Sets that differ in `comm` or `group` have
   * no sample in common.
   */
  readonly group?: string;
}

/** What keeps sets apart that have no sample in common. */
export function groupKey({ comm = '', group = '' }: { comm?: string | undefined; group?: string | undefined }): string {
  return `${comm}\0${group}`;
}

/** Names of frames with numbers, shared by all trees of a section: a name is kept and looked up once. */
export class SymbolTable {
  readonly names: string[] = [];
  /** Shared by the trees, too. */
  readonly inlined = new Set<number>();
  readonly #ids = new Map<string, number>();

  id(name: string): number {
    let id = this.#ids.get(name);
    if (id === undefined) {
      id = this.names.push(name) - 1;
      this.#ids.set(name, id);
    }
    return id;
  }
}

export class CallTreeBuilder {
  readonly tree: CallTree & Record<'parent' | 'symbol' | 'self' | 'line', number[]>;
  readonly #table: SymbolTable;
  /** Open addressing by (parent, symbol); a slot holds a node, 0 when free, as the root is nobody's child. */
  #slots = new Int32Array(32);

  constructor(table = new SymbolTable()) {
    this.#table = table;
    this.tree = { parent: [-1], symbol: [-1], self: [0], line: [0], symbols: table.names, inlined: table.inlined };
  }

  /** Adds `weight` percent to the stack `frames` (outermost first); `lines[i]` is the line frame i was printed on. */
  add(frames: readonly string[], weight: number, lines: readonly number[] | number): void {
    let node = 0;
    for (let i = 0; i < frames.length; i++) {
      const line = typeof lines === 'number' ? lines : (lines[i] ?? 0);
      node = this.child(node, frames[i]!, line);
    }
    this.tree.self[node]! += weight;
  }

  /** The child of `node` for this frame, made on first use. */
  child(node: number, frame: string, line: number): number {
    return this.childOf(node, this.#table.id(frame), line);
  }

  /** The same by the symbol's number in the table. */
  childOf(node: number, symbol: number, line: number): number {
    const { parent, symbol: symbols } = this.tree;
    const mask = this.#slots.length - 1;
    let slot = hash(node, symbol) & mask;
    for (let at = this.#slots[slot]!; at !== 0; at = this.#slots[slot]!) {
      if (parent[at] === node && symbols[at] === symbol) return at;
      slot = (slot + 1) & mask;
    }
    const child = parent.push(node) - 1;
    symbols.push(symbol);
    this.tree.self.push(0);
    this.tree.line.push(line);
    this.#slots[slot] = child;
    if (child * 2 > mask) this.#grow();
    return child;
  }

  #grow(): void {
    const { parent, symbol } = this.tree;
    const slots = new Int32Array(this.#slots.length * 4);
    const mask = slots.length - 1;
    for (let node = 1; node < parent.length; node++) {
      let slot = hash(parent[node]!, symbol[node]!) & mask;
      while (slots[slot] !== 0) slot = (slot + 1) & mask;
      slots[slot] = node;
    }
    this.#slots = slots;
  }
}

function hash(node: number, symbol: number): number {
  const mixed = Math.imul(node, 0x9e3779b1) ^ Math.imul(symbol + 1, 0x85ebca6b);
  return mixed ^ (mixed >>> 15);
}

/** Share of each node including everything below it, in percent, indexed like the tree; written to `total` when given. */
export function totals({ self, parent }: CallTree, total = new Float64Array(self.length)): Float64Array {
  for (let node = 0; node < total.length; node++) total[node] = self[node]!;
  for (let node = total.length - 1; node > 0; node--) total[parent[node]!]! += total[node]!;
  return total;
}

/** Frames of a node's path, outermost first. */
export function pathOf(tree: CallTree, node: number): string[] {
  const path: string[] = [];
  for (let at = node; at > 0; at = tree.parent[at]!) path.push(tree.symbols[tree.symbol[at]!]!);
  return path.reverse();
}
