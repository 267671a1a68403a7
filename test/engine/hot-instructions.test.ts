import { expect, it } from 'vitest';
import { diagnose } from '../../src/engine/diagnose.ts';
import { readCase } from '../../src/formats/read-case.ts';

const summaryOf = (symbol: string) => {
  const text = ` Percent |      Source code & Disassembly of kcore for cycles (2211 samples, percent: local period)
------------------------------------------------------------------------------------------------
         : 5    ffffffff818c39c0 <${symbol}>:
    0.31 :   ffffffff818c39c5:       push   %rbp
   88.11 :   ffffffff818c3a01:       lock sub %eax,0xc0(%rdi)
   11.58 :   ffffffff818c3a08:       mov    0x164(%rdi),%eax
`;
  return diagnose(readCase([{ name: 'a.txt', bytes: new TextEncoder().encode(text) }])).verdict.summary;
};

it('perf annotate without a profile says where in a function of the kernel the samples are', () => {
  expect(summaryOf('udp_rmem_release')).toContain(
    'perf annotate says: 88.11 % of udp_rmem_release is at "lock sub %eax,0xc0(%rdi)", an atomic or behind one (a.txt:5)',
  );
  expect(summaryOf('my_own_function')).toBe('No profile by symbol is in the input.');
});
