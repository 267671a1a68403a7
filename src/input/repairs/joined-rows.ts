import type { Line } from '../../model/source.ts';
import { isSymbolRow } from '../perf-shapes.ts';
import { countOf, type Repair } from './repair.ts';

//  +   4.93%  gw  [k] f                  +   2.96%  gw  [k] g               ?  1.97%  gw  [k] h
const nextRows = /(?<= {6})[-+?](?= {1,4}\d{1,3}[.,]\d\d% {2})/g;
/** The same up to the percent sign. */
const share = / {6}[-+?] {1,4}\d{1,3}[.,]\d\d$/;
const longestShare = 17;
const longestLine = 20_000;

/**
 * Rows of perf's screen in one line, each padded to the width of the terminal: copied without the line ends. The mark of a
 * row that cannot be opened may be lost and stand as `?`.
 */
export const joinedRows: Repair = {
  name: 'joined-rows',
  sign: hasNextRow,
  apply(lines) {
    const out: Line[] = [];
    let first = 0;
    let count = 0;
    for (const line of lines) {
      const rows = line.text.length < longestLine ? takenApart(line.text) : [];
      if (rows.length < 2 || !rows.every(isSymbolRow)) {
        out.push(line);
        continue;
      }
      first ||= line.number;
      count += rows.length;
      for (const text of rows) out.push({ text, number: line.number });
    }
    if (first === 0) return undefined;
    return { lines: out, did: `took apart ${countOf(count, 'row')} that stood in one line with others`, line: first };
  },
};

/** What stands before each percent sign is looked at: of a large report's bytes most are blanks, and few such signs. */
function hasNextRow(text: string): boolean {
  for (let at = text.indexOf('%  '); at >= 0; at = text.indexOf('%  ', at + 3)) {
    if (share.test(text.slice(Math.max(0, at - longestShare), at))) return true;
  }
  return false;
}

function takenApart(text: string): string[] {
  const rows: string[] = [];
  let from = 0;
  for (const { index } of text.matchAll(nextRows)) {
    rows.push(text.slice(from, index));
    from = index;
  }
  rows.push(text.slice(from));
  return rows.map((row) => row.replace(/^[?]/, ' ').trimEnd());
}
