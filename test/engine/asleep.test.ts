import { expect, it } from 'vitest';
import { diagnose } from '../../src/engine/diagnose.ts';
import { readCase } from '../../src/formats/read-case.ts';

const wake = ['finish_task_switch', '__schedule', 'schedule', 'schedule_timeout', '__skb_wait_for_more_packets'];
const sample = (event: string, leaf: string[]) =>
  `sink 7 [000] 1.0: 250000 ${event}:\n${[...leaf, '__skb_recv_udp', 'udp_recvmsg', '__sys_recvfrom']
    .map((name) => `\tffffffff81 ${name}+0x1 ([kernel.kallsyms])\n`)
    .join('')}\n`;
const verdictOf = (event: string) => {
  const text = sample(event, wake).repeat(90) + sample(event, ['__skb_try_recv_from_queue']).repeat(20);
  return diagnose(readCase([{ name: 'script.txt', bytes: new TextEncoder().encode(text) }])).verdict;
};

it('samples of a timer that fall where the reader wakes up name no largest part of its work', () => {
  const { outcome, summary } = verdictOf('cpu-clock');
  expect(outcome).toBe('inconclusive');
  expect(summary).toContain("81.82 % of sink's samples are in finish_task_switch, where the reader wakes up");
  expect(verdictOf('cycles').summary).toContain('the largest part is finish_task_switch');
});
