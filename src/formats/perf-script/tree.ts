import type { CallTree } from '../../model/call-tree.ts';

/**
 * Builds a call tree of millions of nodes in typed arrays, which are the tree when it is done. Weights are added as they
 * are and become percent then. Most nodes have one child: each knows its first, and only others are in a table.
 */
export class NumberedTree {
  readonly #parent: Int32Array;
  /** Number of its name, later of its symbol. */
  readonly #key: Int32Array;
  readonly #self: Float64Array;
  readonly #line: Int32Array;
  readonly #first: Int32Array;
  #size = 1;
  readonly #table: UsedKeys;
  /** Nodes that are not the first child, by parent and name; 0 when free, as the root is nobody's child. */
  #slots = new Int32Array(1 << 6);
  #mask = (1 << 6) - 1;
  #others = 0;

  /** `most`: how many nodes may be added; memory is only used as they are. */
  constructor(table: UsedKeys, most: number) {
    this.#table = table;
    this.#parent = new Int32Array(most + 1).fill(-1, 0, 1);
    this.#key = new Int32Array(most + 1).fill(-1, 0, 1);
    this.#self = new Float64Array(most + 1);
    this.#line = new Int32Array(most + 1);
    this.#first = new Int32Array(most + 1);
  }

  addSelf(node: number, weight: number): void {
    this.#self[node]! += weight;
  }

  /** The child of `node` with that name; 0 when there is none. */
  find(node: number, key: number): number {
    const first = this.#first[node]!;
    if (first === 0 || this.#key[first] === key) return first;
    const slots = this.#slots;
    const mask = this.#mask;
    for (let slot = slotOf(node, key) & mask; ; slot = (slot + 1) & mask) {
      const child = slots[slot]!;
      if (child === 0 || (this.#parent[child] === node && this.#key[child] === key)) return child;
    }
  }

  /** A new child of `node`; `line` is where it was seen. */
  add(node: number, key: number, line: number): number {
    const child = this.#size++;
    this.#parent[child] = node;
    this.#key[child] = key;
    this.#line[child] = line;
    if (this.#first[node] === 0) this.#first[node] = child;
    else {
      if (2 * ++this.#others > this.#mask) this.#grow();
      this.#place(this.#slots, child);
    }
    return child;
  }

  /** The tree with its weights in percent of `whole`. Nothing can be added any more. */
  tree(whole: number): CallTree {
    const size = this.#size;
    const scale = whole > 0 ? 100 / whole : 0;
    const symbol = this.#key.subarray(0, size);
    const self = this.#self.subarray(0, size);
    const { names, inlined } = this.#table;
    self[0]! *= scale;
    for (let node = 1; node < size; node++) {
      symbol[node] = this.#table.id(symbol[node]!);
      self[node]! *= scale;
    }
    return {
      parent: this.#parent.subarray(0, size),
      symbol,
      self,
      line: this.#line.subarray(0, size),
      symbols: names,
      inlined,
    };
  }

  #place(slots: Int32Array, node: number): void {
    const mask = this.#mask;
    let slot = slotOf(this.#parent[node]!, this.#key[node]!) & mask;
    while (slots[slot] !== 0) slot = (slot + 1) & mask;
    slots[slot] = node;
  }

  #grow(): void {
    const old = this.#slots;
    this.#mask = 4 * this.#mask + 3;
    this.#slots = new Int32Array(this.#mask + 1);
    for (const node of old) if (node !== 0) this.#place(this.#slots, node);
  }
}

/** The names of a profile's trees, which share them: of all that the text has those that occur, numbered as they do. */
export class UsedKeys {
  readonly names: string[] = [];
  /** As in `CallTree`. */
  readonly inlined = new Set<number>();
  readonly #keys: readonly string[];
  /** Number + 1 by key. */
  readonly #ids: Int32Array;

  constructor(keys: readonly string[]) {
    this.#keys = keys;
    this.#ids = new Int32Array(keys.length);
  }

  id(key: number): number {
    if (this.#ids[key] === 0) this.#ids[key] = this.names.push(this.#keys[key]!);
    return this.#ids[key]! - 1;
  }
}

function slotOf(parent: number, key: number): number {
  const hash = Math.imul(Math.imul(parent, 0x2c1b3c6d) ^ key, 0x297a2d39);
  return hash ^ (hash >>> 15);
}
