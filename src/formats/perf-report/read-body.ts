import type { Line, Note } from '../../model/source.ts';
import { readTree } from '../call-graph/read-tree.ts';
import type { RowTree } from '../call-graph/to-stacks.ts';
import { isInTree, isPacked, type Lines } from '../call-graph/tree-lines.ts';
import { isBlank, markAt, numberAt, percentEnd, rowStart, skipBlanks } from '../lexical.ts';
import { isTrouble, troubleNote } from './trouble.ts';

export interface Body<R> {
  readonly rows: R[];
  readonly trees: RowTree[];
  /** Index after the last line that belongs to the table. */
  readonly end: number;
  /** Parts are missing: `...` in the text, or a screen's cut. */
  readonly elided: boolean;
  readonly notes: Note[];
}

export interface BodyOptions {
  readonly file: string;
  /** Undefined: as the lines below a row look. */
  readonly layout?: 'stdio' | 'tui';
  /** Rows come in the order of their first percentage, as in every table that was not sorted otherwise. */
  readonly sorted: boolean;
  /** Rows of another shape belong to another table even where nothing stands between. */
  readonly otherTable?: (line: Line) => boolean;
  /**
   * How the line below a row is told from its call graph: rows with a symbol's `mark` cannot be lines of one; without
   * header or marks (`4.25% lock_sock_fast`) what stands no further to the `left` is one; and where a row is a number and
   * a name, a line that can be a `tree` is one.
   */
  readonly below: 'mark' | 'left' | 'tree';
}

/** Lines of prose that may stand between two rows of one table. */
const longestRemark = 8;

/**
 * Reads rows and the trees below them until something else begins. `...` and remarks between rows do not end a table:
 * it goes on when rows follow that it could hold. Larger shares after a gap, or a line that introduces what follows,
 * begin another table.
 */
export function readBody<R>(
  lines: Lines,
  at: number,
  readRow: (line: Line) => R | undefined,
  options: BodyOptions,
): Body<R> {
  const rows: R[] = [];
  const trees: RowTree[] = [];
  const notes: Note[] = [];
  const strays = new Strays(notes, options.file);
  let elided = false;
  let gap = false;
  let lastShare = Number.POSITIVE_INFINITY;
  let end = at;
  let i = at;

  while (i < lines.length) {
    const line = lines[i]!;
    const { text } = line;
    const first = skipBlanks(text, 0);
    if (first === text.length) {
      gap = true;
      i++;
      continue;
    }
    const share = rowStart(text);
    const row = readRow(line);
    if (row !== undefined) {
      const value = share < 0 ? Number.NaN : numberAt(text, share);
      // Trees end with an empty line too, so it takes a gap and a larger share to see a second table.
      if (gap && options.sorted && value > lastShare + 0.005) break;
      if (value >= 0) lastShare = value;
      rows.push(row);
      end = ++i;
      gap = false;
      if (
        options.below !== 'tree' &&
        !(options.below === 'mark' ? isPacked : isInTree)(lines, i) &&
        isRowBelow(line, lines[i], options.below, readRow)
      )
        continue;
      const layout = options.layout ?? layoutBelow(lines, i);
      const tree = layout && readTree(lines, i, layout);
      if (tree) {
        trees.push({ tree: tree.tree, row: rows.length - 1 });
        end = i = tree.end;
      }
      continue;
    }
    // a row of another table: a gap, and a symbol's mark in a line that this table has no columns for
    if (share >= 0 && ((gap && markAt(text, share) >= 0) || options.otherTable?.(line))) break;
    if (isElision(text, first)) {
      elided = true;
      end = ++i;
      gap = true;
    } else if (looksLikeTreeLine(text, first) || share >= 0) {
      if (!/^[|\s]*$/.test(text)) strays.add(line, rows.length === 0 || elided);
      end = ++i;
    } else if (isTrouble(text)) {
      const note = troubleNote(line, options.file);
      if (note) notes.push(note);
      end = ++i;
    } else {
      const next = remarkEnd(lines, i, readRow, options.sorted ? lastShare : Number.POSITIVE_INFINITY);
      if (next < 0 || rows.length === 0) break;
      notes.push(remarkNote(lines, i, next, options.file));
      i = next;
      gap = false;
    }
  }
  strays.flush();
  return { rows, trees, end, elided, notes };
}

function isRowBelow<R>(
  line: Line,
  next: Line | undefined,
  below: 'mark' | 'left',
  readRow: (line: Line) => R | undefined,
): boolean {
  const start = next === undefined ? -1 : rowStart(next.text);
  if (start < 0) return false;
  if (markAt(next!.text, start) >= 0) return true;
  if (below === 'mark') return false;
  // the percentage stands below this line's, not to the right of it
  const above = rowStart(line.text);
  const left = start <= above || percentEnd(next!.text, start) <= percentEnd(line.text, above);
  return left && readRow(next!) !== undefined;
}

/** Which tree the lines below a row are, for tables whose head does not tell. */
function layoutBelow(lines: readonly Line[], at: number): 'stdio' | 'tui' | undefined {
  const text = lines[at]?.text ?? '';
  const first = skipBlanks(text, 0);
  if (first === text.length) return undefined;
  const code = text.charCodeAt(first);
  // the value of a flat chain stands alone
  const value = percentEnd(text, first) === text.trimEnd().length;
  return code === 124 || value || text.startsWith('--', first) || text.includes(';', first) ? 'stdio' : 'tui';
}

/** Lines of call graphs begin with pipes or dashes, or far to the right. */
function looksLikeTreeLine(text: string, first: number): boolean {
  const code = text.charCodeAt(first);
  if (code === 124) return true;
  if (code === 45 || code === 43) {
    const second = text.charCodeAt(first + 1);
    // `---name`, `--6.80%--name`, `- 6.80% name`, `+ name`; a long rule of dashes is none
    if (isBlank(second)) return first > 0;
    return second === 45 && !text.startsWith('------', first) && !text.endsWith(':');
  }
  return first >= 5 && !text.includes(' ', first);
}

function isElision(text: string, first: number): boolean {
  const code = text.charCodeAt(first);
  if (code !== 46 && code !== 91 && code !== 60 && code !== 8230 && code !== 126 && code !== 45) return false;
  return /^(?:\.{2,}|…|[[<] ?(?:\.{2,}|…|snip|cut|truncated|omitted|\d+ lines)[^\]>]{0,60}[\]>]|~+|-{2,} ?(?:snip|8<|>8).*)$/i.test(
    text.slice(first, first + 80).trim(),
  );
}

/** Index of the row that goes on with the table after a remark, or -1 when the remark ends it. */
function remarkEnd<R>(
  lines: readonly Line[],
  at: number,
  readRow: (line: Line) => R | undefined,
  lastShare: number,
): number {
  for (let i = at, words = 0; i < lines.length && words < longestRemark; i++) {
    const { text } = lines[i]!;
    const trimmed = text.trim();
    if (trimmed === '') continue;
    const share = rowStart(text);
    if (share >= 0) {
      return numberAt(text, share) <= lastShare && readRow(lines[i]!) !== undefined ? i : -1;
    }
    if (introduces(trimmed)) return -1;
    words++;
  }
  return -1;
}

/** True for lines that begin something new: a heading (`After the patch:`), a prompt, a command, another perf output. */
function introduces(text: string): boolean {
  if (text.endsWith(':') || text.startsWith('#') || text.startsWith('$ ') || text.startsWith('* ')) return true;
  return /^(?:Samples\b|Overhead|Children|PerfTop:|\[?\w+@|(?:sudo )?perf )|\bperf (?:top|report|record)\b|={4,}|-{6,}/.test(
    text.slice(0, 200),
  );
}

function remarkNote(lines: readonly Line[], from: number, to: number, file: string): Note {
  const first = lines[from]!;
  const count = lines.slice(from, to).filter((line) => line.text.trim() !== '').length;
  const text = `text between the rows of one table: ${count} ${count === 1 ? 'line' : 'lines'} not read as rows`;
  return { kind: 'unread', text, file, line: first.number };
}

/** Lines of call graphs and rows that could not be read, told once per run of lines. */
class Strays {
  readonly #notes: Note[];
  readonly #file: string;
  #first = 0;
  #last = 0;
  #count = 0;
  #top = false;

  constructor(notes: Note[], file: string) {
    this.#notes = notes;
    this.#file = file;
  }

  add(line: Line, top: boolean): void {
    if (this.#count > 0 && line.number > this.#last + 2) this.flush();
    if (this.#count === 0) {
      this.#first = line.number;
      this.#top = top;
    }
    this.#last = line.number;
    this.#count++;
  }

  flush(): void {
    if (this.#count === 0) return;
    const lines = this.#count === 1 ? '1 line' : `${this.#count} lines`;
    const text = this.#top
      ? `the beginning of a call graph is cut off: ${lines} of its rest left out`
      : `${lines} fit neither a row nor a call graph`;
    this.#notes.push({ kind: this.#top ? 'truncated' : 'unread', text, file: this.#file, line: this.#first });
    this.#count = 0;
  }
}
