import type { Diagnosis } from '../engine/diagnosis.ts';
import { percent } from '../engine/words.ts';
import type { FindingChange, Step } from './comparison.ts';
import type { Prepared } from './subject.ts';

/** A step in one sentence: what became of the culprit, and which one is next. */
export function stepSummary(
  before: Prepared,
  after: Prepared,
  findings: readonly FindingChange[],
  refused: readonly string[],
): string {
  if (refused.length > 0) return `Not compared: ${refused.join('; ')}.`;
  const was = findings.find(({ before: { found } }) => found === 'culprit');
  const is = findings.find(({ after: { found } }) => found === 'culprit');
  if (was && is && was !== is && (is.state === 'new' || is.state === 'worse')) {
    return `${changeWords(is)}; ${changeWords(was)}.`;
  }
  if (was && is) return `${was === is ? changeWords(was) : `${changeWords(was)}; ${nextWords(is)}`}.`;
  if (was) return `${changeWords(was)}; then ${outcomeWords(after.diagnosis)}.`;
  if (is) return `${outcomeWords(before.diagnosis, true)}, then ${changeWords(is)}.`;
  const changed = findings.find(({ state }) => state !== 'same' && state !== 'inconclusive' && state !== 'refused');
  if (changed) return `${changeWords(changed)}; no culprit before or after.`;
  return 'No culprit before or after, and no finding changed beyond noise.';
}

/** `socket-lock resolved (was 76.86 %)`. */
function changeWords({ id, state, before, after, movedTo }: FindingChange): string {
  if (state === 'resolved') return `${id} resolved (was ${shareOf(before)})`;
  if (state === 'new') return `${id} new (${shareOf(after)})`;
  if (movedTo !== undefined) return `${id} moved to ${movedTo} (was ${shareOf(before)})`;
  const words = state === 'refused' ? 'not compared' : state === 'inconclusive' ? 'not certain to have changed' : state;
  return `${id} ${words} (${shareOf(before)} -> ${shareOf(after)})`;
}

function nextWords({ id, after }: FindingChange): string {
  return `${id} is next (${shareOf(after)})`;
}

function shareOf({ share }: FindingChange['before']): string {
  return share === undefined ? 'not shown' : percent(share);
}

function outcomeWords({ verdict }: Diagnosis, first = false): string {
  const words = {
    culprit: 'a culprit',
    'no-single-culprit': 'no single culprit',
    inconclusive: 'inconclusive',
    'not-udp-receive': `not UDP receive${verdict.instead === undefined ? '' : ` but ${verdict.instead}`}`,
  }[verdict.outcome];
  return first ? words[0]!.toUpperCase() + words.slice(1) : words;
}

/** All steps in one sentence: how they went, and the culprits in their order. */
export function comparisonSummary(steps: readonly Step[], subjects: readonly Prepared[]): string {
  const only = steps[0];
  if (only && steps.length === 1) return only.summary;
  const counts = new Map<string, number>();
  for (const { outcome } of steps) counts.set(outcome, (counts.get(outcome) ?? 0) + 1);
  const went = [...counts].map(([outcome, count]) => `${count} ${outcome}`).join(', ');
  const culprits = subjects.map(({ diagnosis }) => diagnosis.verdict.culprit ?? outcomeWords(diagnosis));
  return `${steps.length} steps, ${went}: ${culprits.join(' -> ')}.`;
}
