import type { Line } from '../../model/source.ts';
import { lineRange, type Repair } from './repair.ts';
import { headerCell, layOut, percentCell, type TableRow } from './table-layout.ts';

// |---|---:|:---|
const rulePattern = /^[ \t]*\|?(?:[ \t]*:?-{2,}:?[ \t]*\|){1,40}(?:[ \t]*:?-{2,}:?[ \t]*)?$/;
// | 3.94% | `[k] nft_do_chain` |     also without a head and its rule
const bareRow = /^[ \t]*\|[ \t]*[*`]{0,2}\d{1,3}(?:[.,]\d{1,2})? ?%[*`]{0,2}[ \t]*\|[^|]+\|/;
const bareSign = /^[ \t]*\|[ \t]*[*`]{0,2}\d{1,3}(?:[.,]\d{1,2})? ?%[*`]{0,2}[ \t]*\|/m;
const sign = /-:?[ \t]{0,20}\|/;

/** Markdown tables whose first column is a share or whose header is perf's. Other tables are not perf's layout. */
export const markdownTable: Repair = {
  name: 'markdown-table',
  sign: (text) => sign.test(text) || (text.includes('%') && bareSign.test(text)),
  apply(lines) {
    const out: Line[] = [];
    let first = 0;
    let last = 0;
    for (let i = 0; i < lines.length; i++) {
      const table = i > 0 && isRule(lines[i]!.text) ? readTable(lines, i) : undefined;
      const rows = table ? [] : bareRows(lines, i);
      if (!table && rows.length < 2) {
        out.push(lines[i]!);
        continue;
      }
      first ||= table ? table.header.number : lines[i]!.number;
      if (table) {
        out.pop();
        for (const line of layOut(table.header, lines[i]!.number, table.rows)) out.push(line);
        i = table.end - 1;
      } else {
        for (const line of layOut(undefined, undefined, rows)) out.push(line);
        i += rows.length - 1;
      }
      last = lines[i]!.number;
    }
    if (first === 0) return undefined;
    return { lines: out, did: `turned the markdown table in ${lineRange(first, last)} into columns`, line: first };
  },
};

function isRule(text: string): boolean {
  return text.length < 2000 && text.includes('|') && rulePattern.test(text);
}

function bareRows(lines: readonly Line[], from: number): TableRow[] {
  const rows: TableRow[] = [];
  for (let i = from; i < lines.length && lines[i]!.text.length < 2000 && bareRow.test(lines[i]!.text); i++) {
    rows.push(rowOf(lines[i]!));
  }
  return rows;
}

function readTable(
  lines: readonly Line[],
  rule: number,
): { header: TableRow; rows: TableRow[]; end: number } | undefined {
  const header = rowOf(lines[rule - 1]!);
  header.cells.splice(0, header.cells.length, ...header.cells.map(perfsName));
  const rows: MutableRow[] = [];
  let end = rule + 1;
  while (end < lines.length && lines[end]!.text.includes('|')) rows.push(rowOf(lines[end++]!));
  const share = header.cells.findIndex((name, i) => {
    return headerCell.test(name) && rows.every(({ cells }) => percentCell.test(cells[i] ?? ''));
  });
  // | Function | Overhead |: perf has the share in front
  if (share > 0) for (const { cells } of [header, ...rows]) cells.unshift(...cells.splice(share, 1));
  const isPerf = headerCell.test(header.cells[0] ?? '') || rows.some((row) => percentCell.test(row.cells[0] ?? ''));
  return isPerf && rows.length > 0 ? { header, rows, end } : undefined;
}

/** What people call perf's columns when they write the table themselves. */
const columnNames: readonly (readonly [RegExp, string])[] = [
  [/^(?:incl(?:usive)?|children|cum(?:ulative)?)\.? ?%?$/i, 'Children'],
  [/^(?:self|excl(?:usive)?)\.? ?%?$/i, 'Self'],
  [/^(?:%|pct|percent(?:age)?|share|cpu ?%|% ?cpu|overhead ?%?|% ?overhead)$/i, 'Overhead'],
  [/^(?:function|symbol)s?(?: name)?$/i, 'Symbol'],
  [/^(?:dso|module|library|binary|shared (?:object|library))$/i, 'Shared Object'],
  [/^(?:comm|command|process|thread|task)$/i, 'Command'],
];

function perfsName(cell: string): string {
  return columnNames.find(([pattern]) => pattern.test(cell))?.[1] ?? cell;
}

interface MutableRow extends TableRow {
  readonly cells: string[];
}

function rowOf({ text, number }: Line): MutableRow {
  const inner = text.trim().replace(/^\|/, '').replace(/\|$/, '');
  const cells = inner.split(/(?<!\\)\|/).map((cell) => {
    const plain = cell.trim().replaceAll('\\|', '|');
    return inDigits(plain.replace(/^(?:\*\*|`)(.*?)(?:\*\*|`)$/, '$1'));
  });
  return { cells, number };
}

/** `8.1 %` and `8%` with the two digits that perf prints. */
function inDigits(cell: string): string {
  const share = /^(\d{1,3})(?:([.,])(\d{1,2}))? ?%$/.exec(cell);
  return share ? `${share[1]}${share[2] ?? '.'}${(share[3] ?? '').padEnd(2, '0')}%` : cell;
}
