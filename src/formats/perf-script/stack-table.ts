/**
 * Distinct stacks, each with its group (an event and a command) and frames innermost first. Weights are added up while
 * the text is read, so memory grows with distinct stacks and not with samples.
 */
export class StackTable {
  readonly group: number[] = [];
  readonly samples: number[] = [];
  readonly period: number[] = [];
  /** Line of the sample that showed the stack first; negative when all frames stand on it too. */
  readonly #lines: number[] = [];
  #starts: number[] = [0];
  #frames = new Int32Array(1 << 12);
  /** Lines of the first sample's frames, where they neither follow its line one by one nor stand on it. */
  readonly #frameLines = new Map<number, Int32Array>();
  /** Pairs of hash and stack + 1. */
  #slots = new Int32Array(2 << 10);
  #mask = (1 << 10) - 1;

  get size(): number {
    return this.group.length;
  }

  /**
   * Adds a sample to the stack of the first `depth` entries of `frames`, and returns its number; `lines[i]` is the line frame i
   * was read from.
   */
  add(group: number, frames: Int32Array, depth: number, period: number, line: number, lines: Int32Array): number {
    const stack = this.#find(group, frames, depth, line, lines);
    this.samples[stack]!++;
    this.period[stack]! += period;
    return stack;
  }

  depth(stack: number): number {
    return this.#starts[stack + 1]! - this.#starts[stack]!;
  }

  /** The frames of all stacks; another list after an `add`. */
  get frames(): Int32Array {
    return this.#frames;
  }

  start(stack: number): number {
    return this.#starts[stack]!;
  }

  /** Line of the sample that showed the stack first. */
  line(stack: number): number {
    return Math.abs(this.#lines[stack]!);
  }

  /** Line that frame `index`, counted from the innermost, was first read from. */
  frameLine(stack: number, index: number): number {
    const line = this.#lines[stack]!;
    if (line <= 0) return Math.abs(line);
    return this.#frameLines.get(stack)?.[index] ?? line + 1 + index;
  }

  #find(group: number, frames: Int32Array, depth: number, line: number, lines: Int32Array): number {
    let hash = Math.imul(group + 1, 0x2c1b3c6d);
    for (let i = 0; i < depth; i++) {
      hash = Math.imul(hash ^ frames[i]!, 0x297a2d39);
      hash ^= hash >>> 15;
    }
    for (let slot = hash & this.#mask; ; slot = (slot + 1) & this.#mask) {
      const stack = this.#slots[2 * slot + 1]! - 1;
      if (stack < 0) return this.#insert(slot, hash, group, frames, depth, line, lines);
      if (this.#slots[2 * slot] !== hash || this.group[stack] !== group) continue;
      const start = this.#starts[stack]!;
      if (this.#starts[stack + 1]! - start !== depth) continue;
      let i = 0;
      while (i < depth && this.#frames[start + i] === frames[i]) i++;
      if (i === depth) return stack;
    }
  }

  #insert(
    slot: number,
    hash: number,
    group: number,
    frames: Int32Array,
    depth: number,
    line: number,
    lines: Int32Array,
  ): number {
    const start = this.#starts[this.size]!;
    if (start + depth > this.#frames.length) {
      const wider = new Int32Array(Math.max(2 * this.#frames.length, start + depth));
      wider.set(this.#frames);
      this.#frames = wider;
    }
    this.#frames.set(frames.subarray(0, depth), start);
    this.#starts.push(start + depth);
    const stack = this.group.push(group) - 1;
    this.samples.push(0);
    this.period.push(0);
    const onOneLine = depth > 0 && lines[0] === line && lines[depth - 1] === line;
    this.#lines.push(onOneLine ? -line : line);
    for (let i = 0; i < depth && !onOneLine; i++) {
      if (lines[i] === line + 1 + i) continue;
      this.#frameLines.set(stack, lines.slice(0, depth));
      break;
    }
    this.#slots[2 * slot] = hash;
    this.#slots[2 * slot + 1] = stack + 1;
    if (2 * this.size > this.#mask) this.#grow();
    return stack;
  }

  #grow(): void {
    const old = this.#slots;
    const mask = 2 * this.#mask + 1;
    const slots = new Int32Array(2 * (mask + 1));
    for (let i = 0; i < old.length; i += 2) {
      if (old[i + 1] === 0) continue;
      let slot = old[i]! & mask;
      while (slots[2 * slot + 1] !== 0) slot = (slot + 1) & mask;
      slots[2 * slot] = old[i]!;
      slots[2 * slot + 1] = old[i + 1]!;
    }
    this.#slots = slots;
    this.#mask = mask;
  }
}
