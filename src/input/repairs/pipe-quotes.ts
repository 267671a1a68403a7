import type { Line } from '../../model/source.ts';
import { isPerfLine } from '../perf-shapes.ts';
import { lineBegins } from '../telltales.ts';
import { lineRange, type Repair } from './repair.ts';

// |---|---:|     that makes it a markdown table
const tableRule = /^\|[ \t]*:?-{2,}:?[ \t]*\|/;
//  |Overhead  CPU  Command   (TUI)
const tuiHeader = /^[ ]{0,4}(?:Overhead|Children)[ ]{2,}\S/;

/**
 * `| ` in front of every line. Trees have pipes too, but no row or header of perf begins with one, so a run of such lines
 * is a quote when rows or headers are among them.
 */
export const pipeQuotes: Repair = {
  name: 'pipe-quotes',
  sign: (text) => lineBegins(text, '|'),
  apply(lines) {
    const out: Line[] = [];
    let first = 0;
    let last = 0;
    for (let i = 0; i < lines.length; ) {
      let end = i;
      while (end < lines.length && lines[end]!.text.startsWith('|')) end++;
      if (end === i) {
        out.push(lines[i++]!);
        continue;
      }
      const run = lines.slice(i, end);
      i = end;
      if (!isQuoted(run)) {
        for (const line of run) out.push(line);
        continue;
      }
      first ||= run[0]!.number;
      last = run.at(-1)!.number;
      const width = run.every(({ text }) => text.length === 1 || text[1] === ' ') ? 2 : 1;
      for (const line of run) out.push({ text: line.text.slice(width), number: line.number });
    }
    if (first === 0) return undefined;
    return { lines: out, did: `removed "|" quotes from ${lineRange(first, last)}`, line: first };
  },
};

function isQuoted(run: readonly Line[]): boolean {
  let signs = 0;
  for (const { text } of run) {
    if (tableRule.test(text)) return false;
    const rest = text.slice(1);
    if (isPerfLine(rest) || tuiHeader.test(rest)) signs++;
  }
  return signs > 1;
}
