import type { Fact } from '../model/fact.ts';
import type { Rule } from '../rules/rule.ts';
import { changesOf } from './changes.ts';
import type { FindingChange, PopulationPair, Step, StepOutcome } from './comparison.ts';
import { sightings } from './findings.ts';
import { isOwnSide, pairUp, type ViewPair } from './populations.ts';
import { stageChanges, symbolChanges } from './shares.ts';
import type { Prepared } from './subject.ts';
import { stepSummary } from './summary.ts';

/** One subject against the one before it. */
export function compareStep(before: Prepared, after: Prepared, rules: ReadonlyMap<string, Rule>): Step {
  const pairs = viewPairs(before, after);
  const main = mainPairs(pairs);
  const findings = changesOf(sightings(before, after, pairs, rules));
  const refused = whyRefused(before, after, main);
  const shown = main.filter((pair) => pair.refused.length === 0 && isOwnPopulation(pair, main));
  const outcome = outcomeOf(findings, refused);
  return {
    from: before.name,
    to: after.name,
    outcome,
    summary: stepSummary(before, after, findings, refused),
    refused,
    populations: main.filter((pair) => isOwnPopulation(pair, main)).map(withoutViews),
    findings,
    stages: shown.map(stageChanges),
    symbols: shown.map(symbolChanges),
    facts: factChanges(before.diagnosis.facts, after.diagnosis.facts),
  };
}

function viewPairs(before: Prepared, after: Prepared): ViewPair[] {
  return before.evidences.views.flatMap((one) =>
    after.evidences.views.filter((other) => other.side === one.side).map((other) => pairUp(one, other)),
  );
}

const sides = ['reader', 'producer', 'any'] as const;

/** For each side the pair that tells most: one that may be compared, of the same format, with the most samples. */
function mainPairs(pairs: readonly ViewPair[]): ViewPair[] {
  return sides.flatMap((side) => {
    const ofSide = pairs.filter((pair) => pair.side === side).sort((a, b) => worth(b) - worth(a));
    return ofSide.slice(0, 1);
  });
}

function worth({ refused, views: [before, after] }: ViewPair): number {
  const samples = Math.min(before.samples ?? 0, after.samples ?? 0, 1e9);
  return (refused.length === 0 ? 4e9 : 0) + (before.profile.format === after.profile.format ? 2e9 : 0) + samples;
}

/** Without commands both sides are the whole capture: then it is shown once. */
function isOwnPopulation(pair: ViewPair, main: readonly ViewPair[]): boolean {
  if (pair.side !== 'any') return pair.views.every(isOwnSide);
  return !main.some(({ refused, views }) => refused.length === 0 && views.every(isOwnSide));
}

function withoutViews({ views: _views, sameRecording: _same, ...pair }: ViewPair): PopulationPair {
  return pair;
}

/** Reasons that hold for the whole step: nothing was read, or not one population can be compared. */
function whyRefused(before: Prepared, after: Prepared, main: readonly ViewPair[]): string[] {
  const empty = [before, after].filter(({ diagnosis }) => diagnosis.captures.length === 0);
  if (empty.length > 0) return empty.map(({ name }) => `nothing in ${name} is perf output`);
  const comparable = main.some(({ refused }) => refused.length === 0);
  if (comparable) return [];
  if (main.length > 0) return [...new Set(main.flatMap(({ refused }) => refused))];
  const onlyCounters = [before, after].every(
    ({ evidences }) => evidences.views.length === 0 && evidences.counters.length > 0,
  );
  if (onlyCounters) return [];
  const without = [before, after].filter(({ evidences }) => evidences.views.length === 0);
  return without.map(({ name }) => `${name} has no profile by symbol`);
}

function outcomeOf(findings: readonly FindingChange[], refused: readonly string[]): StepOutcome {
  if (refused.length > 0) return 'refused';
  const causes = findings.filter(({ circumstance }) => !circumstance);
  const states = new Set(causes.map(({ state }) => state));
  const worse = states.has('worse') || states.has('new');
  const better = states.has('resolved') || states.has('improved');
  if (worse || better) return worse && better ? 'mixed' : worse ? 'worse' : 'better';
  if (states.has('inconclusive') || states.has('moved')) return 'inconclusive';
  return causes.length > 0 && states.has('refused') && states.size === 1 ? 'refused' : 'same';
}

/** `from 4.2 up to 4.9 (inferred)`. */
export function factWords({ value, how }: Fact): string {
  return how === 'inferred' ? `${value} (inferred)` : value;
}

/** Facts that both texts tell, and that are not the same. */
function factChanges(before: readonly Fact[], after: readonly Fact[]): Step['facts'] {
  const valuesOf = (facts: readonly Fact[], name: Fact['name']): string =>
    facts
      .filter((fact) => fact.name === name)
      .map(factWords)
      .join(', ');
  const telling: readonly Fact['name'][] = [
    'kernel',
    'distribution',
    'cpus',
    'cpu-model',
    'architecture',
    'driver',
    'virtual',
    'nodes',
  ];
  return telling.flatMap((name) => {
    const [was, is] = [valuesOf(before, name), valuesOf(after, name)];
    return was !== '' && is !== '' && was !== is ? [{ name, before: was, after: is }] : [];
  });
}
