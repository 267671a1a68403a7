import type { Line } from '../../model/source.ts';
import { isAnchor, startsWithPercent } from '../perf-shapes.ts';
import { longestLine } from '../split.ts';
import { standsEarly } from '../telltales.ts';
import { joinLines } from './join.ts';
import { countOf, isBlank, lineRange, type Repair } from './repair.ts';

// A line this long that is followed by one without its quote was cut by the mail program, at 72 to 80 columns.
const shortestWrapped = 60;
const wrapColumn = 70;

interface Quote {
  readonly depth: number;
  /** Where the quoted text begins, with the blank that belongs to the last `>`. */
  readonly end: number;
}

const unquoted: Quote = { depth: 0, end: 0 };

/**
 * `>` quotes of any depth: `> > >>>` counts five. Each run of quoted lines is judged by itself, because a mail holds
 * regions of different depth. Symbols and commands may begin with `>` too; a run is a quote when `>` stands alone, before
 * a blank or another `>` in it, and it is more than one line or its text is a row of perf's.
 */
export const mailQuotes: Repair = {
  name: 'mail-quotes',
  sign: (text) => standsEarly(text, '>', 2),
  apply(lines) {
    const quotes = lines.map((line) => quoteOf(line.text));
    const out: Line[] = [];
    let first = 0;
    let last = 0;
    let deepest = 0;
    let joined = 0;
    for (let i = 0; i < lines.length; ) {
      if (quotes[i]!.depth === 0) {
        out.push(lines[i++]!);
        continue;
      }
      const end = endOfRun(lines, quotes, i);
      if (isQuote(lines, quotes, i, end)) {
        first ||= lines[i]!.number;
        last = lines[end - 1]!.number;
        for (let j = i; j < end; j++) deepest = Math.max(deepest, quotes[j]!.depth);
        joined += unquoteRun(lines, quotes, i, end, out);
      } else {
        for (let j = i; j < end; j++) out.push(lines[j]!);
      }
      i = end;
    }
    if (deepest === 0) return undefined;
    const levels = countOf(deepest, 'level');
    const wraps = joined > 0 ? `, joined ${countOf(joined, 'line')} that the quote had cut` : '';
    return { lines: out, did: `unquoted ${levels} of ">" in ${lineRange(first, last)}${wraps}`, line: first };
  },
};

/** Depth 0 when the line is not quoted. A `>` that belongs to a C++ name (`>, long>::f`) ends the quote. */
function quoteOf(text: string): Quote {
  let depth = 0;
  let end = 0;
  for (let at = 0; at < text.length; at++) {
    const c = text[at];
    if (c === '>') {
      if (/^(?:[,:()*&]|=[^=])/.test(text.slice(at + 1, at + 3))) break;
      depth++;
      end = at + 1;
    } else if (c !== ' ' || at > end + (depth === 0 ? 1 : 0)) break;
  }
  return depth === 0 ? unquoted : { depth, end };
}

/** A run goes on over blank lines and over the rest of a cut line (see `isCutRest`). */
function endOfRun(lines: readonly Line[], quotes: readonly Quote[], start: number): number {
  let end = start + 1;
  for (let i = end; i < lines.length; i++) {
    if (quotes[i]!.depth > 0) end = i + 1;
    else if (!isBlank(lines[i]) && !isCutRest(lines, quotes, i)) break;
  }
  return end;
}

function isQuote(lines: readonly Line[], quotes: readonly Quote[], start: number, end: number): boolean {
  let quoted = 0;
  let marks = 0;
  for (let i = start; i < end; i++) {
    const { depth, end: at } = quotes[i]!;
    if (depth === 0) continue;
    quoted++;
    const { text } = lines[i]!;
    if (depth > 1 || at === text.length || text[at] === ' ' || text[at] === '\t') marks++;
    if (startsWithPercent(text.slice(at))) return true;
  }
  return quoted > 1 && marks * 2 > quoted;
}

/** The end of a long quoted line that the mail program cut: unquoted itself, between two quoted lines. */
function isCutRest(lines: readonly Line[], quotes: readonly Quote[], at: number): boolean {
  const before = lines[at - 1];
  if (!before || at + 1 >= lines.length || quotes[at - 1]!.depth === 0 || quotes[at + 1]!.depth === 0) return false;
  const rest = lines[at]!.text;
  if (rest.startsWith(' ') || before.text.length < shortestWrapped) return false;
  const word = rest.indexOf(' ');
  return before.text.length + (word < 0 ? rest.length : word) >= wrapColumn;
}

function unquoteRun(lines: readonly Line[], quotes: readonly Quote[], start: number, end: number, out: Line[]): number {
  const blankAfter = blankStyles(lines, quotes, start, end);
  let joined = 0;
  for (let i = start; i < end; i++) {
    const line = lines[i]!;
    const { depth, end: at } = quotes[i]!;
    if (depth === 0) {
      const before = out.at(-1);
      if (before && !isBlank(line) && isCutRest(lines, quotes, i) && before.text.length < longestLine) {
        out[out.length - 1] = { text: joinLines(before.text, line.text), number: before.number };
        joined++;
      } else out.push(line);
      continue;
    }
    const skip = blankAfter.has(depth) && line.text[at] === ' ' ? 1 : 0;
    const text = line.text.slice(at + skip);
    out.push({ text: text.trim() === '' ? '' : text, number: line.number });
  }
  return joined;
}

/** Depths at which the quote is `> ` rather than `>`: nearly all their lines have a blank behind the last mark. */
function blankStyles(
  lines: readonly Line[],
  quotes: readonly Quote[],
  start: number,
  end: number,
): ReadonlySet<number> {
  const counts = new Map<number, { blank: number; other: number }>();
  for (let i = start; i < end; i++) {
    const { depth, end: at } = quotes[i]!;
    const { text } = lines[i]!;
    if (depth === 0 || text.length === at) continue;
    let count = counts.get(depth);
    if (!count) {
      count = { blank: 0, other: 0 };
      counts.set(depth, count);
    }
    if (text[at] === ' ') count.blank++;
    // What perf prints at column 0 right behind the mark: no blank of the quote's own.
    else count.other += isAnchor(text.slice(at)) ? Number.POSITIVE_INFINITY : 1;
  }
  const styles = new Set<number>();
  for (const [depth, { blank, other }] of counts) if (blank > other * 4) styles.add(depth);
  return styles;
}
