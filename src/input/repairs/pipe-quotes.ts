import type { Line } from '../../model/source.ts';
import { isPerfLine } from '../perf-shapes.ts';
import { lineBegins } from '../telltales.ts';
import { removeMark } from './marked-runs.ts';
import type { Repair } from './repair.ts';

// |---|---:|     that makes it a markdown table
const tableRule = /^\|[ \t]*:?-{2,}:?[ \t]*\|/;
const tableRow = /^\|[^|]+\|[^|]+\|/;
//  |Overhead  CPU  Command   (TUI)
const tuiHeader = /^[ ]{0,4}(?:Overhead|Children)[ ]{2,}\S/;

/**
 * `| ` in front of every line. Trees have pipes too, but no row or header of perf begins with one, so a run of such lines
 * is a quote when rows or headers are among them.
 */
export const pipeQuotes: Repair = {
  name: 'pipe-quotes',
  sign: (text) => lineBegins(text, '|'),
  apply: (lines) =>
    removeMark(lines, {
      character: '|',
      called: '"|" quotes',
      isAdded: isQuoted,
      width: (run) => (run.every(({ text }) => text.length === 1 || text[1] === ' ') ? 2 : 1),
    }),
};

function isQuoted(run: readonly Line[]): boolean {
  // | 3.94% | `[k] f` |     a table of cells without its head
  if (run.every(({ text }) => tableRow.test(text) && text.trimEnd().endsWith('|'))) return false;
  let signs = 0;
  for (const { text } of run) {
    if (tableRule.test(text)) return false;
    const rest = text.slice(1);
    if (isPerfLine(rest) || tuiHeader.test(rest)) signs++;
  }
  return signs > 1;
}
