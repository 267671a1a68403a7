import type { Line } from '../../model/source.ts';
import { readTree } from '../call-graph/read-tree.ts';
import { perfCommandsAbove } from '../facts-in-text.ts';
import type { Format } from '../format.ts';
import { rowStart } from '../lexical.ts';
import { readBareRow, rowEvidence } from './bare-row.ts';
import { readBareTable } from './bare-table.ts';
import { span } from './profiles.ts';

/**
 * Rows of perf report or perf top that were copied without anything around them. Asked last, after all formats that
 * know their tables by a header.
 */
export const bareRows: Format = {
  name: 'bare rows',
  starts(lines, at) {
    if (rowStart(lines[at]!.text) < 0) return false;
    const row = readBareRow(lines[at]!.text, lines[at]!.number);
    if (!row) return false;
    const evidence = rowEvidence(row);
    if (evidence === 'sure' || evidence === 'none') return evidence === 'sure';
    return hasTree(lines, at, row.fold) || (evidence === 'likely' && hasCompany(lines, at, row.before.length));
  },
  read(lines, at, { file, command }) {
    const table = readBareTable(lines, at, {
      file,
      firstLine: span(lines, at, at + 1).firstLine,
      population: perfCommandsAbove(lines, at, command),
    });
    return table ? { end: table.end, captures: table.profiles } : { end: at + 1, captures: [] };
  },
};

/** A call graph right below makes a row of what has none of a row's marks. */
function hasTree(lines: readonly Line[], at: number, fold: boolean): boolean {
  const next = lines[at + 1]?.text ?? '';
  if (fold) return /^\s+[+-]? *\d+\.\d\d% \S|^\s+[+-] \S/.test(next) && readTree(lines, at + 1, 'tui') !== undefined;
  return (
    /^\s*[|\d]/.test(next) &&
    (next.includes(';') || next.includes('|')) &&
    readTree(lines, at + 1, 'stdio') !== undefined
  );
}

/** A row without a mark is believed when another of its shape stands right below it. */
function hasCompany(lines: readonly Line[], at: number, cells: number): boolean {
  for (let i = at + 1; i < Math.min(at + 3, lines.length); i++) {
    const row = readBareRow(lines[i]!.text, lines[i]!.number);
    const evidence = row ? rowEvidence(row) : 'none';
    if (evidence === 'sure' || (evidence === 'likely' && row!.before.length === cells)) return true;
  }
  return false;
}
