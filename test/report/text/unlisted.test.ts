import { expect, test } from 'vitest';
import type { CostMap } from '../../../src/engine/diagnosis.ts';
import { markdown } from '../../../src/report/markdown.ts';
import { terminal } from '../../../src/report/terminal.ts';
import { unlisted } from '../../../src/report/text/unlisted.ts';
import { culprit } from '../diagnoses.ts';
import { pageOfTexts, textOf } from '../html/page-of.ts';

const cut: CostMap = {
  file: 'report.txt',
  of: 'the samples',
  shares: [
    { stage: 'ip', share: 21.99 },
    { stage: 'other', share: 14.45 },
  ],
  unplaced: 2.49,
};

test('a map of a list that was cut says what it is of; one of a whole list says nothing', () => {
  expect(unlisted(cut)).toBe('Listed are 36.44 % of the samples; the text does not tell what the rest does.');
  expect(unlisted({ ...cut, shares: [{ stage: 'ip', share: 99.2 }] })).toBeUndefined();
});

test('in the terminal, in markdown and in the page', () => {
  expect(terminal({ ...culprit, stages: [cut] })).toMatch(/^ +not listed +63\.56 %$/m);
  expect(markdown({ ...culprit, stages: [cut] })).toContain(unlisted(cut));
  const { page, diagnosis } = pageOfTexts({
    'top.txt': '  30.00%  [kernel]  [k] udp_recvmsg\n  10.00%  [kernel]  [k] copyout\n',
  });
  expect(textOf(page)).toContain(unlisted(diagnosis.stages[0]!));
});
