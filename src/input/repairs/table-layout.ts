import type { Line } from '../../model/source.ts';

export interface TableRow {
  readonly cells: readonly string[];
  readonly number: number;
}

//  12.02%     "12,02%"
export const percentCell = /^\d{1,3}[.,]\d\d%$/;
//  Overhead    # Overhead    Children
export const headerCell = /^#? ?(?:Overhead|Children|Self|Baseline|Delta)\b/;

/**
 * A table of cells in perf's own layout: columns two blanks apart, the first right-aligned to its header behind `# `.
 * `rule` gives the number of the line that becomes the row of dots below the header.
 */
export function layOut(header: TableRow | undefined, rule: number | undefined, rows: readonly TableRow[]): Line[] {
  const widths: number[] = [];
  const heading = header?.cells.map((cell, i) => (i === 0 ? cell.replace(/^# ?/, '') : cell));
  for (const cells of heading ? [heading, ...rows.map((row) => row.cells)] : rows.map((row) => row.cells)) {
    for (const [i, cell] of cells.entries()) widths[i] = Math.max(widths[i] ?? 0, cell.length);
  }
  const lines: Line[] = [];
  if (heading && header) lines.push({ text: `# ${padded(heading, widths)}`.trimEnd(), number: header.number });
  if (rule !== undefined) {
    lines.push({ text: `# ${widths.map((width) => '.'.repeat(width)).join('  ')}`, number: rule });
  }
  for (const { cells, number } of rows) {
    const [share = '', ...others] = cells;
    lines.push({ text: `  ${padded([share.padStart(widths[0]!), ...others], widths)}`.trimEnd(), number });
  }
  return lines;
}

function padded(cells: readonly string[], widths: readonly number[]): string {
  return cells.map((cell, i) => cell.padEnd(widths[i] ?? 0)).join('  ');
}
