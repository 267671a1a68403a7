import type { Row } from '../../model/profile.ts';
import { symbolKey } from '../../model/symbol.ts';
import { markAt, percentValue } from '../lexical.ts';
import type { Column } from './columns.ts';

/** A line's cells, in the order of the columns. */
export interface CellRow {
  readonly line: number;
  readonly cells: readonly string[];
}

type Draft = { -readonly [field in keyof Row]: Row[field] };

/** The row that the cells of one line make, as seen by one member of the event group (0 when there is no group). */
export function rowOfCells({ line, cells }: CellRow, columns: readonly Column[], member: number): Row {
  const row: Draft = { line };
  const others: Record<string, string> = {};
  let hasOthers = false;
  for (let i = 0; i < columns.length; i++) {
    const { name, kind, count } = columns[i]!;
    const cell = kind === 'text' || count > 0 ? cells[i]! : memberOf(cells[i]!, member);
    if (cell === undefined || cell === '' || setField(row, name, cell)) continue;
    others[name] = cell;
    hasOthers = true;
  }
  if (hasOthers) row.cells = { ...row.cells, ...others };
  return row;
}

function memberOf(cell: string, member: number): string | undefined {
  return cell.includes(' ') ? cell.trim().split(/\s+/)[member] : cell;
}

function setField(row: Draft, name: string, cell: string): boolean {
  switch (name) {
    case 'Overhead':
    case 'Self':
      row.self = percentValue(cell);
      return row.self !== undefined;
    case 'Children':
      row.total = percentValue(cell);
      return row.total !== undefined;
    case 'Samples':
      row.samples = Number(cell);
      return Number.isFinite(row.samples);
    case 'Period':
      row.period = Number(cell);
      return Number.isFinite(row.period);
    case 'Command':
    case 'Comm':
      row.comm = cell;
      return true;
    case 'Shared Object':
    case 'Object':
      row.dso = cell;
      return true;
    case 'CPU':
      row.cpu = Number(cell);
      return Number.isInteger(row.cpu) && row.cpu >= 0;
    case 'Symbol':
      setSymbol(row, cell);
      return true;
    case 'Pid:Command':
    case 'Tid:Command':
    case 'Tid':
      return setThread(row, cell);
    case 'Command:  Pid':
      return setThread(row, cell.replace(/^(.*):\s*(\d+)$/, '$2:$1'));
    default:
      return false;
  }
}

/** `[k] name`, and with `-v` `0xffffffff813a2413 k [k] name`. */
export function setSymbol(row: Draft, cell: string): void {
  const mark = cell.charCodeAt(2) === 93 ? 0 : markAt(cell, 0);
  if (mark < 0) {
    row.symbol = cell;
  } else {
    row.mark = cell[mark + 1]!;
    row.symbol = cell.slice(mark + 3).trim();
    if (mark > 0) row.cells = { Address: cell.slice(0, mark).trim().replace(/\s+/, ' ') };
  }
  row.key = symbolKey(row.symbol);
}

/** `11480:udp-tx`. The column's name says pid, but perf prints the id of the thread. */
function setThread(row: Draft, cell: string): boolean {
  const colon = cell.indexOf(':');
  const tid = Number(colon < 0 ? cell : cell.slice(0, colon));
  if (!Number.isInteger(tid)) return false;
  row.tid = tid;
  if (colon >= 0 && row.comm === undefined) row.comm = cell.slice(colon + 1).trim();
  return true;
}
