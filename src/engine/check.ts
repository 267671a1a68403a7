import { hasChange, type KernelKnowledge, whereFixed } from '../kernel/timeline.ts';
import type { CacheLineReport } from '../model/cache-line.ts';
import type { CounterSet } from '../model/counters.ts';
import { lineOf } from '../model/forest.ts';
import { shareInStacks } from '../model/path-query.ts';
import type { Clause, Measure, Rule } from '../rules/rule.ts';
import { checkCacheLine } from './check-cache-line.ts';
import { checkCounter } from './check-counter.ts';
import { checkOneCpu } from './check-one-cpu.ts';
import { type Measured, measure } from './measure.ts';
import { rowsBySymbol } from './rows-by-symbol.ts';
import { shownOf } from './shown-symbols.ts';
import type { View } from './view.ts';
import { changeTitle, kernelWords, measuredWords, percent, symbolWords } from './words.ts';

/** What the clauses of a rule are checked against. */
export interface Evidences {
  readonly views: readonly View[];
  readonly cacheLines: readonly CacheLineReport[];
  readonly counters: readonly CounterSet[];
  readonly kernel: KernelKnowledge;
  /** Number of CPUs of the machine, when the input tells. */
  readonly cpus?: number;
  /** Commands that receive UDP in the profiles. */
  readonly readers?: ReadonlySet<string>;
}

/** Result of a clause: `unknown` when nothing in the input can tell. */
export interface Checked {
  readonly holds: boolean | 'unknown';
  readonly says: string;
  readonly value?: number;
  readonly threshold?: number;
  readonly of?: string;
  readonly file?: string;
  readonly line?: number;
  /** Percent unless said. */
  readonly unit?: 'percent' | 'count' | 'per-second';
  readonly how?: Measured['how'];
  /** What the input would need for the clause to be judged. */
  readonly missing?: 'callers' | 'c2c' | 'counters' | 'threads' | 'cpus' | 'kernel';
  /** Samples behind the view the value was read from. */
  readonly samples?: number;
}

export function check(clause: Clause, rule: Rule, evidences: Evidences): Checked {
  if ('all' in clause) return checkAll(clause.all, rule, evidences);
  if ('any' in clause) return checkAny(clause.any, rule, evidences);
  if ('not' in clause) {
    const inner = check(clause.not, rule, evidences);
    return { ...inner, holds: inner.holds === 'unknown' ? 'unknown' : !inner.holds };
  }
  if ('present' in clause) return checkPresent(clause, rule, evidences);
  if ('absent' in clause) return checkAbsent(clause, rule, evidences);
  if ('withoutCallers' in clause) return checkWithoutCallers(clause, rule, evidences);
  if ('kernel' in clause) return checkKernel(clause.kernel, evidences.kernel);
  if ('threads' in clause) return checkThreads(rule.thresholds[clause.threads.atLeast]!.value, evidences);
  if ('cacheLine' in clause) {
    return checkCacheLine(clause.cacheLine, rule.thresholds[clause.atLeast]!.value, evidences.cacheLines);
  }
  if ('oneCpu' in clause) return checkOneCpu(clause.oneCpu, rule.thresholds[clause.atLeast]!.value, evidences.views);
  if ('counter' in clause) {
    return checkCounter(clause, rule.thresholds[clause.atLeast]!.value, evidences.counters, evidences.readers);
  }
  return checkMeasure(clause, rule.thresholds[clause.atLeast]!.value, rule, evidences);
}

/** Views a clause looks at: those of its side; the reader and producer views of a capture are never mixed. */
export function viewsFor(
  what: { readonly side?: View['side']; readonly ofAll?: unknown },
  rule: Rule,
  views: readonly View[],
): View[] {
  const side = sideOf(what, rule);
  return views.filter((view) => view.side === side);
}

function sideOf(what: { readonly side?: View['side']; readonly ofAll?: unknown }, rule: Rule): View['side'] {
  return 'ofAll' in what ? 'any' : (what.side ?? rule.side);
}

/** The best value of a measure over all captures: exact before bounds, then the largest. */
export function best(what: Measure, rule: Rule, evidences: Evidences): Measured | undefined {
  let found: Measured | undefined;
  const side = sideOf(what, rule);
  for (const view of evidences.views) {
    if (view.side !== side) continue;
    const value = measure(view, what);
    if (value && (!found || rank(value) > rank(found))) found = value;
  }
  return found;
}

function rank(value: Measured): number {
  return value.share + (value.how === 'at-least' ? 0 : 0.001);
}

function checkMeasure(clause: Measure, threshold: number, rule: Rule, evidences: Evidences): Checked {
  const value = best(clause, rule, evidences);
  if (!value) return { holds: 'unknown', says: 'no capture shows callers', missing: 'callers' };
  const holds = value.share >= threshold ? true : value.how === 'at-least' ? 'unknown' : false;
  return {
    holds,
    // Most of what is measured is nothing, and never said.
    get says() {
      return measuredWords(value, clause);
    },
    value: value.share,
    threshold,
    of: value.view.of,
    file: value.view.profile.file,
    how: value.how,
    ...(value.line > 0 ? { line: value.line } : {}),
    ...(value.view.samples !== undefined ? { samples: value.view.samples } : {}),
  };
}

/**
 * All must hold. The part with the largest value speaks for the whole; the others are named behind it. What does not hold
 * settles it: no more is asked then.
 */
function checkAll(clauses: readonly Clause[], rule: Rule, evidences: Evidences): Checked {
  const parts: Checked[] = [];
  let failed: Checked | undefined;
  for (const clause of clauses) {
    const part = check(clause, rule, evidences);
    if (part.holds === false) return failed ? { ...failed, holds: false } : part;
    if (part.holds === 'unknown') failed ??= part;
    parts.push(part);
  }
  if (failed) return failed;
  const main = parts.find((part) => part.value !== undefined) ?? parts[0]!;
  const others = parts
    .filter((part, index) => part !== main && part.says !== '' && !isAbsence(clauses[index]!))
    .map((part) => part.says)
    .filter((says) => !main.says.includes(says.split(' ')[0]!));
  return { ...main, says: [main.says, ...others].join('; ') };
}

/** What is not there, or too little of it, is no part of the evidence that is worth a word. */
function isAbsence(clause: Clause): boolean {
  return 'absent' in clause || ('not' in clause && !('counter' in clause.not));
}

function checkAny(clauses: readonly Clause[], rule: Rule, evidences: Evidences): Checked {
  let unknown: Checked | undefined;
  let failed: Checked | undefined;
  for (const clause of clauses) {
    const part = check(clause, rule, evidences);
    if (part.holds === true) return part;
    if (part.holds === 'unknown') unknown ??= part;
    else failed ??= part;
  }
  return unknown ?? failed ?? { holds: 'unknown', says: '' };
}

function checkPresent(clause: Extract<Clause, { present: unknown }>, rule: Rule, evidences: Evidences): Checked {
  const found = sightings(clause.present, viewsFor(clause, rule, evidences.views));
  const wanted = clause.count ?? 1;
  const first = found[0];
  return {
    holds: found.length >= wanted,
    says:
      found.length > 0 ? found.slice(0, 3).map(sightingWords).join(', ') : `nothing in ${symbolWords(clause.present)}`,
    ...(first ? { file: first.view.profile.file, of: first.view.of } : {}),
    ...(first && first.line > 0 ? { line: first.line } : {}),
  };
}

/** Shares below this are a handful of samples of something else that ran meanwhile. */
const negligible = 0.5;

function checkAbsent(clause: Extract<Clause, { absent: unknown }>, rule: Rule, evidences: Evidences): Checked {
  const views = viewsFor(clause, rule, evidences.views);
  const found = sightings(clause.absent, views).filter((one) => one.share >= negligible);
  if (found.length === 0) {
    // Callers that have no row of their own: their share is that of the stacks that pass through them.
    const through = { path: [clause.absent.join('|')], ...(clause.side ? { side: clause.side } : {}) };
    const called = best(through, rule, evidences);
    if (called && called.share >= negligible) {
      const { profile } = called.view;
      return { holds: false, says: measuredWords(called, through), file: profile.file, line: called.line };
    }
    return { holds: true, says: `nothing in ${symbolWords(clause.absent)}` };
  }
  const first = found[0]!;
  return {
    holds: false,
    says: sightingWords(first),
    file: first.view.profile.file,
    ...(first.line > 0 ? { line: first.line } : {}),
  };
}

/** Holds unless a capture has stacks for at least half of the samples taken in the symbols. */
function checkWithoutCallers(
  clause: Extract<Clause, { withoutCallers: unknown }>,
  rule: Rule,
  evidences: Evidences,
): Checked {
  const { withoutCallers: symbols } = clause;
  for (const view of viewsFor(clause, rule, evidences.views)) {
    const taken = measure(view, { self: symbols })?.share ?? 0;
    if (taken <= 0 || view.base <= 0) continue;
    const { share, line } = shareInStacks(view.stacks, [shownOf(view.profile, symbols)]);
    if ((share * 100) / view.base >= taken / 2) {
      return { holds: false, says: `callers of ${symbolWords(symbols)} are known`, file: view.profile.file, line };
    }
  }
  return { holds: true, says: '' };
}

interface Sighting {
  readonly name: string;
  readonly share: number;
  readonly line: number;
  readonly view: View;
}

function sightingWords(one: Sighting): string {
  return one.share > 0 ? `${one.name} ${percent(one.share)}` : one.name;
}

/** Which of the symbols the views show, the largest share first, each once. */
function sightings(names: readonly string[], views: readonly View[]): Sighting[] {
  const found = new Map<string, Sighting>();
  for (const view of views) {
    const symbols = shownOf(view.profile, names);
    if (symbols.size === 0) continue;
    const rows = rowsBySymbol(view);
    for (const name of symbols) {
      for (const row of rows.get(name) ?? []) {
        const share = view.base > 0 ? (Math.max(row.total ?? 0, row.self ?? 0) * 100) / view.base : 0;
        const known = found.get(name);
        if (!known || share > known.share) found.set(name, { name, share, line: row.line, view });
      }
      const line = found.has(name) ? undefined : lineOf(view.stacks, name);
      if (line !== undefined) found.set(name, { name, share: 0, line, view });
    }
  }
  return [...found.values()].sort((a, b) => b.share - a.share || (a.name < b.name ? -1 : 1));
}

function checkKernel(wanted: { has: string } | { lacks: string }, kernel: KernelKnowledge): Checked {
  const id = 'has' in wanted ? wanted.has : wanted.lacks;
  const state = hasChange(kernel, id);
  const says =
    state === 'unknown'
      ? `kernel not known: ${changeTitle(id)} came with ${whereFixed(id)}`
      : `${kernelWords(kernel)} ${state === 'yes' ? 'has' : 'lacks'} ${changeTitle(id)} (${whereFixed(id)})`;
  if (state === 'unknown') return { holds: 'unknown', says, missing: 'kernel' };
  return { holds: 'has' in wanted ? state === 'yes' : state === 'no', says };
}

function checkThreads(threshold: number, evidences: Evidences): Checked {
  let most: { count: number; view: View; line: number } | undefined;
  for (const view of evidences.views) {
    if (view.side !== 'reader') continue;
    const tids = new Set<number>();
    const comms = new Set<string>();
    let line = 0;
    for (const row of view.rows) {
      if (row.tid !== undefined) tids.add(row.tid);
      if (row.comm !== undefined) comms.add(row.comm);
      line ||= row.line;
    }
    const count = tids.size > 0 ? tids.size : comms.size;
    if (!most || count > most.count) most = { count, view, line };
  }
  if (!most || most.count < 2) return { holds: 'unknown', says: 'threads are not told apart', missing: 'threads' };
  return {
    holds: most.count >= threshold,
    says: `${most.count} threads receive`,
    value: most.count,
    threshold,
    unit: 'count',
    file: most.view.profile.file,
    line: most.line,
  };
}
