import { hasChange, type KernelKnowledge, whereFixed } from '../kernel/timeline.ts';
import type { EvidenceClause, Rule } from '../rules/rule.ts';
import { check } from './clauses/check.ts';
import type { Checked, Evidences } from './clauses/checked.ts';
import { type Cost, costOf } from './cost.ts';
import type { Confidence, Evidence } from './diagnosis.ts';
import { partOfBusy, smallPart } from './view/part-of-busy.ts';
import { changeTitle, kernelWords, percent } from './words.ts';

/** What became of one rule. */
export type Judgement =
  | {
      readonly status: 'fires';
      readonly rule: Rule;
      readonly confidence: Confidence;
      readonly share: number;
      readonly of: string;
      /** True when the share is of events (`nic.rx_packets`), which say nothing about time. */
      readonly counted?: true;
      /** Samples of the population behind the share, for deciding how far to trust it. */
      readonly samples?: number;
      readonly evidence: readonly Evidence[];
      readonly lowered: readonly string[];
    }
  | {
      readonly status: 'rejected';
      readonly rule: Rule;
      readonly why: string;
      /** How near it came: its largest measured value over the threshold, 0 when nothing spoke for it. */
      readonly nearness: number;
      readonly file?: string;
      readonly line?: number;
    }
  | { readonly status: 'not-run'; readonly id: string; readonly why: string };

export type Fired = Extract<Judgement, { status: 'fires' }>;
export type Rejected = Extract<Judgement, { status: 'rejected' }>;

/** Fewer samples than this in the population cannot confirm: 10 % of 100 samples are 10, give or take 6. */
const fewSamples = 100;
/** And from these few on nothing is likely: a share of 10 % is 3 samples. */
const tooFewSamples = 30;

export function judge(rule: Rule, evidences: Evidences): Judgement {
  const excluded = isExcluded(rule, evidences.kernel);
  const checked = rule.evidence.map((clause) => ({ clause, result: check(clause, rule, evidences) }));
  const holding = checked.filter(({ result }) => result.holds === true);
  const proofs = holding.filter(({ clause }) => clause.strength === 'decisive' || clause.strength === 'strong');
  if (excluded && proofs.length > 0) return rejected(rule, () => excludedWords(rule, evidences.kernel), checked);
  const veto = holding.find(({ clause }) => clause.veto);
  if (veto) return rejected(rule, () => `${veto.result.says}: ${veto.clause.proves}`, checked, veto.result);
  if (excluded) return rejected(rule, () => excludedWords(rule, evidences.kernel), checked);
  if (proofs.length === 0) {
    const shown = evidences.views.some((view) => view.side === rule.side);
    return shown ? notEnough(rule, checked) : { status: 'not-run', id: rule.id, why: notShown(rule.side) };
  }

  const cost = costOf(rule, evidences);
  const little = isWork(rule) ? ofLittle(cost, proofs, evidences) : undefined;
  const onlyOf = little && `${little.of} are only ${little.part.toFixed(1)} % of the work recorded`;
  // What each receiver pays is no fault: where it is of so little, none can be saved.
  if (onlyOf && rule.nature === 'saving') return rejected(rule, () => onlyOf, checked);
  const decisive = proofs.some(({ clause }) => clause.strength === 'decisive');
  const against = holding.filter(({ clause }) => clause.strength === 'against');
  const lowered: string[] = [];
  let level = decisive ? 2 : 1;
  if (!decisive) lowered.push('nothing in the input is decisive');
  if (cost.samples !== undefined && cost.samples < fewSamples) {
    lowered.push(`only ${cost.samples} samples`);
    level -= cost.samples < tooFewSamples ? 2 : 1;
  }
  if (onlyOf) {
    lowered.push(onlyOf);
    level--;
  }
  for (const { clause } of against) {
    lowered.push(clause.proves);
    level--;
  }
  return {
    status: 'fires',
    rule,
    confidence: (['possible', 'likely', 'confirmed'] as const)[Math.max(level, 0)]!,
    share: cost.share,
    of: cost.of,
    ...(cost.samples !== undefined ? { samples: cost.samples } : {}),
    ...(cost.counted ? { counted: cost.counted } : {}),
    evidence: evidenceOfAll(holding),
    lowered,
  };
}

/** Whose samples the cost, or all that proves it, are of, where that is too small a part of the work to limit anything. */
function ofLittle(
  { of, part }: Cost,
  proofs: readonly CheckedClause[],
  { views, cpus }: Evidences,
): { readonly of: string; readonly part: number } | undefined {
  if (part < smallPart) return { of, part };
  const parts = proofs.map(({ result }) => {
    const view = views.find((one) => one.of === result.of && one.profile.file === result.file);
    return { of: result.of ?? of, part: view ? partOfBusy(view, views, cpus) : 100 };
  });
  return parts.every((one) => one.part < smallPart) ? parts[0] : undefined;
}

/** Why a rule about one side of the socket cannot be judged where no capture has samples of it. */
export function notShown(side: Rule['side']): string {
  return `no capture shows ${sideWords[side]}`;
}

const sideWords = {
  reader: 'a task that receives UDP',
  producer: 'softirq work of the receive path',
  any: 'samples by symbol',
} as const;

/** Whether the kernel at hand cannot have the cause. */
export function isExcluded({ kernels }: Pick<Rule, 'kernels'>, kernel: KernelKnowledge): boolean {
  const { since, until } = kernels ?? {};
  return isBefore(since, kernel) || (until !== undefined && hasChange(kernel, until) === 'yes');
}

function isBefore(since: string | undefined, kernel: KernelKnowledge): boolean {
  return since !== undefined && hasChange(kernel, since) === 'no';
}

function excludedWords({ kernels }: Rule, kernel: KernelKnowledge): string {
  const { since, until } = kernels!;
  if (isBefore(since, kernel)) {
    return `${kernelWords(kernel)} predates ${changeTitle(since!)} (${whereFixed(since!)})`;
  }
  return `${kernelWords(kernel)} has ${changeTitle(until!)} (${whereFixed(until!)})`;
}

type CheckedClause = { readonly clause: EvidenceClause; readonly result: Checked };

function notEnough(rule: Rule, checked: readonly CheckedClause[]): Judgement {
  const proofs = checked.filter(({ clause }) => clause.strength === 'decisive' || clause.strength === 'strong');
  const measured = proofs.filter(({ result }) => result.holds === false);
  if (measured.length === 0) {
    return { status: 'not-run', id: rule.id, why: proofs[0]?.result.says || 'no capture can show it' };
  }
  const nearest = measured.reduce((a, b) => (nearness(b.result) > nearness(a.result) ? b : a));
  return rejected(rule, () => whyNot(rule, nearest.result), checked, nearest.result);
}

/** Work below its threshold is expected, and the threshold's reason says why; anything else is short of its proof. */
function whyNot(rule: Rule, { value, threshold, says, unit = 'percent' }: Checked): string {
  if (value === undefined || threshold === undefined || value < 0.005) return says;
  const { value: needed, because } = threshold;
  // More than the threshold where the rule wants less.
  if (value >= needed) return `${says}: ${because}`;
  const short =
    unit === 'percent'
      ? `${value.toFixed(2)} % of ${needed} % needed: ${says}`
      : `${Number.isInteger(value) ? value : value.toFixed(2)} of ${needed} needed: ${says}`;
  return isWork(rule) && value >= needed / 4 ? `${short}; expected, as ${because}` : short;
}

/** Whether the cost is CPU time that a receiver has to spend some of. */
function isWork({ nature }: Rule): boolean {
  return nature === 'work' || nature === 'saving';
}

function nearness(result: Checked): number {
  if (result.value === undefined || !result.threshold?.value) return 0;
  return result.value / result.threshold.value;
}

/** Why is only worked out for the few that are shown. */
function rejected(rule: Rule, why: () => string, checked: readonly CheckedClause[], by?: Checked): Judgement {
  const proofs = checked.filter(({ clause }) => clause.strength === 'decisive' || clause.strength === 'strong');
  const near = Math.max(0, ...proofs.map(({ result }) => nearness(result)));
  return {
    status: 'rejected',
    rule,
    get why() {
      return why();
    },
    nearness: near,
    ...(by?.file !== undefined ? { file: by.file } : {}),
    ...(by?.line ? { line: by.line } : {}),
  };
}

/** The strongest first. What was measured is printed once, with the strongest of what it proves. */
function evidenceOfAll(holding: readonly CheckedClause[]): Evidence[] {
  const seen = new Set<string>();
  return [...holding]
    .sort((a, b) => order[a.clause.strength] - order[b.clause.strength])
    .filter(({ clause, result }) => {
      if (clause.strength === 'against' || result.value === undefined) return true;
      const measured = [result.says, round(result.value), result.of, result.file, result.line].join('\0');
      return seen.size < seen.add(measured).size;
    })
    .map(({ clause, result }) => evidenceOf(clause, result));
}

function evidenceOf(clause: EvidenceClause, result: Checked): Evidence {
  return {
    strength: clause.strength,
    says: `${withValue(result)}: ${clause.proves}`,
    ...(result.value !== undefined ? { value: round(result.value) } : {}),
    ...(result.threshold !== undefined ? { threshold: result.threshold.value } : {}),
    ...(result.value !== undefined ? { unit: result.unit ?? 'percent' } : {}),
    ...(result.of !== undefined ? { of: result.of } : {}),
    ...(result.file !== undefined ? { file: result.file } : {}),
    // a recording has no lines: there they are 0
    ...(result.line ? { line: result.line } : {}),
  };
}

/** `70.24 % in _raw_spin_lock_bh`: what is said is complete without the numbers beside it; counters name their own. */
function withValue({ says, value, how, unit = 'percent' }: Checked): string {
  if (value === undefined || how === undefined || unit !== 'percent' || says.includes(percent(round(value))))
    return says;
  return `${percent(round(value))} in ${says}`;
}

const order = { decisive: 0, strong: 1, supporting: 2, against: 3 } as const;

/** Shares are read with two decimals and normalised: more digits would pretend precision. */
export function round(share: number): number {
  return Math.round(share * 100) / 100;
}
