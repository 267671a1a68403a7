import type { Counter } from '../../model/counters.ts';
import type { Line } from '../../model/source.ts';
import { type CounterReader, hex, trouble, words } from './counter-format.ts';

/**
 * /proc/net/softnet_stat: a row of hexadecimal words per CPU that is online, without a header. Columns were only ever
 * appended, so the number of words tells the layout:
 *
 *     9   processed dropped time_squeeze 0 0 0 0 0 cpu_collision
 *     10  + received_rps              seen in 3.10 of RHEL 7
 *     11  + flow_limit                seen in 4.9 to 4.13
 *     13  + backlog_len cpu           seen in 5.10 and 6.1
 *     15  + input_qlen process_qlen   seen in 6.12 to 7.2
 *
 *     0270ca51 00000000 0000003d 00000000 00000000 00000000 00000000 00000000 00000000 00000000 00000000 00000000 00000000
 */
const columns = [
  'processed',
  'dropped',
  'time_squeeze',
  '',
  '',
  '',
  '',
  '',
  'cpu_collision',
  'received_rps',
  'flow_limit',
  'backlog_len',
  'cpu',
  'input_qlen',
  'process_qlen',
] as const;

const cpuColumn = 12;

export const softnetReader: CounterReader = {
  format: 'softnet-stat',
  begins: (lines, at) => row(lines[at]) !== undefined,
  read(lines, at, context) {
    const counters: Counter[] = [];
    const width = row(lines[at])!.length;
    let i = at;
    for (; i < lines.length; i++) {
      const cells = row(lines[i]);
      if (!cells || cells.length !== width) break;
      // Rows of CPUs that are offline are left out, so without its own column a row's number is only probably the CPU's.
      const cpu = String(cells[cpuColumn] ?? i - at);
      for (let column = 0; column < cells.length && column < columns.length; column++) {
        const name = columns[column]!;
        if (name === '' || name === 'cpu') continue;
        const unit = name.endsWith('len') ? 'gauge' : 'count';
        counters.push({
          name: `softnet.${name}`,
          value: cells[column]!,
          unit,
          labels: { cpu },
          line: lines[i]!.number,
        });
      }
    }
    const notes =
      width > columns.length
        ? [trouble(context, lines[at]!, `softnet_stat: ${width} columns, of which ${columns.length} are known`)]
        : [];
    return { end: i, counters, notes };
  },
};

function row(line: Line | undefined): number[] | undefined {
  // `0270ca51 00000000 ...`: nine words of eight digits at least; a stack frame or a hex dump has fewer or others.
  if (!line || line.text.length < 80 || line.text.length > 400 || !/^\s*[0-9a-f]{8}\s/.test(line.text))
    return undefined;
  const cells = words(line.text);
  return cells.length >= 9 && cells.every((cell) => cell.length === 8 && !Number.isNaN(hex(cell)))
    ? cells.map(hex)
    : undefined;
}
