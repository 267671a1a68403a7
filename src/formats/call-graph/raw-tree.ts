import type { NamePool } from './name-pool.ts';

export type Numbers = readonly number[] | Int32Array | Float64Array;

/**
 * A call graph as it stands in the text: one node per frame printed, in the order of the lines, so a parent's index is
 * always below its children's. What the values mean is not decided here.
 */
export interface RawTree {
  /**
   * `graph`: children hang under their parent and share its value. `flat` (`-g flat`) and `folded` (`-g folded`): each
   * root is the first frame of a whole chain with a value of its own.
   */
  readonly kind: 'graph' | 'flat' | 'folded';
  /**
   * Where the tree's nodes lie in the four lists below, which all trees of a text may share, and how many they are. Numbers of
   * nodes are counted from there.
   */
  readonly from: number;
  readonly size: number;
  /** Parent of each node, -1 for a root. */
  readonly parent: Numbers;
  /** As printed; empty where `numbers` are kept instead. */
  readonly name: readonly string[];
  /** The names' numbers in the pool of all trees of the text. A name may have several. */
  readonly numbers: Numbers;
  readonly pool: NamePool | undefined;
  /** Number printed before the name; NaN for a frame that shares the value of the one above. */
  readonly value: Numbers;
  /** Line each frame was printed on. */
  readonly line: Numbers;
  /** Values are percentages (`6.80%`), else numbers of samples or events. */
  readonly percent: boolean;
  /** Nodes with more below them than the screen showed (`+` in a TUI). */
  readonly folded: readonly number[];
  /** The depth of the branches is no longer in the text and was worked out from bars and values. */
  readonly guessed: boolean;
  /** `--- name` instead of `---name`: perf before 4.0, whose trees are relative unless told otherwise. */
  readonly oldRoot: boolean;
}

export interface TreeAt {
  readonly tree: RawTree;
  /** Index of the first line that is not part of the tree. */
  readonly end: number;
}

/** Name of a node, as printed. */
export function nameOf(tree: Pick<RawTree, 'pool' | 'numbers' | 'name' | 'from'>, node: number): string {
  return tree.pool ? tree.pool.names[tree.numbers[tree.from + node]!]! : tree.name[node]!;
}

/** What a list has of one tree. */
export function partOf(list: Numbers, { from, size }: RawTree): Numbers {
  return list.length === size || !('subarray' in list) ? list : list.subarray(from, from + size);
}

// Room that one tree after the other is read into: most of a large report's trees are small, and arrays that grow are not.
const parents: number[] = [];
const names: string[] = [];
const numbers: number[] = [];
const values: number[] = [0.5];
const lines: number[] = [];

/** Reads one tree at a time. */
export class RawTreeBuilder {
  readonly kind: RawTree['kind'];
  readonly pool: NamePool | undefined;
  size = 0;
  readonly folded: number[] = [];
  percent = true;
  guessed = false;
  oldRoot = false;

  constructor(kind: RawTree['kind'], pool?: NamePool) {
    this.kind = kind;
    this.pool = pool;
  }

  push(parent: number, name: string, value: number, line: number): number {
    if (this.pool) return this.pushNumber(parent, this.pool.add(name), value, line);
    names[this.size] = name;
    return this.#push(parent, value, line);
  }

  pushNumber(parent: number, name: number, value: number, line: number): number {
    numbers[this.size] = name;
    return this.#push(parent, value, line);
  }

  #push(parent: number, value: number, line: number): number {
    const node = this.size++;
    parents[node] = parent;
    values[node] = value;
    lines[node] = line;
    return node;
  }

  nameOf(node: number): string {
    return nameOf({ pool: this.pool, numbers, name: names, from: 0 }, node);
  }

  /** Gives a node the name that stood on a line of its own. */
  rename(node: number, name: string): void {
    if (this.pool) numbers[node] = this.pool.add(name);
    else names[node] = name;
  }

  done(): RawTree {
    const { kind, pool, size, folded, percent, guessed, oldRoot } = this;
    const own = {
      from: 0,
      size,
      parent: parents.slice(0, size),
      name: pool ? noNames : names.slice(0, size),
      numbers: pool ? numbers.slice(0, size) : noNumbers,
      value: values.slice(0, size),
      line: lines.slice(0, size),
    };
    return { kind, ...own, pool, percent, folded, guessed, oldRoot };
  }
}

export const noNames: readonly string[] = [];
const noNumbers: readonly number[] = [];
