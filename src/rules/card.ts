import type { Clause, Rule, SymbolName } from './rule.ts';
import { resolveSymbols } from './symbol-names.ts';

/**
 * What tells, without reading a rule's clauses, that nothing in the input speaks for it: hardly any rule finds its symbols
 * in a given capture. The executable holds the cards ready-made and loads a rule when its card leaves it open.
 */
export interface RuleCard {
  readonly side: Rule['side'];
  readonly kernels?: Rule['kernels'];
  /** The rule holds, or comes near, only if one of these is there. */
  readonly proofs: readonly Telltale[];
  /** It is ruled out by a veto only if one of these is there. */
  readonly vetoes: readonly Telltale[];
  /** Whose absence is why it cannot be judged, of a rule that nothing but counters or the CPUs of commands can prove. */
  readonly wants?: { readonly counter: string } | 'cpus';
}

/** Something without which a clause does not hold: one of these symbols, or a kind of capture. */
export interface Telltale {
  readonly symbols: readonly SymbolName[];
  /** What makes its absence a no, and not unknown: rows or stacks of that side, or nothing. The others leave it unknown. */
  readonly needs: 'rows' | 'stacks' | 'nothing' | 'more' | 'counters' | 'cache-lines' | 'cpus';
  readonly side: Rule['side'];
}

/** The card of a rule; undefined when a proof or veto asks for something that cannot be told beforehand. */
export function cardOf(rule: Rule): RuleCard | undefined {
  const proofs: Telltale[] = [];
  const vetoes: Telltale[] = [];
  for (const clause of rule.evidence) {
    const isProof = clause.strength === 'decisive' || clause.strength === 'strong';
    if (!isProof && !clause.veto) continue;
    const telltales = telltalesOf(clause, rule);
    if (!telltales) return undefined;
    (isProof ? proofs : vetoes).push(...telltales);
  }
  const { side, kernels } = rule;
  const wants = proofs.every(({ needs }) => needs === 'counters' || needs === 'cpus') ? firstWanted(rule) : undefined;
  return {
    side,
    ...(kernels && { kernels }),
    proofs: eachOnce(proofs),
    vetoes: eachOnce(vetoes),
    ...(wants && { wants }),
  };
}

/** Undefined where the first proof begins otherwise, or asks who reads before it asks for a counter. */
function firstWanted({ evidence }: Rule): RuleCard['wants'] {
  const first = evidence.find(({ strength }) => strength === 'decisive' || strength === 'strong');
  if (!first) return undefined;
  if ('all' in first && 'readersCpu' in first.all[0]!) return 'cpus';
  return 'counter' in first && first.where?.comm !== '@reader' ? { counter: first.counter } : undefined;
}

function eachOnce(telltales: readonly Telltale[]): Telltale[] {
  return [...new Map(telltales.map((one) => [JSON.stringify(one), one])).values()];
}

function telltalesOf(clause: Clause, rule: Rule): readonly Telltale[] | undefined {
  if ('all' in clause) return rarestOf(clause.all, rule);
  if ('any' in clause) {
    const parts = clause.any.map((part) => telltalesOf(part, rule));
    return parts.includes(undefined) ? undefined : parts.flatMap((part) => part!.map(asOneOfMany));
  }
  const side = ('side' in clause ? clause.side : undefined) ?? rule.side;
  if ('present' in clause) return [{ symbols: clause.present, needs: 'nothing', side }];
  if (!('atLeast' in clause) || rule.thresholds[clause.atLeast]!.value <= 0) return undefined;
  if ('counter' in clause) return [{ symbols: [], needs: 'counters', side }];
  if ('cacheLine' in clause) return [{ symbols: [], needs: 'cache-lines', side }];
  if ('self' in clause) return [{ symbols: clause.self, needs: 'rows', side }];
  if ('readersCpu' in clause) return [{ symbols: [], needs: 'cpus', side }];
  if ('ofAll' in clause) return [{ symbols: clause.ofAll, needs: 'more', side }];
  if ('inclusive' in clause) return [{ symbols: clause.inclusive, needs: 'stacks', side }];
  if ('path' in clause) return [{ symbols: rarestStep(clause.path), needs: 'stacks', side }];
  return undefined;
}

/** Of parts of which any may hold, one that does not settles nothing. */
function asOneOfMany(one: Telltale): Telltale {
  return ['counters', 'cache-lines', 'cpus'].includes(one.needs) ? one : { ...one, needs: 'more' };
}

/** Of parts that must all hold, one is enough, of those up to the first that has a value and so could come near. */
function rarestOf(parts: readonly Clause[], rule: Rule): readonly Telltale[] | undefined {
  let rarest: readonly Telltale[] | undefined;
  for (const part of parts) {
    const telltales = telltalesOf(part, rule);
    if (telltales && (!rarest || names(telltales) < names(rarest))) rarest = telltales;
    if (!('present' in part || 'absent' in part || 'withoutCallers' in part || 'kernel' in part)) break;
  }
  return rarest;
}

function names(telltales: readonly Telltale[]): number {
  return telltales.reduce((sum, { symbols }) => sum + resolveSymbols(symbols).size, 0);
}

function rarestStep(path: readonly string[]): readonly SymbolName[] {
  const steps = path.filter((step) => step !== '...').map((step) => step.split('|'));
  return steps.reduce((a, b) => (resolveSymbols(b).size < resolveSymbols(a).size ? b : a));
}
