import { defineRule } from './rule.ts';

export default defineRule({
  id: 'page-pool-ring-contention',
  title: 'pages go back to their page pool through a contended ring',
  says: "The reader gives pages back to the pool of the NIC's queue from another CPU: they pass a ring with a lock, which the driver empties again.",
  stage: 'free',
  side: 'any',
  nature: 'contention',
  kernels: { since: 'page-pool' },
  thresholds: {
    spin: { value: 5, because: 'one reader alone takes the lock of the ring in below 2 %' },
    returning: { value: 8, because: 'a page returned on the CPU of its queue takes 1 to 3 %' },
    line: { value: 5, because: 'a line below a twentieth of all HITM does not set the pace' },
  },
  cost: [{ path: ['@page-pool-ring', '@spin-locks'] }, { self: ['@page-pool-return'], side: 'reader' }],
  evidence: [
    {
      strength: 'decisive',
      path: ['@page-pool-ring', '@spin-locks'],
      atLeast: 'spin',
      proves: "spinning for the lock of the page pool's ring",
    },
    {
      strength: 'strong',
      all: [
        { self: ['@page-pool-return'], side: 'reader', atLeast: 'returning' },
        { present: ['@udp-recvmsg', '@queue-dequeue'], side: 'reader' },
        { absent: ['@tcp'], side: 'reader' },
        // Datagrams that were handed back to their CPU are freed there, in its softirq.
        { absent: ['skb_defer_free_flush'], side: 'reader' },
      ],
      proves: 'giving pages back to the pool from the task that receives',
    },
    { strength: 'supporting', cacheLine: 'page_pool.ring', atLeast: 'line', proves: 'the ring bounces' },
  ],
  explains: ['drop-storm'],
  rivals: ['page-frag-free', 'page-zone-lock', 'slab-remote-free'],
  remedies: ['kernel-deferred-free', 'reader-near-nic', 'incoming-cpu'],
  check: 'page_pool_put functions leave the reader; ethtool -S: rx_pp_recycle_ring grows slower.',
  capture: 'system-callgraph',
  sources: ['Linux net/core/page_pool.c', '6471658dc66c'],
});
