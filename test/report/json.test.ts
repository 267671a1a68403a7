import { describe, expect, test } from 'vitest';
import { json } from '../../src/report/json.ts';
import { diagnosisSchema } from '../../src/report/json-schema.ts';
import { all, culprit, nothingRead } from './diagnoses.ts';

describe('the JSON report', () => {
  test.each(Object.entries(all))('%s: nothing is lost and the schema holds', (_name, diagnosis) => {
    const parsed: unknown = JSON.parse(json(diagnosis));
    expect(diagnosisSchema.strict().parse(parsed)).toEqual(parsed);
    expect(parsed).toEqual(JSON.parse(JSON.stringify(diagnosis)));
  });

  test('has its fields in one order, whatever order they were filled in', () => {
    const { schemaVersion, ...rest } = culprit;
    expect(json({ ...rest, schemaVersion })).toBe(json(culprit));
    expect(json(culprit)).toMatch(/^{\n {2}"schemaVersion": 1,\n {2}"verdict": {\n {4}"outcome": "culprit"/);
  });

  test('writes sums without the noise of binary fractions', () => {
    const { findings, ...rest } = culprit;
    const noisy = { ...rest, findings: [{ ...findings[0]!, share: 70.1 + 4.98 + 1e-13 }] };
    expect(json(noisy)).toContain('"share": 75.08,');
  });

  test('of no input is a document like any other', () => {
    expect(JSON.parse(json(nothingRead))).toMatchObject({ verdict: { outcome: 'inconclusive' }, captures: [] });
  });
});
