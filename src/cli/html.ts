import type { Diagnosis } from '../engine/diagnosis.ts';
import { decodeText } from '../input/decode.ts';
import type { Case } from '../model/case.ts';
import type { Rule } from '../rules/rule.ts';
import type { CaseInput } from './recordings.ts';

/** What `--format html` prints. The page and its layout are a file of their own that other formats never load. */
export async function htmlOf(
  inputs: readonly CaseInput[],
  kase: Case,
  diagnosis: Diagnosis,
  rules: readonly Rule[] = [],
): Promise<string> {
  const { htmlInput, htmlReport } = await import('../report/html/index.ts');
  const sources = inputs.flatMap((input) => {
    const decoded = 'bytes' in input ? decodeText(input.bytes, input.name) : undefined;
    return decoded && 'text' in decoded ? [{ name: input.name, text: decoded.text }] : [];
  });
  return htmlReport(htmlInput(kase, diagnosis, { sources, rules }));
}
