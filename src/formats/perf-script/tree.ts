import type { CallTree } from '../../model/call-tree.ts';

/**
 * Builds a call tree of hundreds of thousands of stacks: children are found in one table of numbers, where
 * `CallTreeBuilder` keeps a map per node. Weights are added as they are and become percent when the tree is done.
 */
export class NumberedTree {
  /** Parent and symbol of each node, side by side: both are looked at to find a child. */
  #nodes = new Int32Array(1 << 8).fill(-1, 0, 2);
  #size = 1;
  readonly #self: number[] = [0];
  readonly #line: number[] = [0];
  readonly #symbols: string[] = [];
  /** Symbol + 1 by key. */
  readonly #symbolIds: Int32Array;
  readonly #keys: readonly string[];
  /** Node by parent and symbol; 0 when free, as the root is nobody's child. */
  #slots = new Int32Array(1 << 8);
  #mask = (1 << 8) - 1;

  /** `keys`: the names that children are told by number. */
  constructor(keys: readonly string[]) {
    this.#keys = keys;
    this.#symbolIds = new Int32Array(keys.length);
  }

  addSelf(node: number, weight: number): void {
    this.#self[node]! += weight;
  }

  /** The child of `node` called `keys[key]`; 0 when there is none. */
  find(node: number, key: number): number {
    const symbol = this.#symbolId(key);
    const nodes = this.#nodes;
    const slots = this.#slots;
    for (let slot = slotOf(node, symbol) & this.#mask; ; slot = (slot + 1) & this.#mask) {
      const child = slots[slot]!;
      if (child === 0 || (nodes[2 * child] === node && nodes[2 * child + 1] === symbol)) return child;
    }
  }

  /** A new child of `node`; `line` is where it was seen. */
  add(node: number, key: number, line: number): number {
    const child = this.#size++;
    if (2 * this.#size > this.#nodes.length) {
      const wider = new Int32Array(2 * this.#nodes.length);
      wider.set(this.#nodes);
      this.#nodes = wider;
    }
    this.#nodes[2 * child] = node;
    this.#nodes[2 * child + 1] = this.#symbolId(key);
    this.#self.push(0);
    this.#line.push(line);
    if (2 * this.#size > this.#mask) this.#grow();
    else this.#place(child);
    return child;
  }

  /** The tree with its weights in percent of `whole`. */
  tree(whole: number): CallTree {
    const scale = whole > 0 ? 100 / whole : 0;
    const parent: number[] = [];
    const symbol: number[] = [];
    for (let node = 0; node < this.#size; node++) {
      parent.push(this.#nodes[2 * node]!);
      symbol.push(this.#nodes[2 * node + 1]!);
    }
    const self = this.#self.map((weight) => weight * scale);
    return { parent, symbol, self, line: this.#line, symbols: this.#symbols };
  }

  #symbolId(key: number): number {
    const known = this.#symbolIds[key]! - 1;
    if (known >= 0) return known;
    const symbol = this.#symbols.push(this.#keys[key]!) - 1;
    this.#symbolIds[key] = symbol + 1;
    return symbol;
  }

  #place(node: number): void {
    let slot = slotOf(this.#nodes[2 * node]!, this.#nodes[2 * node + 1]!) & this.#mask;
    while (this.#slots[slot] !== 0) slot = (slot + 1) & this.#mask;
    this.#slots[slot] = node;
  }

  #grow(): void {
    this.#mask = 2 * this.#mask + 1;
    this.#slots = new Int32Array(this.#mask + 1);
    for (let node = 1; node < this.#size; node++) this.#place(node);
  }
}

function slotOf(parent: number, symbol: number): number {
  const hash = Math.imul(Math.imul(parent, 0x2c1b3c6d) ^ symbol, 0x297a2d39);
  return hash ^ (hash >>> 15);
}
