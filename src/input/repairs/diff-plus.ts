import type { Line } from '../../model/source.ts';
import { isPerfLineBesideRows } from '../perf-shapes.ts';
import { lineBegins } from '../telltales.ts';
import { lineRange, type Repair } from './repair.ts';

//  +            |--6.80%--f     +            ---f        no fold mark of the TUI stands before tree pipes
const treeBehindPlus = /^\+[ ]{8,}(?:\||-{2,3}[\w\d])/;

/**
 * `+` in front of every line, from a diff or a patch mail. In the TUI every row may begin with `+`, but never a header, a
 * rule of dashes or an empty line: without one of those it is left alone.
 */
export const diffPlus: Repair = {
  name: 'diff-plus',
  sign: (text) => lineBegins(text, '+'),
  apply(lines) {
    const out: Line[] = [];
    let first = 0;
    let last = 0;
    for (let i = 0; i < lines.length; ) {
      let end = i;
      while (end < lines.length && lines[end]!.text.startsWith('+')) end++;
      if (end === i) {
        out.push(lines[i++]!);
        continue;
      }
      const run = lines.slice(i, end);
      i = end;
      if (run.length < 2 || !run.some(isAddedLine)) {
        for (const line of run) out.push(line);
        continue;
      }
      first ||= run[0]!.number;
      last = run.at(-1)!.number;
      for (const line of run) out.push({ text: line.text.slice(1), number: line.number });
    }
    if (first === 0) return undefined;
    return { lines: out, did: `removed the "+" of a diff from ${lineRange(first, last)}`, line: first };
  },
};

function isAddedLine({ text }: Line): boolean {
  return isPerfLineBesideRows(text.slice(1)) || treeBehindPlus.test(text);
}
