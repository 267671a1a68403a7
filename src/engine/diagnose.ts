import type { Stage } from '../kernel/stages.ts';
import { skid as skidSymbols } from '../kernel/symbol-sets.ts';
import type { Case } from '../model/case.ts';
import type { Fact } from '../model/fact.ts';
import type { Profile } from '../model/profile.ts';
import type { RuleEntry } from '../rules/deck.ts';
import { findRemedy } from '../rules/remedies/index.ts';
import type { Remedy } from '../rules/remedy.ts';
import type { CaptureKind, Rule } from '../rules/rule.ts';
import { resolveSymbols } from '../rules/symbol-names.ts';
import { withOwn } from '../rules/with-own.ts';
import { applyRemedy, sortRemedies } from './apply-remedy.ts';
import { programsWithoutCallers } from './bpf-programs.ts';
import type { Evidences } from './check.ts';
import { costMap } from './cost-map.ts';
import { countedLosses } from './counted-losses.ts';
import { isCpuTime } from './cpu-time.ts';
import type { CaptureSummary, CostMap, Diagnosis, Finding, NextCapture, Warning } from './diagnosis.ts';
import { fingerprint } from './fingerprint.ts';
import { firstLook } from './first-look.ts';
import { foughtOver } from './fought-over.ts';
import { heaviestOf } from './heaviest.ts';
import { hotInstructions } from './hot-instructions.ts';
import { type Judgement, judge, round } from './judge.ts';
import { knowKernel } from './know-kernel.ts';
import { isAddress, namelessCode } from './nameless-code.ts';
import { nextCapture } from './next-capture.ts';
import { busyInOwnCode, ownCodeOfReaders } from './own-code.ts';
import { timerSkew } from './timer-skew.ts';
import { besideFaults, explainedBy, type Grounds, hasUnnamed, rankFindings, rivalsOf, verdictOf } from './verdict.ts';
import { readerComms, type View, viewsOf } from './view.ts';
import { workloadOf } from './workload.ts';

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
  const wholes = views.filter((view) => view.side === 'any');
  const { kernel, facts, warnings } = knowKernel(kase.facts, profiles, options.kernel);
  const evidences: Evidences = {
    views,
    cacheLines: kase.captures.filter((capture) => capture.kind === 'cache-lines'),
    counters: kase.captures.filter((capture) => capture.kind === 'counters'),
    kernel,
    ...cpusOf(facts),
    readers: new Set(profiles.flatMap((profile) => [...readerComms(profile)])),
  };
  const workloads = wholes.map(workloadOf);
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
  const grounds = {
    ...groundsOf(views, wholes, workloads),
    losses: workloads.length === 0 ? countedLosses(evidences.counters) : [],
    fought: workloads.length === 0 ? foughtOver(evidences.cacheLines) : [],
    instructions: workloads.length === 0 ? hotInstructions(evidences.counters) : [],
    primaryIsBeside: causes[0] !== undefined && besideFaults.has(causes[0].rule.nature),
    circumstances: circumstances.map(({ rule }) => rule.title),
    otherEvents: profiles.flatMap((one) => (isCpuTime(one) ? [] : [one.event ?? 'memory accesses'])),
  };
  const verdict = verdictOf(
    findings.filter(({ id }) => causes.some(({ rule }) => rule.id === id)),
    symptomsOf(causes),
    grounds,
  );
  const rejected = judgements.flatMap((one, index) => {
    // What nothing speaks for is only read, to say why, when the answer names it as a rival.
    const told = one.status === 'nothing' && causes[0]?.rule.rivals.includes(one.id);
    const judgement = told ? safely(entries[index]!, evidences) : one;
    return judgement.status === 'rejected' ? [judgement] : [];
  });
  const next = nextOf(causes, verdict.outcome, grounds, evidences);
  return {
    schemaVersion: 1,
    verdict,
    findings,
    rivals: verdict.outcome === 'not-udp-receive' ? [] : rivalsOf(causes[0], ranked, rejected),
    ...(next ? { nextCapture: next } : {}),
    stages: costMaps(views, causes[0]),
    facts,
    captures: kase.captures.map(summaryOf),
    notRun: judgements.filter((one) => one.status === 'not-run').map(({ id, why }) => ({ id, why })),
    warnings: [...warnings.map((text) => ({ text })), ...timerSkew(wholes), ...warningsOf(kase)],
  };
}

type Fired = Extract<Judgement, { status: 'fires' }>;

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
  const applied = rule.remedies.flatMap((id) => {
    const remedy = ownRemedies.find((own) => own.id === id) ?? findRemedy(id);
    return remedy ? [applyRemedy(remedy, evidences.kernel)] : [];
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

/** From this share of a population on, a spinlock that nothing explains is worth a capture of its own. */
const hotLockShare = 15;
/** Samples taken with interrupts off land where they come back on; from this share on they may hide any cause. */
const skidShare = 25;
const spinlocks = resolveSymbols(['@spin-locks']);

function groundsOf(
  views: readonly View[],
  wholes: readonly View[],
  workloads: Grounds['workloads'],
): Omit<Grounds, 'circumstances' | 'otherEvents' | 'losses' | 'fought' | 'instructions' | 'primaryIsBeside'> {
  let hotLock: Grounds['hotLock'];
  let skid: Grounds['skid'];
  let unresolved = 0;
  for (const view of views) {
    if (view.base <= 0) continue;
    let unnamed = 0;
    const { ids, comms } = view.profile.population;
    const everywhere = view.side !== 'reader' && ids.length + comms.length === 0;
    for (const row of view.rows) {
      if (!row.self) continue;
      const share = (row.self * 100) / view.base;
      if (isAddress(row.key!)) unnamed += share;
      if (view.stacks.length > 0) continue;
      if (spinlocks.has(row.key!) && share >= hotLockShare && share > (hotLock?.share ?? 0)) {
        hotLock = { name: row.key!, share, of: view.of, everywhere };
      }
      if (skidSymbols.has(row.key!) && share >= skidShare && share > (skid?.share ?? 0)) {
        skid = { name: row.key!, share, of: view.of, everywhere };
      }
    }
    if (view.side === 'any') unresolved = Math.max(unresolved, unnamed);
  }
  const ownCode = busyInOwnCode(views);
  const readersOwn = ownCodeOfReaders(views);
  const nameless = namelessCode(views);
  const programs = programsWithoutCallers(views);
  const heaviest = heaviestOf(wholes);
  return {
    workloads,
    wholes,
    unresolved,
    ...(hotLock ? { hotLock } : {}),
    ...(skid ? { skid } : {}),
    ...(nameless ? { nameless } : {}),
    ...(programs ? { programs } : {}),
    ...(heaviest ? { heaviest } : {}),
    ...(ownCode ? { ownCode } : {}),
    ...(readersOwn ? { readersOwn } : {}),
  };
}

function nextOf(
  ranked: readonly Fired[],
  outcome: string,
  grounds: Grounds,
  evidences: Evidences,
): NextCapture | undefined {
  const { views } = evidences;
  const primary = ranked[0];
  const isLesser = grounds.primaryIsBeside && hasUnnamed(grounds);
  if (primary && primary.confidence !== 'confirmed' && !isLesser) {
    if (isThere(primary.rule.capture, evidences)) return undefined;
    return nextCapture(
      primary.rule.capture,
      `would settle ${primary.rule.id}: ${captureWords[primary.rule.capture]}`,
      views,
    );
  }
  if (outcome === 'inconclusive') {
    const { hotLock, skid, nameless, ownCode } = grounds;
    if (nameless && !hotLock && !skid)
      return { why: 'the recording itself has the callers of each sample', command: wholeStacks };
    if (ownCode && !hotLock && !skid) {
      return nextCapture('reader-callgraph', `shows whether ${ownCode.name} is the task that receives`, views);
    }
    const hot = hotLock ?? skid;
    if (hot) return nextCapture(hot.everywhere ? 'system-callgraph' : 'reader-callgraph', callersTell, views);
    if (grounds.programs) return nextCapture('system-callgraph', 'callers tell what runs the BPF programs', views);
    const cut = grounds.workloads.some((one) => one.cut?.mayHide);
    return nextCapture('system-callgraph', cut ? wholeTable : bySymbol, views);
  }
  if (outcome === 'no-single-culprit' && !isThere('counters', evidences)) {
    return nextCapture('counters', captureWords.counters, views);
  }
  return undefined;
}

/** Whether the input already holds what a capture would give: asking for it again settles nothing. */
function isThere(kind: CaptureKind, { cacheLines, counters, views }: Evidences): boolean {
  if (kind === 'c2c') return cacheLines.length > 0;
  if (kind === 'counters' || kind === 'syscalls') return counters.length > 0;
  if (kind === 'threads') return false;
  return views.some(({ side, stacks }) => side === 'reader' && stacks.length > 0);
}

const wholeStacks = 'perf record -a -g -- sleep 5 && perfwhy perf.data';
const callersTell = 'callers name what is waited for';
const bySymbol = 'symbols with their callers, on all CPUs, show where the time goes';
const wholeTable = 'the whole table, with callers, shows what these rows leave out';

const captureWords = {
  'reader-callgraph': callersTell,
  'system-callgraph': 'callers on all CPUs show what leads there, and who else waits',
  c2c: 'cache line transfers show who shares the line',
  syscalls: 'calls per second against datagrams per second show what batching can save',
  counters: 'counters show whether datagrams are lost, and where',
  threads: 'thread by thread it shows who shares the socket',
} as const;

/**
 * One map for each side of each profile; the whole when a profile has no sides. What the answer was found in comes first.
 */
function costMaps(views: readonly View[], primary: Fired | undefined): CostMap[] {
  const isLock = primary?.rule.nature === 'contention' && primary.confidence !== 'possible';
  const waits = (view: View): boolean => isLock && (primary.rule.side === view.side || primary.rule.side === 'any');
  return views
    .filter((view) => view.base > 0)
    .filter((view) => {
      if (view.side !== 'any') return true;
      return !views.some((other) => other !== view && other.profile === view.profile && other.base === view.base);
    })
    .map((view) => ({ view, apart: primary === undefined || proves(view, primary) ? 0 : 1 }))
    .sort((a, b) => a.apart - b.apart)
    .map(({ view }) => costMap(view, waits(view) ? primary?.rule.stage : undefined));
}

/** Whether evidence of the finding stands in the profile of the view. */
function proves({ profile: { file, firstLine, lastLine } }: View, { evidence }: Fired): boolean {
  return evidence.some(
    (one) => one.file === file && one.line !== undefined && one.line >= firstLine && one.line <= lastLine,
  );
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
