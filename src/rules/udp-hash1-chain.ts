import { defineRule } from './rule.ts';

export default defineRule({
  id: 'udp-hash1-chain',
  title: 'many ports in one slot of the UDP port table',
  says: 'Before 5.0 the look-up walks all sockets of a port slot while there are ten or fewer, whatever their address; a longer bucket walked by an inlined udp4_lib_lookup2 looks the same.',
  stage: 'lookup',
  side: 'producer',
  nature: 'work',
  kernels: { until: 'udp-hash2-always' },
  thresholds: {
    walk: { value: 8, because: 'with one socket in the slot the function takes 1 to 3 % of the softirqs' },
  },
  cost: [{ self: ['@udp-lookup-entry'] }],
  evidence: [
    {
      strength: 'strong',
      all: [
        { self: ['@udp-lookup-entry'], atLeast: 'walk' },
        { absent: ['@udp-chain-walk'] },
        { kernel: { lacks: 'udp-hash2-always' } },
      ],
      proves: 'the walk over the slot is the only loop in that function, and this kernel walks it',
    },
    {
      strength: 'supporting',
      path: ['@udp-enqueue', '@udp-lookup-entry'],
      atLeast: 'walk',
      proves: 'called for each datagram',
    },
  ],
  rivals: ['udp-hash2-chain', 'udp-connected-chain'],
  remedies: ['kernel-hash2-always', 'udp-hash-entries', 'one-reuseport-group'],
  check: '__udp4_lib_lookup is under 3 % of the CPUs that run the softirqs.',
  capture: 'counters',
  sources: ['kernel sources 4.20 and 5.0, RHEL 8.1 and 8.3'],
});
