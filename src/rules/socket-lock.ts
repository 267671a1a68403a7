import { defineRule } from './rule.ts';

export default defineRule({
  id: 'socket-lock',
  title: 'socket lock contended by UDP memory accounting',
  says: 'udp_recvmsg frees every datagram under the socket lock, which the softirqs need to queue the next one.',
  stage: 'release',
  side: 'reader',
  nature: 'contention',
  kernels: { until: 'udp-own-accounting' },
  thresholds: {
    spin: {
      value: 10,
      because:
        'a lone flow on an idle receiver spins up to 8 % under emulation; from 10 % on readers and softirqs collide',
    },
    line: { value: 10, because: 'a line below a tenth of all HITM does not set the pace' },
    primitive: {
      value: 15,
      because: 'without callers the primitive must stand far above the few percent that taking a free lock costs',
    },
  },
  cost: [
    { path: ['@udp-recvmsg', '...', 'lock_sock_fast'] },
    { inclusive: ['lock_sock_fast'] },
    { path: ['udp_queue_rcv_skb|udpv6_queue_rcv_skb', '@spin-locks'], side: 'producer' },
    { self: ['@spin-locks', 'lock_sock_fast'] },
  ],
  evidence: [
    {
      strength: 'decisive',
      path: ['@udp-recvmsg', '...', 'lock_sock_fast', '@spin-locks'],
      atLeast: 'spin',
      proves: 'spinning for the socket lock while freeing a datagram',
    },
    {
      strength: 'strong',
      all: [
        { self: ['@spin-locks'], atLeast: 'primitive' },
        { present: ['lock_sock_fast', 'skb_free_datagram_locked', '__skb_free_datagram_locked'] },
        { absent: ['@other-lock-users', '@tcp'] },
        // The scheduler takes its locks with interrupts off, never with bottom halves off.
        { any: [{ self: ['_raw_spin_lock_bh'], atLeast: 'spin' }, { absent: ['@going-to-sleep'] }] },
        { withoutCallers: ['@spin-locks'] },
      ],
      proves: 'a hot spinlock beside the functions that free a datagram under the socket lock',
    },
    {
      // From 4.10 on udp_queue_rcv_skb takes no lock: those of the queue are in __udp_enqueue_schedule_skb.
      strength: 'decisive',
      path: ['udp_queue_rcv_skb|udpv6_queue_rcv_skb', '@spin-locks'],
      side: 'producer',
      atLeast: 'spin',
      proves: 'softirqs spin for the socket lock, which they take to queue a datagram',
    },
    {
      strength: 'supporting',
      present: ['sock_rfree', '__sk_mem_reclaim'],
      count: 2,
      proves: 'receive memory is released per datagram under the socket lock',
    },
    {
      strength: 'decisive',
      all: [
        { self: ['@spin-locks'], atLeast: 'primitive' },
        { present: ['lock_sock_fast', 'skb_free_datagram_locked', '__skb_free_datagram_locked'] },
        { cacheLine: 'sk_lock.slock', atLeast: 'line' },
      ],
      proves: 'the hot lock is the one of the socket: perf c2c shows its word bouncing between reader and softirqs',
    },
    {
      strength: 'against',
      veto: true,
      present: ['udp_rmem_release'],
      proves: 'this kernel already accounts UDP memory without the socket lock',
    },
  ],
  explains: ['drop-storm'],
  rivals: ['receive-queue-lock', 'shared-socket-many-readers', 'udp-busylock-contention'],
  remedies: ['kernel-own-accounting', 'reuseport-sharding', 'fewer-receive-queues'],
  check: '_raw_spin_lock_bh is gone from below udp_recvmsg, and udp_rmem_release appears.',
  capture: 'reader-callgraph',
  sources: ['850cbaddb52d', '7c13f97ffde6', 'Red Hat Developer, June 2017, listings 1 and 2'],
});
