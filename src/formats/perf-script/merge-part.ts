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
import { frameLines, frames, sampleLine } from './scanner/state.ts';

/** Adds what was found in a part of the text to what was read before it, `before` lines, as if all had been read at once. */
export function mergePart(samples: Samples, scanner: Scanner, part: Part, before: number): void {
  samples.finish();
  const { names } = samples;
  const ids = Int32Array.from(part.frames, (frame) => names.frame(frame));
  const events = part.events.map((event) => addEvent(samples, scanner, event, before));
  for (const { event, head } of part.origins) samples.origin(events[event]!, names.thread(head));
  for (const { event, comm, cpu, samples: count, period } of part.cpus) {
    const record = scanner.call.cpuRecord(samples.group(events[event]!, { comm }), cpu, events[event]!);
    scanner.set(record + pairSamples, scanner.get(record + pairSamples) + count);
    scanner.setDouble(record + pairPeriod, scanner.getDouble(record + pairPeriod) + period);
  }
  addStacks(
    scanner,
    part,
    part.groups.map(({ event, comm }) => samples.group(events[event]!, { comm })),
    ids,
    before,
  );
  if (!part.open) return;
  const { event, head, cpu, period, line, frames: own, lines } = part.open;
  samples.begin(events[event]!, names.thread(head), cpu, period, line + before);
  write(scanner, own, 0, own.length, ids, (i) => lines[i]! + before);
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

function addStacks(
  scanner: Scanner,
  { stacks, periods }: Part,
  groups: readonly number[],
  ids: Int32Array,
  before: number,
): void {
  for (let at = 0, i = 0; at < stacks.length; i++) {
    const depth = stacks[at + 3]!;
    const from = at + 5;
    const own = stacks[at + 4] === 1 ? from + depth : 0;
    const line = stacks[at + 2]!;
    scanner.set(sampleLine, Math.abs(line) + before);
    write(scanner, stacks, from, depth, ids, (k) => {
      if (own > 0) return stacks[own + k]! + before;
      return line < 0 ? before - line : before + line + 1 + k;
    });
    scanner.call.addStack(groups[stacks[at]!]!, stacks[at + 1]!, periods[i]!);
    at = from + (own > 0 ? 2 * depth : depth);
  }
  scanner.call.framesWritten(0);
}

/** Makes frames those of the open sample; `lineOf` tells the line of each. */
function write(
  scanner: Scanner,
  from: Int32Array,
  first: number,
  count: number,
  ids: Int32Array,
  lineOf: (index: number) => number,
): void {
  scanner.call.reserveFrames(count);
  const { words } = scanner;
  const place = scanner.get(frames) >>> 2;
  const lines = scanner.get(frameLines) >>> 2;
  for (let i = 0; i < count; i++) {
    words[place + i] = ids[from[first + i]!]!;
    words[lines + i] = lineOf(i);
  }
  scanner.call.framesWritten(count);
}
