import type { Line } from '../../model/source.ts';
import { startsWithPercent } from '../perf-shapes.ts';
import { longestLine } from '../split.ts';
import { fitsAt } from '../telltales.ts';
import { countOf, isBlank, type Repair } from './repair.ts';

// # .....  ..................  ....  ......  .        the row of dots below a header, and the rest of it
const dots = /^#[ .]{20,}$/;
const restOfDots = /^[ .]*\.[ .]*$/;
//       0  0xffff88810c2a0600     0      77           a row of c2c's cache line table
const cacheLineRow = /^[ ]{0,12}\d{1,7}[ ]+(?:0x|\d+[ ]+\d+[ ]+\d+)/;

const dotsInTwo = /^#[ .]{59,300}\n[ .]*\.[ .]*$/my;

const narrowest = 60;
const widest = 300;

/**
 * Lines cut at one fixed column by a terminal or a form (c2c tables are 200 columns wide and more). The row of dots proves
 * it and gives the width: it is the one line that holds nothing but dots and blanks, so a line of such behind it is its
 * rest. From there on, a line of exactly that width goes on in the next one.
 */
export const fixedWraps: Repair = {
  name: 'fixed-wraps',
  sign: (text) => fitsAt(text, '#', dotsInTwo),
  apply(lines) {
    const width = widthOf(lines);
    if (width === undefined) return undefined;
    const out: Line[] = [];
    let joined = 0;
    let first = 0;
    for (let i = 0; i < lines.length; i++) {
      const line = lines[i]!;
      let { text } = line;
      while (lines[i]!.text.length === width && goesOn(lines, i) && text.length < longestLine) {
        text += lines[++i]!.text;
        first ||= line.number;
        joined++;
      }
      out.push(text === line.text ? line : { text, number: line.number });
    }
    if (joined === 0) return undefined;
    return { lines: out, did: `joined ${countOf(joined, 'line')} cut at column ${width}`, line: first };
  },
};

function widthOf(lines: readonly Line[]): number | undefined {
  let longest = 0;
  for (const { text } of lines) longest = Math.max(longest, text.length);
  for (let i = 0; i + 1 < lines.length; i++) {
    const { text } = lines[i]!;
    if (text.length < narrowest || text.length > widest || text.length !== longest) continue;
    if (dots.test(text) && restOfDots.test(lines[i + 1]!.text)) return text.length;
  }
  return undefined;
}

/** False when the next line begins something of its own, although this one fills the width. */
function goesOn(lines: readonly Line[], at: number): boolean {
  const next = lines[at + 1];
  if (!next || (isBlank(next) && next.text === '') || next.text.startsWith('#')) return false;
  const table = cacheLineRow.test(next.text) && /0x/.test(next.text);
  return !table && !(startsWithPercent(next.text) && !/^\s/.test(lines[at]!.text)) && !/^ ?[-=]{20,}$/.test(next.text);
}
