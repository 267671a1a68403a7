import { defineRule } from './rule.ts';

export default defineRule({
  id: 'udp-busylock-contention',
  title: 'softirqs of several CPUs queue for one socket',
  says: 'Several receive queues feed one socket: in __udp_enqueue_schedule_skb their CPUs wait for the busy lock or for sk_receive_queue.lock, which are both inlined there and look the same.',
  stage: 'enqueue',
  side: 'producer',
  nature: 'contention',
  kernels: { since: 'udp-busylock', until: 'udp-per-numa-queues' },
  thresholds: {
    spin: { value: 10, because: 'one CPU alone spins for less than 5 %; from a tenth on the queues collide' },
    waits: { value: 1000, because: 'in seconds of a busy machine every lock is waited for now and then' },
    most: { value: 50, because: 'percent of the time waited: then no other lock costs more' },
    primitive: { value: 20, because: 'without callers a spinlock of a softirq can be many' },
  },
  cost: [
    { path: ['__udp_enqueue_schedule_skb', '@spin-locks'] },
    { self: ['@spin-locks'] },
    { counter: 'lock.total_wait', per: 'lock.total_wait', where: { caller: '__udp_enqueue_schedule_skb' } },
  ],
  evidence: [
    {
      strength: 'decisive',
      // A spinlock of udp_queue_rcv_skb itself is the socket lock of older kernels.
      path: ['__udp_enqueue_schedule_skb', '@spin-locks'],
      atLeast: 'spin',
      proves: 'softirqs spin where they queue a datagram to the socket',
    },
    {
      strength: 'strong',
      all: [
        { counter: 'lock.contended', where: { caller: '__udp_enqueue_schedule_skb' }, atLeast: 'waits' },
        {
          counter: 'lock.total_wait',
          per: 'lock.total_wait',
          where: { caller: '__udp_enqueue_schedule_skb' },
          atLeast: 'most',
        },
      ],
      proves: 'most of the time waited for locks is waited where a datagram is queued to the socket',
    },
    {
      strength: 'supporting',
      all: [
        { self: ['@spin-locks'], atLeast: 'primitive' },
        { present: ['@udp-enqueue'] },
        { absent: ['@other-lock-users'] },
      ],
      proves: 'a hot spinlock on the CPUs that queue datagrams',
    },
    { strength: 'supporting', cacheLine: 'udp busylock', atLeast: 'spin', proves: 'the lock word bounces' },
  ],
  explains: ['drop-storm'],
  rivals: ['receive-queue-lock', 'wakeup-storm', 'shared-socket-many-readers', 'page-zone-lock'],
  remedies: ['reuseport-sharding', 'kernel-per-numa-queues', 'drop-earlier', 'fewer-receive-queues'],
  check: 'no spinlock below __udp_enqueue_schedule_skb, and softnet_stat stops counting drops.',
  capture: 'system-callgraph',
  sources: ['4b272750dbe6', '3cd04c8f4afe', 'b650bf0977d3'],
});
