import { defineRule } from './rule.ts';

export default defineRule({
  id: 'udp-hash2-chain',
  title: 'many sockets in one bucket of the UDP hash table',
  says: 'For each datagram udp4_lib_lookup2 scores the sockets of one bucket, each a cache miss: many sockets on one address and port, connected or not, or more ports than the table is made for, which look the same.',
  stage: 'lookup',
  side: 'producer',
  nature: 'work',
  thresholds: {
    walk: { value: 8, because: 'with a few sockets in the bucket the walk takes 1 to 3 % of the softirqs' },
    long: {
      value: 30,
      because: 'the misses on a single cold socket may take a fifth of the softirqs; above, it is many that are walked',
    },
    sockets: { value: 50, because: 'a walk over tens of sockets costs more than all of the rest of the look-up' },
  },
  cost: [{ self: ['@udp-chain-walk'] }],
  evidence: [
    {
      strength: 'decisive',
      all: [
        { self: ['@udp-chain-walk'], atLeast: 'long' },
        { path: ['@udp-lookup-entry', '@udp-chain-walk'], atLeast: 'long' },
      ],
      proves: 'the look-up walks the bucket, and is called for each datagram',
    },
    {
      strength: 'strong',
      self: ['@udp-chain-walk'],
      atLeast: 'walk',
      proves: 'little but the walk over the sockets of a bucket is in that function',
    },
    {
      strength: 'supporting',
      counter: 'udp.socket.rx_queue',
      of: 'number',
      within: 'port',
      atLeast: 'sockets',
      proves: 'so many sockets share one port',
    },
  ],
  explains: ['compute-score-outlined', 'early-demux-waste'],
  asSymptom: 'each datagram passes all sockets of a bucket',
  rivals: ['udp-connected-chain', 'udp-hash1-chain', 'compute-score-outlined'],
  remedies: ['one-reuseport-group', 'unconnected-sockets', 'kernel-4tuple-hash', 'bind-address', 'udp-hash-entries'],
  check: 'udp4_lib_lookup2 is under 3 % of the CPUs that run the softirqs.',
  capture: 'counters',
  sources: ['Linux net/ipv4/udp.c, 3.10 to 6.18', '78c91ae2c6de'],
});
