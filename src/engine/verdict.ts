import type { Nature } from '../rules/rule.ts';
import type { Programs } from './bpf-programs.ts';
import type { Finding, Outcome, Rival, Verdict } from './diagnosis.ts';
import type { Heaviest } from './heaviest.ts';
import { type Judgement, round } from './judge.ts';
import type { NamelessCode } from './nameless-code.ts';
import type { OwnCode } from './own-code.ts';
import type { View } from './view.ts';
import { percent } from './words.ts';
import type { Workload } from './workload.ts';

type Fired = Extract<Judgement, { status: 'fires' }>;
type Rejected = Extract<Judgement, { status: 'rejected' }>;

/**
 * How much a finding weighs against others of other populations. A wait is a fault at any share; work must cost about twice
 * as much to come first; what is only likely must stand above what is confirmed.
 */
const natureWeight = {
  contention: 1,
  'cache-miss': 0.9,
  steering: 0.7,
  loss: 0.6,
  overload: 0.02,
  work: 0.5,
  saving: 0.5,
  headroom: 0.3,
  circumstance: 0,
} as const;
const confidenceWeight = { confirmed: 1, likely: 0.8, possible: 0.4 } as const;

/**
 * What each receiver pays, a full buffer and time that nobody used are there beside any fault, and often larger than what
 * it costs: none of them weighs more than a fault that is at least likely.
 */
export const besideFaults: ReadonlySet<Nature> = new Set(['saving', 'overload', 'headroom']);

export function rankFindings(fired: readonly Fired[]): Fired[] {
  const own = (one: Fired): number => one.share * natureWeight[one.rule.nature] * confidenceWeight[one.confidence];
  const isFault = (one: Fired): boolean =>
    one.confidence !== 'possible' && !besideFaults.has(one.rule.nature) && !explainedBy(one, fired);
  const heaviest = Math.max(0, ...fired.filter(isFault).map(own));
  const weight = (one: Fired): number =>
    heaviest > 0 && besideFaults.has(one.rule.nature) ? Math.min(own(one), heaviest * 0.99) : own(one);
  return fired
    .map((one, index) => ({ one, index, weight: weight(one), own: own(one) }))
    .sort((a, b) => b.weight - a.weight || b.own - a.own || a.index - b.index)
    .map(({ one }) => one)
    .sort((a, b) => Number(explainedBy(a, fired) !== undefined) - Number(explainedBy(b, fired) !== undefined));
}

/** The finding that this one is a symptom of, if it is at least likely. Two that explain each other are both causes. */
export function explainedBy(symptom: Fired, fired: readonly Fired[]): Fired | undefined {
  return fired.find(
    (cause) =>
      cause.confidence !== 'possible' &&
      cause.rule.explains?.includes(symptom.rule.id) &&
      !symptom.rule.explains?.includes(cause.rule.id),
  );
}

/** A function that says nothing without its callers. */
interface Hot {
  readonly name: string;
  readonly share: number;
  readonly of: string;
  /** Not known to be of the reader alone: its callers may be on any CPU. */
  readonly everywhere: boolean;
}

/** What the captures say as a whole, once the rules are judged. */
export interface Grounds {
  readonly workloads: readonly Workload[];
  readonly wholes: readonly View[];
  readonly hotLock?: Hot;
  /** The first finding is no fault, but what is there beside any fault. */
  readonly primaryIsBeside: boolean;
  readonly skid?: Hot;
  /** A command busy with its own code, where none is seen to receive. */
  readonly ownCode?: OwnCode;
  /** Readers that spend most of their time in their own code. */
  readonly readersOwn?: Omit<OwnCode, 'name'>;
  readonly unresolved: number;
  readonly nameless?: NamelessCode;
  readonly programs?: Programs;
  /** One function that takes so much that the cost is not spread. */
  readonly heaviest?: Heaviest;
  /** Events of profiles whose shares are not of CPU time. */
  readonly otherEvents: readonly string[];
  /** What counters say of datagrams that were lost or wait. */
  readonly losses: readonly string[];
  /** What perf c2c says of fields that CPUs fight over. */
  readonly fought: readonly string[];
  /** What perf annotate says of where in a function the samples are. */
  readonly instructions: readonly string[];
  /** Titles of what was found to surround or distort the measurement. */
  readonly circumstances: readonly string[];
}

export function verdictOf(ranked: readonly Finding[], symptoms: readonly string[], grounds: Grounds): Verdict {
  const primary = ranked[0];
  const aboutUdp = grounds.workloads.some((one) => one.udpReceive === 'yes');
  const unclear = grounds.workloads.some((one) => one.udpReceive === 'unclear');
  const isLesser = grounds.primaryIsBeside && hasUnnamed(grounds);
  if (primary && primary.confidence !== 'possible' && !isLesser) {
    return {
      outcome: 'culprit',
      culprit: primary.id,
      confidence: primary.confidence,
      // Some causes cost datagrams, not samples, and how many is not always in the input.
      ...(primary.share > 0 ? { share: round(primary.share), of: primary.of } : {}),
      summary: symptoms.length > 0 ? `${primary.says} Hence ${symptoms.join(', and ')}.` : primary.says,
    };
  }
  if (grounds.workloads.length === 0) {
    const [event] = grounds.otherEvents;
    if (event === undefined) return verdict('inconclusive', `No profile by symbol is in the input${soFar(grounds)}.`);
    return verdict('inconclusive', `The profile counts ${event}, which says nothing about where CPU time goes.`);
  }
  if (grounds.unresolved >= 50) {
    return verdict(
      'inconclusive',
      `${percent(grounds.unresolved)} of the samples have no symbol name: run perf as root, or set kernel.kptr_restrict=0.`,
    );
  }
  if (!aboutUdp && !unclear) {
    const largest = grounds.workloads.reduce((a, b) => (b.share > a.share ? b : a));
    const { what } = largest.dominant;
    return { ...verdict('not-udp-receive', withoutUdp(largest)), instead: what };
  }
  const fewest = Math.min(...grounds.wholes.map((view) => view.samples ?? Number.POSITIVE_INFINITY));
  if (fewest < 50) return verdict('inconclusive', `Only ${fewest} samples: too few to tell a cause from chance.`);
  if (grounds.hotLock) {
    const { name, share, of } = grounds.hotLock;
    return verdict(
      'inconclusive',
      `${name} takes ${percent(share)} of ${of}, but nothing shows which lock it waits for.`,
    );
  }
  if (grounds.skid) {
    const { name, share, of } = grounds.skid;
    return verdict(
      'inconclusive',
      `${name} takes ${percent(share)} of ${of}: samples of code that runs with interrupts off land there, and nothing shows which code.`,
    );
  }
  if (grounds.nameless) {
    const { share, of } = grounds.nameless;
    return verdict(
      'inconclusive',
      `${percent(share)} of ${of} are in kernel code without a name, as BPF made from classic filters (SO_ATTACH_FILTER, seccomp, tcpdump) always is, and nothing shows what runs it.`,
    );
  }
  if (grounds.programs) {
    const { name, share, of } = grounds.programs;
    return verdict(
      'inconclusive',
      `BPF programs take ${percent(share)} of ${of}, most of it ${name}, and nothing shows what runs them.`,
    );
  }
  if (grounds.ownCode && !primary) {
    const { name, share, of } = grounds.ownCode;
    return verdict(
      'inconclusive',
      `${name} spends ${percent(share)} of ${of} in its own code, and nothing shows which task receives.`,
    );
  }
  if (primary)
    return verdict('inconclusive', `${primary.title} is possible, but not shown: ${primary.lowered.join('; ')}.`);
  if (unclear) return verdict('inconclusive', tooLittle(grounds));
  return verdict(
    'no-single-culprit',
    `UDP receive is at work, and no known cause stands out: ${spread(grounds)}${asFarAs(grounds)}.${beside(grounds)}`,
  );
}

/**
 * A lock that is waited for, programs that need not be there and what ran with interrupts off come before what each receiver
 * pays, though nothing shows yet which lock it is, who runs them, and what it was.
 */
export function hasUnnamed({ hotLock, skid, programs }: Pick<Grounds, 'hotLock' | 'skid' | 'programs'>): boolean {
  return hotLock !== undefined || skid !== undefined || programs !== undefined;
}

/** What a profile is about instead of UDP receive. Of a cut table it is said of the rows that there are. */
function withoutUdp({ share, of, dominant, cut }: Workload): string {
  const most = dominant.share * 2 >= (cut?.shown ?? 100) ? 'most of it' : 'the largest part';
  const rest = `${most} is ${dominant.what} (${percent(dominant.share)}).`;
  if (cut === undefined || cut.shown >= almostAll) return `UDP receive is ${percent(share)} of ${of}; ${rest}`;
  return `The rows shown are ${percent(cut.shown)} of ${of}, UDP receive ${percent(share)}; ${rest}`;
}

/** From so many of the samples on, in percent, what a table leaves out is not worth a word. */
const almostAll = 95;

/** Rows that are half of the samples or less leave room for a cause. */
const halfShown = 50;

/** What the input does tell, that much at least. */
function soFar({ losses, fought, instructions }: Grounds): string {
  const told = [
    ['perf annotate says', instructions],
    ['perf c2c says', fought],
    ['the counters say', losses],
  ] as const;
  return told.map(([who, what]) => (what.length > 0 ? `; ${who}: ${what.join('; ')}` : '')).join('');
}

function spread({ readersOwn, heaviest }: Grounds): string {
  if (!readersOwn) {
    if (!heaviest) return 'the cost is spread over the path';
    return `the largest part is ${heaviest.name}, ${percent(heaviest.share)} of ${heaviest.of}`;
  }
  const { share, of } = readersOwn;
  return `${percent(share)} of ${of} are in the program's own code, the rest is spread over the path`;
}

function asFarAs({ workloads }: Grounds): string {
  const [only, ...others] = workloads.filter((one) => one.udpReceive === 'yes');
  if (!only?.cut || others.length > 0 || only.cut.shown > halfShown) return '';
  return `, as far as the rows shown tell, ${percent(only.cut.shown)} of ${only.of}`;
}

function tooLittle({ workloads }: Grounds): string {
  const cut = workloads.find((one) => one.cut?.mayHide && one.udpReceive === 'unclear');
  if (!cut) return 'The text shows too small a part of the samples to name a cause.';
  return `The rows shown are ${percent(cut.cut!.shown)} of ${cut.of}: whether UDP receive is in the rest, and what costs there, the text does not tell.`;
}

function beside({ circumstances }: Grounds): string {
  return circumstances.length > 0 ? ` Beside it: ${circumstances.join('; ')}.` : '';
}

function verdict(outcome: Outcome, summary: string): Verdict {
  return { outcome, summary };
}

/** Causes that were considered and lost: those the primary finding names first, then those that came near. */
export function rivalsOf(primary: Fired | undefined, fired: readonly Fired[], rejected: readonly Rejected[]): Rival[] {
  const named = new Set(primary?.rule.rivals ?? []);
  const rivals: Rival[] = [];
  for (const one of fired) {
    if (one === primary || !named.has(one.rule.id)) continue;
    const how = explainedBy(one, fired) === primary ? 'follows from it' : 'shown too, but smaller';
    rivals.push({
      id: one.rule.id,
      title: one.rule.title,
      why: `${how}: ${percent(one.share)} of ${one.of}, ${one.confidence}`,
    });
  }
  const near = rejected
    .filter((one) => named.has(one.rule.id) || one.nearness >= 0.5)
    .sort((a, b) => Number(named.has(b.rule.id)) - Number(named.has(a.rule.id)) || b.nearness - a.nearness);
  for (const { rule, why, file, line } of near) {
    rivals.push({
      id: rule.id,
      title: rule.title,
      why,
      ...(file !== undefined ? { file } : {}),
      ...(line !== undefined ? { line } : {}),
    });
  }
  return rivals;
}
