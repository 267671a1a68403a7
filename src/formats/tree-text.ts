import { isClean } from '../input/clean.ts';
import { decodeText } from '../input/decode.ts';
import type { TextSource } from '../input/input.ts';
import type { Blanks } from '../input/repairs/doubled-blanks.ts';
import { isBlank } from '../input/repairs/repair.ts';
import { longestLine, mostLines } from '../input/split.ts';
import type { Line } from '../model/source.ts';
import { type PackedLines, Unopened } from './call-graph/packed-lines.ts';
import { TreeLinePacker } from './call-graph/tree-line-packer.ts';
import type { Lines, TreeLines } from './call-graph/tree-lines.ts';
import { LineBuffer } from './perf-script/line-buffer.ts';

/** Bytes that are held at a time: a line that does not fit is no line of perf report. */
const longestHeld = 1 << 20;
/** Words are read, beyond the last byte. */
const slack = 32;

/** Characters of the beginning that tell what a text is: see `recogniseText`. */
const telling = 100_000;

/** A text that needs no repair, with the lines of its call graphs as numbers. */
export interface TreeText {
  readonly lines: Lines;
  /** Set when a line was asked for its text that is only there as numbers: what was made of the lines is void. */
  readonly unopened: Unopened;
}

/**
 * Reads a large text whose call graphs make up most of it; undefined when it needs a repair, or a note. What the text then
 * is made of is the same as `decodeText` and `cleanLines` make of it.
 */
export function readTreeText(head: Uint8Array, text: TextSource, file: string): TreeText | undefined {
  const start = decodeText(head.subarray(0, head.lastIndexOf(10) + 1), file);
  if ('unread' in start || start.notes.length > 0 || start.text.length < telling) return undefined;
  const kept: Line[] = [];
  const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
  let odd = false;
  const bytes = new Uint8Array(longestHeld + slack);
  const buffer = new LineBuffer(
    { bytes, from: 0, size: longestHeld },
    (from, to) => {
      packer.moved();
      for (let at = from; at < to && !odd; ) {
        const next = packer.pack(at);
        if (next >= 0) {
          at = next;
          continue;
        }
        const end = bytes.indexOf(10, at);
        const text = end === at ? '' : textOf(bytes.subarray(at, end), decoder);
        at = end + 1;
        if (text === undefined || text.length > longestLine || text.includes('\r')) odd = true;
        else kept.push({ text, number: packer.trees.size });
      }
    },
    () => {
      odd = true;
    },
  );
  const packer = new TreeLinePacker(bytes, new DataView(bytes.buffer));
  const { trees } = packer;
  const isOdd = (): boolean => odd || packer.odd || trees.size >= mostLines;
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
  if (isOdd() || kept[0]?.number !== 1) return undefined;
  const unopened = new Unopened();
  const lines: Line[] & { trees?: TreeLines } = new Array(trees.size).fill(unopened);
  for (const line of kept) lines[line.number - 1] = line;
  const sample = [...kept.map(({ text }) => text), ...trees.samples()].join('\n');
  if (!isClean(`${sample}\n`, lines, blanksOf(kept, trees)) || unopened.opened) return undefined;
  lines.trees = trees;
  return { lines, unopened };
}

function blanksOf(kept: readonly Line[], trees: PackedLines): Blanks {
  const all = [...trees.blanks, ...kept.filter(isBlank).map(({ number }) => number - 1)];
  const flags = new Uint8Array(trees.size);
  for (const at of all) flags[at] = 1;
  return { count: trees.size, all, is: (at) => flags[at] === 1 };
}

function textOf(bytes: Uint8Array, decoder: InstanceType<typeof TextDecoder>): string | undefined {
  try {
    return decoder.decode(bytes);
  } catch {
    return undefined;
  }
}
