import type { CpuSamples, Origin, ScriptEvent } from '../perf-script/counted.ts';
import type { ScriptNames } from '../perf-script/names.ts';
import type { SampleCounts } from '../perf-script/profiles.ts';
import { StackTable } from '../perf-script/stack-table.ts';
import { isTracepointAttr } from './attr.ts';
import type { Frames } from './frames.ts';
import type { RawStacks } from './raw-stacks.ts';
import type { Recording } from './recording.ts';

type Growing<T> = { -readonly [Key in keyof T]: T[Key] };

/** Adds up the raw stacks by names, in the order in which their samples came: as a scanner does those of perf script. */
export function countNamed(recording: Recording, names: ScriptNames, frames: Frames): SampleCounts {
  const { events, processes, tally } = recording;
  const stacks = new StackTable();
  const raw = tally.stacks;
  const layouts = events.layouts();
  const counts: Growing<ScriptEvent>[] = [];
  const idOf = eventIds(recording, names, counts);
  const lines = new Int32Array(1 << 13);
  /** By lane: groups are asked for by name. */
  const groups: number[] = [];
  const order = inTime(raw);
  for (let i = 0; i < order.length; i++) {
    const stack = order[i]!;
    const mode = raw.lane(stack) % 8;
    const lane = Math.floor(raw.lane(stack) / 8);
    const event = lane % events.count;
    const owner = processes.owners[Math.floor(lane / events.count)]!;
    const { hasCallchain: hasOwnChain, isOffCpu, period: periodAt } = layouts[event]!;
    const hasCallchain = hasOwnChain || isOffCpu;
    const depth = hasCallchain ? frames.chain(raw, stack, owner) : frames.single(raw, stack, mode, owner);
    const of = counts[idOf(event)]!;
    const samples = raw.samples(stack);
    of.samples += samples;
    if (depth === 0) of.withoutStack += samples;
    else if (hasCallchain) of.chains = true;
    // perf script prints no period of a tracepoint: each sample counts as one
    const hasPeriod = (periodAt >= 0 || isOffCpu) && !isTracepointAttr(events.attrs[event]!);
    const period = hasPeriod ? raw.period(stack) : 0;
    if (hasPeriod) of.withPeriod += samples;
    of.period += period;
    groups[lane] ??= names.group(idOf(event), owner);
    const added = stacks.add(groups[lane]!, frames.frames, depth, period, 0, lines);
    stacks.samples[added]! += samples - 1;
  }
  return { events: counts, stacks, bare: { samples: 0, firstLine: 0, lastLine: 0 }, ...whereabouts(recording, idOf) };
}

/** The number among the names of an event, which it gets when it is first seen. */
function eventIds(
  { events }: Recording,
  names: ScriptNames,
  counts: Growing<ScriptEvent>[],
): (event: number) => number {
  const ids: number[] = [];
  const none = { samples: 0, withPeriod: 0, period: 0, withoutStack: 0, chains: false, firstLine: 0, lastLine: 0 };
  return (event) => {
    let id = ids[event];
    if (id === undefined) {
      id = names.event(events.name(event));
      ids[event] = id;
      counts[id] ??= { ...names.events[id]!, ...none };
    }
    return id;
  };
}

/** Whose samples they are, and on which CPUs they were taken. */
function whereabouts({ events, processes, tally }: Recording, idOf: (event: number) => number) {
  const origins: Origin[] = [];
  const cpus: CpuSamples[] = [];
  for (const { event, owner, cpu, samples, period } of tally.origins) {
    const { pid, tid, comm } = processes.owners[owner]!;
    origins.push({ event: idOf(event), head: { comm, pid, tid } });
    if (cpu < 0) continue;
    const counted = isTracepointAttr(events.attrs[event]!) ? 0 : period;
    cpus.push({ event: idOf(event), comm, cpu, samples, period: counted });
  }
  return { origins, cpus };
}

/** Numbers of the stacks by the time of their first samples. */
function inTime(raw: RawStacks): ArrayLike<number> {
  const { size } = raw;
  const first = new Float64Array(size);
  let [earliest, latest] = [Number.POSITIVE_INFINITY, 0];
  for (let stack = 0; stack < size; stack++) {
    const time = raw.first(stack);
    first[stack] = time;
    if (time < earliest) earliest = time;
    if (time > latest) latest = time;
  }
  // Time and number in one double are sorted many times faster than numbers by their times.
  if ((latest - earliest + 1) * size < Number.MAX_SAFE_INTEGER) {
    for (let stack = 0; stack < size; stack++) first[stack] = (first[stack]! - earliest) * size + stack;
    return first.sort().map((both) => both % size);
  }
  return Uint32Array.from(first, (_, stack) => stack).sort((a, b) => first[a]! - first[b]! || a - b);
}
