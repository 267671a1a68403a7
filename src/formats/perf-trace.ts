import type { Counter } from '../model/counters.ts';
import type { Line, Note } from '../model/source.ts';
import { symbolKey } from '../model/symbol.ts';
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

/**
 * perf trace as it runs, summed up per thread and call; tracepoints among the calls are counted too, skb:kfree_skb by the
 * reason of the drop and the function it happened in.
 *
 *          0.058 ( 0.021 ms): both.sh/13703 brk()                                                                 = 0x55c0af6a0000
 *              ? (         ): both.sh/13703  ... [continued]: execve())                                           = 0
 *          0.000 udp-tx/13741 skb:kfree_skb(skbaddr: 0xffff88842ec94000, location: 0xffffffff82046f4c, protocol: 2048, reason: 3)
 *                                            sk_skb_reason_drop ([kernel.kallsyms])
 *                                            __udp4_lib_rcv ([kernel.kallsyms])
 */
export const perfTraceLiveFormat: Format = {
  name: 'perf-trace-live',
  starts: (lines, at) =>
    lines[at]!.text.length < maximum && (callRow.test(lines[at]!.text) || eventRow.test(lines[at]!.text)),
  read(lines, at, context): Section {
    const sums = new Map<string, { counter: Counter; value: number }>();
    const unread: Line[] = [];
    let end = at + 1;
    for (let i = at; i < lines.length; i++) {
      const line = lines[i]!;
      if (line.text.length >= maximum) {
        unread.push(line);
        continue;
      }
      const call = callRow.exec(line.text);
      const event = call ? null : eventRow.exec(line.text);
      if (call) addCall(call, line);
      else if (event) i = addEvent(event, i);
      // `     0.000 ( 1.023 ms): a/1 select(...) ...`: not finished when another thread's line came; counted when it is.
      else if (!unfinishedRow.test(line.text)) break;
      end = i + 1;
    }
    const notes: Note[] = [];
    if (unread.length > 0)
      notes.push({
        kind: 'unread',
        text: `perf trace: ${unread.length} lines too long to be read`,
        file: context.file,
        line: unread[0]!.number,
      });
    const counters = [...sums.values()].map(({ counter, value }) => ({
      ...counter,
      value: Math.round(value * 1e6) / 1e6,
    }));
    return perfSection('perf-trace', lines, { at, end }, counters, notes, context);

    function addCall([, duration, task, call, result = '']: RegExpExecArray, line: Line): void {
      const labels = { ...taskOf(task!), syscall: call! };
      add('syscall.calls', 1, 'count', labels, line);
      if (duration !== undefined) add('syscall.total', Number(duration), 'msec', labels, line);
      if (result.startsWith('-')) add('syscall.errors', 1, 'count', labels, line);
      // recvmmsg and sendmmsg return how many messages they moved: with the number of calls that is the batch.
      else if (/^(?:recv|send)mmsg/.test(call!) && /^\d+\b/.test(result)) {
        add('syscall.messages', Number.parseInt(result, 10), 'count', labels, line);
      }
    }

    function addEvent([, task, event, values]: RegExpExecArray, index: number): number {
      const frames: string[] = [];
      let next = index + 1;
      for (; next < lines.length; next++) {
        const frame = frameRow.exec(lines[next]!.text.slice(0, 200));
        if (!frame) break;
        frames.push(symbolKey(frame[1]!));
      }
      const line = lines[index]!;
      if (event === 'skb:kfree_skb') {
        const reason = /\breason: ([\w]+)/.exec(values!)?.[1];
        const place = frames.find((frame) => !freeing.test(frame));
        const labels = { ...(reason !== undefined && { reason }), ...(place !== undefined && { at: place }) };
        add('drops', 1, 'count', labels, line);
      } else add('event', 1, 'count', { ...taskOf(task!), event: event! }, line);
      return next - 1;
    }

    function add(
      name: string,
      value: number,
      unit: string,
      labels: Record<string, string>,
      { number: line }: Line,
    ): void {
      const key = `${name} ${JSON.stringify(labels)}`;
      const sum = sums.get(key);
      if (sum) sum.value += value;
      else sums.set(key, { counter: { name, value, unit, labels, line }, value });
    }
  },
};

const maximum = 2000;

/** Functions that free a packet for whoever dropped it. */
const freeing = /^(?:kfree_skb\w*|__kfree_skb\w*|sk_skb_reason_drop|skb_release_\w+|consume_skb)$/;

//      0.058 ( 0.021 ms): both.sh/13703 brk()    = 0x55c0af6a0000
const callRow =
  /^\s*(?:\d+\.\d{3}|\?) \(\s*(?:(\d+\.\d{3}) ms)?\s*\): (\S.{0,40}?\/\d{1,10}) +(?:\.\.\. \[continued\]: )?([a-z_]\w{1,40})\(.*\) +=(?:\s(.*))?$/;
const unfinishedRow =
  /^\s*(?:\d+\.\d{3}|\?) \(\s*(?:\d+\.\d{3} ms)?\s*\): \S.{0,40}?\/\d{1,10} +[a-z_]\w{1,40}\(.*\.\.\.\s*$/;
//      0.000 udp-tx/13741 skb:kfree_skb(skbaddr: 0xffff88842ec94000, ...)
const eventRow = /^\s*\d+\.\d{3} (\S.{0,40}?\/\d{1,10}) ([a-z_]\w{1,40}:\w{1,60})\((.*)\)\s*$/;
//                                        __udp4_lib_rcv ([kernel.kallsyms])
const frameRow = /^\s*([\w.+]\S*) \(\S.*\)\s*$/;

/** `rx worker 0/13781` */
function taskOf(text: string): { comm: string; tid: string } {
  const slash = text.lastIndexOf('/');
  return { comm: text.slice(0, slash), tid: text.slice(slash + 1) };
}
