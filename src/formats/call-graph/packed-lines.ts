import type { Line } from '../../model/source.ts';
import { NamePool } from './name-pool.ts';
import { Packed, type TreeLines } from './tree-lines.ts';

const kindBits = 4;
const kindMask = (1 << kindBits) - 1;

/**
 * Stands for each line that is kept as numbers. Whoever asks for its text is told so at the end: the text then has to be
 * read again as text.
 */
export class Unopened implements Line {
  opened = false;

  get text(): string {
    this.opened = true;
    return '';
  }

  get number(): number {
    this.opened = true;
    return 0;
  }
}

export class PackedLines implements TreeLines {
  readonly names = new NamePool();
  size = 0;
  /** Indexes of the lines of blanks. */
  readonly blanks: number[] = [];
  /** Kind, and the number of the name above it. */
  #what = new Int32Array(1 << 15);
  /** Where dashes or name begin; of the first bars below a row, the column of their bar. */
  #column = new Uint16Array(1 << 15);
  #value = new Float64Array(1 << 15);
  /** The chains one after the other, each with its number of names before it. */
  #chains = new Int32Array(1 << 10);
  #chainsEnd = 0;

  kind(at: number): number {
    return this.#what[at]! & kindMask;
  }

  /** Number of the line's name. */
  name(at: number): number {
    return this.#what[at]! >> kindBits;
  }

  column(at: number): number {
    return this.#column[at]!;
  }

  value(at: number): number {
    return this.#value[at]!;
  }

  push(kind: number, column: number, name: number, value: number): void {
    const at = this.size++;
    if (kind === Packed.blanks) this.blanks.push(at);
    if (at === this.#what.length) this.#grow();
    this.#what[at] = (name << kindBits) | kind;
    this.#column[at] = column;
    this.#value[at] = value;
  }

  /** Room taken by chains. */
  get chained(): number {
    return this.#chainsEnd;
  }

  chainSize(at: number): number {
    return this.#chains[this.#what[at]! >> kindBits]!;
  }

  chainName(at: number, frame: number): number {
    return this.#chains[(this.#what[at]! >> kindBits) + 1 + frame]!;
  }

  pushChain(kind: number, names: Int32Array, size: number, value: number): void {
    const start = this.#chainsEnd;
    this.#chainsEnd += size + 1;
    if (this.#chainsEnd > this.#chains.length) {
      const wider = new Int32Array(this.#chainsEnd * 2);
      wider.set(this.#chains);
      this.#chains = wider;
    }
    this.#chains[start] = size;
    for (let i = 0; i < size; i++) this.#chains[start + 1 + i] = names[i]!;
    this.push(kind, 0, start, value);
  }

  /** Each name once for each kind of line it stands on, as it may stand there. */
  *samples(): Generator<string> {
    const { names } = this.names;
    const kinds = new Uint16Array(names.length);
    for (let at = 0; at < this.size; at++) {
      const what = this.#what[at]!;
      const kind = what & kindMask;
      if (kind >= Packed.frame && kind < Packed.countChain) kinds[what >> kindBits]! |= 1 << kind;
    }
    for (let at = 0; at < this.#chainsEnd; ) {
      const end = at + 1 + this.#chains[at]!;
      for (at++; at < end; at++) kinds[this.#chains[at]!]! |= 1 << Packed.countChain;
    }
    for (let name = 0; name < names.length; name++) {
      if (kinds[name]! & (1 << Packed.frame)) yield `            ${names[name]}`;
      if (kinds[name]! & (1 << Packed.countChain)) yield `            ${names[name]};\n            ${names[name]}`;
      if (kinds[name]! & (1 << Packed.share)) yield `            --0.00%--${names[name]}`;
      if (kinds[name]! & (1 << Packed.count)) yield `            --0--${names[name]}`;
      if (kinds[name]! & (1 << Packed.root)) yield `            ---${names[name]}`;
      if (kinds[name]! & (1 << Packed.spacedRoot)) yield `            --- ${names[name]}`;
    }
  }

  #grow(): void {
    const grown = <T extends Int32Array | Uint16Array | Float64Array>(old: T, room: T): T => {
      room.set(old);
      return room;
    };
    const room = this.#what.length * 2;
    this.#what = grown(this.#what, new Int32Array(room));
    this.#column = grown(this.#column, new Uint16Array(room));
    this.#value = grown(this.#value, new Float64Array(room));
  }
}
