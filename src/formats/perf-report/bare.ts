import type { Line } from '../../model/source.ts';
import { readTree } from '../call-graph/read-tree.ts';
import { perfCommandAbove } from '../facts-in-text.ts';
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
    return evidence === 'sure' || (evidence === 'likely' && hasCompany(lines, at, row.before.length, row.fold));
  },
  read(lines, at, { file, command: known }) {
    const command = known ?? perfCommandAbove(lines, at);
    const table = readBareTable(lines, at, {
      file,
      firstLine: span(lines, at, at + 1).firstLine,
      population: { ...(command && { command }) },
      ...(command && { command }),
    });
    return table ? { end: table.end, captures: table.profiles } : { end: at + 1, captures: [] };
  },
};

/** A row without a mark is believed when another of its shape, or a call graph of a screen, stands right below it. */
function hasCompany(lines: readonly Line[], at: number, cells: number, fold: boolean): boolean {
  if (fold && readTree(lines, at + 1, 'tui')) return true;
  for (let i = at + 1; i < Math.min(at + 3, lines.length); i++) {
    const row = readBareRow(lines[i]!.text, lines[i]!.number);
    if (row && rowEvidence(row) !== 'none' && (row.symbol !== undefined || row.before.length === cells)) return true;
  }
  return false;
}
