import type { Stage } from '../kernel/stages.ts';
import type { Case } from '../model/case.ts';
import type { Fact } from '../model/fact.ts';
import type { Profile } from '../model/profile.ts';
import type { RuleEntry } from '../rules/deck.ts';
import { findRemedy } from '../rules/remedies/index.ts';
import type { Remedy } from '../rules/remedy.ts';
import type { Clause, Rule } from '../rules/rule.ts';
import { withOwn } from '../rules/with-own.ts';
import { applyRemedy, sortRemedies } from './apply-remedy.ts';
import { check } from './clauses/check.ts';
import type { Checked, Evidences } from './clauses/checked.ts';
import { costMaps } from './cost-map.ts';
import type { CaptureSummary, Diagnosis, Finding, Warning } from './diagnosis.ts';
import { fingerprint } from './fingerprint.ts';
import { firstLook } from './first-look.ts';
import { groundsOf } from './grounds/grounds.ts';
import { type Fired, type Judgement, judge, round } from './judge.ts';
import { knowKernel } from './know-kernel.ts';
import { nextCapture } from './next-capture.ts';
import { besideFaults, explainedBy, faultsOf, rankFindings } from './rank.ts';
import { rivalsOf } from './rivals.ts';
import { timerSkew } from './timer-skew.ts';
import { verdictOf } from './verdict.ts';
import { readerComms, viewsOf } from './view/view.ts';

export interface DiagnoseOptions {
  /** Kernel release as the user gave it; wins over what the text says. */
  readonly kernel?: string;
  /** Rules of the user, judged beside the built-in ones; one with a built-in id replaces it. */
  readonly rules?: readonly Rule[];
  /** Remedies that the user's rules name beside the built-in ones. */
  readonly remedies?: readonly Remedy[];
}

/** Judges all rules over a case. Pure: the same case gives the same diagnosis. */
export function diagnose(kase: Case, options: DiagnoseOptions = {}): Diagnosis {
  const profiles = kase.captures.filter((capture): capture is Profile => capture.kind === 'profile');
  const views = profiles.flatMap(viewsOf);
  const { kernel, facts, warnings } = knowKernel(kase.facts, profiles, options.kernel);
  const evidences: Evidences = {
    views,
    cacheLines: kase.captures.filter((capture) => capture.kind === 'cache-lines'),
    counters: kase.captures.filter((capture) => capture.kind === 'counters'),
    kernel,
    ...cpusOf(facts),
    readers: new Set(profiles.flatMap((profile) => [...readerComms(profile)])),
  };
  const grounds = groundsOf(profiles, views, evidences);
  const { workloads, wholes } = grounds;
  const aboutUdp = workloads.length === 0 || workloads.some((one) => one.udpReceive !== 'no');
  const entries = withOwn(options.rules);
  const judgements = entries.map((entry) => judged(entry, evidences));
  const fired = judgements.filter((one) => one.status === 'fires');
  const known = workloads.length === 0 || workloads.some((one) => one.udpReceive === 'yes');
  const relevant = known ? fired : fired.flatMap(whereUnclear);
  const ranked = aboutUdp ? rankFindings(relevant) : [];
  const findings = ranked.map((one) => findingOf(one, ranked, evidences, options.remedies));
  const causes = ranked.filter((one) => one.rule.nature !== 'circumstance');
  const circumstances = ranked.filter((one) => one.rule.nature === 'circumstance' && one.confidence !== 'possible');
  const primary = causes[0];
  const isOutweighed =
    primary !== undefined && besideFaults.has(primary.rule.nature) && grounds.unnamed.some((cost) => cost.comesFirst);
  const answer = {
    primary: findings.find(({ id }) => id === primary?.rule.id),
    isSaving: primary?.rule.nature === 'saving' && faultsOf(causes).length === 0,
    isOutweighed,
    symptoms: symptomsOf(causes),
    circumstances: circumstances.map(({ rule }) => rule.title),
  };
  const verdict = verdictOf(answer, grounds);
  const rejected = judgements.flatMap((one, index) => {
    // What nothing speaks for is only read, to say why, when the answer names it as a rival.
    const told = one.status === 'nothing' && primary?.rule.rivals.includes(one.id);
    const judgement = told ? safely(entries[index]!, evidences) : one;
    return judgement.status === 'rejected' ? [judgement] : [];
  });
  const next = nextCapture(isOutweighed ? undefined : primary, verdict.outcome, grounds, evidences);
  return {
    schemaVersion: 1,
    verdict,
    findings,
    rivals: verdict.outcome === 'not-udp-receive' ? [] : rivalsOf(primary, ranked, rejected),
    ...(next ? { nextCapture: next } : {}),
    stages: costMaps(views, primary),
    facts,
    captures: kase.captures.map(summaryOf),
    notRun: judgements.filter((one) => one.status === 'not-run').map(({ id, why }) => ({ id, why })),
    warnings: [...warnings.map((text) => ({ text })), ...timerSkew(wholes), ...warningsOf(kase)],
  };
}

/** The number of CPUs, when the facts agree on it. */
function cpusOf(facts: readonly Fact[]): { cpus?: number } {
  const counts = new Set(facts.flatMap(({ name, value }) => (name === 'cpus' ? [Number(value)] : [])));
  const [cpus] = counts;
  return counts.size === 1 && cpus !== undefined && cpus > 0 ? { cpus } : {};
}

function judged(entry: RuleEntry, evidences: Evidences): Judgement | { status: 'nothing'; id: string } {
  const { id, card } = entry;
  const look = card && firstLook(card, evidences);
  if (look === undefined) return safely(entry, evidences);
  return look === 'nothing' ? { status: 'nothing', id } : { status: 'not-run', id, why: look.why };
}

/** A rule that throws is a bug of that rule: it is reported and the others are judged. */
function safely({ id, rule }: RuleEntry, evidences: Evidences): Judgement {
  try {
    return judge(rule(), evidences);
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return { status: 'not-run', id, why: `this rule failed (${message}): please report it` };
  }
}

/** What a packet passes before its socket is known, whatever its protocol. */
const beforeSocket: ReadonlySet<Stage> = new Set(['driver', 'gro', 'ip', 'netfilter']);

/**
 * Where it is unclear whether UDP is received, what all work may have in common is no finding about it. What every packet
 * that comes in pays may be: it is named, and that UDP is received is left to be shown.
 */
function whereUnclear(one: Fired): readonly Fired[] {
  const { rule, counted, lowered } = one;
  if (rule.side !== 'any' || counted) return [one];
  if (!beforeSocket.has(rule.stage) || rule.nature === 'circumstance') return [];
  return [{ ...one, confidence: 'possible', lowered: ['nothing shows that UDP is received here', ...lowered] }];
}

/** What the primary finding explains among the others, in the words of their rules. */
function symptomsOf(ranked: readonly Fired[]): string[] {
  const primary = ranked[0];
  return ranked.flatMap((one) =>
    one.rule.asSymptom !== undefined && primary && explainedBy(one, ranked) === primary ? [one.rule.asSymptom] : [],
  );
}

function findingOf(
  one: Fired,
  ranked: readonly Fired[],
  evidences: Evidences,
  ownRemedies: readonly Remedy[] = [],
): Finding {
  const { rule } = one;
  const cause = explainedBy(one, ranked);
  const takesTime = rule.nature !== 'headroom' && !one.counted;
  const share = takesTime ? Math.min(one.share, 99.9) : 0;
  const seen = (clause: Clause) => seenIn(check(clause, rule, evidences));
  const applied = rule.remedies.flatMap((id) => {
    const remedy = ownRemedies.find((own) => own.id === id) ?? findRemedy(id);
    if (remedy?.only && seen(remedy.only.when) === undefined) return [];
    return remedy ? [applyRemedy(remedy, evidences.kernel, seen)] : [];
  });
  return {
    id: rule.id,
    // Programs ask for it, most people never do.
    get fingerprint() {
      return fingerprint(rule, evidences);
    },
    title: rule.title,
    stage: rule.stage,
    confidence: one.confidence,
    share: round(one.share),
    of: one.of,
    says: rule.says,
    evidence: one.evidence,
    lowered: one.lowered,
    ...(cause ? { explainedBy: cause.rule.id } : {}),
    gainAtMost: round(100 / (100 - share)),
    remedies: sortRemedies(applied),
    check: rule.check,
  };
}

/** What shows that a clause holds, with its place: `do_recvmmsg 3.20 %, report.txt:17`. */
function seenIn({ holds, says, file, line }: Checked): string | undefined {
  if (holds !== true) return undefined;
  return file === undefined ? says : `${says}, ${line === undefined ? file : `${file}:${line}`}`;
}

function summaryOf(capture: Case['captures'][number]): CaptureSummary {
  const { format, file, firstLine, lastLine } = capture;
  const where = { format, file, ...(firstLine > 0 ? { firstLine, lastLine } : {}) };
  if (capture.kind === 'cache-lines') return { ...where, rows: capture.cacheLines.length };
  if (capture.kind === 'counters') return { ...where, rows: capture.counters.length };
  const { event, samples, population, rows } = capture;
  return {
    ...where,
    ...(event !== undefined ? { event } : {}),
    ...(samples ? { samples: samples.count } : {}),
    ...(population.scope !== 'unknown' ? { population: population.scope } : {}),
    rows: rows.length,
  };
}

function warningsOf(kase: Case): Warning[] {
  const warnings: Warning[] = [];
  for (const { text, file, line } of [...kase.notes, ...kase.captures.flatMap((capture) => capture.notes)]) {
    warnings.push({ text, ...(file !== undefined ? { file } : {}), ...(line ? { line } : {}) });
  }
  for (const { file, firstLine, looksLike, advice } of kase.unread) {
    if (looksLike === 'prose') continue;
    warnings.push({
      text: advice ? `${looksLike}: ${advice}` : looksLike,
      file,
      ...(firstLine > 0 ? { line: firstLine } : {}),
    });
  }
  return warnings;
}
