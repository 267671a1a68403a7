import { defineRule } from './rule.ts';

export default defineRule({
  id: 'receive-queue-lock',
  title: 'sk_receive_queue spinlock shared by reader and softirqs',
  says: 'The reader takes sk_receive_queue.lock for each datagram while the softirqs take it to queue the next ones.',
  stage: 'dequeue',
  side: 'reader',
  nature: 'contention',
  kernels: { since: 'udp-own-accounting', until: 'udp-per-numa-queues' },
  thresholds: {
    spin: { value: 5, because: 'an uncontended lock and unlock pair per datagram stays below that' },
    primitive: {
      value: 8,
      because: 'without callers the lock must stand above the 1 to 3 % that other locks of the path add up to',
    },
    taken: { value: 1, because: 'the dequeue disables interrupts to take its lock; another primitive is another lock' },
    producers: {
      value: 15,
      because: 'below, the wait is within what several queues feeding one socket cost anyway',
    },
    line: { value: 10, because: 'a line below a tenth of all HITM does not set the pace' },
  },
  cost: [
    { path: ['@udp-recvmsg', '...', '@queue-dequeue', '@queue-lock-primitives'] },
    { self: ['_raw_spin_lock_irqsave', '@spin-slowpaths'] },
  ],
  evidence: [
    {
      strength: 'decisive',
      path: ['@udp-recvmsg', '...', '@queue-dequeue', '@queue-lock-primitives'],
      atLeast: 'spin',
      proves: 'the reader spins for sk_receive_queue.lock where it dequeues',
    },
    {
      strength: 'strong',
      all: [
        { self: ['_raw_spin_lock_irqsave', '@spin-slowpaths'], atLeast: 'primitive' },
        { self: ['_raw_spin_lock_irqsave'], atLeast: 'taken' },
        { present: ['__skb_try_recv_datagram', '__skb_recv_datagram'] },
        { absent: ['lock_sock_fast', '__skb_recv_udp'] },
        { absent: ['@other-lock-users', '@going-to-sleep'] },
        { withoutCallers: ['_raw_spin_lock_irqsave', '@spin-slowpaths'] },
      ],
      proves: 'the dequeue takes its only spinlock with interrupts off, and no other user of such a lock is in sight',
    },
    {
      strength: 'decisive',
      all: [
        { path: ['__udp_enqueue_schedule_skb', '@spin-locks'], side: 'producer', atLeast: 'producers' },
        { kernel: { lacks: 'udp-busylock' } },
      ],
      proves: 'the softirqs spin where they queue, and this kernel has no busy lock there',
    },
    {
      strength: 'decisive',
      all: [
        { self: ['_raw_spin_lock_irqsave', '@spin-slowpaths'], atLeast: 'primitive' },
        { present: ['__skb_try_recv_datagram', '__skb_recv_datagram'] },
        { cacheLine: 'sk_receive_queue.lock', atLeast: 'line' },
      ],
      proves: 'the hot lock is the one of the queue: perf c2c shows its word bouncing between reader and softirqs',
    },
    {
      strength: 'supporting',
      path: ['__udp_enqueue_schedule_skb', '@spin-locks'],
      side: 'producer',
      atLeast: 'spin',
      proves: 'the softirqs wait on the same queue',
    },
  ],
  explains: ['drop-storm'],
  rivals: [
    'rmem-alloc-cache-miss',
    'udp-busylock-contention',
    'shared-socket-many-readers',
    'slab-partial-lock',
    'wakeup-storm',
  ],
  remedies: ['kernel-reader-queue', 'reuseport-sharding', 'fewer-receive-queues'],
  check: '__skb_recv_udp is present and the spinlock below it is under 3 % of the reader.',
  capture: 'reader-callgraph',
  sources: ['2276f58ac589', '6dfb4367cd91', 'Red Hat Developer, June 2017, listing 4'],
});
