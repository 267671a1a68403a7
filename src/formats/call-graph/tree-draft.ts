import type { CallTree, SymbolTable } from '../../model/call-tree.ts';

/** Up to so many nodes, looking at each is faster than a table. */
const few = 12;
const leastSlots = 64;

/**
 * Builds the trees of a report's rows one after the other, in the same room: a large report has hundreds of thousands.
 * Node 0 is the root, as in `CallTree`.
 */
export class TreeDraft {
  size = 0;
  #names: string[] = [];
  readonly #parent: number[] = [];
  readonly #symbol: number[] = [];
  readonly #self: number[] = [0.5];
  readonly #line: number[] = [];
  /** Open addressing by (parent, symbol); a slot holds a node, 0 when free. Used beyond a few nodes. */
  #slots = new Int32Array(0);
  /** Slots in use, less one: small trees leave the room that a large one took alone. */
  #mask = leastSlots - 1;
  /** Nodes that have their slot. */
  #slotted = 0;

  begin(table: SymbolTable): void {
    this.#names = table.names;
    this.#parent[0] = -1;
    this.#symbol[0] = -1;
    this.#self[0] = 0;
    this.#line[0] = 0;
    this.size = 1;
    if (this.#slotted > 0) this.#clear(leastSlots - 1);
  }

  /** The tree that was begun last. */
  done(): CallTree {
    const { size } = this;
    return {
      parent: this.#parent.slice(0, size),
      symbol: this.#symbol.slice(0, size),
      self: this.#self.slice(0, size),
      line: this.#line.slice(0, size),
      symbols: this.#names,
    };
  }

  add(node: number, weight: number): void {
    this.#self[node]! += weight;
  }

  /** The child of `node` for the symbol, made on first use. */
  childOf(node: number, symbol: number, line: number): number {
    const parent = this.#parent;
    const symbols = this.#symbol;
    if (this.size <= few) {
      for (let at = node + 1; at < this.size; at++) if (parent[at] === node && symbols[at] === symbol) return at;
      return this.#push(node, symbol, line);
    }
    if (this.#slotted < this.size) this.#slotAll();
    const mask = this.#mask;
    let slot = hash(node, symbol) & mask;
    for (let at = this.#slots[slot]!; at !== 0; at = this.#slots[slot]!) {
      if (parent[at] === node && symbols[at] === symbol) return at;
      slot = (slot + 1) & mask;
    }
    const child = this.#push(node, symbol, line);
    this.#slots[slot] = child;
    this.#slotted = this.size;
    if (child * 2 > mask) this.#clear(mask * 4 + 3);
    return child;
  }

  #push(node: number, symbol: number, line: number): number {
    const child = this.size++;
    this.#parent[child] = node;
    this.#symbol[child] = symbol;
    this.#self[child] = 0;
    this.#line[child] = line;
    return child;
  }

  #clear(mask: number): void {
    if (mask >= this.#slots.length) this.#slots = new Int32Array(mask + 1);
    else this.#slots.fill(0, 0, Math.max(mask, this.#mask) + 1);
    this.#mask = mask;
    this.#slotted = 0;
  }

  #slotAll(): void {
    const mask = this.#mask;
    if (this.#slots.length === 0) this.#slots = new Int32Array(mask + 1);
    const slots = this.#slots;
    for (let node = 1; node < this.size; node++) {
      let slot = hash(this.#parent[node]!, this.#symbol[node]!) & mask;
      while (slots[slot] !== 0) slot = (slot + 1) & mask;
      slots[slot] = node;
    }
    this.#slotted = this.size;
  }
}

/** Mixes a parent's number with that of a symbol. */
export function hash(node: number, symbol: number): number {
  const mixed = Math.imul(node, 0x9e3779b1) ^ Math.imul(symbol + 1, 0x85ebca6b);
  return mixed ^ (mixed >>> 15);
}
