import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { diagnose } from '../../src/engine/diagnose.ts';
import { readCase } from '../../src/formats/read-case.ts';
import { describeShared, fixture, sharedFolder } from '../support/shared.ts';

const verdictOf = (file: string) => diagnose(readCase([{ name: 'c2c.txt', bytes: readFileSync(file) }])).verdict;

it('perf c2c without a profile says which fields CPUs fight over, and blames none', () => {
  const { outcome, summary } = verdictOf(fixture('rules', 'rmem-alloc-cache-miss', 'near-c2c-alone.txt'));
  expect(outcome).toBe('inconclusive');
  expect(summary).toContain(
    'perf c2c says: 52.50 % of all HITM are on sock.sk_rmem_alloc, touched by __udp_enqueue_schedule_skb, udp_rmem_release (c2c.txt:',
  );
});

describeShared('corpus/public', 'perf c2c of something else', () => {
  it('says nothing of UDP', () => {
    for (const name of ['164-c2c-kernel-doc-lruvec.txt', '173-c2c-rwsem-table-tail-and-pareto.txt'])
      expect(verdictOf(sharedFolder('corpus', 'public', name)).summary).not.toContain('HITM');
  });
});
