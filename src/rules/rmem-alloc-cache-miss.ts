import { defineRule } from './rule.ts';

export default defineRule({
  id: 'rmem-alloc-cache-miss',
  title: 'sk_rmem_alloc misses the cache for every datagram',
  says: 'udp_rmem_release subtracts each datagram from sk_rmem_alloc, which the softirqs add to as fast: the cache line moves between CPUs every time.',
  stage: 'release',
  side: 'reader',
  nature: 'cache-miss',
  kernels: { since: 'udp-own-accounting' },
  thresholds: {
    release: {
      value: 8,
      because: 'released in bulk the function takes 1 to 3 % of the reader; 8 % and more means an atomic per datagram',
    },
    atomic: {
      value: 15,
      because:
        'an atomic for each datagram took 16 % of the reader of listing 3; on kernels that release in bulk less may be another miss',
    },
    accounting: { value: 2, because: 'forward memory given back per datagram, not once per batch' },
    line: { value: 10, because: 'a line below a tenth of all HITM does not set the pace' },
  },
  cost: [
    { self: ['udp_rmem_release', '__sk_mem_reduce_allocated'] },
    { path: ['@udp-recvmsg', '...', 'udp_rmem_release'] },
  ],
  evidence: [
    {
      strength: 'decisive',
      all: [
        { self: ['udp_rmem_release'], atLeast: 'release' },
        // Both are changed by the enqueue and by udp_rmem_release, and both less often when memory is released in bulk.
        { cacheLine: 'sk_rmem_alloc|sk_forward_alloc', atLeast: 'line' },
      ],
      proves: 'perf c2c shows readers and softirqs fighting over the accounting of the socket',
    },
    {
      strength: 'decisive',
      all: [
        { self: ['udp_rmem_release'], atLeast: 'release' },
        { kernel: { lacks: 'udp-batched-release' } },
        { path: ['@udp-dequeue', '...', 'udp_rmem_release'], atLeast: 'release' },
      ],
      proves: 'called for each datagram taken from the queue, on a kernel that does not release in bulk',
    },
    {
      strength: 'strong',
      self: ['udp_rmem_release'],
      atLeast: 'release',
      proves: 'little but an atomic subtraction is in that function',
    },
    {
      strength: 'supporting',
      self: ['__sk_mem_reduce_allocated'],
      atLeast: 'accounting',
      proves: 'memory is handed back per datagram',
    },
    {
      strength: 'supporting',
      kernel: { lacks: 'udp-batched-release' },
      proves: 'this kernel has an atomic per datagram in udp_rmem_release',
    },
    {
      // Up to 6.1 the function reads sk_rcvbuf for each datagram; its line misses for other reasons, too.
      strength: 'against',
      all: [{ kernel: { has: 'udp-batched-release' } }, { not: { self: ['udp_rmem_release'], atLeast: 'atomic' } }],
      proves: 'this kernel releases in bulk, so that the atomic is rare unless the queue runs empty all the time',
    },
  ],
  explains: ['drop-storm'],
  rivals: ['receive-queue-lock', 'socket-lock', 'page-frag-free'],
  remedies: [
    'kernel-batched-release',
    'kernel-forward-threshold',
    'reuseport-sharding',
    'reader-near-nic',
    'larger-rcvbuf-batches',
  ],
  check: 'udp_rmem_release is below 3 % of the reader.',
  capture: 'c2c',
  sources: ['6b229cf77d68', '4b272750dbe6', 'Red Hat Developer, June 2017, listing 3'],
});
