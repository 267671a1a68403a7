import type { Line } from '../../model/source.ts';
import { lineRange, type Repair } from './repair.ts';
import { headerCell, layOut, percentCell, type TableRow } from './table-layout.ts';

// |---|---:|:---|
const rulePattern = /^[ \t]*\|?(?:[ \t]*:?-{2,}:?[ \t]*\|){1,40}(?:[ \t]*:?-{2,}:?[ \t]*)?$/;
const sign = /-:?[ \t]{0,20}\|/;

/** Markdown tables whose first column is a share or whose header is perf's. Other tables are not perf's layout. */
export const markdownTable: Repair = {
  name: 'markdown-table',
  sign: (text) => sign.test(text),
  apply(lines) {
    const out: Line[] = [];
    let first = 0;
    let last = 0;
    for (let i = 0; i < lines.length; i++) {
      const table = i > 0 && isRule(lines[i]!.text) ? readTable(lines, i) : undefined;
      if (!table) {
        out.push(lines[i]!);
        continue;
      }
      out.pop();
      for (const line of layOut(table.header, lines[i]!.number, table.rows)) out.push(line);
      first ||= table.header.number;
      i = table.end - 1;
      last = lines[i]!.number;
    }
    if (first === 0) return undefined;
    return { lines: out, did: `turned the markdown table in ${lineRange(first, last)} into columns`, line: first };
  },
};

function isRule(text: string): boolean {
  return text.length < 2000 && text.includes('|') && rulePattern.test(text);
}

function readTable(
  lines: readonly Line[],
  rule: number,
): { header: TableRow; rows: TableRow[]; end: number } | undefined {
  const header = rowOf(lines[rule - 1]!);
  const rows: TableRow[] = [];
  let end = rule + 1;
  while (end < lines.length && lines[end]!.text.includes('|')) rows.push(rowOf(lines[end++]!));
  const isPerf = headerCell.test(header.cells[0] ?? '') || rows.some((row) => percentCell.test(row.cells[0] ?? ''));
  return isPerf && rows.length > 0 ? { header, rows, end } : undefined;
}

function rowOf({ text, number }: Line): TableRow {
  const inner = text.trim().replace(/^\|/, '').replace(/\|$/, '');
  const cells = inner.split(/(?<!\\)\|/).map((cell) => {
    const plain = cell.trim().replaceAll('\\|', '|');
    return plain.replace(/^(?:\*\*|`)(.*?)(?:\*\*|`)$/, '$1');
  });
  return { cells, number };
}
