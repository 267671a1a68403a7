import type { Line } from '../../model/source.ts';
import { lineBegins } from '../telltales.ts';
import { lineRange, type Repair } from './repair.ts';
import { headerCell, layOut, percentCell, type TableRow } from './table-layout.ts';

// "12,02%";"udp-tx";"[kernel.kallsyms]"
const quotedCells = /^"[^"\n]{0,4000}"[;,\t]"/m;

/** `perf report -t ,` that went through a spreadsheet: every cell quoted, commas in the percentages, `;` between cells. */
export const spreadsheet: Repair = {
  name: 'spreadsheet',
  sign: (text) => lineBegins(text, '"') && quotedCells.test(text),
  apply(lines) {
    const out: Line[] = [];
    let first = 0;
    let last = 0;
    for (let i = 0; i < lines.length; ) {
      let end = i;
      while (end < lines.length && lines[end]!.text.startsWith('"')) end++;
      const rows = lines.slice(i, end).map(rowOf);
      if (!rows.some((row) => percentCell.test(row.cells[0] ?? ''))) {
        for (let j = i; j < Math.max(end, i + 1); j++) out.push(lines[j]!);
        i = Math.max(end, i + 1);
        continue;
      }
      for (const line of unquoted(rows)) out.push(line);
      first ||= lines[i]!.number;
      last = lines[end - 1]!.number;
      i = end;
    }
    if (first === 0) return undefined;
    return { lines: out, did: `turned the spreadsheet cells in ${lineRange(first, last)} into columns`, line: first };
  },
};

function unquoted(rows: readonly TableRow[]): Line[] {
  const lines: Line[] = [];
  let header: TableRow | undefined;
  let table: TableRow[] = [];
  const flush = () => {
    if (header || table.length > 0) lines.push(...layOut(header, undefined, table));
    header = undefined;
    table = [];
  };
  for (const row of rows) {
    const [share = ''] = row.cells;
    if (percentCell.test(share)) table.push(row);
    else {
      flush();
      // A comment with commas was cut into cells like a row.
      if (headerCell.test(share) && row.cells.length > 1) header = row;
      else lines.push({ text: row.cells.join(', ').trimEnd(), number: row.number });
    }
  }
  flush();
  return lines;
}

function rowOf({ text, number }: Line): TableRow {
  const cells: string[] = [];
  let at = 0;
  while (at < text.length) {
    if (text[at] === '"') {
      let end = at + 1;
      while (end < text.length && (text[end] !== '"' || text[end + 1] === '"')) end += text[end] === '"' ? 2 : 1;
      cells.push(
        text
          .slice(at + 1, end)
          .replaceAll('""', '"')
          .trim(),
      );
      at = end + 2;
    } else {
      const separator = /[;,\t]/.exec(text.slice(at));
      const end = separator ? at + separator.index : text.length;
      cells.push(text.slice(at, end).trim());
      at = end + 1;
    }
  }
  return { cells, number };
}
