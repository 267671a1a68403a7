import type { Counter } from '../model/counters.ts';
import type { Line, Note } from '../model/source.ts';
import type { Format, Section, SectionContext } from './format.ts';
import { perfSection } from './perf-section.ts';

/**
 * perf sched latency
 *
 *       Task                  |   Runtime ms  | Switches | Avg delay ms    | Max delay ms    | Max delay start           | Max delay end          |
 *     -------------------------------------------------------------------------------------------------------------------------------------------
 *       rx worker 0:13367     |      0.248 ms |        1 | avg:  14.024 ms | max:  14.024 ms | max start:  3758.247265 s | max end:  3758.261289 s
 *       cc1:(2)               |     20.490 ms |        6 | avg:  38.057 ms | max: 103.953 ms | ...
 */
export const perfSchedLatencyFormat: Format = {
  name: 'perf-sched-latency',
  starts: (lines, at) => {
    // A rule of dashes stands above the header.
    const header = /^\s*-{40,}\s*$/.test(lines[at]!.text.slice(0, 200)) ? at + 1 : at;
    return latencyHeader.test(lines[header]?.text.slice(0, 200) ?? '');
  },
  read(lines, at, context): Section {
    const counters: Counter[] = [];
    const notes: Note[] = [];
    let end = at + 1;
    for (let i = at + 1; i < lines.length; i++) {
      const line = lines[i]!;
      const text = line.text.slice(0, 300);
      const row =
        /^\s*(\S.*?):(\d+|\(\d+\))\s*\|\s*([\d.]+) ms\s*\|\s*(\d+)\s*\|\s*avg:\s*([\d.]+) ms\s*\|\s*max:\s*([\d.]+) ms/.exec(
          text,
        );
      if (row) counters.push(...latencyCounters(row, line));
      else if (/INFO:.*(?:context switch bugs|lost|unordered)/.test(text)) notes.push(note(context, line, text.trim()));
      else if (!/^\s*(?:-{10,}|TOTAL:.*\|.*\|)?\s*$/.test(text) && !latencyHeader.test(text)) break;
      if (text.trim() !== '') end = i + 1;
    }
    return perfSection('perf-sched', lines, { at, end }, counters, notes, context);
  },
};

const latencyHeader = /^\s*Task\s+\|\s+Runtime ms\s+\|\s+(?:Switches|Count)\s+\|\s+Avg(?:erage)? delay ms/;

function latencyCounters(row: RegExpExecArray, line: Line): Counter[] {
  const [, comm, id, runtime, switches, average, longest] = row as unknown as string[];
  // `(2)`: threads of one name, merged
  const labels: Record<string, string> = /^\d/.test(id!)
    ? { comm: comm!, tid: id! }
    : { comm: comm!, threads: id!.slice(1, -1) };
  return [
    { name: 'sched.run_time', value: Number(runtime), unit: 'msec', labels, line: line.number },
    { name: 'sched.switches', value: Number(switches), unit: 'count', labels, line: line.number },
    { name: 'sched.delay_avg', value: Number(average), unit: 'msec', labels, line: line.number },
    { name: 'sched.delay_max', value: Number(longest), unit: 'msec', labels, line: line.number },
  ];
}

/**
 * perf sched timehist, summed up per thread; its -s summary at the end repeats the sums and is not counted twice.
 *
 *                time    cpu  task name                       wait time  sch delay   run time
 *                             [tid/pid]                          (msec)     (msec)     (msec)
 *     --------------- ------  ------------------------------  ---------  ---------  ---------
 *         3758.245346 [0001]  qemu-system-x86[11848/11837]        0.000      0.000      3.996
 *         5567.253467 [0000]  perf[6238]                                                       awakened: migration/0[18]
 */
export const perfSchedTimehistFormat: Format = {
  name: 'perf-sched-timehist',
  starts: (lines, at) => {
    const header = noCallchains.test(lines[at]!.text.slice(0, 80)) ? at + 1 : at;
    return /^\s*time\s+cpu\s+task name\s+wait time\s+sch delay\s+run time/.test(
      lines[header]?.text.slice(0, 200) ?? '',
    );
  },
  read(lines, at, context): Section {
    const tasks = new Map<string, Task>();
    const unread: Line[] = [];
    let from = Number.NaN;
    let to = Number.NaN;
    let end = at + 1;
    for (let i = at + 1; i < lines.length; i++) {
      const line = lines[i]!;
      const text = line.text.slice(0, 300);
      const row = /^\s*(\d+\.\d{6})\s+\[\d+\]\s/.exec(text);
      if (row) {
        if (Number.isNaN(from)) from = Number(row[1]);
        to = Number(row[1]);
        if (!addTask(tasks, text.slice(row[0].length), line) && !/(?:awakened|migrated|next):/.test(text))
          unread.push(line);
      } else if (text.trim() !== '' && !/^\s*(?:\[tid\/pid\]|-{5,}|time\s+cpu\s)/.test(text)) break;
      if (text.trim() !== '') end = i + 1;
    }
    const counters: Counter[] = [];
    for (const { labels, line, wait, delay, longest, run, switches } of tasks.values()) {
      counters.push({ name: 'sched.run_time', value: round(run), unit: 'msec', labels, line });
      counters.push({ name: 'sched.switches', value: switches, unit: 'count', labels, line });
      counters.push({ name: 'sched.wait_time', value: round(wait), unit: 'msec', labels, line });
      counters.push({ name: 'sched.delay_avg', value: round(delay / switches), unit: 'msec', labels, line });
      counters.push({ name: 'sched.delay_max', value: longest, unit: 'msec', labels, line });
    }
    const notes =
      unread.length > 0 ? [note(context, unread[0]!, `perf sched timehist: ${unread.length} rows not understood`)] : [];
    const seconds = to > from ? round(to - from) : undefined;
    return perfSection('perf-sched', lines, { at, end }, counters, notes, context, seconds);
  },
};

// Samples of sched_switch event do not have callchains.
const noCallchains = /^Samples (?:of sched_switch event )?do not have callchains\.\s*$/;

interface Task {
  readonly labels: Record<string, string>;
  readonly line: number;
  wait: number;
  delay: number;
  longest: number;
  run: number;
  switches: number;
}

/** `qemu-system-x86[11848/11837]        0.000      0.000      3.996`: tid before pid */
function addTask(tasks: Map<string, Task>, text: string, line: Line): boolean {
  const row = /^\s*(\S.{0,40}?|)\[(-?\d+)(?:\/(-?\d+))?\]\s+(\d+\.\d{3})\s+(\d+\.\d{3})\s+(\d+\.\d{3})/.exec(text);
  if (!row) return /^\s*<idle>/.test(text);
  const [, comm, tid, pid, wait, delay, run] = row as unknown as string[];
  const key = `${comm}[${tid}]`;
  const task = tasks.get(key) ?? {
    labels: { comm: comm!, tid: tid!, ...(pid !== undefined && { pid }) },
    line: line.number,
    wait: 0,
    delay: 0,
    longest: 0,
    run: 0,
    switches: 0,
  };
  task.wait += Number(wait);
  task.delay += Number(delay);
  task.longest = Math.max(task.longest, Number(delay));
  task.run += Number(run);
  task.switches++;
  tasks.set(key, task);
  return true;
}

/**
 * perf sched timehist -s
 *
 *     Runtime summary
 *                               comm  parent   sched-in     run-time    min-run     avg-run     max-run  stddev  migrations
 *                                               (count)       (msec)     (msec)      (msec)      (msec)       %
 *     ---------------------------------------------------------------------------------------------------------------------
 *                        cc1[13329]   13328          5       12.723      0.492       2.544       4.646   31.68       0
 */
export const perfSchedSummaryFormat: Format = {
  name: 'perf-sched-summary',
  starts: (lines, at) => {
    let next = at;
    for (; next <= at + 3; next++) {
      const text = lines[next]?.text.slice(0, 80) ?? '';
      if (next === at ? !announcesSummary(text) : text.trim() !== '' && !announcesSummary(text)) break;
    }
    return /^\s*comm\s+parent\s+sched-in\s+run-time/.test(lines[next]?.text.slice(0, 200) ?? '');
  },
  read(lines, at, context): Section {
    const counters: Counter[] = [];
    const notes: Note[] = [];
    let end = at + 1;
    for (let i = at; i < lines.length; i++) {
      const line = lines[i]!;
      const text = line.text.slice(0, 200);
      const row =
        /^\s*(\S.{0,40}?)?\[(-?\d+)(?:\/-?\d+)?\]\s+-?\d+\s+(\d+)\s+(\d+\.\d{3})(?:\s+\d+\.\d{2,3}){4}\s+(\d+)/.exec(
          text,
        );
      if (row) {
        const labels = { comm: row[1] ?? '', tid: row[2]! };
        counters.push({ name: 'sched.run_time', value: Number(row[4]), unit: 'msec', labels, line: line.number });
        counters.push({ name: 'sched.switches', value: Number(row[3]), unit: 'count', labels, line: line.number });
        counters.push({ name: 'sched.migrations', value: Number(row[5]), unit: 'count', labels, line: line.number });
      } else if (!summaryShape.test(text) && !noCallchains.test(text)) break;
      if (text.trim() !== '') end = i + 1;
    }
    return perfSection('perf-sched', lines, { at, end }, counters, notes, context);
  },
};

function announcesSummary(text: string): boolean {
  return noCallchains.test(text) || text.trim() === 'Runtime summary';
}

const summaryShape =
  /^\s*(?:|Runtime summary|comm\s+parent\s.*|\(count\)\s.*|-{5,}|Terminated tasks:|Idle stats:|CPU\s+\d+ idle .*|Total .*:.*|<no (?:still running|terminated) tasks>)\s*$/;

function note(context: SectionContext, line: Line, text: string): Note {
  return { kind: 'trouble', text, file: context.file, line: line.number };
}

function round(milliseconds: number): number {
  return Math.round(milliseconds * 1e6) / 1e6;
}
