import type { Counter } from '../model/counters.ts';
import type { Line } from '../model/source.ts';
import type { Format, Section } from './format.ts';
import { perfSection } from './perf-section.ts';

/**
 * perf trace -s: a table of system calls per thread, or of all together (--summary-mode=total).
 *
 *      Summary of events:
 *
 *      rx worker 0 (13781), 28 events, 1.3%
 *
 *        syscall            calls  errors  total       min       avg       max       stddev
 *                                          (msec)    (msec)    (msec)    (msec)        (%)
 *        --------------- --------  ------ -------- --------- --------- ---------     ------
 *        recvfrom               1      1   102.860   102.860   102.860   102.860      0.00%
 */
export const perfTraceSummaryFormat: Format = {
  name: 'perf-trace-summary',
  starts: (lines, at) =>
    /^\s*Summary of events:\s*$/.test(lines[at]!.text.slice(0, 60)) || taskTitle(lines, at) !== undefined,
  read(lines, at, context): Section {
    const counters: Counter[] = [];
    let labels: Record<string, string> = {};
    let withErrors = false;
    let end = at + 1;
    for (let i = at; i < lines.length; i++) {
      const line = lines[i]!;
      const text = line.text.slice(0, 200);
      const title = taskTitle(lines, i);
      const row = syscallRow.exec(text);
      if (title) labels = title;
      else if (/^\s*syscall\s+calls\s/.test(text)) withErrors = /\serrors\s/.test(text);
      else if (row) counters.push(...syscallCounters(row, withErrors, labels, line));
      else if (!/^\s*(?:|Summary of events:|\(msec\).*|-{5,}[\s-]*)\s*$/.test(text)) break;
      if (text.trim() !== '') end = i + 1;
    }
    return perfSection('perf-trace', lines, { at, end }, counters, [], context);
  },
};

/** ` rx worker 0 (13781), 28 events, 1.3%` or ` total, 1285 events`, with its table below: undefined for anything else. */
function taskTitle(lines: readonly Line[], at: number): Record<string, string> | undefined {
  const match = /^\s*(?:(\S.{0,40}?) \((\d+)\)|total), \d+ events(?:, \d+\.\d+%)?\s*$/.exec(
    lines[at]!.text.slice(0, 120),
  );
  if (!match) return undefined;
  return match[1] === undefined ? {} : { comm: match[1], tid: match[2]! };
}

const syscallRow =
  /^\s*([a-z_]\w{1,40})\s+(\d+)((?:\s+\d+)?)\s+(\d+\.\d{3})\s+\d+\.\d{3}\s+(\d+\.\d{3})\s+(\d+\.\d{3})(?:\s+\d+\.\d+%)?\s*$/;

function syscallCounters(
  row: RegExpExecArray,
  withErrors: boolean,
  task: Record<string, string>,
  { number: line }: Line,
): Counter[] {
  const labels = { ...task, syscall: row[1]! };
  return [
    { name: 'syscall.calls', value: Number(row[2]), unit: 'count', labels, line },
    ...(withErrors ? [{ name: 'syscall.errors', value: Number(row[3]), unit: 'count', labels, line }] : []),
    { name: 'syscall.total', value: Number(row[4]), unit: 'msec', labels, line },
    { name: 'syscall.avg', value: Number(row[5]), unit: 'msec', labels, line },
    { name: 'syscall.max', value: Number(row[6]), unit: 'msec', labels, line },
  ];
}
