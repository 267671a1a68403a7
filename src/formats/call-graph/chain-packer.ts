import type { PackedLines } from './packed-lines.ts';
import { PrintedValue } from './printed-value.ts';
import { Packed } from './tree-lines.ts';

const newline = 10;
const blank = 32;
const percentSign = 37;
const mostFrames = 4000;
/** Frames of all chains that are kept: more have no number. */
const mostChained = 1 << 26;

/** Characters of the names in chains that no repair takes for anything else: no round or angle brackets, bars, blanks, quotes. */
const inName = new Uint8Array(256);
for (const c of 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_.:$@+-~[]') inName[c.charCodeAt(0)] = 1;

/** What stands above a line, as far as it decides whether the line may be packed as a chain. */
const Above = { other: 0, row: 1, count: 2, share: 3 } as const;

/**
 * Packs the chains of `-g folded` below a row. Where they stand they are of no interest to any repair: prefixes of lines
 * hide perf's own lines, which are no chains, and what continues a broken row or chain has brackets or a mark.
 */
export class ChainPacker {
  /** A chain that cannot be packed, or a line below one that may be the rest of it: then all must be read as text. */
  odd = false;
  readonly #bytes: Uint8Array;
  readonly #trees: PackedLines;
  readonly #printed = new PrintedValue();
  readonly #frames = new Int32Array(mostFrames);
  #above: number = Above.other;

  constructor(bytes: Uint8Array, trees: PackedLines) {
    this.#bytes = bytes;
    this.#trees = trees;
  }

  /** The line at `at` is kept as text. */
  text(at: number): void {
    const bytes = this.#bytes;
    const isOwnLine =
      bytes[at] === newline ||
      bytes[at] === 35 ||
      (bytes[at] === blank && bytes[at + 1] === blank && bytes[at + 2] === blank);
    if (this.#above === Above.share && !isOwnLine) this.odd = true;
    this.#above = isRow(bytes, at) ? Above.row : Above.other;
  }

  /** A line of another call graph was packed. */
  other(): void {
    this.#above = Above.other;
  }

  /** Packs the line at `at`, which begins with a digit: the index behind its newline, or -1. */
  pack(at: number): number {
    if (this.#above === Above.other) return -1;
    const bytes = this.#bytes;
    const i = this.#printed.read(bytes, at);
    const { isShare, value } = this.#printed;
    const above = isShare ? Above.share : Above.count;
    if (i < 0 || bytes[i] !== blank || (this.#above !== Above.row && this.#above !== above)) return -1;
    // `PerfTop:` is no frame
    if (bytes[i + 1] === 80 && bytes[i + 2] === 101 && bytes[i + 3] === 114) return -1;
    const end = this.#packFrames(i + 1, isShare ? Packed.shareChain : Packed.countChain, value);
    if (end > 0 && this.#trees.chained < mostChained) this.#above = above;
    // Repairs look at all lines when there is one at the left edge.
    else this.odd = true;
    return end;
  }

  #packFrames(at: number, kind: number, value: number): number {
    const bytes = this.#bytes;
    const frames = this.#frames;
    const { names } = this.#trees;
    let size = 0;
    for (let i = at; ; i++) {
      const start = i;
      let hash = 0;
      let code = bytes[i]!;
      while (inName[code] === 1) {
        hash = Math.imul(hash ^ code, 0x5bd1e995);
        code = bytes[++i]!;
      }
      if ((code !== 59 && code !== newline) || size === mostFrames || !isFrame(bytes, start, i, start === at))
        return -1;
      frames[size++] = names.id(bytes, start, i, hash ^ (hash >>> 15));
      if (code === newline) {
        this.#trees.pushChain(kind, frames, size, value);
        return i + 1;
      }
    }
  }
}

/**
 * A letter, `_`, `[unknown]` but no mark (`[k]`), `.slowpath` behind another, and an address (`0x7f711df788a8`, `0`) but no
 * number with decimals.
 */
function isFrame(bytes: Uint8Array, from: number, to: number, first: boolean): boolean {
  const code = bytes[from]!;
  if ((code >= 97 && code <= 122) || code === 95 || (code >= 65 && code <= 90)) return true;
  if (code === 91) return bytes[from + 2] !== 93;
  if (code === 46) return !first && to - from > 1;
  if (code < 48 || code > 57) return false;
  for (let i = from; i < to; i++) if (bytes[i] === 46) return false;
  return true;
}

/** `     0.15%  swapper  [kernel.kallsyms]  [k] pv_native_safe_halt` */
function isRow(bytes: Uint8Array, at: number): boolean {
  let i = at;
  while (bytes[i] === blank) i++;
  if (i - at < 2) return false;
  const digits = i;
  while (bytes[i]! >= 48 && bytes[i]! <= 57) i++;
  if (i === digits || i - digits > 3 || bytes[i] !== 46 || bytes[i + 3] !== percentSign || bytes[i + 4] !== blank)
    return false;
  i += 4;
  while (bytes[i] === blank) i++;
  return bytes[i] !== newline;
}
