import { isClean } from '../input/clean.ts';
import { decodeText } from '../input/decode.ts';
import type { TextSource } from '../input/input.ts';
import type { Blanks } from '../input/repairs/doubled-blanks.ts';
import { isBlank } from '../input/repairs/repair.ts';
import { longestLine, mostLines } from '../input/split.ts';
import type { Line } from '../model/source.ts';
import { PackedLines, Unopened } from './call-graph/packed-lines.ts';
import { kept as keptFrom, keptLength, odd, text as textFrom, textSize } from './call-graph/scanner/state.ts';
import { compiled, TreeScanner } from './call-graph/scanner/tree-scanner.ts';
import type { Lines, TreeLines } from './call-graph/tree-lines.ts';
import { LineBuffer } from './perf-script/line-buffer.ts';

/** Characters of the beginning that tell what a text is: see `recogniseText`. */
const telling = 100_000;

/** A text that needs no repair, with the lines of its call graphs as numbers. */
export interface TreeText {
  readonly lines: Lines;
  /** Set when a line was asked for its text that is only there as numbers: what was made of the lines is void. */
  readonly unopened: Unopened;
}

/**
 * Reads a large text whose call graphs make up most of it, of `length` if that is known; undefined when it needs a repair, or
 * a note. What the text then is made of is the same as `decodeText` and `cleanLines` make of it.
 */
export function readTreeText(
  head: Uint8Array,
  text: TextSource,
  file: string,
  length?: number,
  scannerOf = () => new TreeScanner(compiled()),
): TreeText | undefined {
  const start = decodeText(head.subarray(0, head.lastIndexOf(10) + 1), file);
  if ('unread' in start || start.notes.length > 0 || start.text.length < telling) return undefined;
  const scanner = scannerOf();
  const trees = new PackedLines();
  const kept = new KeptLines();
  const size = text instanceof Uint8Array ? text.length : length;
  let read = 0;
  let tooLong = false;
  const buffer = new LineBuffer(
    {
      get bytes() {
        return scanner.bytes;
      },
      from: textFrom,
      size: textSize,
    },
    (from, to) => {
      if (isOdd()) return;
      scanner.scan(from, to);
      const first = trees.size;
      read += to - from;
      trees.add(scanner, size === undefined ? 0 : read / size);
      kept.add(scanner, trees, first);
    },
    () => {
      tooLong = true;
    },
  );
  const isOdd = (): boolean => tooLong || kept.odd || scanner.get(odd) !== 0 || trees.size >= mostLines;
  if (text instanceof Uint8Array) buffer.push(text);
  else {
    text({
      space: () => buffer.space(),
      filled: (length) => buffer.filled(length),
      get stopped() {
        return isOdd();
      },
    });
  }
  buffer.end();
  if (isOdd() || kept.lines[0]?.number !== 1) return undefined;
  trees.end(scanner);
  const unopened = new Unopened();
  const lines: Line[] & { trees?: TreeLines } = new Array(trees.size).fill(unopened);
  for (const line of kept.lines) lines[line.number - 1] = line;
  const sample = [...kept.lines.map(({ text }) => text), ...trees.samples()].join('\n');
  if (!isClean(`${sample}\n`, lines, blanksOf(kept.lines, trees)) || unopened.opened) return undefined;
  lines.trees = trees;
  return { lines, unopened };
}

function blanksOf(kept: readonly Line[], trees: PackedLines): Blanks {
  const all = [...trees.blanks, ...kept.filter(isBlank).map(({ number }) => number - 1)];
  const flags = new Uint8Array(trees.size);
  for (const at of all) flags[at] = 1;
  return { count: trees.size, all, is: (at) => flags[at] === 1 };
}

/** The lines of a text that are kept as text. */
class KeptLines {
  readonly lines: Line[] = [];
  /** They are no UTF-8, or need a repair. */
  odd = false;
  readonly #decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

  /** Takes those of the piece of text that was scanned last, which begins with line `first`. */
  add(scanner: TreeScanner, trees: PackedLines, first: number): void {
    const length = scanner.get(keptLength);
    if (length === 0 || this.odd) return;
    const text = this.#textOf(scanner.bytes.subarray(keptFrom, keptFrom + length));
    if (text === undefined || text.includes('\r')) {
      this.odd = true;
      return;
    }
    let at = first;
    for (let from = 0, to = text.indexOf('\n'); to >= 0; from = to + 1, to = text.indexOf('\n', from)) {
      at = trees.nextText(at) + 1;
      if (to - from > longestLine) this.odd = true;
      this.lines.push({ text: text.slice(from, to), number: at });
    }
  }

  #textOf(bytes: Uint8Array): string | undefined {
    try {
      return this.#decoder.decode(bytes);
    } catch {
      return undefined;
    }
  }
}
