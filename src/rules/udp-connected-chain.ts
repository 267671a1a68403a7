import { defineRule } from './rule.ts';

export default defineRule({
  id: 'udp-connected-chain',
  title: 'thousands of connected sockets on one local port',
  says: 'All sockets connected from one local address and port are in one bucket before 6.13, so each datagram is compared with every peer.',
  stage: 'lookup',
  side: 'producer',
  nature: 'work',
  kernels: { until: 'udp-4tuple-hash' },
  thresholds: {
    walk: { value: 8, because: 'with a few sockets in the bucket the walk takes 1 to 3 % of the softirqs' },
    peers: { value: 100, because: '500 connected sockets cost five sixths of the rate, tens are hardly seen' },
  },
  cost: [{ self: ['@udp-chain-walk'] }],
  evidence: [
    {
      strength: 'decisive',
      all: [
        { self: ['@udp-chain-walk'], atLeast: 'walk' },
        { counter: 'udp.socket.rx_queue', of: 'number', by: 'peer', within: 'port', atLeast: 'peers' },
        { kernel: { lacks: 'udp-4tuple-hash' } },
      ],
      proves: 'the walk is long, its sockets are connected, and this kernel has no hash over all four',
    },
    {
      strength: 'strong',
      all: [
        { self: ['@udp-chain-walk'], atLeast: 'walk' },
        { counter: 'udp.socket.rx_queue', of: 'number', by: 'peer', within: 'port', atLeast: 'peers' },
      ],
      proves: 'the walk is long, and its sockets are connected',
    },
  ],
  explains: ['udp-hash2-chain', 'udp-hash1-chain', 'compute-score-outlined'],
  asSymptom: 'each datagram is compared with every connected peer',
  rivals: ['udp-hash2-chain'],
  remedies: ['kernel-4tuple-hash', 'unconnected-sockets'],
  check: 'udp_lib_hash4 is in /proc/kallsyms, and udp4_lib_lookup2 under 3 %.',
  capture: 'counters',
  sources: ['dab78a1745ab', '78c91ae2c6de', '1b29a730ef8b'],
});
