import { describe, expect, it } from 'vitest';
import { diagnose } from '../../src/engine/diagnose.ts';
import { readCase } from '../../src/formats/read-case.ts';

function mapsOf(text: string) {
  return diagnose(readCase([{ name: 'report.txt', bytes: new TextEncoder().encode(text) }])).stages;
}

/** A list that names no commands: reader and softirqs are in it alike. */
const bothSides = `# Samples: 24K of event 'cycles'
# Overhead  Shared Object      Symbol
# ........  .................  ......
    40.00%  [kernel.kallsyms]  [k] _raw_spin_lock
    30.00%  [kernel.kallsyms]  [k] udp_recvmsg
    20.00%  [kernel.kallsyms]  [k] __udp_enqueue_schedule_skb
    10.00%  [kernel.kallsyms]  [k] __netif_receive_skb_core
`;

describe('cost maps', () => {
  it('are one for each population: samples that belong to both sides are drawn once', () => {
    expect(mapsOf(bothSides)).toHaveLength(1);
    expect(
      mapsOf('feed;main;udp_recvmsg 14.1\nfeed;main;decode 3.3\nfeed;main;udp_recvmsg;copyout 9.7\n'),
    ).toHaveLength(1);
  });

  it('of several profiles of one file say where each begins; of a profile alone the file tells', () => {
    expect(mapsOf(`${bothSides}\nand without the filter:\n\n${bothSides}`).map(({ line }) => line)).toEqual([1, 11]);
    expect(mapsOf(bothSides)[0]).not.toHaveProperty('line');
  });
});
