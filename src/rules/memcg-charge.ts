import { defineRule } from './rule.ts';

export default defineRule({
  id: 'memcg-charge',
  title: 'socket memory is charged to a memory cgroup',
  says: 'Memory of received datagrams is charged to the cgroup of the socket and all its parents: each level is an atomic on a counter that all CPUs of the cgroup share.',
  stage: 'enqueue',
  side: 'producer',
  nature: 'cache-miss',
  thresholds: {
    charge: { value: 4, because: 'charged in batches from a stock per CPU it stays below 1 %' },
    line: { value: 5, because: 'a line below a twentieth of all HITM does not set the pace' },
  },
  cost: [
    { path: ['@udp-enqueue', '...', '@cgroup-socket-memory'] },
    { path: ['@udp-recvmsg', '...', '@cgroup-socket-memory'], side: 'reader' },
    { self: ['@cgroup-charge'] },
  ],
  evidence: [
    {
      strength: 'decisive',
      path: ['@udp-enqueue', '...', '@cgroup-socket-memory'],
      atLeast: 'charge',
      proves: 'softirqs charge the datagrams they queue',
    },
    {
      strength: 'decisive',
      path: ['@udp-recvmsg', '...', '@cgroup-socket-memory'],
      side: 'reader',
      atLeast: 'charge',
      proves: 'the reader gives the charge back',
    },
    {
      strength: 'strong',
      all: [
        { self: ['@cgroup-charge'], atLeast: 'charge' },
        { present: ['@cgroup-socket-memory'] },
        { present: ['@udp-enqueue'] },
        // Page faults and TCP charge by the same functions.
        { absent: ['@tcp', 'handle_mm_fault', '__handle_mm_fault', 'do_anonymous_page'] },
        { withoutCallers: ['@cgroup-charge'] },
      ],
      proves: 'charging to a cgroup, and nothing but sockets in sight that does it',
    },
    {
      strength: 'supporting',
      cacheLine: 'page_counter.usage',
      atLeast: 'line',
      proves: 'the counter of the cgroup bounces between CPUs',
    },
  ],
  rivals: ['udp-mem-pressure', 'rmem-alloc-cache-miss'],
  remedies: ['cgroup-nosocket', 'flatter-cgroups'],
  check: 'mem_cgroup_charge_skmem (6.18: mem_cgroup_sk_charge) is below 1 %.',
  capture: 'system-callgraph',
  sources: ['Linux mm/memcontrol.c', 'Linux Documentation/admin-guide/cgroup-v2.rst'],
});
