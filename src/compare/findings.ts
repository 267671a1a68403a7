import { check } from '../engine/clauses/check.ts';
import type { Finding } from '../engine/diagnosis.ts';
import { judge, round } from '../engine/judge.ts';
import { hasChange } from '../kernel/timeline.ts';
import type { Rule } from '../rules/rule.ts';
import type { FindingAt } from './comparison.ts';
import { type BothMeasured, type Cost, measureBoth, type NotMeasured } from './measures.ts';
import { findingSigmas, noiseBound } from './noise.ts';
import type { ViewPair } from './populations.ts';
import type { Prepared } from './subject.ts';

/** A finding of either text, seen in both. */
export interface Sighting {
  readonly rule: Rule;
  readonly before: Seen;
  readonly after: Seen;
  readonly cost: BothMeasured | NotMeasured;
  readonly noise: number;
}

export interface Seen {
  readonly finding?: Finding;
  readonly culprit: boolean;
  /** The kernel or a fact of the capture excludes the cause, however much its symbols cost. */
  readonly excluded: boolean;
  /** The text cannot show the cause at all. */
  readonly unknown: boolean;
  /** Why it was not found. */
  readonly why: string;
}

/** All findings of both texts, those of the later first. */
export function sightings(
  before: Prepared,
  after: Prepared,
  pairs: readonly ViewPair[],
  rules: ReadonlyMap<string, Rule>,
): Sighting[] {
  const ids = new Set([...before.diagnosis.findings, ...after.diagnosis.findings].map(({ id }) => id));
  return [...ids].flatMap((id) => {
    const rule = rules.get(id);
    return rule ? [sighting(rule, before, after, pairs)] : [];
  });
}

function sighting(rule: Rule, before: Prepared, after: Prepared, pairs: readonly ViewPair[]): Sighting {
  const seen = [seenIn(rule, before), seenIn(rule, after)] as const;
  let cost = measureBoth(rule, pairs, before, after);
  if (isMeasured(cost)) {
    const { before: was, after: is } = cost;
    if (seen[0].excluded) cost = { ...cost, before: { ...was, share: 0 } };
    if (seen[1].excluded) cost = { ...cost, after: { ...is, share: 0 } };
  }
  const noise = isMeasured(cost) ? noiseBound(cost.before, cost.after, findingSigmas) : 0;
  return { rule, before: seen[0], after: seen[1], cost, noise };
}

export function isMeasured(cost: BothMeasured | NotMeasured): cost is BothMeasured {
  return 'before' in cost;
}

function seenIn(rule: Rule, { diagnosis, evidences }: Prepared): Seen {
  const finding = diagnosis.findings.find(({ id }) => id === rule.id);
  if (finding) {
    return { finding, culprit: diagnosis.verdict.culprit === rule.id, excluded: false, unknown: false, why: '' };
  }
  const judgement = judge(rule, evidences);
  const unknown = judgement.status === 'not-run';
  const why = judgement.status === 'fires' ? diagnosis.verdict.summary : judgement.why;
  const { since, until } = rule.kernels ?? {};
  const excluded =
    (since !== undefined && hasChange(evidences.kernel, since) === 'no') ||
    (until !== undefined && hasChange(evidences.kernel, until) === 'yes') ||
    rule.evidence.some((clause) => clause.veto === true && check(clause, rule, evidences).holds === true);
  return { culprit: false, excluded, unknown: unknown && !excluded, why };
}

/** How a finding stands in one of the texts. */
export function findingAt(seen: Seen, cost: Cost | undefined): FindingAt {
  const { finding, culprit, unknown } = seen;
  const share = cost?.share ?? finding?.share;
  const of = cost?.of ?? finding?.of;
  return {
    found: finding ? (culprit ? 'culprit' : 'yes') : unknown ? 'unknown' : 'no',
    ...(finding ? { confidence: finding.confidence } : {}),
    ...(share !== undefined ? { share: round(share) } : {}),
    ...(of !== undefined ? { of } : {}),
    ...(cost?.samples !== undefined ? { samples: cost.samples } : {}),
  };
}
