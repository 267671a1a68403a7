import { type CallTree, SymbolTable } from '../../model/call-tree.ts';

/** Up to so many nodes, looking at each is faster than a table. */
const few = 12;
const leastSlots = 64;

/** Nodes that there is room for at first, and the most that room is made for at once. */
const firstRoom = 1 << 10;
const mostRoom = 1 << 19;

/**
 * Builds the trees of a report's rows one after the other, side by side in the same lists: a large report has hundreds of
 * thousands. Node 0 is the root, as in `CallTree`.
 */
export class TreeDraft {
  size = 0;
  #table = new SymbolTable();
  /** Where the tree at hand begins in the lists. */
  #from = 0;
  #parent = new Int32Array(0);
  #symbol = new Int32Array(0);
  #self = new Float64Array(0);
  #line = new Int32Array(0);
  /** Open addressing by (parent, symbol); a slot holds a node, 0 when free. Used beyond a few nodes. */
  #slots = new Int32Array(0);
  /** Slots in use, less one: small trees leave the room that a large one took alone. */
  #mask = leastSlots - 1;
  /** Nodes that have their slot. */
  #slotted = 0;

  begin(table: SymbolTable): void {
    this.#table = table;
    this.size = 0;
    this.#push(-1, -1, 0);
    if (this.#slotted > 0) this.#clear(leastSlots - 1);
  }

  /** The tree that was begun last. */
  done(): CallTree {
    const { names, inlined } = this.#table;
    const from = this.#from;
    const end = from + this.size;
    this.#from = end;
    return {
      parent: this.#parent.subarray(from, end),
      symbol: this.#symbol.subarray(from, end),
      self: this.#self.subarray(from, end),
      line: this.#line.subarray(from, end),
      symbols: names,
      inlined,
    };
  }

  add(node: number, weight: number): void {
    this.#self[this.#from + node]! += weight;
  }

  /** The child of `node` for the symbol, made on first use. */
  childOf(node: number, symbol: number, line: number): number {
    const parent = this.#parent;
    const symbols = this.#symbol;
    const from = this.#from;
    if (this.size <= few) {
      for (let at = node + 1; at < this.size; at++) {
        if (parent[from + at] === node && symbols[from + at] === symbol) return at;
      }
      return this.#push(node, symbol, line);
    }
    if (this.#slotted < this.size) this.#slotAll();
    const mask = this.#mask;
    let slot = hash(node, symbol) & mask;
    for (let at = this.#slots[slot]!; at !== 0; at = this.#slots[slot]!) {
      if (parent[from + at] === node && symbols[from + at] === symbol) return at;
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
    if (this.#from + child >= this.#parent.length) this.#makeRoom();
    this.#parent[this.#from + child] = node;
    this.#symbol[this.#from + child] = symbol;
    this.#self[this.#from + child] = 0;
    this.#line[this.#from + child] = line;
    return child;
  }

  /** Lists for more trees; the one at hand goes on in them. */
  #makeRoom(): void {
    const from = this.#from;
    const length = Math.max(2 * this.size, Math.min(mostRoom, 4 * this.#parent.length), firstRoom);
    const moved = <T extends Int32Array | Float64Array>(list: T, wider: T): T => {
      wider.set(list.subarray(from));
      return wider;
    };
    this.#parent = moved(this.#parent, new Int32Array(length));
    this.#symbol = moved(this.#symbol, new Int32Array(length));
    this.#self = moved(this.#self, new Float64Array(length));
    this.#line = moved(this.#line, new Int32Array(length));
    this.#from = 0;
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
      let slot = hash(this.#parent[this.#from + node]!, this.#symbol[this.#from + node]!) & mask;
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
