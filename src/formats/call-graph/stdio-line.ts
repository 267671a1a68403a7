import { isDigit, skipBlanks } from '../lexical.ts';
import { Packed, type TreeLines } from './tree-lines.ts';

/** What a line of a stdio call graph is. */
export const Kind = {
  /** Nothing, or only blanks. */
  empty: 0,
  /** Only bars: `            |          |` */
  bars: 1,
  /** `            ---finish_task_switch`, before perf 4.0 `--- finish_task_switch` */
  root: 2,
  /** `            |--76.47%--sock_def_readable`, `--30--name` with counts, before 4.10 `--76.47%-- name` */
  branch: 3,
  /** A value alone: `           6.80%` above a chain of `-g flat` */
  value: 4,
  /** Text that starts with a number: a table row, or a chain of `-g folded` */
  number: 5,
  /** A frame: `            |          do_syscall_64` */
  frame: 6,
} as const;

/** By `Packed`. */
const kindOfPacked = [
  Kind.empty,
  Kind.bars,
  Kind.bars,
  Kind.frame,
  Kind.branch,
  Kind.branch,
  Kind.root,
  Kind.root,
  Kind.number,
  Kind.number,
];

const space = 32;
const bar = 124;
const dash = 45;

/** Result of `scan`, filled anew for each line: one object for a million lines. */
export class StdioLine {
  kind: number = Kind.empty;
  /** Column of the dashes, the number or the name; of the first bar of a line of bars. */
  column = 0;
  /** Bars before it. */
  bars = 0;
  /** The branch's own bar stands right before its dashes; a last child has none. */
  ownBar = false;
  value = Number.NaN;
  percent = true;
  name = '';
  /** A blank stands between dashes and name. */
  spaced = false;

  scan(text: string): void {
    const { length } = text;
    this.bars = 0;
    let firstBar = -1;
    let i = 0;
    for (; i < length; i++) {
      const code = text.charCodeAt(i);
      if (code === space || code === 9) continue;
      if (code !== bar || !isTreeBar(text, i)) break;
      if (firstBar < 0) firstBar = i;
      this.bars++;
    }
    this.column = i;
    if (i === length) {
      // Below 32 levels the bars of a separator line vanish: then it is blanks, as wide as the tree is deep.
      this.kind = this.bars > 0 || length > 300 ? Kind.bars : Kind.empty;
      this.column = firstBar;
      return;
    }
    const code = text.charCodeAt(i);
    if (code === dash || code > 0x2010) this.#scanDashes(text, i);
    else if (isDigit(code)) this.#scanNumber(text, i);
    else this.#frame(text, i);
  }

  /** The same for a line that is kept as numbers. Its name is left alone. */
  take(trees: TreeLines, node: number): void {
    const kind = trees.kindOf(node);
    this.kind = kindOfPacked[kind]!;
    this.column = trees.columnOf(node);
    this.bars = 0;
    if (this.kind === Kind.bars) return;
    this.value = trees.nodeValues[node]!;
    this.percent = kind !== Packed.count && kind !== Packed.countChain;
    this.spaced = kind === Packed.spacedRoot;
  }

  #frame(text: string, at: number): void {
    this.kind = Kind.frame;
    this.name = trimmed(text, at);
  }

  #scanDashes(printed: string, at: number): void {
    // Word processors and wikis make one character of them: `|–6.80%–name`, `—name`
    const text = printed.charCodeAt(at) > 0x2010 ? withAsciiDashes(printed, at) : printed;
    this.#frame(printed, at);
    if (text.charCodeAt(at) !== dash || text.charCodeAt(at + 1) !== dash) return;
    this.ownBar = text.charCodeAt(at - 1) === bar;
    const afterValue = this.#number(text, at + 2);
    if (afterValue > 0 && text.charCodeAt(afterValue) === dash && text.charCodeAt(afterValue + 1) === dash) {
      this.kind = Kind.branch;
      this.#nameAfterDashes(text, afterValue + 2);
    } else if (text.charCodeAt(at + 2) === dash && text.charCodeAt(at + 3) !== dash) {
      this.kind = Kind.root;
      this.value = Number.NaN;
      this.#nameAfterDashes(text, at + 3);
    }
  }

  #nameAfterDashes(text: string, at: number): void {
    const start = skipBlanks(text, at);
    this.spaced = start > at;
    this.name = trimmed(text, start);
  }

  #scanNumber(text: string, at: number): void {
    const end = this.#number(text, at);
    const rest = skipBlanks(text, end);
    if (end < 0 || (rest === end && rest < text.length && !this.percent)) {
      this.#frame(text, at);
      return;
    }
    this.kind = rest === text.length ? Kind.value : Kind.number;
    this.name = rest === end + 1 ? trimmed(text, rest) : '';
  }

  /** Index after `6.80%`, `6,80%` or `30` at `at`, or -1. Sets `value` and `percent`. */
  #number(text: string, at: number): number {
    let value = 0;
    let i = at;
    while (isDigit(text.charCodeAt(i))) value = value * 10 + text.charCodeAt(i++) - 48;
    if (i === at) return -1;
    const point = text.charCodeAt(i);
    this.percent = false;
    if (point === 46 || point === 44) {
      let scale = 1;
      while (isDigit(text.charCodeAt(++i))) {
        value = value * 10 + text.charCodeAt(i) - 48;
        scale *= 10;
      }
      value /= scale;
      if (text.charCodeAt(i) !== 37) return -1;
      i++;
      this.percent = true;
    }
    this.value = value;
    return i;
  }
}

/** A bar of the tree is followed by blanks, another bar or dashes; anything else is a name that starts with one. */
function isTreeBar(text: string, at: number): boolean {
  const next = text.charCodeAt(at + 1);
  return next === space || next === bar || next === dash || next === 9 || next > 0x2010 || Number.isNaN(next);
}

function withAsciiDashes(text: string, at: number): string {
  // –6.80%–name  —6.80%—name  —name
  const head = text.slice(at);
  const branch = /^[‐-―−]+(\d[\d.,]*%?)[‐-―−]+(.*)$/.exec(head);
  if (branch) return `${text.slice(0, at)}--${branch[1]}--${branch[2]}`;
  return `${text.slice(0, at)}${head.replace(/^[—―]/, '---').replace(/^[–−]/, '--')}`;
}

export function trimmed(text: string, at: number): string {
  const last = text.charCodeAt(text.length - 1);
  return last === space || last === 9 || last === 13 ? text.slice(at).trimEnd() : text.slice(at);
}
