import type { Side } from '../../kernel/stages.ts';
import type { StackSet } from '../../model/call-tree.ts';
import type { Profile, Row } from '../../model/profile.ts';
import { partOf, setsWith } from '../paths/forest.ts';
import { isCpuTime } from './cpu-time.ts';
import { certainReader, idle, idleInSwapper, producerSide, readerSide } from './roles.ts';

/**
 * The samples of one profile that belong to one side of the socket. Shares of a view are percent of its own samples, so
 * that a reader hidden in a system-wide capture is judged by the same numbers as one recorded alone.
 */
export interface View {
  readonly profile: Profile;
  readonly side: Side | 'any';
  /** Whose samples these are, for the reader of the report: `udp_sink's samples`. */
  readonly of: string;
  /** The view's part of the profile's population, in percent: what 100 % of the view is. */
  readonly base: number;
  readonly rows: readonly Row[];
  readonly stacks: readonly StackSet[];
  /** Number of samples behind the view, when the profile tells its own. */
  readonly samples?: number;
}

/**
 * All views of a profile: the reader's, the producers', and everything that is not idle. A profile of cache misses or
 * dropped packets has none: its shares are of other things than CPU time.
 */
export function viewsOf(profile: Profile): View[] {
  if (!isCpuTime(profile) || !profile.rows.some((row) => row.key !== undefined)) return [];
  const whole = wholeView(profile);
  const readers = readerComms(profile);
  const views = [whole];
  if (readers.size > 0 && hasComms(profile)) {
    views.push(commView(profile, 'reader', (comm) => readers.has(comm), namesOf(readers)));
    // Of an idle task's samples those are left that interrupts and softirqs took while it ran.
    const others = commView(profile, 'producer', (comm) => !readers.has(comm), 'the other tasks');
    if (others.base > 0) views.push(others);
    return views;
  }
  if (whole.rows.some((row) => readerSide.has(row.key!)) || setsWith(profile.stacks, isCertainReader).length > 0) {
    views.push({ ...whole, side: 'reader' });
  }
  if (whole.rows.some((row) => producerSide(row.key!)) || setsWith(profile.stacks, producerSide).length > 0) {
    views.push({ ...whole, side: 'producer' });
  }
  return views;
}

/** Commands that receive UDP in this profile: they have samples in, or stacks through, functions that only readers call. */
export function readerComms(profile: Profile): ReadonlySet<string> {
  let comms = readersOf.get(profile);
  if (!comms) {
    comms = commsOfReaders(profile);
    readersOf.set(profile, comms);
  }
  return comms;
}

/** Asked for by many rules. */
const readersOf = new WeakMap<Profile, ReadonlySet<string>>();

function commsOfReaders(profile: Profile): Set<string> {
  const comms = new Set<string>();
  for (const row of profile.rows) {
    if (row.comm && row.key && certainReader.has(row.key) && ((row.self ?? 0) > 0 || (row.total ?? 0) > 0)) {
      comms.add(row.comm);
    }
  }
  for (const { comm } of setsWith(profile.stacks, isCertainReader)) if (comm) comms.add(comm);
  comms.delete('swapper');
  return comms;
}

function wholeView(profile: Profile): View {
  const rows = profile.rows.filter((row) => row.key !== undefined && !isIdle(row));
  let idleShare = 0;
  let shown = 0;
  for (const row of profile.rows) {
    shown += row.self ?? 0;
    if (row.key !== undefined && isIdle(row)) idleShare += row.self ?? 0;
  }
  // A table limited to one command keeps percentages of all samples: then what is shown is all there is.
  const limited = profile.population.comms.length > 0 || profile.population.filters.length > 0;
  const all = limited && !profile.truncated && shown > 0 ? shown : 100;
  const base = Math.max(all - idleShare, 0);
  return {
    profile,
    side: 'any',
    of: wordsFor(profile, idleShare),
    base,
    rows,
    stacks: profile.stacks,
    ...samplesOf(profile, base),
  };
}

function commView(profile: Profile, side: Side, belongs: (comm: string) => boolean, of: string): View {
  const rows = profile.rows.filter((row) => row.key !== undefined && row.comm !== undefined && belongs(row.comm));
  let base = 0;
  let whole = 0;
  for (const row of rows) {
    if (!isIdle(row)) base += row.self ?? 0;
    whole = Math.max(whole, row.total ?? 0);
  }
  base = Math.max(base / shownPart(profile), withHidden(profile, base), side === 'reader' ? whole : 0);
  return {
    profile,
    side,
    of: `${of}${/s$/.test(of) ? "'" : "'s"} samples`,
    base,
    rows: rows.filter((row) => !isIdle(row)),
    stacks: partOf(profile.stacks, ({ comm }) => comm !== undefined && belongs(comm)),
    ...samplesOf(profile, base),
  };
}

/**
 * The part of all busy samples that the rows of a table show, 0 to 1. perf leaves out rows below a limit and screens are
 * cut: what is missing is taken to be spread like what is shown, or a short list would make each command look simpler
 * than it is. Idling is one large row, so that nothing of it is missing.
 */
function shownPart(profile: Profile): number {
  if (profile.population.comms.length > 0 || profile.population.filters.length > 0) return 1;
  let busy = 0;
  let idling = 0;
  for (const row of profile.rows) {
    if (row.key !== undefined && isIdle(row)) idling += row.self ?? 0;
    else busy += row.self ?? 0;
  }
  return busy > 0 && busy + idling < 99 ? busy / (100 - idling) : 1;
}

/**
 * Of one command a cut table shows only what is above its limit, and of a task with many small functions that may be next
 * to nothing: those below it add up to five to twenty times the limit in recordings of 3.10 to 7.2.
 */
const hiddenRows = 10;

/** Least samples of a command to reckon with, when the table shows so many of them and is cut. */
function withHidden(profile: Profile, shown: number): number {
  let limit = Number.POSITIVE_INFINITY;
  let all = 0;
  for (const row of profile.rows) {
    all += row.self ?? 0;
    limit = Math.min(limit, row.total ?? row.self ?? limit);
  }
  if (!profile.truncated || shown <= 0 || limit === Number.POSITIVE_INFINITY) return shown;
  return shown + Math.min(hiddenRows * limit, Math.max(100 - all, 0));
}

function isIdle({ key, comm }: Row): boolean {
  return idle.has(key!) || (comm === 'swapper' && idleInSwapper.has(key!));
}

function hasComms(profile: Profile): boolean {
  return profile.rows.some((row) => row.comm !== undefined);
}

function samplesOf(profile: Profile, base: number): { samples?: number } {
  return profile.samples ? { samples: Math.round((profile.samples.count * Math.min(base, 100)) / 100) } : {};
}

function namesOf(comms: ReadonlySet<string>): string {
  const names = [...comms];
  return names.length <= 2 ? names.join(' and ') : `${names.length} readers (${names[0]}, ...)`;
}

function wordsFor(profile: Profile, idleShare: number): string {
  const { population } = profile;
  if (population.comms.length > 0) {
    const names = population.comms.join(' and ');
    return `${names}${names.endsWith('s') ? "'" : "'s"} samples`;
  }
  if (population.ids.length > 0)
    return `samples of ${population.scope === 'thread' ? 'tid' : 'pid'} ${population.ids.join(', ')}`;
  if (population.cpus.length > 0) return `samples of CPU ${population.cpus.join(', ')}`;
  if (idleShare >= 1) return 'the busy samples';
  return 'the samples';
}

function isCertainReader(symbol: string): boolean {
  return certainReader.has(symbol);
}
