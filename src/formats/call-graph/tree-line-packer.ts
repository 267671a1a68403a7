import { ChainPacker } from './chain-packer.ts';
import { PackedLines } from './packed-lines.ts';
import { PrintedValue } from './printed-value.ts';
import { Packed } from './tree-lines.ts';

const newline = 10;
const blank = 32;
const dash = 45;
const bar = 124;
/** Blanks that all trees of perf have before them, and no other line of a report. */
const leastBlanks = 10;
/** Beyond this width a line of blanks is a line of bars that perf no longer draws. */
const widestEmpty = 300;
const widest = 60_000;
const longestName = 4000;

const eightBlanks = new Float64Array(new Uint8Array(8).fill(blank).buffer)[0]!;

/** Tells the lines of call graphs in bytes, where they repeat each other: most have all blanks and bars of the one above. */
export class TreeLinePacker {
  readonly trees = new PackedLines();
  readonly #bytes: Uint8Array;
  readonly #view: DataView;
  readonly #chains: ChainPacker;
  readonly #printed = new PrintedValue();
  /** The line above, when it was packed, and the width of its blanks and bars. */
  #above = 0;
  #width = 0;
  /** The line above leaves this one as text. */
  #keepNext = false;
  /** Set by `#name`. */
  #end = 0;

  /** Words are read: a few bytes behind the last line must be there. */
  constructor(bytes: Uint8Array, view: DataView) {
    this.#bytes = bytes;
    this.#view = view;
    this.#chains = new ChainPacker(bytes, this.trees);
  }

  /** The text is not as perf printed it, whatever its other lines are. */
  get odd(): boolean {
    return this.#chains.odd;
  }

  /** Lines that follow are elsewhere in the bytes than those before. */
  moved(): void {
    this.#width = 0;
  }

  /** Packs the line that begins at `at`: the index behind its newline, or -1 when it must be kept as text. */
  pack(at: number): number {
    const code = this.#bytes[at]!;
    if (code >= 48 && code <= 57 && !this.#keepNext) {
      const end = this.#chains.pack(at);
      if (end >= 0) {
        this.#width = 0;
        return end;
      }
    }
    const keep = this.#keepNext;
    this.#keepNext = false;
    const end = keep ? -1 : this.#pack(at);
    if (end < 0) {
      this.#width = 0;
      this.trees.push(Packed.text, 0, 0, 0);
      this.#chains.text(at);
    } else this.#chains.other();
    return end;
  }

  #pack(at: number): number {
    const bytes = this.#bytes;
    const view = this.#view;
    const isFirst = this.#width === 0;
    let i = at;
    if (isFirst) {
      while (bytes[i] === blank) i++;
      if (i - at < leastBlanks) return -1;
    } else {
      const last = this.#width - 8;
      let above = this.#above;
      const to = above + last;
      while (above <= to && view.getFloat64(i, true) === view.getFloat64(above, true)) {
        i += 8;
        above += 8;
      }
      if (i - at < leastBlanks) {
        i = at;
        while (bytes[i] === blank) i++;
        if (i - at < leastBlanks) return -1;
      }
    }
    const firstBar = i - at;
    while (view.getFloat64(i, true) === eightBlanks) i += 8;
    let code = bytes[i]!;
    while (code === blank || code === bar) code = bytes[++i]!;
    const column = i - at;
    if (column > widest) return -1;
    if (code === newline) return this.#packBars(at, i, isFirst ? firstBar : column);
    if (bytes[i - 1] === bar && code !== dash) return -1;
    if (isFirst && (firstBar < column || code !== dash)) return -1;
    let kind: number = Packed.frame;
    let value = 0;
    if (code === dash) {
      if (bytes[i + 1] !== dash) return -1;
      i += 2;
      code = bytes[i]!;
      if (code === dash) {
        if (bytes[++i] === dash) return -1;
        kind = Packed.root;
      } else {
        i = this.#printed.read(bytes, i);
        if (i < 0) return -1;
        kind = this.#printed.isShare ? Packed.share : Packed.count;
        value = this.#printed.value;
        if (bytes[i] !== dash || bytes[i + 1] !== dash) return -1;
        i += 2;
      }
      if (bytes[i] === blank) {
        i++;
        if (kind === Packed.root) kind = Packed.spacedRoot;
      }
    }
    if (!beginsName(bytes, i)) return -1;
    const name = this.#name(i);
    if (name < 0) return -1;
    this.trees.push(kind, column, name, value);
    this.#above = at;
    this.#width = column;
    return this.#end;
  }

  #packBars(at: number, end: number, column: number): number {
    let i = end - 1;
    while (i >= at && this.#bytes[i] !== bar) i--;
    if (i >= at) this.trees.push(Packed.bars, column, 0, 0);
    else {
      // A narrow line of blanks may end a tree: that depends on the line behind it.
      if (end - at <= widestEmpty) {
        this.#keepNext = true;
        return -1;
      }
      this.trees.push(Packed.blanks, column, 0, 0);
    }
    this.#above = at;
    this.#width = end - at;
    return end + 1;
  }

  /** Number of the name that begins at `at` and ends the line; -1 when it has other than printable ASCII. */
  #name(at: number): number {
    const bytes = this.#bytes;
    let hash = 0;
    let i = at;
    for (let code = bytes[i]!; code !== newline; code = bytes[++i]!) {
      if (code < blank || code > 126) return -1;
      hash = Math.imul(hash ^ code, 0x5bd1e995);
    }
    hash ^= hash >>> 15;
    if (bytes[i - 1] === blank || i - at > longestName) return -1;
    this.#end = i + 1;
    return this.trees.names.id(bytes, at, i, hash);
  }
}

/** Letters, `_`, `[`, `<`, `~`, `(anonymous namespace)`, `0xffffffff`: what cannot be a row or a remark. */
function beginsName(bytes: Uint8Array, at: number): boolean {
  const code = bytes[at]!;
  if ((code >= 97 && code <= 122) || code === 95 || (code >= 65 && code <= 90)) return true;
  if (code === 91 || code === 126 || code === 36) return true;
  if (code === 48) return bytes[at + 1] === 120;
  return (code === 40 || code === 60) && bytes[at + 1] !== 42;
}
