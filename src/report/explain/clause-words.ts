import { changeTitle, pathWords, symbolWords } from '../../engine/words.ts';
import { whereFixed } from '../../kernel/timeline.ts';
import type { Clause, Measure, Rule } from '../../rules/rule.ts';
import { counterWords } from './counter-words.ts';

/** A clause in words, with the value from which it counts: what the input must show for it to hold. */
export function clauseWords(clause: Clause, rule: Rule): string {
  return withSide(words(clause, rule), clause, rule);
}

function words(clause: Clause, rule: Rule): string {
  if ('all' in clause) return clause.all.map((part) => partWords(part, rule)).join('; ');
  if ('any' in clause) return clause.any.map((part) => partWords(part, rule)).join(', or ');
  if ('not' in clause) return `not: ${partWords(clause.not, rule)}`;
  if ('present' in clause) {
    const { count = 1, present } = clause;
    return count === 1 ? `samples in ${symbolWords(present)}` : `samples in at least ${count} of ${listed(present)}`;
  }
  if ('absent' in clause) return `no samples in ${symbolWords(clause.absent)}`;
  if ('withoutCallers' in clause) return `nothing shows who calls ${symbolWords(clause.withoutCallers)}`;
  if ('kernel' in clause) {
    const has = 'has' in clause.kernel;
    const id = 'has' in clause.kernel ? clause.kernel.has : clause.kernel.lacks;
    return `a kernel ${has ? 'with' : 'without'} ${changeTitle(id)} (${whereFixed(id)})`;
  }
  const value = (name: string) => rule.thresholds[name]?.value ?? name;
  if ('threads' in clause) {
    const { atLeast, any } = clause.threads;
    return `${value(atLeast)} or more threads ${any ? 'in the process that receives' : 'that receive'}`;
  }
  if ('cacheLine' in clause) return `${value(clause.atLeast)} % or more of all HITM on the line of ${clause.cacheLine}`;
  if ('oneCpu' in clause) {
    return `${value(clause.atLeast)} % or more of what ${sides[clause.oneCpu]} do on one CPU`;
  }
  if ('counter' in clause) return counterWords(clause, value(clause.atLeast));
  return `${value(clause.atLeast)} % or more in ${measureWords(clause)}`;
}

/** In brackets where it has parts of its own: `a; b, or c` would be two things. */
function partWords(clause: Clause, rule: Rule): string {
  const text = clauseWords(clause, rule);
  return 'all' in clause || 'any' in clause ? `(${text})` : text;
}

function measureWords(measure: Measure): string {
  if ('self' in measure) return symbolWords(measure.self);
  if ('ofAll' in measure) return `${symbolWords(measure.ofAll)}, of all samples, idle ones included`;
  if ('comm' in measure) return `tasks called ${measure.comm}*`;
  if ('space' in measure) {
    return `user space${measure.without === undefined ? '' : `, without ${symbolWords(measure.without)}`}`;
  }
  if ('readersCpu' in measure) {
    const whose = measure.readersCpu === 'reader' ? 'the reader' : 'other tasks';
    return `${whose}, of the samples of the CPU that the reader stays on, if that has no time left`;
  }
  if ('inclusive' in measure) return `${symbolWords(measure.inclusive)} and what they call`;
  const without = measure.without === undefined ? '' : `, without ${symbolWords(measure.without)}`;
  return pathWords(measure.path) + without;
}

function listed(names: readonly string[]): string {
  return names.map((name) => symbolWords([name])).join(', ');
}

const sides = { reader: 'the reading thread', producer: 'the softirqs', any: 'all samples' } as const;

function withSide(text: string, clause: Clause, rule: Rule): string {
  const side = 'side' in clause ? clause.side : undefined;
  return side === undefined || side === rule.side ? text : `in ${sides[side]}: ${text}`;
}

export function payer(rule: Rule): string {
  return { reader: 'paid by the reading thread', producer: 'paid by the softirqs', any: 'paid on either side' }[
    rule.side
  ];
}
