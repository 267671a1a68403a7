import { z } from 'zod';
import { changeById } from '../kernel/change-by-id.ts';
import { stages } from '../kernel/stages.ts';
import { findRemedy } from './remedies/index.ts';
import { type Clause, natures, type Rule } from './rule.ts';
import { setNamed } from './symbol-sets.ts';

const id = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'an id is made of lower-case words joined by hyphens');
const side = z.enum(['reader', 'producer', 'any']).optional();
const text = z.string().min(1);

const symbol = text.refine((name) => !name.startsWith('@') || setNamed(name) !== undefined, {
  error: (issue) => `no set of symbols is called ${String(issue.input)}`,
});
const symbols = z.array(symbol).min(1);
const step = text.refine(
  (name) => name === '...' || name.split('|').every((part) => !part.startsWith('@') || setNamed(part) !== undefined),
  { error: (issue) => `no set of symbols is called ${String(issue.input)}` },
);
const change = text.refine((name) => changeById(name) !== undefined, {
  error: (issue) => `the kernel timeline has no change ${String(issue.input)}`,
});

const measures = [
  z.strictObject({ self: symbols, side }),
  z.strictObject({ inclusive: symbols, side }),
  z.strictObject({ path: z.array(step).min(1), without: symbols.optional(), side }),
  z.strictObject({ comm: text, side }),
  z.strictObject({ space: z.literal('user'), without: symbols.optional(), side }),
  z.strictObject({ ofAll: symbols }),
  z.strictObject({ readersCpu: z.enum(['reader', 'others']) }),
] as const;

const counterValue = z.strictObject({
  counter: text,
  where: z.record(z.string(), z.string()).optional(),
  per: text.optional(),
  of: z.enum(['sum', 'largest', 'largest-share', 'number']).optional(),
  by: text.optional(),
  within: text.optional(),
});

/** A clause and what may stand beside it: nothing, or the words of an evidence entry. */
function clausesWith<T extends z.ZodRawShape>(beside: T) {
  const inner: z.ZodType = z.lazy(() => plainClause);
  return z.union([
    ...measures.map((measure) => measure.extend({ atLeast: text, ...beside })),
    z.strictObject({ present: symbols, count: z.number().int().positive().optional(), side, ...beside }),
    z.strictObject({ absent: symbols, side, ...beside }),
    z.strictObject({ withoutCallers: symbols, side, ...beside }),
    z.strictObject({
      kernel: z.union([z.strictObject({ has: change }), z.strictObject({ lacks: change })]),
      ...beside,
    }),
    z.strictObject({ threads: z.strictObject({ atLeast: text, any: z.literal(true).optional() }), ...beside }),
    z.strictObject({ cacheLine: text, atLeast: text, ...beside }),
    z.strictObject({ oneCpu: z.enum(['reader', 'producer']), atLeast: text, ...beside }),
    counterValue.extend({ atLeast: text, ...beside }),
    z.strictObject({ all: z.array(inner).min(1), ...beside }),
    z.strictObject({ any: z.array(inner).min(1), ...beside }),
    z.strictObject({ not: inner, ...beside }),
  ]);
}

const plainClause = clausesWith({});

/** What a rule must look like, ours and users' alike. */
export const ruleSchema = z
  .strictObject({
    id,
    title: text,
    says: text,
    stage: z.enum(stages),
    side: z.enum(['reader', 'producer', 'any']),
    nature: z.enum(natures),
    kernels: z.strictObject({ since: change.optional(), until: change.optional() }).optional(),
    thresholds: z.record(z.string(), z.strictObject({ value: z.number(), because: text })),
    cost: z.array(z.union([...measures, counterValue])).min(1),
    evidence: z
      .array(
        clausesWith({
          strength: z.enum(['decisive', 'strong', 'supporting', 'against']),
          veto: z.literal(true).optional(),
          proves: text,
        }),
      )
      .min(1),
    explains: z.array(id).optional(),
    asSymptom: text.optional(),
    rivals: z.array(id),
    remedies: z.array(
      text.refine((name) => findRemedy(name) !== undefined, {
        error: (issue) => `no remedy is called ${String(issue.input)}`,
      }),
    ),
    check: text,
    capture: z.enum(['reader-callgraph', 'system-callgraph', 'c2c', 'counters', 'threads', 'syscalls']),
    sources: z.array(text).min(1),
  })
  .superRefine((rule, context) => {
    for (const name of thresholdsUsed(rule.evidence as Clause[])) {
      if (!(name in rule.thresholds)) context.addIssue({ code: 'custom', message: `threshold ${name} is not defined` });
    }
    const proofs = rule.evidence as { strength: string }[];
    if (!proofs.some(({ strength }) => strength === 'decisive' || strength === 'strong')) {
      context.addIssue({ code: 'custom', message: 'no evidence is decisive or strong: the rule can never fire' });
    }
  });

function thresholdsUsed(clauses: readonly Clause[]): string[] {
  return clauses.flatMap((clause) => {
    if ('all' in clause) return thresholdsUsed(clause.all);
    if ('any' in clause) return thresholdsUsed(clause.any);
    if ('not' in clause) return thresholdsUsed([clause.not]);
    if ('threads' in clause) return [clause.threads.atLeast];
    return 'atLeast' in clause ? [clause.atLeast] : [];
  });
}

/** Checks a rule from outside; the result carries zod's issues with the path to each. */
export function parseRule(value: unknown): { rule: Rule } | { issues: readonly { path: string; message: string }[] } {
  const parsed = ruleSchema.safeParse(value);
  if (parsed.success) return { rule: parsed.data as Rule };
  return { issues: parsed.error.issues.map(({ path, message }) => ({ path: path.join('.'), message })) };
}
