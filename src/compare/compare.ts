import type { Diagnosis } from '../engine/diagnosis.ts';
import { round } from '../engine/judge.ts';
import { rules as builtIn } from '../rules/index.ts';
import type { Rule } from '../rules/rule.ts';
import type { ComparedInput, Comparison, HistoryCell, HistoryRow, StepOutcome } from './comparison.ts';
import { compareStep, factWords } from './step.ts';
import { type Prepared, prepare, type Subject } from './subject.ts';
import { comparisonSummary } from './summary.ts';

export type { Subject };

export interface CompareOptions {
  /** Rules of the user, as given to `diagnose`. */
  readonly rules?: readonly Rule[];
}

/** Compares each subject with the one before it, by findings, stages and symbols. Pure: the same subjects give the same. */
export function compare(subjects: readonly Subject[], options: CompareOptions = {}): Comparison {
  const rules = new Map([...builtIn, ...(options.rules ?? [])].map((rule) => [rule.id, rule]));
  const prepared = subjects.map(prepare);
  const steps = prepared.slice(1).map((after, i) => compareStep(prepared[i]!, after, rules));
  return {
    schemaVersion: 1,
    outcome: worstOf(steps.map(({ outcome }) => outcome)),
    summary: comparisonSummary(steps, prepared),
    inputs: prepared.map(inputOf),
    history: historyOf(prepared),
    steps,
  };
}

const worstFirst: readonly StepOutcome[] = ['worse', 'mixed', 'better', 'inconclusive', 'same', 'refused'];

function worstOf(outcomes: readonly StepOutcome[]): StepOutcome {
  return worstFirst.find((outcome) => outcomes.includes(outcome)) ?? 'same';
}

function inputOf({ name, case: { files }, diagnosis: { verdict, facts } }: Prepared): ComparedInput {
  const kernel = facts.find((fact) => fact.name === 'kernel');
  return {
    name,
    files,
    outcome: verdict.outcome,
    ...(verdict.culprit !== undefined ? { culprit: verdict.culprit } : {}),
    ...(kernel ? { kernel: factWords(kernel) } : {}),
  };
}

/** A row for each finding, in the order in which they were the culprit, then as they came up. */
function historyOf(subjects: readonly Prepared[]): HistoryRow[] {
  const titles = new Map<string, string>();
  for (const { diagnosis } of subjects) {
    const culprit = diagnosis.findings.find(({ id }) => id === diagnosis.verdict.culprit);
    if (culprit && !titles.has(culprit.id)) titles.set(culprit.id, culprit.title);
  }
  for (const { diagnosis } of subjects) {
    for (const { id, title } of diagnosis.findings) if (!titles.has(id)) titles.set(id, title);
  }
  return [...titles].map(([id, title]) => ({
    id,
    title,
    cells: subjects.map(({ diagnosis }) => cellOf(id, diagnosis)),
  }));
}

function cellOf(id: string, { findings, verdict, notRun }: Diagnosis): HistoryCell {
  const finding = findings.find((one) => one.id === id);
  if (!finding) return { found: notRun.some((one) => one.id === id) ? 'unknown' : 'no' };
  const { confidence, share, of } = finding;
  return { found: verdict.culprit === id ? 'culprit' : 'yes', confidence, share: round(share), of };
}
