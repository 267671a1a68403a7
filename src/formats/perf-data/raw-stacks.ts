/** What is kept of each stack, side by side so that a sample touches one line of the processor's cache. */
const columns = 4;
const [laneAt, samplesAt, periodAt, firstAt] = [0, 1, 2, 3] as const;

/**
 * Distinct runs of addresses, each with the lane (event and owner) it is of, how often it came, the sum of its periods and the
 * time it came first. Memory grows with distinct stacks, not with samples. A hit is verified: the low words one by one, the
 * high words, which hardly differ within a process, by a hash of their own.
 */
export class RawStacks {
  size = 0;
  #columns = new Float64Array(columns << 10);
  /**
   * The low words of all stacks, and their high words. Before those of a stack stand, in `low`, its number, its lane and its
   * length: what is compared lies side by side.
   */
  low = new Int32Array(1 << 14);
  high = new Int32Array(1 << 14);
  #used = 0;
  #starts = new Int32Array(1 << 10);
  /** Hash, hash of the high words and where the words are, 0 when free. */
  #slots = new Int32Array(4 << 11);
  #mask = (1 << 11) - 1;

  lane(stack: number): number {
    return this.#columns[columns * stack + laneAt]!;
  }

  samples(stack: number): number {
    return this.#columns[columns * stack + samplesAt]!;
  }

  period(stack: number): number {
    return this.#columns[columns * stack + periodAt]!;
  }

  first(stack: number): number {
    return this.#columns[columns * stack + firstAt]!;
  }

  /** Where a stack's words begin in `low` and `high`, and where they end. */
  start(stack: number): number {
    return this.#starts[stack]!;
  }

  end(stack: number): number {
    return this.#starts[stack]! + this.low[this.#starts[stack]! - 1]!;
  }

  /** Period and time of the sample that is added: as arguments, V8 would make an object of each. */
  readonly sample = new Float64Array(2);

  /** Adds a sample whose addresses are the pairs of words in `source` between `from` and `to`; returns its stack's number. */
  add(source: Int32Array, from: number, to: number, lane: number): number {
    let hash = lane | 0;
    let highs = 0;
    for (let i = from; i < to; i += 2) {
      hash = Math.imul(hash ^ source[i]!, 0x297a2d39);
      hash ^= hash >>> 15;
      highs = (Math.imul(highs, 31) + source[i + 1]!) | 0;
    }
    const depth = (to - from) >> 1;
    const slots = this.#slots;
    const lows = this.low;
    let at = 0;
    for (let slot = hash & this.#mask; ; slot = (slot + 1) & this.#mask) {
      const start = slots[4 * slot + 2]!;
      if (start === 0) {
        at = columns * this.#insert(slot, source, from, to, lane, hash, highs);
        break;
      }
      if (slots[4 * slot] !== hash || slots[4 * slot + 1] !== highs) continue;
      if (lows[start - 1] !== depth || lows[start - 2] !== lane) continue;
      let same = 0;
      while (same < depth && lows[start + same] === source[from + 2 * same]) same++;
      if (same < depth) continue;
      at = columns * lows[start - 3]!;
      break;
    }
    const kept = this.#columns;
    kept[at + samplesAt]! += 1;
    kept[at + periodAt]! += this.sample[0]!;
    if (this.sample[1]! < kept[at + firstAt]!) kept[at + firstAt] = this.sample[1]!;
    return at / columns;
  }

  #insert(
    slot: number,
    source: Int32Array,
    from: number,
    to: number,
    lane: number,
    hash: number,
    highs: number,
  ): number {
    const stack = this.size++;
    const start = this.#used + 3;
    const end = start + ((to - from) >> 1);
    if (columns * (this.size + 1) > this.#columns.length) this.#columns = widerFloats(this.#columns);
    if (this.size >= this.#starts.length) this.#starts = wider(this.#starts, 2 * this.#starts.length);
    if (end > this.low.length) {
      this.low = wider(this.low, Math.max(2 * this.low.length, end));
      this.high = wider(this.high, this.low.length);
    }
    this.low[start - 3] = stack;
    this.low[start - 2] = lane;
    this.low[start - 1] = end - start;
    for (let i = from, at = start; at < end; i += 2, at++) {
      this.low[at] = source[i]!;
      this.high[at] = source[i + 1]!;
    }
    this.#used = end;
    this.#starts[stack] = start;
    this.#columns[columns * stack + laneAt] = lane;
    this.#columns[columns * stack + firstAt] = Number.POSITIVE_INFINITY;
    this.#slots[4 * slot] = hash;
    this.#slots[4 * slot + 1] = highs;
    this.#slots[4 * slot + 2] = start;
    if (2 * this.size > this.#mask) this.#grow();
    return stack;
  }

  #grow(): void {
    const old = this.#slots;
    const mask = 2 * this.#mask + 1;
    const slots = new Int32Array(4 * (mask + 1));
    for (let i = 0; i < old.length; i += 4) {
      if (old[i + 2] === 0) continue;
      let slot = old[i]! & mask;
      while (slots[4 * slot + 2] !== 0) slot = (slot + 1) & mask;
      slots.set(old.subarray(i, i + 3), 4 * slot);
    }
    this.#slots = slots;
    this.#mask = mask;
  }
}

function widerFloats(array: Float64Array<ArrayBuffer>): Float64Array<ArrayBuffer> {
  const wide = new Float64Array(2 * array.length);
  wide.set(array);
  return wide;
}

function wider(array: Int32Array<ArrayBuffer>, length: number): Int32Array<ArrayBuffer> {
  const wide = new Int32Array(length);
  wide.set(array);
  return wide;
}
