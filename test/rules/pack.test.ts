import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { stringify } from 'yaml';
import { mismatch } from '../../src/cli/commands/rules-test.ts';
import { diagnose } from '../../src/engine/diagnose.ts';
import { readCase } from '../../src/formats/read-case.ts';
import { rules } from '../../src/rules/index.ts';
import { packJsonSchema, parsePack, type RulePack } from '../../src/rules/pack.ts';
import { problemText } from '../../src/rules/yaml-text.ts';

const document = readFileSync('docs/rule-packs.md', 'utf8');
const example = /<!-- example -->\n```yaml\n([\s\S]*?)```/.exec(document)![1]!;

function packOf(text: string): RulePack {
  const parsed = parsePack(text, 'pack.yaml');
  if ('problems' in parsed) throw new Error(parsed.problems.map(problemText).join('\n'));
  return parsed.pack;
}

function problemsOf(text: string): string[] {
  const parsed = parsePack(text, 'pack.yaml');
  return 'problems' in parsed ? parsed.problems.map(problemText) : [];
}

/** The example with one thing changed. */
const changed = (from: string | RegExp, to: string) => {
  expect(example).toMatch(from);
  return example.replace(from, to);
};

describe('the example of the docs', () => {
  const { rules: own, remedies, tests } = packOf(example);

  test.each(tests.map((one) => [one.name, one] as const))('%s', (_name, one) => {
    const input = { name: 'report.txt', bytes: new TextEncoder().encode(one.input) };
    expect(mismatch(one, diagnose(readCase([input]), { rules: own, remedies }))).toBeUndefined();
  });

  test('a finding brings the remedy of the pack', () => {
    const bytes = new TextEncoder().encode(tests[0]!.input);
    const { findings } = diagnose(readCase([{ name: 'a', bytes }]), { rules: own, remedies });
    const found = findings.find(({ id }) => id === 'log-formatting');
    expect(found?.remedies.map(({ id }) => id)).toEqual(['log-sampled']);
  });

  test('each of its cases fails when the rule is not what it says', () => {
    for (const one of tests) {
      const threshold = one.expect === 'fires' ? 99 : 0.1;
      const spoilt = packOf(example.replace('value: 10', `value: ${threshold}`)).rules;
      const bytes = new TextEncoder().encode(one.input.replaceAll('_raw_spin_lock_bh', 'memcpy'));
      const diagnosis = diagnose(readCase([{ name: 'a', bytes }]), { rules: spoilt, remedies });
      expect(mismatch(one, diagnosis), one.name).toBeDefined();
    }
  });
});

test('a pack can say all that the built-in rules say, and judges the same', () => {
  const text = stringify({ rules });
  expect(packOf(text).rules).toEqual(rules);
  const bytes = readFileSync('fixtures/article/rhel73-callgraph.txt');
  const kase = readCase([{ name: 'a.txt', bytes }]);
  const bySource = (diagnosis: ReturnType<typeof diagnose>) =>
    diagnosis.findings.map(({ id, confidence, fingerprint }) => [id, confidence, fingerprint]);
  expect(bySource(diagnose(kase, { rules: packOf(text).rules }))).toEqual(bySource(diagnose(kase)));
});

describe('what is wrong is told with its place', () => {
  test.each([
    [changed('nature: work', 'nature: work\n    colour: red'), 'pack.yaml:9:5: there is no key "colour" here'],
    [changed(/ {4}says: .*\n/, ''), 'pack.yaml:3:5: "says" is missing'],
    [
      changed('remedies: [log-sampled]', 'remedies: [log-sampled, nothing]'),
      'pack.yaml:25:29: no remedy is called nothing',
    ],
    [changed("['@udp-recvmsg']", "['@udp-recv']"), 'pack.yaml:22:18: no set of symbols is called @udp-recv'],
    [changed('rivals: [app-bound]', 'rivals: [app-bond]'), 'pack.yaml:24:14: no rule is called "app-bond"'],
    [changed('atLeast: formatting', 'atLeast: format'), 'pack.yaml:3:5: threshold format is not defined'],
    [changed('atLeast: formatting', 'atMost: formatting'), 'there is no key "atMost" here'],
    [changed('strength: strong', 'strength: supporting'), 'the rule can never fire'],
    [changed('expect: fires', 'expect: fire'), 'pack.yaml:31:9: '],
    [changed('        by: socket-lock\n', ''), '"by" names the culprit'],
    [
      changed('kind: application', 'kind: prayer'),
      'pack.yaml:66:5: "prayer" is none of kernel, configuration, application',
    ],
    [changed(/ {4}side: .*\n/, ''), 'pack.yaml:3:5: "side" is missing: one of reader, producer, any'],
    [changed('rivals: [app-bound]', 'rivals: app-bound'), 'pack.yaml:24:5: expected a list, not text'],
    [changed(/ {4}title: .*/, '    title: [a'), 'pack.yaml:'],
    ['rules: []\n', 'pack.yaml:1:1: '],
    ['- a\n', 'pack.yaml:1:1: expected keys with values, not a list'],
    ['', 'pack.yaml:1:1: expected keys with values, not nothing'],
    [`a: &a [x, x]\nb: &b [${'*a,'.repeat(99)}]\nc: [${'*b,'.repeat(99)}]\n`, 'pack.yaml:1:1: Excessive alias count'],
  ])('%#', (text, problem) => {
    const problems = problemsOf(text);
    expect(problems.join('\n')).toContain(problem);
    expect(problems.length).toBeLessThan(5);
  });

  test('two rules with one id', () => {
    const { rules: twice } = { rules: [rules[0], rules[0]] };
    expect(problemsOf(stringify({ rules: twice }))).toEqual([
      expect.stringMatching(/^pack\.yaml:\d+:\d+: a rule "socket-lock" is above already$/),
    ]);
  });
});

test('the schema for editors has the fields of a rule and forbids others', () => {
  const schema = JSON.stringify(packJsonSchema());
  for (const field of ['thresholds', 'evidence', 'withoutCallers', 'tests', 'explained-by'])
    expect(schema).toContain(field);
  expect(schema).toContain('"additionalProperties":false');
});

test('any text is a pack or has problems with a place, and never more', () => {
  const lines = example.split('\n');
  const cut = fc.tuple(fc.nat(lines.length), fc.nat(lines.length), fc.string({ unit: 'binary', maxLength: 20 }));
  fc.assert(
    fc.property(fc.oneof(fc.string({ unit: 'binary', maxLength: 200 }), cut), (piece) => {
      const text =
        typeof piece === 'string'
          ? piece
          : [...lines.slice(0, piece[0]), piece[2], ...lines.slice(piece[1])].join('\n');
      const parsed = parsePack(text, 'a.yaml');
      if (!('problems' in parsed)) return;
      expect(parsed.problems.length).toBeGreaterThan(0);
      for (const { line, column } of parsed.problems) {
        expect(line).toBeGreaterThanOrEqual(1);
        expect(line).toBeLessThanOrEqual(text.split('\n').length);
        expect(column).toBeGreaterThanOrEqual(1);
      }
    }),
    { numRuns: 300 },
  );
});
