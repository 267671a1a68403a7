import type { Line } from '../../model/source.ts';
import { hasMark, isAnchor, startsWithPercent } from '../perf-shapes.ts';
import { standsIndented } from '../telltales.ts';
import { countOf, isBlank, lineRange, type Repair } from './repair.ts';

const anchors = ['#', 'Samples: ', '-'.repeat(30), '='.repeat(30), '+  ', '-  '];
const sign = /^[ \t]+(?:#(?: |$|-)|-{30}|={30}|Samples: |[+-] {2,}\d{1,3}[.,]\d\d%)/m;
//   +   12.02%  udp-tx  [kernel]  [k] f      fold mark of a TUI row; its children have one blank: "- 6.80% f"
const foldedRow = /^[+-](?: {2,}\d{1,3}| \d{3})[.,]\d\d%/;
//    PerfTop:    1513 irqs/sec               three blanks are perf's own
const perfTop = /^PerfTop:/;

/**
 * Indentation of a whole block: markdown code, rST, list items, patch descriptions. perf's own layout is indented too, so
 * only a line that perf prints at column 0 tells how much is too much, and only its neighbours that have at least as much
 * lose it.
 */
export const commonIndent: Repair = {
  name: 'common-indent',
  sign: (text) => anchors.some((anchor) => standsIndented(text, anchor)) && sign.test(text),
  apply(lines) {
    let out: Line[] | undefined;
    let first = 0;
    let last = 0;
    let width = 0;
    for (let i = 0; i < lines.length; i++) {
      const indent = surplusIndent((out?.[i] ?? lines[i]!).text);
      if (indent === '') continue;
      const { start, end } = block(lines, i, indent);
      if (isInnerLevel(lines, start, end, i)) continue;
      out ??= lines.slice();
      for (let j = start; j < end; j++) {
        const { text, number } = lines[j]!;
        out[j] = { text: text.startsWith(indent) ? text.slice(indent.length) : text.trim(), number };
      }
      if (first === 0) first = lines[start]!.number;
      last = lines[end - 1]!.number;
      width = indent.length;
      i = end - 1;
    }
    if (!out) return undefined;
    const what = `removed the indentation (${countOf(width, 'character')}) of ${lineRange(first, last)}`;
    return { lines: out, did: what, line: first };
  },
};

/** The blanks before a line that perf prints at column 0; empty for all other lines. */
function surplusIndent(text: string): string {
  if (text[0] !== ' ' && text[0] !== '\t') return '';
  const rest = text.trimStart();
  if (perfTop.test(rest) || !(isAnchor(rest) || (foldedRow.test(rest) && hasMark(rest)))) return '';
  const indent = text.slice(0, text.length - rest.length);
  // perf sched and c2c indent some of their rules by one or two blanks themselves.
  return indent.length < 3 && indent[0] === ' ' && /^[-=]{4}/.test(rest) ? '' : indent;
}

function block(lines: readonly Line[], anchor: number, indent: string): { start: number; end: number } {
  const belongs = (at: number) =>
    isBlank(lines[at]) || (lines[at]!.text.startsWith(indent) && !isOwnRow(lines[at]!.text, indent));
  let start = anchor;
  while (start > 0 && belongs(start - 1)) start--;
  let end = anchor + 1;
  while (end < lines.length && belongs(end)) end++;
  while (start < anchor && isBlank(lines[start])) start++;
  while (end > anchor + 1 && isBlank(lines[end - 1])) end--;
  return { start, end };
}

/** In a TUI hierarchy rows of inner levels are indented; their outer rows stand right around them. */
function isInnerLevel(lines: readonly Line[], start: number, end: number, anchor: number): boolean {
  if (!foldedRow.test(lines[anchor]!.text.trimStart())) return false;
  return startsWithPercent(lines[start - 1]?.text ?? '') || startsWithPercent(lines[end]?.text ?? '');
}

/** A row whose share ends in column 10, where perf puts it, is not indented although it begins with blanks. */
function isOwnRow(text: string, indent: string): boolean {
  return (
    indent.length > 1 &&
    !/^\s*[+-]/.test(text) &&
    startsWithPercent(text) &&
    text.indexOf('%') < 8 + Math.min(indent.length, 3)
  );
}
