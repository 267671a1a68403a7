/** Answer of a cache that has never seen the bytes. */
export const unseen = -0x80000000;

/** Bytes that may be read beyond the last one of a source: whole words are hashed and compared. */
export const slack = 32;

/** Kept bytes are thrown away beyond this size: what is lost is time, since every line can be parsed anew. */
const poolLimit = 1 << 26;
/** Slots looked at before giving up: lines that hash alike (one address, many inlined names) must not cost more. */
const probes = 32;
/** Bytes a line must have to be found without knowing where it ends: as many as are hashed. */
const hashedBytes = 20;

/**
 * Remembers what pieces of text meant, by their bytes: perf script repeats 99.7 % of its lines. A hit is verified against
 * the kept bytes, never by hash alone; a miss only means that the text must be parsed again.
 */
export class ByteCache {
  /** Length of the last line `findLine` found, newline included. */
  length = 0;
  /** Pairs of hash and entry + 1. */
  #slots = new Int32Array(2 << 12);
  #mask = (1 << 12) - 1;
  #starts: number[] = [];
  #lengths: number[] = [];
  #values: number[] = [];
  #pool = new DataView(new ArrayBuffer(1 << 16));
  #used = 0;

  /** What the line that begins at `at` means, without looking for its newline first. */
  findLine(source: DataView, at: number): number {
    const hash = lineHash(source, at);
    const slots = this.#slots;
    const pool = this.#pool;
    for (let slot = hash & this.#mask, left = probes; left > 0; left--, slot = (slot + 1) & this.#mask) {
      const entry = slots[2 * slot + 1]!;
      if (entry === 0) return unseen;
      if (slots[2 * slot] !== hash) continue;
      const length = this.#lengths[entry - 1]!;
      const start = this.#starts[entry - 1]!;
      const last = length - 8;
      let i = 0;
      while (i < last && pool.getFloat64(start + i, true) === source.getFloat64(at + i, true)) i += 8;
      if (i < last || pool.getFloat64(start + last, true) !== source.getFloat64(at + last, true)) continue;
      this.length = length;
      return this.#values[entry - 1]!;
    }
    return unseen;
  }

  /** Keeps the meaning of a line; `to` is behind its newline. */
  keepLine(source: DataView, from: number, to: number, value: number): void {
    if (to - from < hashedBytes || !comparable(source, from, to)) return;
    this.#keep(source, from, to, lineHash(source, from), value);
  }

  /** What the bytes from `from` up to `to` mean. */
  find(source: DataView, from: number, to: number): number {
    const hash = bytesHash(source, from, to);
    const length = to - from;
    for (let slot = hash & this.#mask, left = probes; left > 0; left--, slot = (slot + 1) & this.#mask) {
      const entry = this.#slots[2 * slot + 1]!;
      if (entry === 0) return unseen;
      if (this.#slots[2 * slot] !== hash || this.#lengths[entry - 1] !== length) continue;
      const start = this.#starts[entry - 1]!;
      let i = 0;
      while (i < length && this.#pool.getUint8(start + i) === source.getUint8(from + i)) i++;
      if (i === length) return this.#values[entry - 1]!;
    }
    return unseen;
  }

  keep(source: DataView, from: number, to: number, value: number): void {
    this.#keep(source, from, to, bytesHash(source, from, to), value);
  }

  #keep(source: DataView, from: number, to: number, hash: number, value: number): void {
    const length = to - from;
    if (this.#used + length > poolLimit) this.#clear();
    if (length > poolLimit / 8) return;
    if (4 * this.#values.length > 3 * this.#mask) this.#grow();
    if (this.#used + length + slack > this.#pool.byteLength) this.#widen(this.#used + length + slack);
    new Uint8Array(this.#pool.buffer).set(new Uint8Array(source.buffer, source.byteOffset + from, length), this.#used);
    this.#starts.push(this.#used);
    this.#lengths.push(length);
    this.#values.push(value);
    this.#used += length;
    place(this.#slots, this.#mask, hash, this.#values.length);
  }

  #clear(): void {
    this.#slots.fill(0);
    this.#starts = [];
    this.#lengths = [];
    this.#values = [];
    this.#used = 0;
  }

  #grow(): void {
    const old = this.#slots;
    this.#mask = 2 * this.#mask + 1;
    this.#slots = new Int32Array(2 * (this.#mask + 1));
    for (let i = 0; i < old.length; i += 2) if (old[i + 1] !== 0) place(this.#slots, this.#mask, old[i]!, old[i + 1]!);
  }

  #widen(atLeast: number): void {
    const wider = new Uint8Array(Math.max(2 * this.#pool.byteLength, atLeast));
    wider.set(new Uint8Array(this.#pool.buffer, 0, this.#used));
    this.#pool = new DataView(wider.buffer);
  }
}

/** An entry that finds no slot near its own stays unfindable: its line is parsed each time. */
function place(slots: Int32Array, mask: number, hash: number, entry: number): void {
  for (let slot = hash & mask, left = probes; left > 0; left--, slot = (slot + 1) & mask) {
    if (slots[2 * slot + 1] !== 0) continue;
    slots[2 * slot] = hash;
    slots[2 * slot + 1] = entry;
    return;
  }
}

function lineHash(source: DataView, at: number): number {
  let hash = Math.imul(source.getInt32(at, true), 0x2c1b3c6d) ^ source.getInt32(at + 4, true);
  hash = Math.imul(hash ^ (hash >>> 15), 0x297a2d39) ^ source.getInt32(at + 8, true);
  hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d) ^ source.getInt32(at + 12, true);
  hash = Math.imul(hash ^ (hash >>> 15), 0x297a2d39) ^ source.getInt32(at + 16, true);
  hash = Math.imul(hash ^ (hash >>> 16), 0x2c1b3c6d);
  return hash ^ (hash >>> 13);
}

function bytesHash(source: DataView, from: number, to: number): number {
  let hash = 0x811c9dc5;
  for (let i = from; i < to; i++) hash = Math.imul(hash ^ source.getUint8(i), 0x01000193);
  return hash ^ (hash >>> 15);
}

/** Eight bytes are compared as one double; only 0 (equal to -0) and NaN (unlike itself) would lie, and text holds neither. */
function comparable(source: DataView, from: number, to: number): boolean {
  for (let i = from; i < to; i += 8) {
    const word = source.getFloat64(Math.min(i, to - 8), true);
    if (word === 0 || Number.isNaN(word)) return false;
  }
  return true;
}
