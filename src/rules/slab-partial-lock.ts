import { defineRule } from './rule.ts';

export default defineRule({
  id: 'slab-partial-lock',
  title: "SLUB's list of partial slabs is contended",
  says: 'Packet heads are allocated on one CPU and freed on another, so slabs go through the list of the NUMA node, and its list_lock is fought over.',
  stage: 'free',
  side: 'any',
  nature: 'contention',
  thresholds: {
    spin: {
      value: 5,
      because: 'the list is visited once per slab of dozens of objects; more means it is visited per packet',
    },
    slow: { value: 10, because: 'the slow path of SLUB stays within a few percent while the lists of the CPU suffice' },
  },
  cost: [{ path: ['@slab-list-users', '@spin-locks'] }, { self: ['@slab-slowpath'] }],
  evidence: [
    {
      strength: 'decisive',
      path: ['@slab-list-users', '@spin-locks'],
      atLeast: 'spin',
      proves: 'spinning for list_lock of the slab node',
    },
    {
      strength: 'strong',
      self: ['@slab-slowpath'],
      atLeast: 'slow',
      proves: 'objects leave the lists of the CPU nearly every time',
    },
    {
      strength: 'supporting',
      present: ['cmpxchg_double_slab', 'slab_update_freelist', '__cmpxchg_double_slab'],
      proves: 'freed objects go back to a slab that another CPU owns',
    },
    {
      strength: 'supporting',
      cacheLine: 'list_lock',
      atLeast: 'spin',
      proves: 'the lock word bounces',
    },
  ],
  explains: ['drop-storm'],
  rivals: ['receive-queue-lock', 'page-zone-lock', 'page-frag-free'],
  remedies: ['kernel-deferred-free', 'slab-cpu-partial', 'incoming-cpu', 'reader-near-nic'],
  check: 'no spinlock below get_partial_node, and __slab_free is under 2 %.',
  capture: 'system-callgraph',
  sources: ['6471658dc66c'],
});
