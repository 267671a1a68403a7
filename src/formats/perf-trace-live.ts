import type { Counter } from '../model/counters.ts';
import type { Line, Note } from '../model/source.ts';
import { symbolKey } from '../model/symbol.ts';
import type { Format, Section } from './format.ts';
import { perfSection } from './perf-section.ts';

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
    const sums = new Sums();
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
      if (call) addCall(sums, call, line);
      else if (event) {
        const frames = framesBelow(lines, i);
        addEvent(sums, event, frames, line);
        i += frames.length;
      }
      // `     0.000 ( 1.023 ms): a/1 select(...) ...`: not finished when another thread's line came; counted when it is.
      else if (!unfinishedRow.test(line.text)) break;
      end = i + 1;
    }
    return perfSection('perf-trace', lines, { at, end }, sums.counters(), notesOn(unread, context.file), context);
  },
};

/** Counters of one name and labels, summed up; each has the line that it was first seen on. */
class Sums {
  readonly #sums = new Map<string, { counter: Counter; value: number }>();

  add(name: string, value: number, unit: string, labels: Record<string, string>, { number: line }: Line): void {
    const key = `${name} ${JSON.stringify(labels)}`;
    const sum = this.#sums.get(key);
    if (sum) sum.value += value;
    else this.#sums.set(key, { counter: { name, value, unit, labels, line }, value });
  }

  counters(): Counter[] {
    return [...this.#sums.values()].map(({ counter, value }) => ({
      ...counter,
      value: Math.round(value * 1e6) / 1e6,
    }));
  }
}

function addCall(sums: Sums, [, duration, task, call, result = '']: RegExpExecArray, line: Line): void {
  const labels = { ...taskOf(task!), syscall: call! };
  sums.add('syscall.calls', 1, 'count', labels, line);
  if (duration !== undefined) sums.add('syscall.total', Number(duration), 'msec', labels, line);
  if (result.startsWith('-')) sums.add('syscall.errors', 1, 'count', labels, line);
  // recvmmsg and sendmmsg return how many messages they moved: with the number of calls that is the batch.
  else if (/^(?:recv|send)mmsg/.test(call!) && /^\d+\b/.test(result)) {
    sums.add('syscall.messages', Number.parseInt(result, 10), 'count', labels, line);
  }
}

function addEvent(sums: Sums, [, task, event, values]: RegExpExecArray, frames: readonly string[], line: Line): void {
  if (event !== 'skb:kfree_skb') {
    sums.add('event', 1, 'count', { ...taskOf(task!), event: event! }, line);
    return;
  }
  const reason = /\breason: ([\w]+)/.exec(values!)?.[1];
  const place = frames.find((frame) => !freeing.test(frame));
  const labels = { ...(reason !== undefined && { reason }), ...(place !== undefined && { at: place }) };
  sums.add('drops', 1, 'count', labels, line);
}

/** The call stack printed below `lines[at]`, innermost frame first, a line each. */
function framesBelow(lines: readonly Line[], at: number): string[] {
  const frames: string[] = [];
  for (let i = at + 1; i < lines.length; i++) {
    const frame = frameRow.exec(lines[i]!.text.slice(0, 200));
    if (!frame) break;
    frames.push(symbolKey(frame[1]!));
  }
  return frames;
}

function notesOn(unread: readonly Line[], file: string): Note[] {
  if (unread.length === 0) return [];
  const text = `perf trace: ${unread.length} lines too long to be read`;
  return [{ kind: 'unread', text, file, line: unread[0]!.number }];
}

/** Longer lines, in characters, are counted and not read. */
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
