import type { CpuShare, Profile, ProfileFormat } from '../../model/profile.ts';
import type { StackOwner } from '../../model/recorded-stacks.ts';
import type { Note } from '../../model/source.ts';
import { aggregate, type Stacks } from './aggregate.ts';
import type { Counted, CpuSamples, Origin, ScriptEvent } from './counted.ts';
import type { ScriptNames } from './names.ts';
import { populationOf } from './population.ts';
import { StacksOfTable } from './recorded.ts';
import { bareGroup } from './scanner/counts.ts';

/** What samples became: those of a text, or of a recording. */
export type SampleCounts = Pick<Counted, 'events' | 'origins' | 'cpus' | 'bare'> & { readonly stacks: Stacks };

export interface ProfileContext {
  readonly file: string;
  readonly format: ProfileFormat;
  readonly command?: string;
  readonly recordCommand?: string;
  readonly lost: number;
}

function columnsOf({ chains, samples, withoutStack }: ScriptEvent): string[] {
  if (chains) return chainColumns;
  return withoutStack < samples ? flatColumns : ['Overhead', 'Command'];
}

const chainColumns = ['Children', 'Self', 'Command', 'Shared Object', 'Symbol'];
const flatColumns = ['Overhead', 'Command', 'Shared Object', 'Symbol'];

/** One profile per event, in the order the events were first seen. */
export function profilesOf(counted: SampleCounts, names: ScriptNames, context: ProfileContext): Profile[] {
  const { events, bare } = counted;
  const seen = events.flatMap((event, id) => (event.samples > 0 ? [profileOf(counted, names, id, context)] : []));
  return seen.length === 0 && bare.samples > 0 ? [bareProfile(counted, names, context)] : seen;
}

function profileOf(counted: SampleCounts, names: ScriptNames, id: number, context: ProfileContext): Profile {
  const { stacks } = counted;
  const event = counted.events[id]!;
  const origins = counted.origins.filter((origin) => origin.event === id);
  // A period that only some samples have can't be compared with the others' count.
  const byPeriod = event.withPeriod === event.samples && event.period > 0;
  const whole = byPeriod ? event.period : event.samples;
  const groups = new Map<string, number[]>();
  const owners = new Map<number, StackOwner>();
  for (const [group, { event: of, ...owner }] of names.groups.entries()) {
    if (of !== id) continue;
    groups.set(owner.comm, [...(groups.get(owner.comm) ?? []), group]);
    owners.set(group, owner.comm === '' ? {} : owner);
  }
  const { rows, stacks: sets } = aggregate({
    groups,
    stacks,
    frames: names.frames,
    keys: names.keys,
    weight: (stack) => (byPeriod ? stacks.period[stack]! : stacks.samples[stack]!),
    whole,
    counted: true,
    symbols: event.withoutStack < event.samples,
    chains: event.chains,
    roots: 0,
  });
  const cpus = cpuShares(
    counted.cpus.filter((one) => one.event === id),
    byPeriod,
    whole,
  );
  const threads = threadsOf(origins);
  return {
    ...base(context),
    firstLine: event.firstLine,
    lastLine: event.lastLine,
    ...(event.name !== '' && { event: event.name }),
    samples: { count: event.samples, exact: true },
    ...(byPeriod && { eventCount: event.period }),
    population: populationOf(origins, context.recordCommand),
    columns: columnsOf(event),
    rows,
    stacks: sets,
    recorded: new StacksOfTable(stacks, names.frames, owners, 0),
    ...(threads && { threads }),
    ...(cpus.length > 0 && { cpus }),
    notes: notesOf(event, byPeriod, context.file),
  };
}

/** `-F ip,sym`: stacks of nobody knows whom. */
function bareProfile({ stacks, bare }: SampleCounts, names: ScriptNames, context: ProfileContext): Profile {
  const { rows, stacks: sets } = aggregate({
    groups: new Map([['', [bareGroup]]]),
    stacks,
    frames: names.frames,
    keys: names.keys,
    weight: (stack) => stacks.samples[stack]!,
    whole: bare.samples,
    counted: true,
    symbols: true,
    chains: true,
    roots: 0,
  });
  return {
    ...base(context),
    firstLine: bare.firstLine,
    lastLine: bare.lastLine,
    samples: { count: bare.samples, exact: true },
    population: populationOf([], context.recordCommand),
    columns: ['Children', 'Self', 'Shared Object', 'Symbol'],
    rows,
    stacks: sets,
    recorded: new StacksOfTable(stacks, names.frames, new Map([[bareGroup, {}]]), 0),
    notes: [],
  };
}

function base({ file, format, command, lost }: ProfileContext) {
  return {
    kind: 'profile' as const,
    format,
    file,
    ...(lost > 0 && { lost }),
    ...(command !== undefined && { command }),
    truncated: false,
  };
}

function threadsOf(origins: readonly Origin[]): Record<string, number> | undefined {
  const threads = new Map<string, Set<number>>();
  for (const { head } of origins) {
    if (head.tid === undefined || head.comm === '') continue;
    const ids = threads.get(head.comm);
    if (ids) ids.add(head.tid);
    else threads.set(head.comm, new Set([head.tid]));
  }
  if (threads.size === 0) return undefined;
  return Object.fromEntries([...threads].map(([comm, ids]) => [comm, ids.size]));
}

function cpuShares(cpus: readonly CpuSamples[], byPeriod: boolean, whole: number): CpuShare[] {
  const shares = new Map<string, { cpu: number; comm: string; share: number }>();
  for (const { cpu, comm, samples, period } of cpus) {
    const share = ((byPeriod ? period : samples) * 100) / whole;
    const key = `${cpu} ${comm}`;
    const known = shares.get(key);
    if (known) known.share += share;
    else shares.set(key, { cpu, comm, share });
  }
  return [...shares.values()].sort((a, b) => a.cpu - b.cpu || b.share - a.share);
}

function notesOf(event: ScriptEvent, byPeriod: boolean, file: string): Note[] {
  const notes: Note[] = [];
  const of = event.name === '' ? '' : ` of ${event.name}`;
  // a recording has no lines
  const place = event.firstLine > 0 ? { file, line: event.firstLine } : { file };
  if (event.withoutStack > 0 && event.chains) {
    const text = `${event.withoutStack} of ${event.samples} samples${of} have no stack`;
    notes.push({ kind: 'trouble', text, ...place });
  }
  if (event.withPeriod > 0 && !byPeriod) {
    const text = `periods${of} are missing or zero in ${event.samples - event.withPeriod} samples: each sample counts as one`;
    notes.push({ kind: 'inferred', text, ...place });
  }
  return notes;
}
