import type { Line } from '../../model/source.ts';
import { NamePool } from './name-pool.ts';
import {
  areCounts,
  blankCount,
  blanks,
  chainCount,
  chains,
  isNoTree,
  isOldRoot,
  kinds,
  lineCount,
  lineFirst,
  nameBytes,
  nameBytesEnd,
  nameCount,
  namePlaces,
  nodeColumns,
  nodeCount,
  nodeLines,
  nodeNames,
  nodeParents,
  nodeValues,
  runCount,
  runSize,
  runs,
} from './scanner/state.ts';
import type { TreeScanner } from './scanner/tree-scanner.ts';
import { Packed, type TreeLines, type TreeRun } from './tree-lines.ts';

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

/** See scanner/names.ts. */
const placeWords = 3;
const runWords = runSize >> 2;

/** All that a scanner finds in the pieces of a text. */
export class PackedLines implements TreeLines {
  readonly names = new NamePool();
  /** Indexes of the lines of blanks. */
  readonly blanks: number[] = [];
  /** Number of lines, and of nodes. */
  size = 0;
  nodes = 0;
  nodeNames = new Int32Array(1 << 13);
  nodeNumbers = new Int32Array(1 << 13);
  nodeParents = new Int32Array(1 << 13);
  nodeValues = new Float64Array(1 << 13);
  #kinds = new Uint8Array(1 << 15);
  #columns = new Uint16Array(1 << 13);
  /** The chains one after the other, each with its number of names before it. */
  #chains = new Int32Array(1 << 10);
  #chainsEnd = 0;
  #lastNode = 0;
  /** Of each run its first node, the one behind its last, its flags. */
  #runs = new Int32Array(1 << 10);
  #runsEnd = 0;
  #lastRun = 0;
  #kindsOfNames = new Uint16Array(0);

  kind(at: number): number {
    return this.#kinds[at]!;
  }

  nextText(at: number): number {
    const next = this.#kinds.indexOf(Packed.text, at);
    return next < 0 || next > this.size ? this.size : next;
  }

  nodeAt(at: number): number {
    const lines = this.nodeNumbers;
    // Most often that is asked from the first line to the last.
    const from = this.#lastNode < this.nodes && lines[this.#lastNode]! <= at + 1 ? this.#lastNode : 0;
    this.#lastNode = firstFrom(from, this.nodes, (node) => lines[node]! > at);
    return this.#lastNode;
  }

  runAt(node: number): TreeRun | undefined {
    const runs = this.#runs;
    const count = this.#runsEnd / runWords;
    const from = this.#lastRun < count && runs[runWords * this.#lastRun]! <= node ? this.#lastRun : 0;
    this.#lastRun = firstFrom(from, count, (run) => runs[runWords * run + 1]! > node);
    if (this.#lastRun === count) return undefined;
    const run = runWords * this.#lastRun;
    const start = runs[run]!;
    const end = runs[run + 1]!;
    const flags = runs[run + 2]!;
    if (start < node || start > node + 1 || (flags & isNoTree) !== 0) return undefined;
    return { start, end, areCounts: (flags & areCounts) !== 0, oldRoot: (flags & isOldRoot) !== 0 };
  }

  kindOf(node: number): number {
    return this.#kinds[this.nodeNumbers[node]! - 1]!;
  }

  columnOf(node: number): number {
    return this.#columns[node]!;
  }

  chainSize(node: number): number {
    return this.#chains[this.nodeNames[node]!]!;
  }

  chainName(node: number, frame: number): number {
    return this.#chains[this.nodeNames[node]! + 1 + frame]!;
  }

  /** Takes what was found in the piece of text that was scanned last; `part` of the text is read, 0 when that is not known. */
  add(scanner: TreeScanner, part: number): void {
    const { bytes } = scanner;
    const lines = scanner.get(lineCount) - scanner.get(lineFirst);
    this.#kinds = roomFor(this.#kinds, this.size, lines, part);
    this.#kinds.set(bytes.subarray(kinds, kinds + lines), this.size);
    const nodes = scanner.get(nodeCount);
    const at = this.nodes;
    this.nodeNames = roomFor(this.nodeNames, at, nodes, part);
    this.nodeNumbers = roomFor(this.nodeNumbers, at, nodes, part);
    this.nodeValues = roomFor(this.nodeValues, at, nodes, part);
    this.#columns = roomFor(this.#columns, at, nodes, part);
    this.nodeParents = roomFor(this.nodeParents, at, nodes, part);
    this.nodeParents.set(scanner.list(nodeParents, nodes), at);
    this.nodeNames.set(scanner.list(nodeNames, nodes), at);
    this.nodeNumbers.set(scanner.list(nodeLines, nodes), at);
    this.nodeValues.set(new Float64Array(bytes.buffer, nodeValues, nodes), at);
    this.#columns.set(scanner.list(nodeColumns, nodes), at);
    const chained = scanner.get(chainCount);
    this.#chains = roomFor(this.#chains, this.#chainsEnd, chained, part);
    this.#chains.set(scanner.list(chains, chained), this.#chainsEnd);
    const ended = runWords * scanner.get(runCount);
    this.#runs = roomFor(this.#runs, this.#runsEnd, ended, part);
    this.#runs.set(scanner.list(runs, ended), this.#runsEnd);
    this.#runsEnd += ended;
    for (const line of scanner.list(blanks, scanner.get(blankCount))) this.blanks.push(line);
    this.size += lines;
    this.nodes += nodes;
    this.#chainsEnd += chained;
  }

  /** Takes the names and what else is known when all is scanned. */
  end(scanner: TreeScanner): void {
    scanner.finish();
    this.add(scanner, 1);
    const from = scanner.get(nameBytes);
    const text = new TextDecoder().decode(scanner.bytes.subarray(from, from + scanner.get(nameBytesEnd)));
    const count = scanner.get(nameCount);
    const places = scanner.list(scanner.get(namePlaces), placeWords * count);
    this.#kindsOfNames = new Uint16Array(count);
    for (let name = 0, start = 0; name < count; name++) {
      const end = places[placeWords * name]!;
      this.names.add(text.slice(start, end));
      this.#kindsOfNames[name] = places[placeWords * name + 2]!;
      start = end;
    }
  }

  /** Each name once for each kind of line it stands on, as it may stand there. */
  samples(): string[] {
    const { names } = this.names;
    const samples: string[] = [];
    for (const [name, kinds] of this.#kindsOfNames.entries()) {
      const text = names[name]!;
      const add = (kind: number, sample: string): void => {
        if (kinds & (1 << kind)) samples.push(sample);
      };
      add(Packed.frame, `            ${text}`);
      add(Packed.countChain, `            ${text};\n            ${text}`);
      add(Packed.share, `            --0.00%--${text}`);
      add(Packed.count, `            --0--${text}`);
      add(Packed.root, `            ---${text}`);
      add(Packed.spacedRoot, `            --- ${text}`);
    }
    return samples;
  }
}

/** The first index from `from` on that `isBehind`, as all that follow it are, or `end`; it is looked for near `from` first. */
function firstFrom(from: number, end: number, isBehind: (at: number) => boolean): number {
  let low = from;
  let step = 1;
  while (low + step < end && !isBehind(low + step)) {
    low += step;
    step *= 2;
  }
  let high = Math.min(low + step, end);
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (isBehind(middle)) high = middle;
    else low = middle + 1;
  }
  return low;
}

type List = Int32Array<ArrayBuffer> | Uint16Array<ArrayBuffer> | Float64Array<ArrayBuffer> | Uint8Array<ArrayBuffer>;

/** A list grows by so much at once, at most, however much is expected. */
const mostGrowth = 16;
const margin = 1.02;

/** The list, or a wider one, with room for more behind what is used: if possible for all that the rest will bring. */
function roomFor<T extends List>(list: T, used: number, more: number, part: number): T {
  const needed = used + more;
  if (needed <= list.length) return list;
  const expected = part > 0 ? Math.ceil((needed / part) * margin) : 0;
  const length = Math.max(needed, Math.min(expected || 2 * list.length, mostGrowth * list.length));
  const wider = new (list.constructor as new (length: number) => T)(length);
  wider.set(list.subarray(0, used));
  return wider;
}
