import {
  isBlank,
  isDigit,
  looksLikeObject,
  markAt,
  percentEnd,
  rowStart,
  skipBlanks,
  splitCells,
  withMarkRepaired,
  wordEnd,
} from '../lexical.ts';

/** A row of a table without a header: what can be told apart without knowing the columns. */
export interface BareRow {
  readonly line: number;
  /** `+` or `-` of a screen's folded or open row. */
  readonly fold: boolean;
  readonly percents: readonly string[];
  /** Whole numbers behind the percentages. */
  readonly numbers: readonly string[];
  /** Cells between the numbers and the symbol's mark; all cells when there is no mark. */
  readonly before: readonly string[];
  /** `[k] name`; absent when the row has no mark. */
  readonly symbol?: string;
  /** Cells behind the symbol. */
  readonly after: readonly string[];
  /** Cells are separated by more than one blank: perf's spacing is still there. */
  readonly spaced: boolean;
  readonly repaired: boolean;
}

/** Reads a row by its shape: percentages, perhaps numbers, words, and usually a symbol with its mark. */
export function readBareRow(text: string, line: number): BareRow | undefined {
  const start = rowStart(text);
  if (start < 0 || text.length > 20_000) return undefined;
  const percents: string[] = [];
  let end = start;
  for (let i = start; ; i = skipBlanks(text, end)) {
    const next = percentEnd(text, i);
    if (next < 0) break;
    percents.push(text.slice(i, next));
    end = next;
  }
  let at = skipBlanks(text, end);
  if (at === text.length || startsOtherTable(text, at)) return undefined;
  const numbers: string[] = [];
  for (let i = at; ; ) {
    const next = numberEnd(text, i);
    if (next < 0) break;
    numbers.push(text.slice(i, next));
    at = i = skipBlanks(text, next);
  }
  const spaced = at - end > 1 || text.includes('  ', at) || text.includes('\t', at);
  const sign = text.charCodeAt(skipBlanks(text, 0));
  const fold = sign === 43 || sign === 45;
  const mark = markAt(text, at);
  if (mark >= 0) {
    const part = splitAtMark(text, at, mark);
    // rows of perf c2c: several shares, symbol, object, source line
    if (percents.length > 1 && part.after.length > 1 && looksLikeObject(part.after[0]!)) return undefined;
    const { before, symbol, after } = part;
    return { line, fold, percents, numbers, before, symbol, after, spaced, repaired: false };
  }
  const repaired = withMarkRepaired(text.slice(at - 1));
  const found = repaired === undefined ? -1 : markAt(repaired, 0);
  if (found >= 0) return { line, fold, percents, numbers, spaced, ...splitAtMark(repaired!, 0, found), repaired: true };
  return { line, fold, percents, numbers, spaced, before: splitCells(text.slice(at)), after: [], repaired: false };
}

/** Differences (`37.91%  -2.00%`) and cache lines (`0.00%  42.29%  0x8`) are other tables' rows. */
function startsOtherTable(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  if (code === 43 || code === 45) return isDigit(text.charCodeAt(at + 1));
  return (code === 48 && text.charCodeAt(at + 1) === 120) || (code === 58 && isBlank(text.charCodeAt(at + 1)));
}

/** Index after a whole number that is followed by more, or -1. */
function numberEnd(text: string, at: number): number {
  let i = at;
  while (isDigit(text.charCodeAt(i))) i++;
  return i > at && isBlank(text.charCodeAt(i)) && skipBlanks(text, i) < text.length ? i : -1;
}

interface SymbolPart {
  readonly before: string[];
  readonly symbol: string;
  readonly after: string[];
}

function splitAtMark(text: string, at: number, mark: number): SymbolPart {
  let before = text.slice(at, mark);
  // with -v: 0xffffffff813a2413 k [k] name
  const address = before.includes('0x') ? /0x[0-9a-f]+\s+\S\s+$/.exec(before.slice(-40)) : null;
  let prefix = '';
  if (address) {
    prefix = address[0];
    before = before.slice(0, before.length - prefix.length);
  }
  const [first = '', ...after] = splitCells(text.slice(mark + 3));
  const kernel = text[mark + 1] === 'k';
  const { name, remark } = withoutRemark(first, kernel);
  return {
    before: splitCells(before),
    symbol: `${prefix}${text.slice(mark, mark + 3)} ${name}`,
    after: remark ? [remark, ...after] : after,
  };
}

/** Names of kernel functions hold no blanks: what follows is the author's. C++ names do, so there it takes an arrow. */
function withoutRemark(text: string, kernel: boolean): { name: string; remark?: string } {
  if (!text.includes(' ')) return { name: text };
  const arrow = /\s(?:<[-=]+|←|\/\/|#)\s?/.exec(text);
  if (arrow && arrow.index > 0) return { name: text.slice(0, arrow.index), remark: text.slice(arrow.index).trim() };
  const end = kernel ? wordEnd(text, 0) : text.length;
  const rest = text.slice(end).trim();
  // ` (inlined)`, and OCR that reads `_` as a blank
  if (rest === '' || rest === '(inlined)' || !/^[(<*#!-]|^.{12,}\s/.test(rest)) return { name: text };
  return { name: text.slice(0, end), remark: rest };
}

/**
 * How sure it is that a line is a row of a table: `sure` with a symbol mark, `likely` when its words are cells rather
 * than a sentence, so that a second row beside it makes a table, `weak` when they could be a comm, which takes a call
 * graph below. A percentage that opens a sentence is none of these.
 */
export function rowEvidence(row: BareRow): 'sure' | 'likely' | 'weak' | 'none' {
  const sentence = row.before.some((cell) => cell.split(' ').length > 5 && !/^[[/]/.test(cell));
  if (row.symbol !== undefined) return sentence ? 'none' : 'sure';
  const [first = '', ...others] = row.before;
  const words = first.split(' ');
  if (row.before.length === 1) {
    if (words.length === 2 && looksLikeObject(words[0]!) && isName(words[1]!)) return 'likely';
    if (words.length === 1 && isName(first) && /[_\d[\]/.]|::/.test(first)) return 'likely';
    return first.length <= longestComm && isName(first) ? 'weak' : 'none';
  }
  if (row.before.length > 4) return 'none';
  return others.some((cell) => looksLikeObject(cell)) || looksLikeObject(first) ? 'likely' : 'none';
}

/** The kernel cuts command names at 15 bytes. */
const longestComm = 15;

/** One word without the marks that end a sentence, and no stack (`a;b;c`). */
function isName(word: string): boolean {
  return word.length > 1 && !/[;,!?]|[.:]$|^["'(]/.test(word);
}
