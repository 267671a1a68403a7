import type { Counter } from '../model/counters.ts';
import type { Line, Note } from '../model/source.ts';
import { symbolKey } from '../model/symbol.ts';
import type { Format, Section } from './format.ts';
import { perfSection } from './perf-section.ts';

/**
 * perf lock contention and perf lock report. What the rows are about stands in the last columns of the header: type and
 * caller, pid and comm (-t), address and symbol (-l).
 *
 *      contended   total wait     max wait     avg wait         type   caller
 *
 *              7    126.54 us     33.50 us     18.08 us     spinlock   try_to_wake_up+0x42a
 *
 *     # output: contended, total wait, max wait, avg wait, type, caller
 *     1, 39808, 39808, 39808, spinlock, irqentry_exit_to_user_mode+0x110
 *
 *                     Name   acquired  contended     avg wait   total wait     max wait     min wait
 */
export const perfLockFormat: Format = {
  name: 'perf-lock',
  starts: (lines, at) => headerOf(lines[at]) !== undefined,
  read(lines, at, context): Section {
    const header = headerOf(lines[at])!;
    const counters: Counter[] = [];
    const unread: Line[] = [];
    let end = at + 1;
    for (let i = at + 1; i < lines.length; i++) {
      const line = lines[i]!;
      if (line.text.trim() === '') continue;
      const found = header.csv ? csvRow(header, line) : textRow(header, line);
      if (found) counters.push(...found);
      // -v adds the stack of each caller and, at the end, statistics of perf itself.
      else if (debugShape.test(line.text.slice(0, 120))) unread.push(line);
      else break;
      end = i + 1;
    }
    const notes: Note[] = [];
    if (unread.length > 0) {
      const text = `perf lock: ${unread.length} lines of -v are not read`;
      notes.push({ kind: 'unread', text, file: context.file, line: unread[0]!.number });
    }
    return perfSection('perf-lock', lines, { at, end }, counters, notes, context);
  },
};

// `=== output for debug===`, `bad: 0, total: 0`, `    acquire: 0`, `   0xffffffff8109a2ce  try_to_wake_up+0x42a`
const debugShape =
  /^(?:=== output for debug===|bad: \d|bad rate: |histogram of |\s+(?:acquire|acquired|contended|release): \d|\s+0x[0-9a-f]+\s+\S)/;

interface Header {
  readonly csv: boolean;
  /** Columns of numbers, in order. */
  readonly numbers: readonly string[];
  /** What is behind them (contention), or in front of them (`Name` of lock report). */
  readonly keys: readonly string[];
}

/** Columns a header may have, by the name of the counter; longest first where one begins with another. */
const numberColumns: readonly (readonly [string, string])[] = [
  ['total wait', 'total_wait'],
  ['max wait', 'max_wait'],
  ['avg wait', 'avg_wait'],
  ['min wait', 'min_wait'],
  ['contended', 'contended'],
  ['acquired', 'acquired'],
];

const keyColumns = ['type', 'caller', 'pid', 'comm', 'address', 'symbol', 'Name', 'cgroup'];

function headerOf(line: Line | undefined): Header | undefined {
  const text = line?.text ?? '';
  if (text.length > 200 || !text.includes('contended')) return undefined;
  const csv = text.startsWith('# output: ');
  if (!csv && !/^\s*(?:Name\s+acquired|contended)\s/.test(text)) return undefined;
  const numbers: string[] = [];
  const keys: string[] = [];
  for (let rest = csv ? text.slice('# output:'.length) : text.replaceAll('(ns)', ''); ; ) {
    rest = rest.replace(/^[\s,]+/, '');
    if (rest === '') break;
    const column = numberColumns.find(([title]) => rest.startsWith(title));
    const key = keyColumns.find((title) => rest.startsWith(title));
    if (column) numbers.push(column[1]);
    else if (key) keys.push(key);
    else return undefined;
    rest = rest.slice((column?.[0] ?? key ?? '').length);
  }
  return numbers.length >= 2 && keys.length > 0 ? { csv, numbers, keys } : undefined;
}

/** Each wait is a number and a unit, in old releases of lock report a number of nanoseconds alone. */
function textRow(header: Header, line: Line): Counter[] | undefined {
  if (line.text.length > 600) return undefined;
  const nameFirst = header.keys[0] === 'Name';
  const cells = line.text.trim().split(/\s+/);
  const values: number[] = [];
  if (nameFirst) {
    // A lock's name may hold blanks: numbers are taken from the right.
    for (const column of [...header.numbers].reverse()) {
      const unit = column.endsWith('wait') && cells.at(-1)! in nanoseconds ? cells.pop()! : 'ns';
      values.unshift(toNumber(cells.pop() ?? '', column.endsWith('wait') ? unit : 'ns'));
    }
  } else {
    for (const column of header.numbers) {
      const number = cells.shift() ?? '';
      const unit = column.endsWith('wait') && (cells[0] ?? '') in nanoseconds ? cells.shift()! : 'ns';
      values.push(toNumber(number, unit));
    }
  }
  return countersOf(header, values, cells, line);
}

function csvRow(header: Header, line: Line): Counter[] | undefined {
  if (line.text.length > 600) return undefined;
  const cells = line.text.split(',').map((cell) => cell.trim());
  const values = cells.slice(0, header.numbers.length).map((cell) => toNumber(cell, 'ns'));
  return countersOf(header, values, cells.slice(header.numbers.length), line);
}

function countersOf(
  header: Header,
  values: readonly number[],
  cells: readonly string[],
  line: Line,
): Counter[] | undefined {
  if (values.length < header.numbers.length || values.some(Number.isNaN) || cells.length === 0) return undefined;
  const labels: Record<string, string> = {};
  for (let key = 0; key < header.keys.length; key++) {
    const last = key === header.keys.length - 1;
    const text = last ? cells.slice(key).join(' ') : (cells[key] ?? '');
    const name = header.keys[key]!.toLowerCase();
    if (name === 'caller') labels.at = text;
    // Several rows are of one function, at different places in it: the place keeps them apart.
    labels[name] = name === 'caller' ? symbolKey(text) : text;
  }
  return header.numbers.map((column, index) => ({
    name: `lock.${column}`,
    value: values[index]!,
    unit: column.endsWith('wait') ? 'ns' : 'count',
    labels,
    line: line.number,
  }));
}

const nanoseconds: Readonly<Record<string, number>> = { ns: 1, us: 1e3, ms: 1e6, s: 1e9, m: 60e9 };

function toNumber(text: string, unit: string): number {
  // Rounded, since 126.54 us times 1000 is not a whole number in floating point.
  return /^\d{1,18}(?:\.\d{1,6})?$/.test(text) ? Math.round(Number(text) * nanoseconds[unit]!) : Number.NaN;
}
