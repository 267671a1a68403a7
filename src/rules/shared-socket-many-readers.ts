import { defineRule } from './rule.ts';

export default defineRule({
  id: 'shared-socket-many-readers',
  title: 'several threads receive from one socket',
  says: 'Threads that receive from one socket take turns: each datagram passes the lock of one queue and wakes a thread from one wait queue.',
  stage: 'dequeue',
  side: 'reader',
  nature: 'contention',
  thresholds: {
    spin: {
      value: 5,
      because: 'no one but another reader takes this lock with bottom halves off; a lone reader never spins',
    },
    bounces: {
      value: 12,
      because:
        'a lone reader that asks an empty socket without end spends 8 % on taking the lock; more is its line bouncing',
    },
    slow: { value: 1, because: 'the slow path is entered only where another holds the lock' },
    wait: {
      value: 10,
      because:
        'a lone reader enters the wait queue in below 1 % of its time; only others on the same queue make it wait',
    },
    waits: { value: 1000, because: 'in seconds of a busy machine every lock is waited for now and then' },
    readersOnly: {
      value: 80,
      because:
        'percent of the time waited: the dequeue also takes the lock that softirqs take, but then they wait as long as it does',
    },
    threads: { value: 2, because: 'one thread cannot share a socket' },
  },
  cost: [
    {
      path: [
        '@udp-recvmsg',
        '...',
        '@queue-dequeue',
        '...',
        '_raw_spin_lock_bh|prepare_to_wait_exclusive|autoremove_wake_function|finish_wait',
      ],
    },
    { path: ['@udp-recvmsg', '...', 'prepare_to_wait_exclusive|autoremove_wake_function|finish_wait'] },
    { counter: 'lock.total_wait', per: 'lock.total_wait', where: { caller: '__skb_recv_udp' } },
  ],
  evidence: [
    {
      strength: 'decisive',
      all: [
        { path: ['@udp-recvmsg', '...', '__skb_recv_udp', '_raw_spin_lock_bh'], atLeast: 'spin' },
        {
          any: [
            { path: ['@udp-recvmsg', '...', '__skb_recv_udp', '_raw_spin_lock_bh'], atLeast: 'bounces' },
            { path: ['__skb_recv_udp', '_raw_spin_lock_bh', '...', '@spin-slowpaths'], atLeast: 'slow' },
          ],
        },
      ],
      proves: 'the reader queue has its own lock that only readers take',
    },
    {
      strength: 'decisive',
      path: ['@udp-recvmsg', '...', 'prepare_to_wait_exclusive|autoremove_wake_function|finish_wait'],
      atLeast: 'wait',
      proves: 'readers collide on the wait queue of the socket',
    },
    {
      strength: 'strong',
      all: [
        { counter: 'lock.contended', where: { caller: '__skb_recv_udp' }, atLeast: 'waits' },
        {
          counter: 'lock.total_wait',
          per: 'lock.total_wait',
          where: { caller: '__skb_recv_udp' },
          atLeast: 'readersOnly',
        },
      ],
      proves: 'nearly all waits for locks are of those who dequeue',
    },
    {
      strength: 'supporting',
      threads: { atLeast: 'threads' },
      proves: 'several threads in the capture receive',
    },
    {
      strength: 'against',
      veto: true,
      not: { threads: { atLeast: 'threads' } },
      proves: 'who is alone shares no socket',
    },
    { strength: 'supporting', cacheLine: 'reader_queue.lock', atLeast: 'spin', proves: 'the lock word bounces' },
  ],
  explains: ['drop-storm', 'wakeup-storm'],
  rivals: ['receive-queue-lock', 'socket-lock', 'wakeup-storm'],
  remedies: ['reuseport-sharding', 'one-reader-hand-off', 'recvmmsg'],
  check: 'each thread reads a socket of its own (ss -uanp) and the spinlock below __skb_recv_udp is under 3 %.',
  capture: 'threads',
  sources: ['2276f58ac589', 'Red Hat Developer, June 2017'],
});
