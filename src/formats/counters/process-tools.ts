import type { Counter } from '../../model/counters.ts';
import type { Line } from '../../model/source.ts';
import { type CounterReader, decimal, integer, words } from './counter-format.ts';

/**
 * pidstat -w, -u, -t: averages when they are there, else the last interval of each task.
 *
 *     09:10:11 AM   UID       PID   cswch/s nvcswch/s  Command
 *     09:10:12 AM     0       812  41203.00     12.00  udp_sink
 *     Average:        0         -      1203    0.99    3.96    0.00    0.10    4.95     -  |__rx worker 0
 */
export const pidstatReader: CounterReader = {
  format: 'pidstat',
  begins: (lines, at) => columnsOf(lines[at]) !== undefined,
  read(lines, at) {
    const table = new Map<string, Counter>();
    let columns: string[] = [];
    let end = at + 1;
    for (let i = at; i < lines.length; i++) {
      const line = lines[i]!;
      if (line.text.trim() === '') continue;
      const header = columnsOf(line);
      if (header) columns = header;
      else if (!addRow(table, columns, line)) break;
      end = i + 1;
    }
    return { end, counters: [...table.values()], interval: true };
  },
};

const pidstatNames: Readonly<Record<string, readonly [string, string]>> = {
  'cswch/s': ['process.voluntary_switches', 'per-second'],
  'nvcswch/s': ['process.involuntary_switches', 'per-second'],
  '%usr': ['process.usr', 'percent'],
  '%system': ['process.sys', 'percent'],
  '%wait': ['process.wait', 'percent'],
  '%CPU': ['process.cpu', 'percent'],
};

/** Columns from UID or PID on; the time at the left is one word or two. */
function columnsOf(line: Line | undefined): string[] | undefined {
  const text = line?.text ?? '';
  if (text.length > 300 || !/\s(?:PID|TGID)\s.*(?:cswch\/s|%CPU)\s.*Command\s*$/.test(text)) return undefined;
  const cells = words(text);
  const first = cells.findIndex((cell) => cell === 'UID' || cell === 'PID' || cell === 'TGID');
  return first > 0 && !cells.includes('VIRT') ? cells.slice(first) : undefined;
}

function addRow(table: Map<string, Counter>, columns: readonly string[], line: Line): boolean {
  const cells = words(line.text.slice(0, 400));
  // `Average:`, `09:10:12`, `09:10:12 AM`, or seconds since the epoch with -H
  const skip = cells[0] === 'Average:' ? 1 : /^[AP]M$/.test(cells[1] ?? '') ? 2 : 1;
  const row = cells.slice(skip);
  if (row.length < columns.length || !/^\d|^Average:$/.test(cells[0]!)) return false;
  const at = (name: string) => row[columns.indexOf(name)];
  const thread = at('TID') ?? '-';
  const process = at('PID') ?? at('TGID') ?? '-';
  const comm = row
    .slice(columns.length - 1)
    .join(' ')
    .replace(/^\|__/, '');
  if (Number.isNaN(integer(process)) && Number.isNaN(integer(thread))) return false;
  const labels: Record<string, string> = thread !== '-' ? { tid: thread, comm } : { pid: process, comm };
  for (let column = 0; column < columns.length; column++) {
    const known = pidstatNames[columns[column]!];
    const value = decimal(row[column]);
    if (!known || Number.isNaN(value)) continue;
    const counter = { name: known[0], value, unit: known[1], labels, line: line.number };
    table.set(`${known[0]} ${thread} ${process}`, counter);
  }
  return true;
}

/**
 * vmstat N: the mean of all rows but the first, which is since boot; that one alone when there is no other.
 *
 *     procs -----------memory---------- ---swap-- -----io---- -system-- ------cpu-----
 *      r  b   swpd   free   buff  cache   si   so    bi    bo   in   cs us sy id wa st
 *      2  0      0 24447908   1456 127596    0    0     0     0 1232 1762 45  6 49  0  0
 */
export const vmstatReader: CounterReader = {
  format: 'vmstat',
  begins: (lines, at) =>
    vmstatColumns(lines[at]) !== undefined ||
    (/^procs -+\s?memory/.test(lines[at]!.text.slice(0, 40)) && vmstatColumns(lines[at + 1]) !== undefined),
  read(lines, at) {
    let columns: string[] = [];
    const rows: { values: number[]; line: number }[] = [];
    let i = at;
    for (; i < lines.length; i++) {
      const line = lines[i]!;
      // Both lines of the header come again every screenful.
      const header = vmstatColumns(line);
      if (header) columns = header;
      else if (!/^procs -/.test(line.text.slice(0, 10))) {
        const values = words(line.text.slice(0, 300)).slice(0, columns.length).map(integer);
        if (columns.length === 0 || values.length < columns.length || values.some(Number.isNaN)) break;
        rows.push({ values, line: line.number });
      }
    }
    const used = rows.length > 1 ? rows.slice(1) : rows;
    const counters: Counter[] = [];
    for (let column = 0; column < columns.length && used.length > 0; column++) {
      const known = vmstatNames[columns[column]!];
      if (!known) continue;
      let sum = 0;
      for (const row of used) sum += row.values[column]!;
      const labels = known[0].startsWith('cpu.') ? { labels: { cpu: 'all' } } : {};
      counters.push({ name: known[0], value: sum / used.length, unit: known[1], ...labels, line: used[0]!.line });
    }
    return { end: i, counters, ...(rows.length > 1 && { interval: true }) };
  },
};

const vmstatNames: Readonly<Record<string, readonly [string, string]>> = {
  r: ['vmstat.running', 'gauge'],
  in: ['vmstat.interrupts', 'per-second'],
  cs: ['vmstat.context_switches', 'per-second'],
  us: ['cpu.usr', 'percent'],
  sy: ['cpu.sys', 'percent'],
  id: ['cpu.idle', 'percent'],
  wa: ['cpu.iowait', 'percent'],
  st: ['cpu.steal', 'percent'],
};

function vmstatColumns(line: Line | undefined): string[] | undefined {
  return line && line.text.length < 200 && /^\s*r\s+b\s+swpd\s+free\s.*\bin\s+cs\s+us\s+sy\s+id\b/.test(line.text)
    ? words(line.text)
    : undefined;
}
