import { defineRule } from './rule.ts';

export default defineRule({
  id: 'page-zone-lock',
  title: 'zone lock of the page allocator is contended',
  says: 'The driver allocates pages on its CPU and the reader frees them on another: both go past their per-CPU lists to the zone and fight over its lock.',
  stage: 'allocation',
  side: 'any',
  nature: 'contention',
  thresholds: {
    spin: {
      value: 5,
      because: 'per-CPU lists are refilled in batches, so the lock is rare unless pages only flow one way',
    },
  },
  cost: [{ path: ['@zone-lock-users', '@spin-locks'] }],
  evidence: [
    {
      strength: 'decisive',
      path: ['@zone-lock-users', '@spin-locks'],
      atLeast: 'spin',
      proves: 'spinning for zone->lock',
    },
    {
      strength: 'supporting',
      path: ['@udp-recvmsg', '...', '@zone-lock-users'],
      atLeast: 'spin',
      proves: 'the reader gives pages back to the zone while it receives',
    },
    { strength: 'supporting', cacheLine: 'zone.lock', atLeast: 'spin', proves: 'the lock word bounces' },
  ],
  explains: ['drop-storm'],
  rivals: ['slab-partial-lock', 'receive-queue-lock', 'udp-busylock-contention'],
  remedies: ['pcp-high-fraction', 'page-pool-driver', 'kernel-deferred-free', 'reader-near-nic'],
  check: 'rmqueue_bulk and free_pcppages_bulk are under 1 %.',
  capture: 'system-callgraph',
  sources: ['Linux mm/page_alloc.c'],
});
