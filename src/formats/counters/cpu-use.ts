import type { Counter } from '../../model/counters.ts';
import type { Line } from '../../model/source.ts';
import { type CounterReader, decimal, integer, words } from './counter-format.ts';

/** Shares of a CPU's time, by the names mpstat, sar and top print. */
const shares: Readonly<Record<string, string>> = {
  usr: 'usr',
  user: 'usr',
  us: 'usr',
  nice: 'nice',
  ni: 'nice',
  sys: 'sys',
  system: 'sys',
  sy: 'sys',
  iowait: 'iowait',
  wa: 'iowait',
  irq: 'irq',
  hi: 'irq',
  soft: 'soft',
  si: 'soft',
  steal: 'steal',
  st: 'steal',
  guest: 'guest',
  gnice: 'gnice',
  idle: 'idle',
  id: 'idle',
};

/**
 * mpstat -P ALL (and sar -P ALL): the averages at the end when they are there, else the last interval.
 *
 *     09:10:11 AM  CPU    %usr   %nice    %sys %iowait    %irq   %soft  %steal  %guest  %gnice   %idle
 *     09:10:12 AM  all    0.50    0.00   12.00    0.00    0.00   24.50    0.00    0.00    0.00   63.00
 *     Average:       3    0.10    0.00    1.20    0.00    0.00   98.70    0.00    0.00    0.00    0.00
 */
export const mpstatReader: CounterReader = {
  format: 'mpstat',
  begins: (lines, at) => columnsOf(lines[at]) !== undefined,
  read(lines, at) {
    const table = new Map<string, { value: number; line: number }>();
    let columns: string[] = [];
    let averages = false;
    let tables = 0;
    let i = at;
    let end = at + 1;
    for (; i < lines.length; i++) {
      const line = lines[i]!;
      if (line.text.trim() === '') continue;
      const header = columnsOf(line);
      if (header) {
        columns = header;
        tables++;
        averages ||= /^Average/.test(line.text);
      } else {
        const row = rowOf(line, columns);
        if (!row) break;
        averages ||= /^Average/.test(line.text);
        for (let column = 0; column < columns.length; column++) {
          const name = shares[columns[column]!];
          if (name) table.set(`${name} ${row.cpu}`, { value: row.values[column]!, line: line.number });
        }
      }
      end = i + 1;
    }
    const counters: Counter[] = [];
    for (const [key, { value, line }] of table) {
      const [name, cpu] = key.split(' ') as [string, string];
      counters.push({ name: `cpu.${name}`, value, unit: 'percent', labels: { cpu }, line });
    }
    const first = lines[at]!;
    const notes =
      tables > 1 && !averages
        ? [
            {
              kind: 'inferred',
              text: `mpstat: ${tables} intervals without averages; the last is used`,
              line: first.number,
            } as const,
          ]
        : [];
    return { end, counters, interval: true, notes };
  },
};

/** The names behind `CPU`, without their percent sign. */
function columnsOf(line: Line | undefined): string[] | undefined {
  const text = line?.text ?? '';
  if (text.length > 300 || !/\sCPU\s+(?:NODE\s+)?%us/.test(text) || !/%idle/.test(text)) return undefined;
  const cells = words(text);
  return cells.slice(cells.indexOf('CPU') + 1).map((cell) => cell.replace('%', ''));
}

/** Cells are counted from the right: the time at the left is one word or two. */
function rowOf(line: Line, columns: readonly string[]): { cpu: string; values: number[] } | undefined {
  if (line.text.length > 300) return undefined;
  const cells = words(line.text);
  const cpu = cells[cells.length - columns.length - 1];
  const values = cells.slice(-columns.length).map(decimal);
  if (cpu === undefined || !/^(?:all|-?\d{1,5})$/.test(cpu) || values.some(Number.isNaN)) return undefined;
  return { cpu, values };
}

/**
 * The head of top and its CPU lines (press 1 for one per CPU), and its table of processes.
 *
 *     top - 10:11:12 up 3 days,  1:02,  2 users,  load average: 1.00, 0.50, 0.20
 *     %Cpu3  :  0.0 us, 12.5 sy,  0.0 ni, 25.0 id,  0.0 wa,  0.0 hi, 62.5 si,  0.0 st
 *     Cpu3  :  0.0%us, 12.5%sy,  0.0%ni, 25.0%id,  0.0%wa,  0.0%hi, 62.5%si,  0.0%st
 *         PID USER      PR  NI    VIRT    RES    SHR S  %CPU %MEM     TIME+ COMMAND
 *         812 root      20   0    4388    992    924 R  99.7  0.0   1:12.34 udp_sink
 */
export const topReader: CounterReader = {
  format: 'top',
  begins: (lines, at) => topTitle.test(lines[at]!.text.slice(0, 120)) || cpuLine.test(lines[at]!.text.slice(0, 40)),
  read(lines, at) {
    const counters: Counter[] = [];
    let processes: string[] | undefined;
    let i = at;
    let end = at + 1;
    for (; i < lines.length; i++) {
      const { text, number: line } = lines[i]!;
      if (text.trim() === '') continue;
      // The next screen of `top -b` is a set of its own.
      if (i > at && topTitle.test(text.slice(0, 120))) break;
      const cpu = cpuLine.exec(text.slice(0, 40));
      if (cpu) addCpu(counters, cpu[1] ?? 'all', text, line);
      else if (/^\s*PID\s+USER\s.*%CPU/.test(text.slice(0, 200))) processes = words(text);
      else if (processes ? !addProcess(counters, processes, text, line) : !headLine.test(text.slice(0, 120))) break;
      end = i + 1;
    }
    return { end, counters, interval: true };
  },
};

const topTitle = /^top - \d\d:\d\d:\d\d up /;
const headLine = /^(?:top - |Tasks:|Threads:|[KMGTPE]i?B Mem |[KMGTPE]i?B Swap|Mem:|Swap:)/;
// `%Cpu3  : `, `%Cpu(s): `, `Cpu3  :  0.0%us`
const cpuLine = /^%?Cpu(?:\(s\)|(\d{1,4}))\s*:\s+\d/;

function addCpu(counters: Counter[], cpu: string, text: string, line: number): void {
  // Two CPUs per line is a display mode of newer top: only the first one is read, and the rest names itself again.
  for (const part of text.slice(text.indexOf(':') + 1, 200).split(/,(?=\s)/)) {
    const [, value, key] = /^\s*(\d+[.,]\d+)[%\s]\s*([a-z]{2})/.exec(part) ?? [];
    const name = shares[key ?? ''];
    if (name) counters.push({ name: `cpu.${name}`, value: decimal(value), unit: 'percent', labels: { cpu }, line });
  }
}

function addProcess(counters: Counter[], columns: readonly string[], text: string, line: number): boolean {
  const cells = words(text.slice(0, 400));
  const pid = cells[columns.indexOf('PID')];
  const value = decimal(cells[columns.indexOf('%CPU')]);
  if (pid === undefined || Number.isNaN(integer(pid)) || Number.isNaN(value)) return false;
  const comm = cells.slice(columns.length - 1).join(' ');
  counters.push({ name: 'process.cpu', value, unit: 'percent', labels: { pid, comm }, line });
  return true;
}
