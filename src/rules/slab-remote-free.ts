import { defineRule } from './rule.ts';

export default defineRule({
  id: 'slab-remote-free',
  title: 'packet heads are freed into slabs of another CPU',
  says: "The reader frees packet heads that the NIC's CPU allocated: each goes back to a foreign slab by an atomic that misses the cache.",
  stage: 'free',
  side: 'reader',
  nature: 'cache-miss',
  kernels: { until: 'udp-deferred-free' },
  thresholds: {
    free: {
      value: 8,
      because: 'whenever two CPUs share the work the slow path of the free takes 3 to 6 % of a reader',
    },
    alone: {
      value: 20,
      because: 'virtual machines, where atomics are dear, reach 16 % in readers that keep up well',
    },
    refill: { value: 4, because: 'a CPU that gets its own heads back needs a new slab once in dozens of packets' },
    line: { value: 5, because: 'a line below a twentieth of all HITM does not set the pace' },
  },
  cost: [{ self: ['@slab-foreign-free'] }],
  evidence: [
    {
      strength: 'decisive',
      all: [
        { self: ['@slab-foreign-free'], atLeast: 'free' },
        { cacheLine: 'slab.freelist', atLeast: 'line' },
      ],
      proves: 'perf c2c shows allocating and freeing CPUs sharing the slabs',
    },
    {
      strength: 'strong',
      all: [
        { self: ['@slab-foreign-free'], atLeast: 'free' },
        { self: ['@slab-refill'], side: 'producer', atLeast: 'refill' },
        { present: ['@received-head-free'] },
      ],
      proves: 'the reader frees into foreign slabs, and the producers run out of theirs',
    },
    {
      strength: 'strong',
      all: [
        { self: ['@slab-foreign-free'], atLeast: 'alone' },
        { present: ['@udp-recvmsg', '@queue-dequeue', 'skb_consume_udp'] },
        { absent: ['@tcp'] },
      ],
      proves: 'the slow path of the free in a task that receives UDP',
    },
    {
      strength: 'supporting',
      path: ['@received-head-free', '...', '@slab-foreign-free'],
      atLeast: 'free',
      proves: 'freed with the datagram',
    },
  ],
  explains: ['drop-storm'],
  rivals: ['slab-partial-lock', 'page-frag-free', 'rmem-alloc-cache-miss'],
  remedies: ['kernel-deferred-free', 'incoming-cpu', 'reader-near-nic'],
  check: '__slab_free leaves the reader.',
  capture: 'c2c',
  sources: ['6471658dc66c', 'Red Hat Developer, June 2017, listings 3 and 5'],
});
