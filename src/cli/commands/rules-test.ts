import { diagnose } from '../../engine/diagnose.ts';
import type { Diagnosis } from '../../engine/diagnosis.ts';
import { readCase } from '../../formats/read-case.ts';
import type { PackTest } from '../../rules/pack.ts';
import { type ExitCode, exitCode, UserError } from '../exit-code.ts';
import { toStdout } from '../output.ts';
import { loadPacks } from '../rule-packs.ts';

/** Runs the cases inside of rule packs, each by itself, and says what each failed one yielded instead. */
export function testRules(paths: readonly string[]): ExitCode {
  if (paths.length === 0)
    throw new UserError('`perfwhy rules test` needs --rules PATH, a rule pack or a folder of them');
  const { rules, remedies, tests } = loadPacks(paths);
  let failed = 0;
  for (const test of tests) {
    const input = { name: test.name, bytes: new TextEncoder().encode(test.input) };
    const kernel = test.kernel === undefined ? {} : { kernel: test.kernel };
    const wrong = mismatch(test, diagnose(readCase([input]), { rules, remedies, ...kernel }));
    if (wrong !== undefined) failed++;
    const said = wrong === undefined ? '' : `\n      ${test.place}: expected ${expected(test)}, but ${wrong}`;
    toStdout(`${wrong === undefined ? 'ok  ' : 'FAIL'}  ${test.rule}: ${test.name}${said}\n`);
  }
  const untested = rules.filter(({ id }) => !tests.some(({ rule }) => rule === id));
  for (const { id } of untested) toStdout(`none  ${id} has no tests\n`);
  toStdout(`${tests.length - failed} passed, ${failed} failed\n`);
  return failed > 0 ? exitCode.findingAtFailOn : exitCode.analysed;
}

function expected({ expect, by }: PackTest): string {
  return by === undefined ? expect : `${expect} ${by}`;
}

/** What came instead of what the case expects, or undefined. */
export function mismatch({ rule, expect, by }: PackTest, diagnosis: Diagnosis): string | undefined {
  const { findings, verdict, captures, notRun, rivals } = diagnosis;
  const own = findings.find(({ id }) => id === rule);
  if (captures.length === 0) return 'the input is no perf output';
  switch (expect) {
    case 'fires': {
      if (own && own.confidence !== 'possible') return undefined;
      if (own) return `it is only possible: ${own.lowered.join('; ')}`;
      const why = notRun.find(({ id }) => id === rule)?.why ?? rivals.find(({ id }) => id === rule)?.why;
      return why === undefined ? 'it did not fire' : `it did not fire: ${why}`;
    }
    case 'silent':
      return own ? `it is ${own.confidence}: ${own.evidence[0]?.says ?? own.says}` : undefined;
    case 'explained-by':
      if (verdict.culprit !== by) return `the culprit is ${verdict.culprit ?? `none (${verdict.outcome})`}`;
      return own && own.explainedBy !== by ? `it is ${own.confidence} of its own` : undefined;
  }
}
