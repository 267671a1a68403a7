import type { CacheLineReport } from '../../model/cache-line.ts';
import type { Unread } from '../../model/case.ts';
import type { Line } from '../../model/source.ts';
import { readTree } from '../call-graph/read-tree.ts';
import type { SectionContext } from '../format.ts';
import { readAccess } from './access.ts';
import { integerOf, percentOf, withoutRemark } from './cells.ts';
import { type Column, columnsOf, isDots } from './columns.ts';
import { isEventKey, kindOf, type LineKind, type Part, parts } from './line-kind.ts';
import { ReportBuilder, reportOf } from './report-builder.ts';
import { type AccessTree, stacksOf } from './stacks.ts';
import { readHead, readTableRow } from './table.ts';

/** Lines of prose between two parts of one report, as in a blog that explains them one by one, up to which they belong together. */
const longestGap = 60;

/** Reads one report from its first line to where something else begins. */
export class ReportReader {
  readonly #lines: readonly Line[];
  readonly #context: SectionContext;
  readonly #builder = new ReportBuilder();
  readonly #trees: AccessTree[] = [];
  readonly #prose: Unread[] = [];
  #part: Part | undefined;
  #columns: { readonly table?: readonly Column[]; readonly pareto?: readonly Column[] } = {};
  #lastKey = '';
  #remarks = 0;
  #misfits: number[] = [];
  #undefinedShares = 0;

  constructor(lines: readonly Line[], context: SectionContext) {
    this.#lines = lines;
    this.#context = context;
  }

  /** Returns the index of the first line that is not part of the report. */
  read(start: number): number {
    let end = start;
    for (let at = start; at < this.#lines.length; ) {
      const kind = kindOf(this.#lines[at]!.text);
      const next = kind.kind === 'blank' ? at + 1 : (this.#take(kind, at) ?? this.#skip(at));
      if (next === undefined) break;
      at = next;
      // Empty lines belong to what follows them, a lone `#` closes perf's tables.
      if (this.#lines[next - 1]!.text.trim() !== '') end = next;
    }
    return Math.max(end, start + 1);
  }

  report(start: number, end: number): CacheLineReport {
    const builder = this.#builder;
    this.#addNotes();
    const cacheLines = builder.cacheLines();
    const { stacks, notes } = stacksOf(this.#trees, cacheLines, this.#context);
    builder.notes.push(...notes);
    const { command, file } = this.#context;
    return reportOf(builder, {
      file,
      firstLine: this.#lines[start]!.number,
      lastLine: this.#lines[end - 1]!.number,
      cacheLines,
      stacks,
      ...(command === undefined ? {} : { command }),
    });
  }

  unreadParts(): { unread?: readonly Unread[] } {
    return this.#prose.length > 0 ? { unread: this.#prose } : {};
  }

  /** Reads a line of the report; undefined when it is none, or begins the next report. */
  #take(kind: LineKind, at: number): number | undefined {
    const text = withoutRemark(this.#lines[at]!.text);
    if (text.length < this.#lines[at]!.text.length) this.#remarks++;
    switch (kind.kind) {
      case 'rule': {
        const next = kindOf(this.#lines[at + 1]?.text ?? '');
        return next.kind === 'title' && !this.#follows(next.part) ? undefined : at + 1;
      }
      case 'title':
        return this.#title(kind, at);
      case 'value':
        return this.#value(kind, at);
      case 'upper':
        return kindOf(this.#lines[at + 1]?.text ?? '').kind === 'names' ? at + 1 : undefined;
      case 'names':
        return this.#header(kind.part, at);
      case 'row':
        return this.#row(text, at);
      case 'head':
        return this.#head(text, at);
      case 'access':
        return this.#access(text, at);
      case 'cut':
        this.#builder.cut = true;
        return at + 1;
      case 'bar':
      case 'dots':
      case 'noise':
        return at + 1;
      default:
        return undefined;
    }
  }

  /** Parts come in one order; TUI screens of several lines follow each other. */
  #follows(part: Part): boolean {
    return this.#part === undefined || parts.indexOf(part) > parts.indexOf(this.#part);
  }

  #title(kind: Extract<LineKind, { kind: 'title' }>, at: number): number | undefined {
    const isScreen = kind.address !== undefined;
    if (!this.#follows(kind.part) && !(isScreen && this.#part === 'pareto')) return undefined;
    this.#part = kind.part;
    this.#builder.endBlock();
    if (kind.sortedOn) this.#builder.sortedOn ??= kind.sortedOn;
    if (kind.address) {
      const index = this.#builder.blocks;
      this.#builder.block({ index, address: kind.address, counts: {}, unnamed: 0 }, this.#lines[at]!.number);
    }
    return at + 1;
  }

  #value(kind: Extract<LineKind, { kind: 'value' }>, at: number): number | undefined {
    const { key } = kind;
    const builder = this.#builder;
    const text = withoutRemark(` ${kind.value}`).trim();
    if (this.#part === 'details') {
      const name = key === '' ? this.#lastKey : key;
      const before = builder.details[name];
      builder.details[name] = before === undefined ? text : `${before}, ${text}`;
      if (name === 'Cachelines sort on') builder.sortedOn ??= text;
      this.#lastKey = name;
      return at + 1;
    }
    const percent = /^-?(?:nan|inf|\d+\.\d+)%$/.test(text);
    const value = percent ? percentOf(withTwoDecimals(text)) : integerOf(text);
    if (key === '' || value === undefined || (this.#part === undefined && !isEventKey(key))) return undefined;
    if (this.#part === 'table' || this.#part === 'pareto') return undefined;
    this.#part ??= 'events';
    if (text.includes('n')) {
      // A share of nothing: there is no number to keep.
      this.#undefinedShares++;
      return at + 1;
    }
    builder.events[key in builder.events ? `${key} (shared lines)` : key] = value;
    return at + 1;
  }

  #header(part: 'table' | 'pareto', at: number): number | undefined {
    if (this.#part !== part && !this.#follows(part)) return undefined;
    if (this.#part !== part) this.#builder.endBlock();
    this.#part = part;
    const line = (i: number): string | undefined => this.#lines[i]?.text;
    const above = line(at - 1);
    const upper = above !== undefined && kindOf(above).kind === 'upper' ? above : upperWords(above);
    const below = line(at + 1);
    const dots = below !== undefined && isDots(below) ? below : undefined;
    const columns = columnsOf(upper, line(at)!, dots);
    if (columns.length > 1) this.#columns = { ...this.#columns, [part]: columns };
    return dots === undefined ? at + 1 : at + 2;
  }

  #row(text: string, at: number): number | undefined {
    if (this.#part === 'pareto') return undefined;
    this.#part = 'table';
    const cells = readTableRow(text, this.#columns.table);
    if (cells.unnamed > 0) this.#misfits.push(this.#lines[at]!.number);
    this.#builder.row(cells, this.#lines[at]!.number);
    return at + 1;
  }

  #head(text: string, at: number): number | undefined {
    if (this.#part !== 'pareto' && !this.#follows('pareto')) return undefined;
    this.#part = 'pareto';
    const cells = readHead(text, this.#columns.pareto);
    if (cells.unnamed > 0) this.#misfits.push(this.#lines[at]!.number);
    this.#builder.block(cells, this.#lines[at]!.number);
    return at + 1;
  }

  #access(text: string, at: number): number | undefined {
    const header = this.#columns.pareto;
    const columns = header?.[0]?.name === 'Num' ? header.slice(1) : header;
    const cells = readAccess(text, columns);
    if (!cells) return undefined;
    this.#part = 'pareto';
    if (cells.guessed && header) this.#misfits.push(this.#lines[at]!.number);
    const { number } = this.#lines[at]!;
    this.#builder.access(cells, number);
    // Where all blanks were lost, the next row could be taken for a folded chain.
    const next = kindOf(this.#lines[at + 1]?.text ?? '').kind;
    const tree = next === 'access' || next === 'blank' ? undefined : readTree(this.#lines, at + 1, 'stdio');
    if (!tree) return at + 1;
    this.#trees.push({ tree: tree.tree, line: number });
    return tree.end;
  }

  /**
   * A line of something else: the report goes on behind it when rows follow at once, or a later part of it within what a
   * few paragraphs take. Otherwise it ends here.
   */
  #skip(at: number): number | undefined {
    const lines = this.#lines;
    const first = kindOf(lines[at]!.text);
    if (first.kind !== 'unknown' && first.kind !== 'chain' && first.kind !== 'access' && first.kind !== 'value')
      return undefined;
    for (let i = at + 1; i < lines.length && i < at + longestGap; i++) {
      const kind = kindOf(lines[i]!.text);
      const near =
        i <= at + 3 && (kind.kind === 'access' || kind.kind === 'head' || kind.kind === 'row' || kind.kind === 'bar');
      const part = kind.kind === 'title' || kind.kind === 'names' ? kind.part : undefined;
      const later = part !== undefined && this.#part !== undefined && this.#follows(part);
      if (near || later) {
        const titled =
          later && lines[i - 1] !== undefined && ['rule', 'upper'].includes(kindOf(lines[i - 1]!.text).kind);
        return this.#unread(at, titled ? i - 1 : i);
      }
      // Another tool's output, or a command that makes one.
      if (/^\s*(?:\$|#|PerfTop:|Samples:)\s*\S/.test(lines[i]!.text)) return undefined;
    }
    return undefined;
  }

  #unread(from: number, to: number): number {
    const lines = this.#lines;
    const [firstLine, lastLine] = [lines[from]!.number, lines[to - 1]!.number];
    if (to - from <= 3) {
      const text = `not understood: ${lines[from]!.text.trim().slice(0, 60)}`;
      this.#builder.notes.push({ kind: 'unread', text, line: firstLine });
    } else this.#prose.push({ file: this.#context.file, firstLine, lastLine, looksLike: 'prose' });
    return to;
  }

  #addNotes(): void {
    const { notes, cut, rows, blocks, events, sortedOn } = this.#builder;
    if (this.#undefinedShares > 0) {
      const text = `${this.#undefinedShares} shares are nan%: there is nothing they could be a share of`;
      notes.push({ kind: 'inferred', text });
    }
    if (this.#remarks > 0)
      notes.push({ kind: 'repaired', text: `remarks behind ${this.#remarks} lines were left out` });
    if (this.#misfits.length > 0) {
      const text = `${this.#misfits.length} rows do not fit their header; their cells were told apart by shape`;
      notes.push({ kind: 'inferred', text, line: this.#misfits[0]! });
    }
    if (cut) notes.push({ kind: 'truncated', text: 'the text says that parts of the report were left out' });
    if (rows !== blocks) notes.push({ kind: 'truncated', text: missingPart(rows, blocks) });
    const peers = (events['Load HIT Local Peer'] ?? 0) + (events['Load HIT Remote Peer'] ?? 0);
    if (this.#columns.table && rows === 0 && peers > 0 && sortedOn !== 'Peer Snoop') {
      const text = `no line has HITM loads, but ${peers} loads hit a peer: this CPU needs perf c2c report -d peer`;
      notes.push({ kind: 'trouble', text });
    }
  }
}

function missingPart(rows: number, blocks: number): string {
  if (blocks === 0) return 'the pareto is not in the text: who touched the cache lines cannot be seen';
  if (rows === 0) return 'the table of all cache lines is not in the text';
  return `the table shows ${rows} cache lines and the pareto ${blocks}: one of them was cut`;
}

/** The first header line of perf 4.10's pareto may hold words only where authors cut its spans. */
function upperWords(text: string | undefined): string | undefined {
  return text !== undefined &&
    /^[#\s]*(?:(?:Total|Tot|Rmt|Lcl|Peer|Snoop|LLC|Load Hit|cpu|Shared|Data address)\s*)+$/.test(text)
    ? text
    : undefined;
}

/** Percentages of the event counts have one decimal. */
function withTwoDecimals(text: string): string {
  return text.replace(/^(\d+\.\d)%$/, '$10%');
}
