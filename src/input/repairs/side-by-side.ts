import type { Line } from '../../model/source.ts';
import { isSymbolRow } from '../perf-shapes.ts';
import { isBlank, lineRange, type Repair } from './repair.ts';

//     26.58%  [kernel]  [k] f      |      5.78%  [kernel]  [k] g
const twoRows = /\[[k.guH]\][^\n[]{1,200}[|│\t][ ]*\d{1,3}[.,]\d\d%[ \t]/;
// Two rows of the longest C++ names; a longer line is something else.
const longestPair = 4000;
const separators = ['|', '│', '\t'] as const;
// Fewer rows than this on one separator column are not two reports.
const fewestRows = 3;

interface Split {
  readonly separator: string;
  readonly column: number;
}

/**
 * Two reports beside each other. The column where most rows come apart into two rows of perf's is the border; longer lines
 * push it to the right. The left report is given first, then the right one.
 */
export const sideBySide: Repair = {
  name: 'side-by-side',
  sign: (text) => twoRows.test(text),
  apply(lines) {
    const split = borderOf(lines);
    if (!split) return undefined;
    const halves = lines.map((line) => halvesOf(line.text, split));
    let start = halves.findIndex((half) => half !== undefined);
    let end = halves.findLastIndex((half) => half !== undefined) + 1;
    while (start > 0 && isBlank(lines[start - 1])) start--;
    while (end < lines.length && isBlank(lines[end])) end++;
    const left: Line[] = [];
    const right: Line[] = [];
    for (let i = start; i < end; i++) {
      const { text, number } = lines[i]!;
      const [a, b] = halves[i] ?? [text, ''];
      left.push({ text: a.trimEnd(), number });
      right.push({ text: b.trimEnd(), number });
    }
    const boundary = { text: '', number: lines[end - 1]!.number };
    const first = lines[start]!.number;
    return {
      lines: [...lines.slice(0, start), ...left, boundary, ...right, ...lines.slice(end)],
      did: `separated two reports that stood side by side in ${lineRange(first, lines[end - 1]!.number)}`,
      line: first,
    };
  },
};

function borderOf(lines: readonly Line[]): Split | undefined {
  const votes = new Map<string, { split: Split; count: number }>();
  let best: { split: Split; count: number } | undefined;
  for (const { text } of lines) {
    if (text.length > longestPair || !twoRows.test(text)) continue;
    for (const separator of separators) {
      const column = text.indexOf(separator);
      if (column < 0 || !isSymbolRow(text.slice(0, column)) || !isSymbolRow(text.slice(column + 1))) continue;
      const key = `${separator}${column}`;
      const vote = votes.get(key) ?? { split: { separator, column }, count: 0 };
      vote.count++;
      votes.set(key, vote);
      if (!best || vote.count > best.count) best = vote;
    }
  }
  return best && best.count >= fewestRows ? best.split : undefined;
}

function halvesOf(text: string, { separator, column }: Split): [string, string] | undefined {
  const at = text[column] === separator ? column : text.indexOf(separator, column);
  if (at < 0) return undefined;
  // The border is drawn as " | ": one blank on its right is not the report's.
  const skip = separator !== '\t' && text[at + 1] === ' ' ? 2 : 1;
  return [text.slice(0, at), text.slice(at + skip)];
}
