import { z } from 'zod';
import { changeById } from '../kernel/change-by-id.ts';
import { rules as builtIn } from './index.ts';
import type { Remedy } from './remedy.ts';
import type { Rule } from './rule.ts';
import { ruleSchema } from './schema.ts';
import { plainIssues } from './schema-issues.ts';
import { type Problem, readYaml, type YamlText } from './yaml-text.ts';

/** Rules of the user, judged as strictly as the built-in ones, with the cases they must pass. */
export interface RulePack {
  readonly rules: readonly Rule[];
  readonly remedies: readonly Remedy[];
  readonly tests: readonly PackTest[];
}

/** Text as perf prints it, and what the rule must make of it. */
export interface PackTest {
  readonly rule: string;
  readonly name: string;
  readonly input: string;
  readonly kernel?: string;
  /** `fires`: likely or confirmed. `silent`: not among the findings. `explained-by`: `by` is the culprit, this is not. */
  readonly expect: 'fires' | 'silent' | 'explained-by';
  readonly by?: string;
  /** Where the case stands, `pack.yaml:40`. */
  readonly place: string;
}

const text = z.string().min(1);
const change = text.refine((name) => changeById(name) !== undefined, {
  error: (issue) => `the kernel timeline has no change ${String(issue.input)}`,
});

const testSchema = z
  .strictObject({
    name: text,
    input: text.describe('text as perf prints it'),
    kernel: text.optional().describe('release, as uname -r prints it'),
    expect: z.enum(['fires', 'silent', 'explained-by']),
    by: text.optional().describe('with explained-by: id of the culprit'),
  })
  .refine((test) => (test.expect === 'explained-by') === (test.by !== undefined), {
    error: '"by" names the culprit where "expect" is explained-by, and only there',
  });

const remedySchema = z.strictObject({
  id: text,
  kind: z.enum(['kernel', 'configuration', 'application']),
  change: change.optional(),
  needs: change.optional(),
  until: change.optional(),
  what: text,
  why: text,
  command: text.optional(),
  undo: text.optional(),
  risk: text,
  expect: text,
  verify: text,
  reportedGain: text.optional(),
  source: z.array(text).min(1),
});

const packSchema = z.strictObject({
  rules: z.array(ruleSchema.safeExtend({ tests: z.array(testSchema).optional() })).min(1),
  remedies: z.array(remedySchema).optional(),
});

/** JSON Schema of a rule pack, for editors. What it can not say (names that must exist) is checked when a pack is read. */
export function packJsonSchema(): object {
  const { $schema, ...schema } = z.toJSONSchema(packSchema, { io: 'input' });
  return { $schema, title: 'perfwhy rule pack', ...schema };
}

/** Reads a rule pack. All that is wrong with it is told at once, each with its place; then there is no pack. */
export function parsePack(
  source: string,
  file: string,
): { readonly pack: RulePack } | { readonly problems: readonly Problem[] } {
  const yaml = readYaml(source, file);
  if (yaml.problems.length > 0) return { problems: yaml.problems };
  const problems = problemsOf(yaml);
  if (problems.length > 0) return { problems };
  const { rules, remedies = [] } = yaml.value as {
    rules: (Rule & { tests?: Omit<PackTest, 'rule' | 'place'>[] })[];
    remedies?: Remedy[];
  };
  const tests = rules.flatMap(({ id, tests = [] }, at) =>
    tests.map((test, index) => {
      const { line } = yaml.problem(['rules', at, 'tests', index], '');
      return { ...test, rule: id, place: `${file}:${line}` };
    }),
  );
  return { pack: { rules: rules.map(({ tests: _tests, ...rule }) => rule), remedies, tests } };
}

function problemsOf(yaml: YamlText): Problem[] {
  const parsed = packSchema.safeParse(yaml.value, { reportInput: true });
  const own = ownIds(yaml.value, 'remedies');
  const issues = parsed.success ? [] : plainIssues(parsed.error.issues);
  const problems = issues
    // The schema knows the built-in remedies only.
    .filter(({ path }) => !(path[2] === 'remedies' && own.includes(valueAt(yaml.value, path))))
    .map(({ path, message }) => yaml.problem(path, message));
  return problems.length > 0 ? problems : problemsOfNames(yaml);
}

/** Names of other rules must be those of rules, and a name belongs to one rule. */
function problemsOfNames(yaml: YamlText): Problem[] {
  const { rules } = yaml.value as { rules: Rule[] };
  const own = ownIds(yaml.value, 'rules');
  const known = new Set<unknown>([...builtIn.map(({ id }) => id), ...own]);
  const problems: Problem[] = [];
  for (const [at, { id, rivals, explains = [] }] of rules.entries()) {
    if (own.indexOf(id) < at) problems.push(yaml.problem(['rules', at, 'id'], `a rule "${id}" is above already`));
    for (const [field, names] of Object.entries({ rivals, explains })) {
      for (const [index, name] of names.entries()) {
        if (!known.has(name)) problems.push(yaml.problem(['rules', at, field, index], `no rule is called "${name}"`));
      }
    }
  }
  return problems;
}

function ownIds(value: unknown, list: 'rules' | 'remedies'): unknown[] {
  const entries = valueAt(value, [list]);
  return Array.isArray(entries) ? entries.map((entry) => valueAt(entry, ['id'])) : [];
}

function valueAt(value: unknown, path: readonly PropertyKey[]): unknown {
  let at: unknown = value;
  for (const step of path) at = (at as Record<PropertyKey, unknown> | null | undefined)?.[step];
  return at;
}
