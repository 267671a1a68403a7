import { costMap } from '../engine/cost-map.ts';
import { readerComms, type View } from '../engine/view/view.ts';
import type { PopulationOf, PopulationPair } from './comparison.ts';

/** The views of one side, before and after, and whether their shares may be compared. */
export interface ViewPair extends PopulationPair {
  readonly views: readonly [before: View, after: View];
  /** Both texts show the very same samples. */
  readonly sameRecording: boolean;
}

export function pairUp(before: View, after: View): ViewPair {
  const refused: string[] = [];
  const assumed: string[] = [];
  compareEvents(before, after, refused, assumed);
  compareOwners(before, after, refused, assumed);
  compareFilters(before, after, refused);
  assumed.push(...unknownSamples(before, after));
  for (const view of [before, after]) {
    if (doubtOf(view) < 0.05) continue;
    assumed.push(
      `${view.profile.file} lists a part of its samples: how much of the rest is ${view.of} is a guess, which widens the noise`,
    );
  }
  if (before.stacks.length > 0 !== after.stacks.length > 0) {
    const { file } = (before.stacks.length > 0 ? before : after).profile;
    assumed.push(`only ${file} shows callers: stages are by symbol alone`);
  }
  return {
    side: before.side,
    before: populationOf(before),
    after: populationOf(after),
    refused,
    assumed,
    views: [before, after],
    sameRecording: isSameRecording(before, after),
  };
}

/**
 * Number of samples behind a view's shares. perf top lets old samples fade at each refresh: its count is not the number
 * its shares are of.
 */
export function samplesOf(view: View): number | undefined {
  return view.profile.format === 'perf-top' ? undefined : view.samples;
}

/**
 * How far off the shares of a side may be, as a part of them: perf leaves out rows below a limit, and how much of what is
 * not listed is the side's own is a guess. 0 when all rows are listed, or when all are of this side.
 */
export function doubtOf(view: View): number {
  if (!isOwnSide(view) || view.profile.population.comms.length > 0) return 0;
  const all = view.profile.rows.reduce((sum, { self }) => sum + (self ?? 0), 0);
  const own = view.rows.reduce((sum, { self }) => sum + (self ?? 0), 0);
  const hidden = Math.max(100 - all, 0);
  const others = view.profile.rows.some(
    ({ comm }) => comm !== undefined && !view.rows.some((row) => row.comm === comm),
  );
  if (!others || own <= 0 || hidden < 1) return 0;
  return Math.max(1 - view.base / (own + hidden), Math.min(view.base / own, 2) - 1, 0);
}

function unknownSamples(before: View, after: View): string[] {
  const fading = [before, after].filter(({ profile }) => profile.format === 'perf-top' && profile.samples);
  const silent = [before, after].filter((view) => samplesOf(view) === undefined && !fading.includes(view));
  const taken = 'taken as 1,000, which makes the noise rather too large';
  return [
    ...(silent.length === 2 ? [`neither text says how many samples it shows: ${taken}`] : []),
    ...(silent.length === 1 ? [`${silent[0]!.profile.file} does not say how many samples it shows: ${taken}`] : []),
    ...fading.map(
      ({ profile: { file } }) =>
        `perf top lets old samples fade, its count is not that of the shares (${file}): ${taken}`,
    ),
  ];
}

function populationOf(view: View): PopulationOf {
  const { event, file } = view.profile;
  const samples = samplesOf(view);
  return {
    of: view.of,
    file,
    ...(event !== undefined ? { event } : {}),
    ...(samples !== undefined ? { samples } : {}),
  };
}

/** The same sum of all periods, a number of nine digits and more, and the same shares of the hottest symbols. */
function isSameRecording(before: View, after: View): boolean {
  const [a, b] = [before.profile, after.profile];
  if (a.eventCount === undefined || a.eventCount !== b.eventCount) return false;
  const withComms = [before, after].every(({ rows }) => rows.every(({ comm }) => comm !== undefined));
  const shares = selfByRow(after, withComms);
  const hottest = [...selfByRow(before, withComms)].sort((one, other) => other[1] - one[1]).slice(0, 5);
  const alike = hottest.filter(([row, share]) => Math.abs((shares.get(row) ?? share) - share) <= 0.05);
  return alike.length === hottest.length && alike.some(([row]) => shares.has(row));
}

function selfByRow({ rows }: View, withComms: boolean): Map<string, number> {
  const shares = new Map<string, number>();
  for (const { key, comm, self } of rows) {
    const row = withComms ? `${comm}\0${key}` : key!;
    if (self) shares.set(row, (shares.get(row) ?? 0) + self);
  }
  return shares;
}

/** What 100 % is counted in. Cycles stand still in a sleeping CPU and cpu-clock cannot look where interrupts are off. */
function compareEvents(before: View, after: View, refused: string[], assumed: string[]): void {
  const [a, b] = [before.profile, after.profile];
  if ((a.format === 'perf-mem') !== (b.format === 'perf-mem')) {
    refused.push(
      `memory accesses (${(a.format === 'perf-mem' ? a : b).file}) are not compared with samples of CPU time`,
    );
    return;
  }
  if (a.event === undefined || b.event === undefined) {
    const silent =
      a.event === undefined
        ? b.event === undefined
          ? 'neither text names'
          : `${a.file} does not name`
        : `${b.file} does not name`;
    assumed.push(`${silent} the event that was sampled: taken to be the same`);
    return;
  }
  const [one, other] = [eventOf(a.event), eventOf(b.event)];
  if (one.name !== other.name) {
    refused.push(`different events: ${a.event} before, ${b.event} after`);
  } else if (one.modes !== other.modes) {
    refused.push(`different modes were sampled: ${a.event} before, ${b.event} after`);
  }
}

const sameEvents: Readonly<Record<string, string>> = {
  'cpu-cycles': 'cycles',
  'task-clock': 'cpu-clock',
};

/** `cpu_core/cycles/Pk` -> cycles, mode k. How precise the address is (`:ppp`) changes symbols, not what is counted. */
function eventOf(printed: string): { readonly name: string; readonly modes: string } {
  // cycles:ppp  cpu_core/cycles/P  cpu/cpu-cycles/uk  cpu-clock:u  block:block_rq_issue
  const pmu = /^\w+\/([^/]+)\/([a-zA-Z]*)$/.exec(printed);
  const plain = /^([\w.-]+)(?::([ukhpPGHISDWe]+))?$/.exec(printed);
  const name = pmu?.[1] ?? plain?.[1] ?? printed;
  const modes = (pmu?.[2] ?? plain?.[2] ?? '').replace(/[^ukhGH]/g, '');
  return { name: sameEvents[name] ?? name, modes: [...new Set(modes)].sort().join('') };
}

/** Whose samples a view shows. */
type Owner =
  | { readonly kind: 'tasks'; readonly names: readonly string[] }
  | { readonly kind: 'process' | 'others' | 'everything' | 'unknown' }
  | { readonly kind: 'cpus'; readonly cpus: readonly number[] };

const ownerWords = {
  tasks: 'one program',
  process: 'one process',
  others: 'all tasks but the reader',
  everything: 'the whole system',
  unknown: 'samples of unknown tasks',
  cpus: 'single CPUs',
} as const;

function compareOwners(before: View, after: View, refused: string[], assumed: string[]): void {
  const [a, b] = [ownerOf(before), ownerOf(after)];
  if (a.kind === 'unknown' || b.kind === 'unknown') {
    const task = looksLikeTask(before, after, a, b);
    if (task !== undefined) {
      refused.push(task);
      return;
    }
    const silent =
      a.kind === 'unknown'
        ? b.kind === 'unknown'
          ? 'neither text says'
          : `${before.profile.file} does not say`
        : `${after.profile.file} does not say`;
    assumed.push(`${silent} whose samples it shows: taken to be the same`);
    return;
  }
  const processes = new Set(['tasks', 'process']);
  if (a.kind !== b.kind && !(processes.has(a.kind) && processes.has(b.kind))) {
    refused.push(`${ownerWords[a.kind]} before (${before.of}), ${ownerWords[b.kind]} after (${after.of})`);
    return;
  }
  if (a.kind === 'tasks' && b.kind === 'tasks') {
    const known = new Set(a.names.map(stem));
    if (!b.names.some((name) => known.has(stem(name)))) {
      refused.push(`different programs: ${a.names.join(', ')} before, ${b.names.join(', ')} after`);
    }
  } else if (a.kind === 'cpus' && b.kind === 'cpus' && a.cpus.join() !== b.cpus.join()) {
    refused.push(`different CPUs: ${a.cpus.join(', ')} before, ${b.cpus.join(', ')} after`);
  } else if (a.kind === 'process' || b.kind === 'process') {
    assumed.push('a process is named by its id alone: taken to be the same program');
  }
}

const softirqStages: ReadonlySet<string> = new Set([
  'driver',
  'allocation',
  'gro',
  'ip',
  'netfilter',
  'lookup',
  'enqueue',
]);

/**
 * Of two texts that may be of the whole system, one with a good part of softirq work and one with hardly any are not of
 * the same tasks.
 */
function looksLikeTask(before: View, after: View, a: Owner, b: Owner): string | undefined {
  if (![a, b].every(({ kind }) => kind === 'unknown' || kind === 'everything')) return undefined;
  const [one, other] = [before, after].map((view) =>
    costMap(view).shares.reduce((sum, { stage, share }) => sum + (softirqStages.has(stage) ? share : 0), 0),
  ) as [number, number];
  if (Math.max(one, other) < 10 || Math.min(one, other) * 5 > Math.max(one, other)) return undefined;
  const [system, task] = one > other ? [before, after] : [after, before];
  return `${system.profile.file} shows the softirqs too, ${task.profile.file} hardly anything but the reader: the whole system against one task`;
}

/** `worker-3` and `worker-12` are threads of one pool; perf cuts names to 15 characters. */
function stem(comm: string): string {
  return comm.replace(/[\d:/#_.-]+$/, '') || comm;
}

/** True for a side that was told apart by its commands; without them both sides are the whole capture. */
export function isOwnSide({ side, profile, rows }: View): boolean {
  return (
    side !== 'any' && rows.length > 0 && rows.every(({ comm }) => comm !== undefined) && readerComms(profile).size > 0
  );
}

function ownerOf(view: View): Owner {
  const { profile, side } = view;
  const { population, rows } = profile;
  if (isOwnSide(view)) {
    return side === 'reader' ? { kind: 'tasks', names: [...readerComms(profile)].sort() } : { kind: 'others' };
  }
  if (population.comms.length > 0) return { kind: 'tasks', names: population.comms };
  if (population.ids.length > 0 || population.scope === 'process' || population.scope === 'thread')
    return { kind: 'process' };
  if (population.cpus.length > 0) return { kind: 'cpus', cpus: population.cpus };
  if (population.scope === 'system') return { kind: 'everything' };
  const comms = new Set(rows.flatMap(({ comm }) => (comm === undefined ? [] : [comm])));
  if (comms.size === 1) return { kind: 'tasks', names: [...comms] };
  // Only a capture of whole CPUs has samples of the idle task or of kernel threads beside those of programs.
  if (comms.has('swapper') || [...comms].some((comm) => comm.startsWith('ksoftirqd'))) return { kind: 'everything' };
  return { kind: 'unknown' };
}

function compareFilters(before: View, after: View, refused: string[]): void {
  const [a, b] = [before.profile.population, after.profile.population];
  const [one, other] = [[...a.filters].sort().join(', '), [...b.filters].sort().join(', ')];
  if (one !== other) {
    refused.push(`different rows were left out: ${one || 'none'} before, ${other || 'none'} after`);
  }
}
