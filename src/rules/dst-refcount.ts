import { defineRule } from './rule.ts';

export default defineRule({
  id: 'dst-refcount',
  title: 'CPUs share the reference count of one route',
  says: 'Each datagram takes and drops a reference of the same route entry, so that its cache line moves between all CPUs that receive.',
  stage: 'ip',
  side: 'any',
  nature: 'cache-miss',
  thresholds: {
    count: {
      value: 5,
      because: 'a received datagram borrows its route without counting: below 1.5 % in a healthy receiver',
    },
    alone: { value: 8, because: 'without callers the count may be that of a sender' },
    line: { value: 10, because: 'a line below a tenth of all HITM does not set the pace' },
  },
  cost: [{ path: ['@udp-receive-path', '...', '@dst-count'] }, { self: ['@dst-count'] }],
  evidence: [
    {
      strength: 'decisive',
      all: [
        { self: ['@dst-count'], atLeast: 'count' },
        { cacheLine: '__refcnt', atLeast: 'line' },
        { absent: ['@route-output', '@tcp'] },
      ],
      proves: 'perf c2c shows CPUs fighting over the count',
    },
    {
      strength: 'strong',
      path: ['@udp-receive-path', '...', '@dst-count'],
      without: ['@route-output'],
      atLeast: 'count',
      proves: 'references dropped while datagrams are received',
    },
    {
      strength: 'strong',
      all: [
        { self: ['@dst-count'], atLeast: 'alone' },
        { present: ['@udp-recvmsg', '@udp-enqueue'] },
        { absent: ['@route-output', '@tcp'] },
      ],
      proves: 'little but the count is in these functions, and nothing in sight sends',
    },
  ],
  rivals: ['rp-filter-fib', 'rmem-alloc-cache-miss'],
  remedies: ['reuseport-sharding', 'reader-near-nic'],
  check: 'dst_release is under 2 % of all samples.',
  capture: 'c2c',
  sources: ['recall, not verified: dst rcuref of 6.4', 'Linux net/core/dst.c'],
});
