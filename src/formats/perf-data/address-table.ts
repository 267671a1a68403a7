/** A number for each address of each address space: a map without an object per entry. */
export class AddressTable {
  /** Low word, high word, space + 1 and number. */
  #slots = new Int32Array(4 << 12);
  #mask = (1 << 12) - 1;
  #size = 0;

  /** -1 when nothing was set. */
  get(low: number, high: number, space: number): number {
    const slots = this.#slots;
    for (let slot = hashOf(low, space) & this.#mask; ; slot = (slot + 1) & this.#mask) {
      const at = 4 * slot;
      if (slots[at + 2] === 0) return -1;
      if (slots[at] === low && slots[at + 1] === high && slots[at + 2] === space + 1) return slots[at + 3]!;
    }
  }

  /** For addresses that are not in it. */
  set(low: number, high: number, space: number, value: number): void {
    if (2 * ++this.#size > this.#mask) this.#grow();
    place(this.#slots, this.#mask, low, high, space + 1, value);
  }

  #grow(): void {
    const old = this.#slots;
    this.#mask = 2 * this.#mask + 1;
    this.#slots = new Int32Array(4 * (this.#mask + 1));
    for (let at = 0; at < old.length; at += 4) {
      if (old[at + 2] !== 0) place(this.#slots, this.#mask, old[at]!, old[at + 1]!, old[at + 2]!, old[at + 3]!);
    }
  }
}

function place(slots: Int32Array, mask: number, low: number, high: number, space: number, value: number): void {
  let slot = hashOf(low, space - 1) & mask;
  while (slots[4 * slot + 2] !== 0) slot = (slot + 1) & mask;
  slots[4 * slot] = low;
  slots[4 * slot + 1] = high;
  slots[4 * slot + 2] = space;
  slots[4 * slot + 3] = value;
}

function hashOf(low: number, space: number): number {
  const hash = Math.imul(low ^ Math.imul(space, 0x2c1b3c6d), 0x297a2d39);
  return hash ^ (hash >>> 15);
}
