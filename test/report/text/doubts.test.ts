import { expect, test } from 'vitest';
import type { Finding } from '../../../src/engine/diagnosis.ts';
import { doubtsOf } from '../../../src/report/text/doubts.ts';

test('evidence against a finding is not said again as a doubt', () => {
  const finding = {
    evidence: [
      { strength: 'against', says: '39 % in finish_task_switch: the reader sleeps' },
      { strength: 'strong', says: '30 % in do_syscall_64: spent around the receive' },
    ],
    lowered: ['nothing in the input is decisive', 'the reader sleeps'],
  } as unknown as Finding;
  expect(doubtsOf(finding)).toEqual(['nothing in the input is decisive']);
});
