import { describe, expect, it } from 'vitest';
import { diagnose } from '../../src/engine/diagnose.ts';
import { readCase } from '../../src/formats/read-case.ts';

const header =
  '# Overhead  Command    Shared Object      Symbol\n# ........  .........  .................  ......\n#\n';
const softirq = `     9.00%  ksoftirqd  [kernel.kallsyms]  [k] mlx5e_poll_rx_cq
     8.00%  ksoftirqd  [kernel.kallsyms]  [k] mlx5e_skb_from_cqe_linear
     6.00%  ksoftirqd  [kernel.kallsyms]  [k] __udp_enqueue_schedule_skb
     6.00%  ksoftirqd  [kernel.kallsyms]  [k] __netif_receive_skb_core
     5.00%  ksoftirqd  [kernel.kallsyms]  [k] ip_rcv_core
     5.00%  ksoftirqd  [kernel.kallsyms]  [k] dev_gro_receive
     4.00%  ksoftirqd  [kernel.kallsyms]  [k] udp_queue_rcv_one_skb
     3.00%  ksoftirqd  [kernel.kallsyms]  [k] __udp4_lib_rcv
     2.00%  ksoftirqd  [kernel.kallsyms]  [k] udp4_lib_lookup2
`;

function verdictOf(rows: string) {
  return diagnose(readCase([{ name: 'report.txt', bytes: new TextEncoder().encode(header + rows) }]));
}

describe('a command that is busy with its own code', () => {
  it('makes the answer inconclusive where nothing shows which task receives', () => {
    const { verdict, nextCapture } = verdictOf(`    40.00%  collector  collector          [.] parse\n${softirq}`);
    expect(verdict.outcome).toBe('inconclusive');
    expect(verdict.summary).toContain('collector spends 40.00 %');
    expect(nextCapture?.why).toContain('collector');
  });

  it('is the culprit where the same command is seen to receive', () => {
    const receives = '     1.50%  collector  [kernel.kallsyms]  [k] udp_recvmsg\n';
    const rows = `    48.00%  collector  collector          [.] parse\n${softirq}${receives}`;
    expect(verdictOf(rows).verdict.culprit).toBe('app-bound');
  });

  it('is named where it sends as well: what it works for, the profile does not tell', () => {
    const both =
      '     1.50%  collector  [kernel.kallsyms]  [k] udp_recvmsg\n     4.00%  collector  [kernel.kallsyms]  [k] udp_sendmsg\n';
    const { verdict } = verdictOf(`    46.50%  collector  collector          [.] parse\n${softirq}${both}`);
    expect(verdict.outcome).toBe('no-single-culprit');
    expect(verdict.summary).toContain("of collector's samples are in the program's own code");
  });

  it('is not taken for the reader when it sends', () => {
    const sends = '     4.00%  collector  [kernel.kallsyms]  [k] udp_sendmsg\n';
    const rows = `    40.00%  collector  collector          [.] encode\n${softirq}${sends}`;
    expect(verdictOf(rows).verdict.outcome).toBe('no-single-culprit');
  });
});
