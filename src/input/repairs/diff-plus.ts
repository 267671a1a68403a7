import type { Line } from '../../model/source.ts';
import { isPerfLineBesideRows } from '../perf-shapes.ts';
import { lineBegins } from '../telltales.ts';
import { removeMark } from './marked-runs.ts';
import type { Repair } from './repair.ts';

//  +            |--6.80%--f     +            ---f        no fold mark of the TUI stands before tree pipes
const treeBehindPlus = /^\+[ ]{8,}(?:\||-{2,3}[\w\d])/;

/**
 * `+` in front of every line, from a diff or a patch mail. In the TUI every row may begin with `+`, but never a header, a
 * rule of dashes or an empty line: without one of those it is left alone.
 */
export const diffPlus: Repair = {
  name: 'diff-plus',
  sign: (text) => lineBegins(text, '+'),
  apply: (lines) =>
    removeMark(lines, {
      character: '+',
      called: 'the "+" of a diff',
      isAdded: (run) => run.length > 1 && run.some(isAddedLine),
      width: () => 1,
    }),
};

function isAddedLine({ text }: Line): boolean {
  return isPerfLineBesideRows(text.slice(1)) || treeBehindPlus.test(text);
}
