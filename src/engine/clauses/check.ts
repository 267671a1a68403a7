import { hasChange, type KernelKnowledge, whereFixed } from '../../kernel/timeline.ts';
import type { Clause, Rule, Threshold } from '../../rules/rule.ts';
import { readerComms, type View } from '../view/view.ts';
import { changeTitle, kernelWords } from '../words.ts';
import { checkCacheLine } from './check-cache-line.ts';
import { checkCounter } from './check-counter.ts';
import { checkMeasure } from './check-measure.ts';
import { checkOneCpu } from './check-one-cpu.ts';
import { checkAbsent, checkPresent, checkWithoutCallers } from './check-symbols.ts';
import type { Checked, Evidences } from './checked.ts';

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
  const threshold = (name: string): Threshold => rule.thresholds[name]!;
  if ('threads' in clause) return checkThreads(threshold(clause.threads.atLeast), evidences, clause.threads.any);
  if ('cacheLine' in clause) {
    return checkCacheLine(clause.cacheLine, threshold(clause.atLeast), evidences.cacheLines, evidences.kernel);
  }
  if ('oneCpu' in clause) return checkOneCpu(clause.oneCpu, threshold(clause.atLeast), evidences.views);
  if ('counter' in clause) {
    return checkCounter(clause, threshold(clause.atLeast), evidences.counters, evidences.readers);
  }
  return checkMeasure(clause, threshold(clause.atLeast), rule, evidences);
}

/**
 * All must hold. The first part that is a share speaks for the whole, else the first with a value; the others are named behind it. What does not hold
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
  const valued = parts.filter((part) => part.value !== undefined);
  const main = valued.find(({ unit = 'percent' }) => unit === 'percent') ?? valued[0] ?? parts[0]!;
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

/** Samples with their threads tell of one that is alone; of several they do not tell which of them receive (`any`). */
function aloneOrNotTold(views: readonly View[], threshold: Threshold, any = false): Checked {
  const readers = views.filter((view) => view.side === 'reader');
  const counts = readers.map(({ profile }) => {
    const comms = [...readerComms(profile)];
    return comms.length === 1 ? profile.threads?.[comms[0]!] : undefined;
  });
  const count = Math.max(0, ...counts.map((one) => one ?? 0));
  if (any ? count === 0 : counts.length === 0 || counts.some((one) => one !== 1)) {
    return { holds: 'unknown', says: 'threads are not told apart', missing: 'threads' };
  }
  const [{ file }] = readers.map(({ profile }) => profile) as [View['profile']];
  const says = count === 1 ? 'one thread receives' : `${count} threads in the process that receives`;
  return { holds: count >= threshold.value, says, value: count, threshold, unit: 'count', file };
}

function checkThreads(threshold: Threshold, evidences: Evidences, any?: true): Checked {
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
    // Threads may have names of their own; where all of a process count, another name may be another process.
    const count = tids.size > 0 ? tids.size : any ? 0 : comms.size;
    if (!most || count > most.count) most = { count, view, line };
  }
  if (!most || most.count < 2) return aloneOrNotTold(evidences.views, threshold, any);
  return {
    holds: most.count >= threshold.value,
    says: `${most.count} threads receive`,
    value: most.count,
    threshold,
    unit: 'count',
    file: most.view.profile.file,
    line: most.line,
  };
}
