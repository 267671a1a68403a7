import type { ScriptEvent } from './counted.ts';
import type { Part } from './part.ts';
import type { Samples } from './samples.ts';
import {
  eventChains,
  eventFirstLine,
  eventLastLine,
  eventPeriod,
  eventSamples,
  eventWithoutStack,
  eventWithPeriod,
  pairPeriod,
  pairSamples,
} from './scanner/counts.ts';
import type { Scanner } from './scanner/scanner.ts';

/** Adds what was found in a part of the text to what was read before it, `before` lines, as if all had been read at once. */
export function mergePart(samples: Samples, scanner: Scanner, part: Part, before: number): void {
  samples.finish();
  const { names } = samples;
  const ids = Int32Array.from(part.frames, (frame) => names.frame(frame));
  const events = part.events.map((event) => addEvent(samples, scanner, event, before));
  for (const { event, head } of part.origins) samples.origin(events[event]!, names.thread(head));
  addThreads(samples, part);
  for (const { event, comm, cpu, samples: count, period } of part.cpus) {
    const record = scanner.call.cpuRecord(samples.group(events[event]!, { comm }), cpu, events[event]!);
    scanner.set(record + pairSamples, scanner.get(record + pairSamples) + count);
    scanner.setDouble(record + pairPeriod, scanner.getDouble(record + pairPeriod) + period);
  }
  const groups = Int32Array.from(part.groups, ({ event, comm }) => samples.group(events[event]!, { comm }));
  addStacks(scanner, part, { ids, groups }, before);
  if (!part.open) return;
  const { event, head, cpu, period, line, frames: own, lines } = part.open;
  samples.begin(events[event]!, names.thread(head), cpu, period, line + before);
  openFrames(
    scanner,
    own.map((frame) => ids[frame]!),
    lines,
    before,
  );
}

function addThreads({ names, threadsOfParts }: Samples, { events, origins, threads }: Part): void {
  const ids = events.map(({ name }) => names.event(name));
  for (let i = 0; i < threads.length; i += 3) {
    const { event, head } = origins[threads[i]!]!;
    const pid = threads[i + 1]!;
    const tid = threads[i + 2]!;
    const { comm } = head;
    threadsOfParts.push({ event: ids[event]!, head: pid < 0 ? { comm, tid } : { comm, pid, tid } });
  }
}

function addEvent(samples: Samples, scanner: Scanner, event: ScriptEvent, before: number): number {
  const record = samples.event(event.name);
  if (event.samples === 0) return record;
  if (scanner.get(record + eventSamples) === 0) scanner.set(record + eventFirstLine, event.firstLine + before);
  scanner.set(record + eventLastLine, event.lastLine + before);
  for (const [at, count] of [
    [eventSamples, event.samples],
    [eventWithoutStack, event.withoutStack],
    [eventWithPeriod, event.withPeriod],
  ] as const) {
    scanner.set(record + at, scanner.get(record + at) + count);
  }
  if (event.chains) scanner.set(record + eventChains, 1);
  scanner.setDouble(record + eventPeriod, scanner.getDouble(record + eventPeriod) + event.period);
  return record;
}

/** What the numbers of frames and groups in a part are here. */
interface Numbers {
  readonly ids: Int32Array;
  readonly groups: Int32Array;
}

function addStacks(scanner: Scanner, { stacks }: Part, { ids, groups }: Numbers, before: number): void {
  const { call } = scanner;
  const lists = [stacks, ids, groups];
  const places = lists.map((list) => call.borrow(4 * list.length));
  for (const [i, list] of lists.entries()) scanner.words.set(list, places[i]! >>> 2);
  const [from, idsAt, groupsAt] = places as [number, number, number];
  call.unpack(from, from + 4 * stacks.length, idsAt, groupsAt, before);
  for (const [i, list] of lists.entries()) call.giveBack(places[i]!, 4 * list.length);
}

/** Gives the open sample its frames. */
function openFrames(scanner: Scanner, frames: Int32Array, lines: Int32Array, before: number): void {
  for (const [i, frame] of frames.entries()) scanner.call.pushFrame(frame, lines[i]! + before);
}
