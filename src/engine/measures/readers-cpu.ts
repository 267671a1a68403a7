import type { Profile } from '../../model/profile.ts';
import { readerComms, type View } from '../view/view.ts';
import type { Measured } from './measured.ts';

/** A task that has less than this of its samples on one CPU, in percent, is not kept there: it goes where there is room. */
const staysThere = 90;
/** A CPU that idles more than this, in percent of its samples, has room for all that run on it. */
const mostIdle = 10;
/** Where idle CPUs take no samples, one that has less than this of the fullest one's, in percent, idles meanwhile. */
const asFullAs = 90;

/** Whether a capture tells which CPU each command ran on. */
export function tellsCpus(profile: Profile): boolean {
  return partsOf(profile).length > 0;
}

/** What one command has on one CPU; shares are percent of the capture. */
interface Part {
  readonly cpu: number;
  readonly comm: string;
  share: number;
  line: number;
  largest: number;
}

/**
 * What the reader, or the other tasks, have of the CPU that the reader stays on, in percent of that CPU's samples. Nothing
 * where that CPU has time left, undefined where the capture does not tell CPUs and commands apart.
 */
export function readersCpuShare(view: View, whose: 'reader' | 'others'): Measured | undefined {
  const { profile } = view;
  const parts = partsOf(profile);
  if (parts.length === 0) return undefined;
  let most: Measured = { share: 0, view, line: 0, parts: [], how: 'self' };
  for (const comm of readerComms(profile)) {
    const cpu = cpuOf(comm, parts);
    if (cpu === undefined) continue;
    const there = parts.filter((part) => part.cpu === cpu);
    const all = sum(there);
    if (!isFull(all, there, parts, profile)) continue;
    const wanted = there.filter((part) => (whose === 'reader' ? part.comm === comm : isOther(part.comm, profile)));
    const share = (sum(wanted) * 100) / all;
    if (share <= most.share) continue;
    wanted.sort((a, b) => b.share - a.share || (a.comm < b.comm ? -1 : 1));
    most = {
      share,
      view: { ...view, of: `the samples of CPU ${cpu}` },
      line: wanted[0]!.line,
      parts: wanted.map((part) => ({ name: part.comm, share: (part.share * 100) / all })),
      how: 'self',
    };
  }
  return most;
}

/** The CPU that a command stays on. */
function cpuOf(comm: string, parts: readonly Part[]): number | undefined {
  const own = parts.filter((part) => part.comm === comm);
  const largest = own.reduce((a, b) => (b.share > a.share ? b : a), own[0]!);
  return own.length > 0 && largest.share * 100 >= staysThere * sum(own) ? largest.cpu : undefined;
}

/** Softirqs that were put off are receive work, and have a rule of their own. */
function isOther(comm: string, profile: Profile): boolean {
  return !isIdleTask(comm) && !comm.startsWith('ksoftirqd/') && !readerComms(profile).has(comm);
}

function isIdleTask(comm: string): boolean {
  return comm === 'swapper' || comm === ':0';
}

function isFull(all: number, there: readonly Part[], parts: readonly Part[], { event }: Profile): boolean {
  const idling = sum(there.filter(({ comm }) => isIdleTask(comm)));
  if (all <= 0 || idling * 100 > mostIdle * all) return false;
  // cpu-clock samples idle CPUs as well; a counter of cycles stands still there, and the clock of a task.
  if (event?.startsWith('cpu-clock')) return true;
  const byCpu = new Map<number, number>();
  for (const { cpu, share } of parts) byCpu.set(cpu, (byCpu.get(cpu) ?? 0) + share);
  return all * 100 >= asFullAs * Math.max(...byCpu.values());
}

function sum(parts: readonly Part[]): number {
  return parts.reduce((total, { share }) => total + share, 0);
}

/** Asked for by two measures of one rule. */
const partsOfProfile = new WeakMap<Profile, readonly Part[]>();

function partsOf(profile: Profile): readonly Part[] {
  let parts = partsOfProfile.get(profile);
  if (!parts) {
    parts = profile.cpus ? profile.cpus.map((one) => ({ ...one, line: 0, largest: 0 })) : partsOfRows(profile);
    partsOfProfile.set(profile, parts);
  }
  return parts;
}

/** Of a table sorted by CPU and command (`perf report --sort cpu,comm,sym`). */
function partsOfRows({ rows }: Profile): Part[] {
  const parts = new Map<string, Part>();
  for (const { cpu, comm, self, line } of rows) {
    if (cpu === undefined || comm === undefined || self === undefined) continue;
    const key = `${cpu} ${comm}`;
    const part = parts.get(key) ?? { cpu, comm, share: 0, line, largest: 0 };
    part.share += self;
    if (self > part.largest) {
      part.largest = self;
      part.line = line;
    }
    parts.set(key, part);
  }
  return [...parts.values()];
}
