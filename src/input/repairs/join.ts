import { hasMark, startsWithPercent } from '../perf-shapes.ts';

// Mail programs break lines at 72 to 80 columns.
const breakColumn = 66;
//                       |          |          |--7.56%--
const namelessBranch = /^ {10}[ |]*--\d[\d.,]*%?--$/;
//                       |          |          |
const onlyPipes = /^ {10}[ |]*\|[ ]*$/;
//                                 -               - 8.53%          (TUI)
const namelessFold = /^ {20,}(?:[+-]|(?:[+-] )?\d{1,3}[.,]\d\d%)[ ]*$/;
//  # ........  .......  ...................
const dotRow = /^#[ .]*\.{3,}[ ]*$/;

//  [k] blk_mq_make_request     [kernel.kallsyms]  [k] f
const startsWithMark = /^(?:\[[\w.-]+\][ ]+|[\w./+-]+[ ]+)?\[[k.guH]\] /;

/** True for a tree line that ends before its frame's name. */
export function lacksFrame(text: string): boolean {
  return namelessBranch.test(text) || onlyPipes.test(text) || namelessFold.test(text);
}

export function isDotRow(text: string): boolean {
  return dotRow.test(text);
}

/** Puts a broken line together again, with the blanks that perf had printed where it was broken. */
export function joinLines(before: string, after: string): string {
  const rest = after.trimStart();
  // A tree's levels are eleven columns apart.
  if (onlyPipes.test(before)) return `${before.trimEnd()}          ${rest.startsWith('-') ? ' ' : ''}${rest}`;
  if (namelessBranch.test(before)) return before + rest;
  // Columns of dots are two blanks apart; a row that fills the line was cut inside a column.
  if (dotRow.test(before) && before.length < breakColumn) return `${before.trimEnd()}  ${rest}`;
  // A rule of dashes or a column of dots was cut anywhere; everything else at a blank.
  const cutInside = /[-.=]$/.test(before) && /^[-.=]+$/.test(rest.trimEnd()) && before.at(-1) === rest[0];
  if (cutInside) return before + rest;
  // Columns are two blanks apart; the first of them may still stand at the end of the line.
  const atColumn = startsWithPercent(before) ? !hasMark(before) && startsWithMark.test(rest) : false;
  const atHeader = before.startsWith('#') && before.endsWith(' ');
  return `${before.replace(/\\$/, '').trimEnd()}${atColumn || atHeader ? '  ' : ' '}${rest}`;
}
