import type { Finding, Outcome, Verdict } from './diagnosis.ts';
import type { Grounds } from './grounds/grounds.ts';
import type { Heaviest } from './grounds/heaviest.ts';
import type { OtherCall } from './grounds/other-call.ts';
import { round } from './judge.ts';
import { isUserOnly } from './view/cpu-time.ts';
import { percent } from './words.ts';
import { almostAll } from './workload/cut-table.ts';
import type { Workload } from './workload/workload.ts';

/** What the rules found. */
export interface Answer {
  /** The first of the findings that are causes. */
  readonly primary?: Finding | undefined;
  /** It is no fault, but what each receiver of its kind pays; then no fault was found. */
  readonly isSaving: boolean;
  /** A cost that nothing names yet comes before it. */
  readonly isOutweighed: boolean;
  /** What follows from it, in words. */
  readonly symptoms: readonly string[];
  /** Titles of what was found to surround or distort the measurement. */
  readonly circumstances: readonly string[];
}

/** Samples from which on a cause can be told from chance. */
const enoughSamples = 50;
/** Percent of the samples without a symbol from which on they may be anything. */
const mostUnresolved = 50;

export function verdictOf(answer: Answer, grounds: Grounds): Verdict {
  const { primary, isOutweighed, circumstances } = answer;
  const { workloads, unresolved, wholes, ownCode } = grounds;
  if (primary && primary.confidence !== 'possible' && !isOutweighed) return culprit(primary, answer, grounds);
  if (workloads.length === 0) return verdict('inconclusive', withoutProfile(grounds));
  if (unresolved >= mostUnresolved) {
    const which =
      unresolved >= 100 ? 'No function shown has a name' : `${percent(unresolved)} of the samples have no symbol name`;
    return verdict('inconclusive', `${which}: run perf as root, or set kernel.kptr_restrict=0.`);
  }
  const [first, ...others] = wholes;
  if (first && wholes.every(({ profile }) => isUserOnly(profile))) {
    const what = others.length === 0 && first.profile.event ? ` (${first.profile.event})` : '';
    return verdict(
      'inconclusive',
      `Only user space was recorded${what}: what the kernel does to receive is not in it. Record as root, or with kernel.perf_event_paranoid=1 or less.`,
    );
  }
  const doubt = workloads.find((one) => one.doubt !== undefined)?.doubt;
  if (!doubt && !workloads.some((one) => one.udpReceive === 'yes')) {
    const largest = workloads.reduce((a, b) => (b.share > a.share ? b : a));
    if (largest.share > 0 && grounds.displaced) return verdict('inconclusive', grounds.displaced.says);
    return { ...verdict('not-udp-receive', withoutUdp(largest)), instead: largest.dominant.what };
  }
  const fewest = Math.min(...wholes.map((view) => view.samples ?? Number.POSITIVE_INFINITY));
  if (fewest < enoughSamples) {
    return verdict('inconclusive', `Only ${fewest} samples: too few to tell a cause from chance.`);
  }
  const [unnamed] = grounds.unnamed;
  if (unnamed) return verdict('inconclusive', unnamed.says);
  if (ownCode && !primary) {
    const { name, share, of } = ownCode;
    return verdict(
      'inconclusive',
      `${name} spends ${percent(share)} of ${of} in its own code, and nothing shows which task receives.`,
    );
  }
  if (primary) {
    return verdict('inconclusive', `${primary.title} is possible, but not shown: ${primary.lowered.join('; ')}.`);
  }
  if (doubt) return verdict('inconclusive', `${doubt.says}${doubt.isCut ? largest(grounds) : ''}`);
  if (grounds.asleep) return verdict('inconclusive', wakingUp(grounds.asleep));
  return verdict(
    'no-single-culprit',
    `UDP receive is at work, and no known cause stands out: ${spread(grounds)}${asFarAs(grounds)}.${beside(circumstances)}`,
  );
}

function culprit(primary: Finding, { symptoms, isSaving }: Answer, grounds: Grounds): Verdict {
  const hence = symptoms.length > 0 ? ` Hence ${symptoms.join(', and ')}.` : '';
  const otherCall = isSaving ? grounds.otherCall : undefined;
  const besides = otherCall ? ` ${inCall(otherCall)}.` : '';
  const saving = isSaving ? ` No fault was found: such receivers all pay this, and can pay less.${besides}` : '';
  return {
    outcome: 'culprit',
    culprit: primary.id,
    confidence: primary.confidence,
    // Some causes cost datagrams, not samples, and how many is not always in the input.
    ...(primary.share > 0 ? { share: round(primary.share), of: primary.of } : {}),
    summary: `${primary.says}${hence}${saving}`,
  };
}

function withoutProfile({ otherEvents: [event], losses, fought, instructions, commands }: Grounds): string {
  if (event !== undefined) return `The profile counts ${event}, which says nothing about where CPU time goes.`;
  const told = [
    ['by command', commands],
    ['perf annotate says', instructions],
    ['perf c2c says', fought],
    ['the counters say', losses],
  ] as const;
  const soFar = told.map(([who, what]) => (what.length > 0 ? `; ${who}: ${what.join('; ')}` : '')).join('');
  return `No profile by symbol is in the input${soFar}.`;
}

/** What a profile is about instead of UDP receive. Of a cut table it is said of the rows that there are. */
function withoutUdp({ share, of, dominant, shown = 100 }: Workload): string {
  const most = dominant.share * 2 >= shown ? 'most of it' : 'the largest part';
  const rest = `${most} is ${dominant.what} (${percent(dominant.share)}).`;
  if (shown >= almostAll) return `UDP receive is ${percent(share)} of ${of}; ${rest}`;
  return `The rows shown are ${percent(shown)} of ${of}, UDP receive ${percent(share)}; ${rest}`;
}

/** Rows that are half of the samples or less leave room for a cause. */
const halfShown = 50;

function spread(grounds: Grounds): string {
  const { readersOwn, heaviest } = grounds;
  if (!readersOwn) {
    const { otherCall } = grounds;
    if (otherCall) {
      return `${inCall(otherCall)}, the rest is spread over the path`;
    }
    if (!heaviest) return 'the cost is spread over the path';
    return `the largest part is ${heaviest.name}, ${percent(heaviest.share)} of ${heaviest.of}`;
  }
  const { share, of } = readersOwn;
  return `${percent(share)} of ${of} are in the program's own code, the rest is spread over the path`;
}

/** Of what is shown of a list that was cut, one function may be much. */
function largest({ heaviest }: Grounds): string {
  return heaviest ? ` The largest part is ${heaviest.name}, ${percent(heaviest.share)} of ${heaviest.of}.` : '';
}

function inCall({ call, share, of }: OtherCall): string {
  return `${percent(share)} of ${of} are in the system call ${call}`;
}

function asFarAs({ workloads }: Grounds): string {
  const [only, ...others] = workloads.filter((one) => one.udpReceive === 'yes');
  if (only?.shown === undefined || others.length > 0 || only.shown > halfShown) return '';
  return `, as far as the rows shown tell, ${percent(only.shown)} of ${only.of}`;
}

/** Says less than it seems: what the reader does between two sleeps is hardly in the samples. */
function wakingUp({ name, share, of }: Heaviest): string {
  return `${percent(share)} of ${of} are in ${name}, where the reader wakes up to a datagram: it waits for them, and the samples of a timer land there and hardly show what it does.`;
}

function beside(circumstances: readonly string[]): string {
  return circumstances.length > 0 ? ` Beside it: ${circumstances.join('; ')}.` : '';
}

function verdict(outcome: Outcome, summary: string): Verdict {
  return { outcome, summary };
}
