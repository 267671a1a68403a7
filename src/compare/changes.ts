import { round } from '../engine/judge.ts';
import { percent } from '../engine/words.ts';
import type { ChangeState, FindingChange } from './comparison.ts';
import { findingAt, isMeasured, type Sighting } from './findings.ts';
import type { BothMeasured } from './measures.ts';
import { findingSigmas, noiseBound } from './noise.ts';
import { type Successor, successors } from './successors.ts';

/** What happened to each finding of a step, what changed most first. */
export function changesOf(sightings: readonly Sighting[]): FindingChange[] {
  const main = mainChange(sightings);
  const changes = sightings.map((one) => changeOf(one, one === main ? undefined : main));
  return withMoves(changes).sort(
    (a, b) =>
      Number(a.circumstance ?? false) - Number(b.circumstance ?? false) ||
      importance[a.state] - importance[b.state] ||
      largestShare(b) - largestShare(a) ||
      (a.id < b.id ? -1 : 1),
  );
}

const importance: Readonly<Record<ChangeState, number>> = {
  worse: 0,
  new: 1,
  resolved: 2,
  moved: 3,
  improved: 4,
  same: 5,
  inconclusive: 6,
  refused: 7,
};

function largestShare({ before, after }: FindingChange): number {
  return Math.max(before.share ?? 0, after.share ?? 0);
}

type Measured = Sighting & { readonly cost: BothMeasured };

function measured(one: Sighting): one is Measured {
  return isMeasured(one.cost);
}

/** Shares are parts of a whole: where one goes, all others grow. This is the one that changed most, beyond noise. */
function mainChange(sightings: readonly Sighting[]): Measured | undefined {
  let main: Measured | undefined;
  for (const one of sightings) {
    if (!measured(one) || one.cost.pair === undefined || oneText(one)) continue;
    if (Math.abs(one.cost.after.share - one.cost.before.share) <= one.noise) continue;
    if (!main || Math.abs(net(one)) > Math.abs(net(main))) main = one;
  }
  return main;
}

/** Its share before and after; of what is no finding at one end no more than there is at the other. */
function spent({ cost, before, after }: Measured): readonly [before: number, after: number] {
  const [was, is] = [cost.before.share, cost.after.share];
  return [before.finding ? was : Math.min(was, is), after.finding ? is : Math.min(was, is)];
}

function net(one: Measured): number {
  const [was, is] = spent(one);
  return is - was;
}

/** Only one of the texts can show the cause. */
function oneText({ before, after }: Sighting): boolean {
  return before.unknown || after.unknown;
}

function changeOf(one: Sighting, main: Measured | undefined): FindingChange {
  const { rule, cost, before, after } = one;
  const about = {
    id: rule.id,
    title: rule.title,
    stage: rule.stage,
    ...(rule.nature === 'circumstance' ? { circumstance: true as const } : {}),
  };
  if (!isMeasured(cost)) {
    const refused = cost.refused.length > 0;
    return {
      ...about,
      state: refused ? 'refused' : 'inconclusive',
      before: findingAt(before, undefined),
      after: findingAt(after, undefined),
      why: refused ? cost.refused.join('; ') : notShown(one),
    };
  }
  const scale = main && main.cost.pair?.side === cost.pair?.side ? scaleOf(main) : 1;
  const noise = scale === 1 ? one.noise : noiseBound(cost.before, cost.after, findingSigmas, Math.max(scale, 1));
  const judged = stateOf(one as Measured, scale, noise, main);
  return {
    ...about,
    state: judged.state,
    before: findingAt(before, cost.before),
    after: findingAt(after, cost.after),
    difference: round(cost.after.share - cost.before.share),
    noise: round(noise),
    ...(scale !== 1 ? { expected: round(Math.min(cost.before.share * scale, 100)) } : {}),
    why: judged.why + measuredOtherwise(one as Measured),
  };
}

/** What is left of the whole beside the main change, after over before. */
function scaleOf(main: Measured): number {
  const [was, is] = spent(main);
  return was > 99 || is > 99 ? 1 : (100 - is) / (100 - was);
}

/** Noise above this part of the larger share: it could have doubled or halved. */
const tellingPart = 0.5;

interface Judged {
  readonly state: ChangeState;
  readonly why: string;
}

function stateOf(one: Measured, scale: number, noise: number, main: Measured | undefined): Judged {
  const { before, after, cost } = one;
  const [was, is] = [cost.before.share, cost.after.share];
  const expected = was * scale;
  const [lowest, highest] = [Math.min(was, expected) - noise, Math.max(was, expected) + noise];
  const within = `${points(Math.abs(is - was))} apart, noise up to ${noise.toFixed(2)}`;
  const outgrown = is > was + noise || is < was - noise;
  const becauseOfMain = main && outgrown ? sameCost(was, expected, main) : undefined;
  if (oneText(one) || (cost.pair?.sameRecording && !(before.finding && after.finding))) {
    return { state: 'inconclusive', why: notShown(one) };
  }
  if (before.finding && after.finding) {
    if (cost.pair?.sameRecording) return { state: 'same', why: `both texts are of one recording; ${within}` };
    if (is > highest) return { state: 'worse', why: `rose by ${points(is - was)}, noise up to ${noise.toFixed(2)}` };
    if (is < lowest) return { state: 'improved', why: `fell by ${points(was - is)}, noise up to ${noise.toFixed(2)}` };
    // What may be anything is not the same either.
    if (noise > Math.max(was, is) * tellingPart)
      return { state: 'inconclusive', why: `too uncertain to tell: ${within}` };
    return { state: 'same', why: becauseOfMain ? `costs as much as before: ${becauseOfMain}` : within };
  }
  if (before.finding) {
    if (after.excluded) return { state: 'resolved', why: after.why };
    if (is < lowest) return { state: 'resolved', why: leftWords(round(is)) };
    return {
      state: 'inconclusive',
      why: `no longer found, but it may cost as much as before: ${becauseOfMain ?? within}`,
    };
  }
  if (was >= is && !before.excluded) {
    return {
      state: 'inconclusive',
      why: `its symbols cost as much before, where they could not be told to be this: ${before.why}`,
    };
  }
  if (is > highest) {
    return {
      state: 'new',
      why: was > 0 ? `rose by ${points(is - was)}, noise up to ${noise.toFixed(2)}` : `was not there: ${before.why}`,
    };
  }
  if (becauseOfMain) return { state: 'same', why: `costs as much as before: ${becauseOfMain}` };
  return { state: 'inconclusive', why: `its threshold lies between: ${within}` };
}

/** Why a share that changed is the same cost: all shares are of a whole that the main change made smaller or larger. */
function sameCost(before: number, expected: number, main: Measured): string {
  const [was, is] = spent(main);
  const change =
    is === 0 ? 'is gone' : was === 0 ? 'is there' : `went from ${percent(round(was))} to ${percent(round(is))}`;
  return `${percent(round(before))} is ${percent(round(expected))} of what there is now that ${main.rule.id} ${change}`;
}

function notShown({ before, after, cost }: Sighting): string {
  if (before.unknown) return `the first cannot show it: ${before.why}`;
  if (after.unknown) return `the second cannot show it: ${after.why}`;
  if (isMeasured(cost)) return `both are of one recording, and only one shows it: ${before.why || after.why}`;
  return cost.unlike ? 'the texts show its cost in different ways' : 'its cost cannot be measured in both';
}

/** The report of one text alone may use a better measure than the two have in common. */
function measuredOtherwise({ before, after, cost }: Measured): string {
  const own = [before.finding ?? { share: cost.before.share }, after.finding ?? { share: cost.after.share }] as const;
  const [was, is] = [own[0].share, own[1].share];
  if (Math.abs(was - cost.before.share) <= 1 && Math.abs(is - cost.after.share) <= 1) return '';
  return `; compared by what both texts show alike (alone: ${[...(before.finding ? [percent(was)] : []), ...(after.finding ? [percent(is)] : [])].join(', then ')})`;
}

function leftWords(share: number): string {
  return share > 0 ? `${percent(share)} is left, too little to be a finding` : 'nothing of it is listed any more';
}

function points(difference: number): string {
  return `${difference.toFixed(2)} points`;
}

/** Findings that came where another is known to send them, if they are no larger than what went. */
function withMoves(changes: readonly FindingChange[]): FindingChange[] {
  const moved = new Map<string, Successor>();
  for (const change of changes) {
    if (change.state !== 'new') continue;
    const known = successors.find(({ from, to }) => {
      const source = to === change.id ? changes.find(({ id }) => id === from) : undefined;
      return source !== undefined && madeRoom(source, change);
    });
    if (known) moved.set(change.id, known);
  }
  const sent = [...moved.values()].filter(({ how }) => how === 'elsewhere');
  return changes.map((change) => {
    const from = moved.get(change.id);
    if (from) return { ...change, state: 'moved', movedFrom: from.from, why: `from ${from.from}: ${from.why}` };
    const to = sent.find((one) => one.from === change.id);
    return to ? { ...change, state: 'moved', movedTo: to.to, why: `to ${to.to}: ${to.why}` } : change;
  });
}

function madeRoom(source: FindingChange, change: FindingChange): boolean {
  if (source.state !== 'resolved' && source.state !== 'improved') return false;
  // Shares of the two sides of the socket are of different samples.
  if (source.before.of !== undefined && change.before.of !== undefined && source.before.of !== change.before.of)
    return true;
  const went = (source.before.share ?? 0) - (source.state === 'resolved' ? 0 : (source.after.share ?? 0));
  return (change.after.share ?? 0) - (change.before.share ?? 0) <= went + (change.noise ?? 0);
}
