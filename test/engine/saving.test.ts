import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { diagnose } from '../../src/engine/diagnose.ts';
import { readCase } from '../../src/formats/read-case.ts';
import { fixture } from '../support/shared.ts';

const diagnosisOf = (name: string, more = '') => {
  const bytes = new TextEncoder().encode(`${readFileSync(fixture('article', name), 'utf8')}\n${more}`);
  return diagnose(readCase([{ name, bytes }]));
};
const noFault = 'No fault was found: such receivers all pay this';

it('what each receiver of its kind pays is the answer where nothing is wrong, and is said to be no fault', () => {
  const { outcome, culprit, summary } = diagnosisOf('v413-flat.txt').verdict;
  expect({ outcome, culprit }).toEqual({ outcome: 'culprit', culprit: 'page-frag-free' });
  expect(summary).toContain(noFault);
});

it('beside a fault it comes second, and the fault is one', () => {
  const { verdict, findings } = diagnosisOf('rhel74-flat.txt');
  expect(verdict.culprit).toBe('rmem-alloc-cache-miss');
  expect(verdict.summary).not.toContain(noFault);
  expect(findings.map(({ id }) => id)).toContain('page-frag-free');
});
