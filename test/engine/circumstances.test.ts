import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { diagnose } from '../../src/engine/diagnose.ts';
import { readCase } from '../../src/formats/read-case.ts';
import { fixture } from '../support/shared.ts';

const bytes = (text: string) => new TextEncoder().encode(text);
const judge = (text: string) => diagnose(readCase([{ name: 'report.txt', bytes: bytes(text) }]));

describe('circumstances', () => {
  it('are named beside the answer, not as the culprit', () => {
    const { verdict, findings } = judge(
      readFileSync(fixture('rules', 'loopback-traffic', 'found-iperf-on-localhost.txt'), 'utf8'),
    );
    expect(verdict.outcome).toBe('no-single-culprit');
    expect(verdict.summary).toContain('over loopback');
    expect(findings[0]?.id).toBe('loopback-traffic');
  });
});

describe('idle time', () => {
  const rows = `
    58.12%  swapper    [kernel.kallsyms]  [k] intel_idle
            |
            ---intel_idle
               cpuidle_enter_state

     9.40%  collector  [kernel.kallsyms]  [k] finish_task_switch
            |
            ---finish_task_switch
               __schedule
               schedule
               schedule_timeout
               __skb_wait_for_more_packets
               __skb_recv_udp
               udp_recvmsg

     8.71%  collector  [kernel.kallsyms]  [k] udp_recvmsg
            |
            ---udp_recvmsg
`;

  it('is percent of all samples, and offers no gain', () => {
    const { findings } = judge(rows);
    expect(findings[0]).toMatchObject({ id: 'idle-not-saturated', share: 58.12, gainAtMost: 1 });
  });
});

describe('a profile taken by a timer', () => {
  const report = (event: string) => `# Samples: 10K of event '${event}'
#
# Overhead  Command   Shared Object      Symbol
# ........  ........  .................  ..............................
#
    38.84%  udp_sink  [kernel.kallsyms]  [k] _raw_spin_unlock_irqrestore
    11.20%  udp_sink  [kernel.kallsyms]  [k] udp_recvmsg
     9.90%  udp_sink  [kernel.kallsyms]  [k] __skb_recv_udp
`;
  const said = (event: string) => judge(report(event)).warnings.filter(({ text }) => text.includes('is a timer'));

  it('is told to charge what ran with interrupts off to who enables them', () => {
    const [warning] = said('cpu-clock:pppH');
    expect(warning).toMatchObject({ file: 'report.txt', line: 6 });
    expect(warning!.text).toContain('38.84 %');
  });

  it('is nothing to say of a hardware event', () => {
    expect(said('cycles')).toEqual([]);
  });
});
