/**
 * Stacks merged into one tree, outermost caller at the root, in arrays instead of objects: a perf script of gigabytes
 * becomes a few arrays. Node 0 is the root and stands for no frame; a parent's index is always below its children's, so
 * one pass in index order visits callers before callees and one in reverse order sums up subtrees.
 */
export interface CallTree {
  /** Parent of each node; the root's is -1. */
  readonly parent: number[];
  /** Index into `symbols` of each node's frame; the root's is -1. */
  readonly symbol: number[];
  /**
   * Share of the population, in percent, whose stack ends in this node. In a tree cut by a percent limit, also what the
   * text did not show below it.
   */
  readonly self: number[];
  /** Line of the file each node was first seen on; 0 for the root. */
  readonly line: number[];
  /** Frames' names as `symbolKey` spells them. A frame that perf did not print is `unshownFrame`. */
  readonly symbols: string[];
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
}

export class CallTreeBuilder {
  readonly tree: CallTree = { parent: [-1], symbol: [-1], self: [0], line: [0], symbols: [] };
  readonly #symbolIds = new Map<string, number>();
  readonly #children = new Map<number, Map<number, number>>();

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
    const { tree } = this;
    let id = this.#symbolIds.get(frame);
    if (id === undefined) {
      id = tree.symbols.push(frame) - 1;
      this.#symbolIds.set(frame, id);
    }
    let children = this.#children.get(node);
    if (!children) {
      children = new Map();
      this.#children.set(node, children);
    }
    let child = children.get(id);
    if (child === undefined) {
      child = tree.parent.push(node) - 1;
      tree.symbol.push(id);
      tree.self.push(0);
      tree.line.push(line);
      children.set(id, child);
    }
    return child;
  }
}

/** Share of each node including everything below it, in percent, indexed like the tree. */
export function totals(tree: CallTree): Float64Array {
  const total = Float64Array.from(tree.self);
  for (let node = total.length - 1; node > 0; node--) total[tree.parent[node]!]! += total[node]!;
  return total;
}

/** Frames of a node's path, outermost first. */
export function pathOf(tree: CallTree, node: number): string[] {
  const path: string[] = [];
  for (let at = node; at > 0; at = tree.parent[at]!) path.push(tree.symbols[tree.symbol[at]!]!);
  return path.reverse();
}
