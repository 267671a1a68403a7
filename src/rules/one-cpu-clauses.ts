import type { Clause, EvidenceClause } from './rule.ts';

/** Signs that a CPU does not get done with its softirqs. The rule says how much is `ksoftirqd` and `busy`. */
export const cpuIsFull: Clause = {
  any: [
    { comm: 'ksoftirqd/', side: 'any', atLeast: 'ksoftirqd' },
    { inclusive: ['run_ksoftirqd'], side: 'any', atLeast: 'ksoftirqd' },
    { counter: 'cpu.soft', of: 'largest', by: 'cpu', atLeast: 'busy' },
  ],
};

/** What speaks against spreading the receive work of one CPU. The rule says how much is `spin` and `loss`. */
export const spreadingWouldNotHelp: readonly EvidenceClause[] = [
  {
    strength: 'against',
    veto: true,
    any: [
      { path: ['@udp-enqueue', '@spin-locks'], atLeast: 'spin' },
      { self: ['@spin-locks'], atLeast: 'spin' },
    ],
    proves: 'its CPU waits for a lock of the socket: more CPUs would wait more',
  },
  {
    strength: 'against',
    counter: 'Udp.RcvbufErrors',
    per: 'Udp.InDatagrams',
    atLeast: 'loss',
    proves: 'datagrams reach the socket and are lost there: the reader is slower than that CPU',
  },
];
