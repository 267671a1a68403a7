import type { CallTree } from '../../model/call-tree.ts';

/**
 * Builds a call tree of hundreds of thousands of stacks: children are found in one table of numbers, where
 * `CallTreeBuilder` keeps a map per node. Weights are added as they are and become percent when the tree is done.
 */
export class NumberedTree {
  readonly #parent: number[] = [-1];
  readonly #symbol: number[] = [-1];
  readonly #self: number[] = [0];
  readonly #line: number[] = [0];
  readonly #symbols: string[] = [];
  readonly #symbolIds = new Map<number, number>();
  readonly #keys: readonly string[];
  /** Node + 1, by parent and symbol. */
  #slots = new Int32Array(1 << 8);
  #mask = (1 << 8) - 1;

  /** `keys`: the names that `child` is told by number. */
  constructor(keys: readonly string[]) {
    this.#keys = keys;
  }

  addSelf(node: number, weight: number): void {
    this.#self[node]! += weight;
  }

  /** The child of `node` called `keys[key]`; `line` is where it was seen, kept when it is new. */
  child(node: number, key: number, line: number): number {
    const symbol = this.#symbolId(key);
    let slot = slotOf(node, symbol) & this.#mask;
    for (; ; slot = (slot + 1) & this.#mask) {
      const child = this.#slots[slot]! - 1;
      if (child < 0) break;
      if (this.#symbol[child] === symbol && this.#parent[child] === node) return child;
    }
    const child = this.#parent.push(node) - 1;
    this.#symbol.push(symbol);
    this.#self.push(0);
    this.#line.push(line);
    this.#slots[slot] = child + 1;
    if (2 * this.#parent.length > this.#mask) this.#grow();
    return child;
  }

  /** The tree with its weights in percent of `whole`. */
  tree(whole: number): CallTree {
    const scale = whole > 0 ? 100 / whole : 0;
    return {
      parent: this.#parent,
      symbol: this.#symbol,
      self: this.#self.map((weight) => weight * scale),
      line: this.#line,
      symbols: this.#symbols,
    };
  }

  #symbolId(key: number): number {
    let id = this.#symbolIds.get(key);
    if (id === undefined) {
      id = this.#symbols.push(this.#keys[key]!) - 1;
      this.#symbolIds.set(key, id);
    }
    return id;
  }

  #grow(): void {
    this.#mask = 2 * this.#mask + 1;
    this.#slots = new Int32Array(this.#mask + 1);
    for (let node = 1; node < this.#parent.length; node++) {
      let slot = slotOf(this.#parent[node]!, this.#symbol[node]!) & this.#mask;
      while (this.#slots[slot] !== 0) slot = (slot + 1) & this.#mask;
      this.#slots[slot] = node + 1;
    }
  }
}

function slotOf(parent: number, symbol: number): number {
  const hash = Math.imul(Math.imul(parent, 0x2c1b3c6d) ^ symbol, 0x297a2d39);
  return hash ^ (hash >>> 15);
}
