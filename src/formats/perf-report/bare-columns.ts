import { isKernelObject, looksLikeObject, percentValue, splitCommAndObject } from '../lexical.ts';
import type { BareRow } from './bare-row.ts';
import type { Column } from './columns.ts';
import type { CellRow } from './row-of-cells.ts';

export interface InferredTable {
  readonly columns: readonly Column[];
  readonly rows: readonly CellRow[];
  /** What the columns were inferred from, in words. */
  readonly why: string;
}

/** Finds out what the cells of rows without a header mean, from all rows together. */
export function inferColumns(rows: readonly BareRow[], trees: boolean): InferredTable {
  const symbols = rows.some((row) => row.symbol !== undefined);
  const percents = percentColumns(rows, trees && !symbols && rows.every((row) => row.fold));
  const numbers = numberColumns(rows);
  const cells = rows.map((row) => cellsBefore(row));
  const before = textColumns(rows, cells);
  const after = columnsAfter(rows);
  const names = [...percents.names, ...numbers, ...before.names, ...(symbols ? ['Symbol'] : []), ...after];
  return {
    columns: names.map(columnNamed),
    rows: rows.map((row, i) => ({
      line: row.line,
      cells: [
        ...percentCells(row, percents),
        ...pad(row.numbers, numbers.length),
        ...before.fit(cells[i]!),
        ...(symbols ? [row.symbol ?? ''] : []),
        ...pad(row.after, after.length),
      ],
    })),
    why: percents.why,
  };
}

interface PercentColumns {
  readonly names: readonly string[];
  /** Values of an event group in one column. */
  readonly grouped: boolean;
  readonly count: number;
  readonly why: string;
}

/**
 * One percentage is Overhead. Of two, the first is Children when it is nowhere below the second: time of callees is
 * never negative. Three of which the first is the sum are Overhead, sys, usr. Others are the members of an event group.
 */
function percentColumns(rows: readonly BareRow[], branches: boolean): PercentColumns {
  const count = largest(rows, (row) => row.percents.length);
  const values = rows.map((row) => row.percents.map((percent) => percentValue(percent) ?? 0));
  if (count === 1 && branches) {
    const why = 'branches of a call graph without the rows they hang under: shares with callees';
    return { names: ['Children'], grouped: false, count, why };
  }
  if (count === 1) return { names: ['Overhead'], grouped: false, count, why: 'one percentage per row: its own share' };
  if (count === 2 && values.every(([first = 0, second = 0]) => first >= second)) {
    const why = 'two percentages per row, the first never smaller: Children and Self';
    return { names: ['Children', 'Self'], grouped: false, count, why };
  }
  if (count === 3 && values.every(([all = 0, sys = 0, usr = 0]) => Math.abs(all - sys - usr) < 0.03)) {
    return { names: ['Overhead', 'sys', 'usr'], grouped: false, count, why: 'the second and third make the first' };
  }
  return { names: ['Overhead'], grouped: true, count, why: `${count} percentages per row: one per event of a group` };
}

function percentCells(row: BareRow, { grouped, count }: PercentColumns): string[] {
  const cells = pad(row.percents, count);
  return grouped ? [cells.join(' ')] : cells;
}

function numberColumns(rows: readonly BareRow[]): string[] {
  const count = largest(rows, (row) => row.numbers.length);
  if (count === 0) return [];
  // CPUs are printed with three digits
  const cpus = rows.every((row) => (row.numbers.at(-1) ?? '000').length === 3);
  const names = cpus && rows.some((row) => row.numbers.at(-1)?.startsWith('0')) ? ['CPU'] : [];
  return ['Samples', 'Period', 'Weight'].slice(0, count - names.length).concat(names);
}

/** Cells before the symbol; where all blanks were collapsed, or within one cell, comm and object are taken apart. */
function cellsBefore(row: BareRow): string[] {
  const cells = [...row.before];
  const last = cells.at(-1);
  if (!last?.includes(' ')) return cells;
  if (row.symbol === undefined && looksLikeObject(last.slice(0, last.indexOf(' ')))) {
    // [kernel] _raw_spin_lock_bh
    const blank = last.indexOf('] ') + 1 || last.indexOf(' ');
    cells.splice(-1, 1, last.slice(0, blank), last.slice(blank).trim());
  } else if (!last.startsWith('/') && !last.startsWith('[')) {
    const [comm, object] = splitCommAndObject(last);
    const collapsed = !row.spaced && row.symbol !== undefined;
    if (collapsed || (looksLikeObject(object) && object !== '(deleted)')) cells.splice(-1, 1, comm, object);
  }
  return cells;
}

interface TextColumns {
  readonly names: readonly string[];
  fit(cells: readonly string[]): string[];
}

function textColumns(rows: readonly BareRow[], cells: readonly (readonly string[])[]): TextColumns {
  const marked = rows.some((row) => row.symbol !== undefined);
  const count = largest(cells, (row) => row.length);
  if (count === 0) return { names: [], fit: () => [] };
  const names = marked ? beforeSymbol(rows, cells, count) : withoutMarks(cells, count);
  const object = names.indexOf('Shared Object');
  return {
    names,
    fit(row) {
      if (row.length === names.length) return [...row];
      const fitted = names.map(() => '');
      row.forEach((cell, i) => {
        // of too few cells, one that can only be an object is the object
        const at = looksLikeObject(cell) && object >= 0 ? object : Math.min(i, names.length - 1);
        fitted[at] = fitted[at] ? `${fitted[at]} ${cell}` : cell;
      });
      return fitted;
    },
  };
}

function beforeSymbol(rows: readonly BareRow[], cells: readonly (readonly string[])[], count: number): string[] {
  if (count === 1) return [isCommColumn(rows, cells) ? 'Command' : 'Shared Object'];
  const columns = Array.from({ length: count }, (_, i) => cells.map((row) => row[i] ?? ''));
  return columns.map((column, i) => {
    if (i === count - 1) return 'Shared Object';
    if (column.every((cell) => /^\d+:/.test(cell))) return 'Pid:Command';
    if (column.every((cell) => /^\d{3}$/.test(cell))) return 'CPU';
    return i === 0 || columns.length === 2 ? 'Command' : `Column ${i + 1}`;
  });
}

/** Kernel code always lies in a kernel object: a column that names something else beside `[k]` is the comm. */
function isCommColumn(rows: readonly BareRow[], cells: readonly (readonly string[])[]): boolean {
  let kernel = 0;
  let named = 0;
  rows.forEach((row, i) => {
    if (!row.symbol?.includes('[k]') || cells[i]!.length === 0) return;
    kernel++;
    if (!cells[i]![0]!.startsWith('[') && !isKernelObject(cells[i]![0]!)) named++;
  });
  return kernel > 0 && named * 2 > kernel;
}

function withoutMarks(cells: readonly (readonly string[])[], count: number): string[] {
  const last = cells.map((row) => row.at(-1) ?? '');
  const objects = last.filter((cell) => looksLikeObject(cell)).length * 2 > last.length;
  if (count === 1) {
    if (objects) return ['Shared Object'];
    const names = last.filter((cell) => /_|::|\(/.test(cell)).length * 2 >= last.length;
    return [names ? 'Symbol' : 'Command'];
  }
  if (objects)
    return count === 2 ? ['Command', 'Shared Object'] : ['Command', 'Column 2', 'Shared Object'].slice(0, count);
  const first = cells.map((row) => row[0] ?? '');
  const firstObjects = first.filter((cell) => looksLikeObject(cell)).length * 2 > first.length;
  if (count === 2) return [firstObjects ? 'Shared Object' : 'Command', 'Symbol'];
  return ['Command', 'Shared Object', 'Symbol', 'Column 4'].slice(0, count);
}

function columnsAfter(rows: readonly BareRow[]): string[] {
  const count = Math.min(
    4,
    largest(rows, (row) => row.after.length),
  );
  return Array.from({ length: count }, (_, i) => {
    const column = rows.map((row) => row.after[i]).filter((cell) => cell !== undefined);
    if (column.every((cell) => /^\d{3}$/.test(cell))) return 'CPU';
    if (column.every((cell) => /^\d+:\S/.test(cell))) return 'Pid:Command';
    if (column.every((cell) => looksLikeObject(cell)))
      return column.includes('[other]') ? 'Parent symbol' : 'Shared Object';
    if (column.includes('[other]')) return 'Parent symbol';
    if (column.every((cell) => /:\d+$/.test(cell))) return 'Source:Line';
    if (column.every((cell) => /^(?:-|\d+\.\d+|\[.*%\])$/.test(cell))) return i === 0 ? 'IPC' : 'IPC Coverage';
    return i === 0 ? 'Remark' : `Remark ${i + 1}`;
  });
}

function columnNamed(name: string): Column {
  const percent = ['Overhead', 'Children', 'Self', 'sys', 'usr'].includes(name);
  const number = name === 'Samples' || name === 'Period' || name === 'Weight';
  return { name, kind: percent ? 'percent' : number ? 'number' : 'text', start: 0, end: 0, count: 0 };
}

function pad(cells: readonly string[], count: number): string[] {
  const padded = cells.slice(0, Math.max(0, count - 1));
  if (count > 0 && cells.length >= count) padded.push(cells.slice(count - 1).join('  '));
  while (padded.length < count) padded.push('');
  return padded;
}

function largest<T>(items: readonly T[], of: (item: T) => number): number {
  return items.reduce((most, item) => Math.max(most, of(item)), 0);
}
