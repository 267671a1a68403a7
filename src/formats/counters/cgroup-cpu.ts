import type { Counter } from '../../model/counters.ts';
import type { Line } from '../../model/source.ts';
import { type CounterReader, decimal, integer } from './counter-format.ts';

/**
 * cpu.stat of a cgroup. Version 2 begins with the CPU time used, and has the rest only below the root; times are in µs there
 * and in ns in version 1 (Documentation/admin-guide/cgroup-v2.rst, Documentation/scheduler/sched-bwc.rst).
 *
 *     usage_usec 4123456            nr_periods 61
 *     user_usec 1023456             nr_throttled 60
 *     system_usec 3100000           throttled_time 2347389483
 *     nr_periods 61
 *     nr_throttled 60
 *     throttled_usec 2347389
 */
export const cgroupCpuReader: CounterReader = {
  format: 'cgroup-cpu',
  begins: (lines, at) =>
    (/^\s*nr_periods \d/.test(startOf(lines[at])) && /^\s*nr_throttled \d/.test(startOf(lines[at + 1]))) ||
    (/^\s*usage_usec \d/.test(startOf(lines[at])) && /^\s*user_usec \d/.test(startOf(lines[at + 1]))),
  read(lines, at) {
    const counters: Counter[] = [];
    let i = at;
    for (; i < lines.length; i++) {
      const [, name, text] = /^\s*([a-z_.]{4,40}) (\d{1,20})\s*$/.exec(startOf(lines[i])) ?? [];
      // A second file follows.
      if (name === undefined || counters.some((counter) => counter.name === `cgroup.cpu.${nameless(name)}`)) break;
      const isTime = /_(?:usec|time)$/.test(name);
      const value = integer(text) * (name.endsWith('_usec') ? 1000 : 1);
      counters.push({
        name: `cgroup.cpu.${nameless(name)}`,
        value,
        unit: isTime ? 'ns' : 'count',
        line: lines[i]!.number,
      });
    }
    return { end: i, counters };
  },
};

/** `throttled_usec` and `throttled_time` are one thing. */
function nameless(name: string): string {
  return name.replace(/_usec$/, '_time');
}

function startOf(line: Line | undefined): string {
  return line?.text.slice(0, 80) ?? '';
}

/**
 * /proc/pressure/cpu and cpu.pressure of a cgroup: percent of the time in which some task, or all that were not idle, waited
 * for a CPU (Documentation/accounting/psi.rst). Without a heading it is not known what they waited for.
 *
 *     some avg10=7.85 avg60=1.93 avg300=3.91 total=3790598169
 *     full avg10=0.00 avg60=0.00 avg300=0.00 total=0
 */
export const pressureReader: CounterReader = {
  format: 'pressure',
  begins: (lines, at) => pressureRow.test(startOf(lines[at])),
  read(lines, at, { announced = '', file }) {
    const resource = (resourceIn.exec(announced) ?? resourceIn.exec(file.slice(-40)))?.[1];
    const counters: Counter[] = [];
    let i = at;
    for (; i < lines.length; i++) {
      const row = pressureRow.exec(startOf(lines[i]));
      if (!row || counters.some(({ name }) => name.endsWith(`.${row[1]}`))) break;
      for (const [at, seconds] of ['10', '60', '300'].entries()) {
        counters.push({
          name: `pressure${resource === undefined ? '' : `.${resource}`}.${row[1]}`,
          value: decimal(row[at + 2]),
          unit: 'percent',
          labels: { seconds },
          line: lines[i]!.number,
        });
      }
    }
    return { end: i, counters };
  },
};

// `cat /proc/pressure/cpu`, `== cpu.pressure`, `pressure-cpu.txt`
const resourceIn = /\b(cpu|memory|io|irq)\b/;
const pressureRow = /^\s*(some|full) avg10=(\d+\.\d+) avg60=(\d+\.\d+) avg300=(\d+\.\d+) total=\d+/;
