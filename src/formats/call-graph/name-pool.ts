/** Names looked at before one is taken for new: names made to hash alike must not cost more. */
const probes = 32;

/** Names of ASCII bytes, each kept once as a string and found again by its bytes. */
export class NamePool {
  readonly names: string[] = [];
  #hashes = new Int32Array(1 << 10);
  /** Where each name's bytes begin; one more than there are names. */
  #starts = new Int32Array(1 << 10);
  /** A name's number + 1, 0 when free. */
  #slots = new Int32Array(1 << 11);
  #bytes = new Uint8Array(1 << 15);

  /** Number of the name that stands from `from` up to `to`. */
  id(source: Uint8Array, from: number, to: number, hash: number): number {
    const slots = this.#slots;
    const starts = this.#starts;
    const bytes = this.#bytes;
    const mask = slots.length - 1;
    const length = to - from;
    let slot = hash & mask;
    for (let left = probes; left > 0; left--, slot = (slot + 1) & mask) {
      const name = slots[slot]! - 1;
      if (name < 0) break;
      if (this.#hashes[name] !== hash) continue;
      const start = starts[name]!;
      if (starts[name + 1]! - start !== length) continue;
      let i = 0;
      while (i < length && bytes[start + i] === source[from + i]) i++;
      if (i === length) return name;
    }
    return this.#add(source.subarray(from, to), hash);
  }

  /** Number of a name that comes as text. */
  add(name: string): number {
    const id = this.names.length;
    if (id + 2 > this.#starts.length) this.#grow();
    this.#starts[id + 1] = this.#starts[id]!;
    return this.names.push(name) - 1;
  }

  #add(name: Uint8Array, hash: number): number {
    const id = this.names.length;
    if (id + 2 > this.#starts.length) this.#grow();
    const start = this.#starts[id]!;
    const end = start + name.length;
    if (end > this.#bytes.length) this.#bytes = widened(this.#bytes, new Uint8Array(end * 2));
    this.#bytes.set(name, start);
    this.#starts[id + 1] = end;
    this.#hashes[id] = hash;
    this.#place(id);
    this.names.push(String.fromCharCode(...name));
    return id;
  }

  #place(id: number): void {
    const mask = this.#slots.length - 1;
    let slot = this.#hashes[id]! & mask;
    for (let left = probes; left > 0; left--, slot = (slot + 1) & mask) {
      if (this.#slots[slot] !== 0) continue;
      this.#slots[slot] = id + 1;
      return;
    }
  }

  #grow(): void {
    const room = this.#starts.length * 2;
    this.#starts = widened(this.#starts, new Int32Array(room));
    this.#hashes = widened(this.#hashes, new Int32Array(room));
    this.#slots = new Int32Array(room * 2);
    for (let id = 0; id < this.names.length; id++) this.#place(id);
  }
}

function widened<T extends Int32Array | Uint8Array>(old: T, room: T): T {
  room.set(old);
  return room;
}
