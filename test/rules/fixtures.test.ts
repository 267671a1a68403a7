import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { diagnose } from '../../src/engine/diagnose.ts';
import { readCase } from '../../src/formats/read-case.ts';
import type { Input } from '../../src/input/input.ts';
import { rules } from '../../src/rules/index.ts';
import { fixture } from '../support/shared.ts';

/**
 * Each rule has its cases in `fixtures/rules/<id>/`; the name of a file (or of a folder of files that make one case) says
 * what it must yield:
 *
 *     fires-*                  the rule is the culprit
 *     fires-confirmed-*        and the evidence confirms it
 *     found-*                  the rule is among the findings
 *     near-*                   it nearly fires, and must not be among the findings as likely or confirmed
 *     explained-by-<other>--*  it may be there, but another rule is the culprit
 */
function inputsOf(path: string): Input[] {
  const files = path.endsWith('.txt')
    ? [path]
    : readdirSync(path)
        .sort()
        .map((name) => `${path}/${name}`);
  return files.map((file) => ({ name: file.split('/').at(-1)!, bytes: readFileSync(file) }));
}

describe.each(rules.map((rule) => [rule.id, rule] as const))('%s', (id) => {
  const folder = fixture('rules', id);
  const cases = existsSync(folder) ? readdirSync(folder).sort() : [];

  it('has a case in which it fires and one in which it nearly does', () => {
    expect(cases.some((name) => /^(?:fires|found)-/.test(name))).toBe(true);
    expect(cases.some((name) => name.startsWith('near-'))).toBe(true);
  });

  it.each(cases)('%s', (name) => {
    const { verdict, findings } = diagnose(readCase(inputsOf(`${folder}/${name}`)));
    const own = findings.find((finding) => finding.id === id);
    if (name.startsWith('fires-confirmed-')) expect(verdict.confidence).toBe('confirmed');
    if (name.startsWith('fires-')) expect(verdict.culprit).toBe(id);
    else if (name.startsWith('found-')) expect(own?.id).toBe(id);
    else if (name.startsWith('near-')) expect(own?.confidence ?? 'possible').toBe('possible');
    else if (name.startsWith('explained-by-')) expect(verdict.culprit).toBe(/^explained-by-(.+?)--/.exec(name)?.[1]);
    else expect.fail(`${name}: the name must begin with fires-, found-, near- or explained-by-<id>--`);
  });
});
