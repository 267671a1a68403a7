import type { Line } from '../../model/source.ts';
import { startsWithPercent } from '../perf-shapes.ts';
import { fitsAt } from '../telltales.ts';
import { type Mark, removeMark } from './marked-runs.ts';
import type { Repair } from './repair.ts';

// #    12.02%  udp-tx      //  + 12.02% 0.10% udp-tx
const commented = /(?:#|\/\/)[ \t]*(?:[+-][ \t]*)?\d{1,3}[.,]\d\d%[ \t[]/y;

const marks: readonly Mark[] = ['#', '//'].map((character) => ({
  character,
  called: `"${character}" before rows`,
  isAdded: (run) => run.filter(({ text }) => startsWithPercent(text.slice(character.length))).length > 1,
  width: (run) => character.length + (run.every((line) => hasBlank(line, character.length)) ? 1 : 0),
}));

function hasBlank({ text }: Line, at: number): boolean {
  return text.length === at || text[at] === ' ';
}

/** What somebody kept as a comment of a script or a source. perf itself comments headers only, never a row. */
export const commentMarks: Repair = {
  name: 'comment-marks',
  sign: (text) => fitsAt(text, '#', commented) || fitsAt(text, '//', commented),
  apply(lines) {
    for (const mark of marks) {
      const repaired = removeMark(lines, mark);
      if (repaired) return repaired;
    }
    return undefined;
  },
};
