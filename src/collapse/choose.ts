import type { Case } from '../model/case.ts';
import type { Profile } from '../model/profile.ts';
import { addUp } from './add-up.ts';
import { type Collapsed, eventOf, type Measure, nameOf, placeOf } from './collapsed.ts';
import { collapseRecorded } from './of-recorded.ts';
import { collapseTable } from './of-table.ts';

export interface Choice {
  /** What the output has room for: one event, the events of one capture, or whatever there is. */
  readonly room: 'event' | 'capture' | 'everything';
  /** `cycles`, with or without modifiers. */
  readonly event?: string;
  /** `report.txt:120`, or `120`: a line of the capture. */
  readonly capture?: string;
  readonly weight?: 'period' | 'samples';
}

export interface Chosen {
  readonly collapsed: readonly Collapsed[];
  /** What was taken, and what was not. */
  readonly said: readonly string[];
}

/** Why nothing was chosen. `wrongUsage`: the command line has to be another, not the input. */
export interface NoChoice {
  readonly problem: string;
  readonly wrongUsage: boolean;
}

const record = 'perf record -g -a -- sleep 5 && perf script | perfwhy collapse';

/** The stacks to write out. Captures are only added up where their counts are of one event and one population. */
export function choose({ captures }: Case, choice: Choice): Chosen | NoChoice {
  const profiles = captures.filter((capture) => capture.kind === 'profile');
  const withStacks = profiles.filter(({ stacks }) => stacks.length > 0);
  if (withStacks.length === 0) return noStacks(captures);
  const said: string[] = [];
  for (const profile of profiles)
    if (!withStacks.includes(profile)) said.push(`${placeOf(profile)} has no call stacks: left out`);
  const here = withStacks.filter((profile) => isAt(profile, choice.capture));
  if (here.length === 0) {
    return wrong(`--capture ${choice.capture}: no call stacks there, but in ${list(withStacks)}`);
  }
  const asked = here.filter((profile) => isOf(profile, choice.event));
  if (asked.length === 0) {
    return wrong(`--event ${choice.event}: not there; the stacks are of ${eventsIn(here).join(', ')}`);
  }
  const weighed = asked.map(collapse).map((collapsed) => withWeight(collapsed, choice.weight));
  const without = weighed.find((collapsed) => typeof collapsed === 'string');
  if (without !== undefined) return wrong(without);
  const all = weighed.filter((collapsed) => typeof collapsed !== 'string');
  if (choice.room === 'everything') return { collapsed: all, said };
  return fitted(all, choice.room, said);
}

function wrong(problem: string): NoChoice {
  return { problem, wrongUsage: true };
}

function noStacks(captures: Case['captures']): NoChoice {
  const shown = captures.slice(0, 3).map((capture) => `${placeOf(capture)} ${capture.format}`);
  const more = captures.length > 3 ? `, and ${captures.length - 3} more` : '';
  return {
    problem: `no call stacks to collapse in ${shown.join(', ')}${more}; what has them: ${record}`,
    wrongUsage: false,
  };
}

function collapse(profile: Profile): Collapsed {
  return profile.recorded ? collapseRecorded(profile, profile.recorded) : collapseTable(profile);
}

/** The measure asked for, before the others; or why it can't be had. */
function withWeight(collapsed: Collapsed, weight: Choice['weight']): Collapsed | string {
  if (weight === undefined) return collapsed;
  const { measures, stacks, profiles } = collapsed;
  const at = measures.findIndex(({ kind }) => kind === weight);
  if (at < 0) {
    return `--weight ${weight}: ${placeOf(profiles[0]!)} counts ${measures.map(wordOf).join(' and ')}`;
  }
  const first = <T>(values: readonly T[]): T[] => [values[at]!, ...values.filter((_, i) => i !== at)];
  return {
    ...collapsed,
    measures: first(measures),
    stacks: stacks.map((stack) => ({ ...stack, counts: first(stack.counts) })),
  };
}

function wordOf({ kind }: Measure): string {
  if (kind === 'share') return 'neither events nor samples, only shares';
  return kind === 'count' ? 'stacks in an unknown unit' : kind === 'period' ? 'events (period)' : 'samples';
}

/** One event, or one capture's events, out of several. */
function fitted(all: readonly Collapsed[], room: 'event' | 'capture', said: string[]): Chosen | NoChoice {
  const [first] = all;
  const events = [...new Set(all.map(({ event }) => event))];
  const files = new Set(all.map(({ profiles }) => profiles[0]!.file));
  if (events.length > 1 && files.size > 1) return severalCaptures(all, 'different events');
  const groups = events.map((event) => all.filter((collapsed) => collapsed.event === event));
  if (room === 'capture' && groups.every((group) => group.length === 1)) return { collapsed: all, said };
  const taken = groups[0]!;
  const why = whyNotAddedUp(taken);
  if (why !== undefined) return severalCaptures(taken, why);
  if (taken.length > 1) said.push(`added up: ${list(taken.flatMap(({ profiles }) => profiles))}`);
  if (events.length > 1) {
    const others = events.slice(1).map(String).join(', ');
    said.push(`event ${first!.event} is taken, ${others} left out: --event takes another`);
  }
  return { collapsed: [addUp(taken)], said };
}

function severalCaptures(all: readonly Collapsed[], why: string): NoChoice {
  const profiles = all.flatMap((collapsed) => collapsed.profiles);
  return wrong(`${list(profiles)}: ${why}, which do not add up; choose one with --capture ${placeOf(profiles[0]!)}`);
}

/** Why counts are not of one whole; undefined when they are. */
function whyNotAddedUp(parts: readonly Collapsed[]): string | undefined {
  const [first, ...rest] = parts;
  for (const part of rest) {
    const [a, b] = [first!.profiles[0]!, part.profiles[0]!];
    if (!a.recorded || !b.recorded) return 'tables of shares';
    if (populationKey(a) !== populationKey(b)) return 'different populations';
    if (part.measures.map(({ kind }) => kind).join() !== first!.measures.map(({ kind }) => kind).join()) {
      return 'counts of different things';
    }
    if (a.samples?.count === b.samples?.count && a.eventCount === b.eventCount) {
      return 'as many samples and events in each, so perhaps one recording twice';
    }
  }
  return undefined;
}

function populationKey({ population: { scope, ids, cpus, filters, base } }: Profile): string {
  return JSON.stringify([scope, ids, cpus, filters, base]);
}

function isOf(profile: Profile, event: string | undefined): boolean {
  if (event === undefined) return true;
  const own = eventOf(profile);
  return own === event || own?.replace(/:[A-Za-z]+$/, '') === event;
}

function isAt({ file, firstLine, lastLine }: Profile, place: string | undefined): boolean {
  if (place === undefined || place === nameOf(file)) return true;
  const colon = place.lastIndexOf(':');
  const name = place.slice(0, Math.max(0, colon));
  const line = Number(place.slice(colon + 1));
  return (name === '' || name === nameOf(file) || name === file) && line >= firstLine && line <= lastLine;
}

function eventsIn(profiles: readonly Profile[]): string[] {
  return [...new Set(profiles.map((profile) => eventOf(profile) ?? 'an event that is not named'))];
}

function list(profiles: readonly Profile[]): string {
  return profiles.map((profile) => `${placeOf(profile)} (${aboutOf(profile)})`).join(', ');
}

function aboutOf(profile: Profile): string {
  const { samples, format, population } = profile;
  const words = [format, eventOf(profile), samples && `${samples.count} samples`];
  if (population.scope !== 'unknown') words.push([population.scope, ...population.ids].join(' '));
  return words.filter((word) => word !== undefined).join(', ');
}
