import { defineRule } from './rule.ts';

export default defineRule({
  id: 'wakeup-storm',
  title: 'one wake-up per datagram',
  says: 'The reader sleeps after each datagram, so each arrival pays for waking a task and each read for two context switches.',
  stage: 'wakeup',
  side: 'producer',
  nature: 'saving',
  thresholds: {
    wake: {
      value: 30,
      because:
        'waking a task for each datagram costs a receiver with time to spare up to a quarter of its busy samples',
    },
    primitive: {
      value: 15,
      because: 'functions that only wake tasks; idle wake-ups of timers stay within a few percent',
    },
    lock: { value: 10, because: 'a run queue or wait queue lock at a tenth of the samples is waited for' },
  },
  cost: [
    { path: ['@udp-enqueue', '...', 'sock_def_readable'] },
    { path: ['sock_def_readable'] },
    { path: ['@wait-for-datagram', '...', '@spin-locks'], side: 'reader' },
    { self: ['@wakeups'] },
  ],
  evidence: [
    {
      strength: 'decisive',
      path: ['sock_def_readable', '...', '@scheduler-lock-users', '@any-locks'],
      atLeast: 'lock',
      proves: 'softirqs wait for a lock of the scheduler while they wake readers',
    },
    {
      strength: 'decisive',
      path: ['@wait-for-datagram', '...', '@spin-locks'],
      side: 'reader',
      atLeast: 'lock',
      proves: 'readers wait for a lock of the scheduler on their way to sleep',
    },
    {
      strength: 'strong',
      path: ['sock_def_readable'],
      atLeast: 'wake',
      proves: 'the softirqs spend it waking readers',
    },
    {
      strength: 'strong',
      all: [{ self: ['@wakeups'], atLeast: 'primitive' }, { present: ['sock_def_readable', '__wake_up_sync_key'] }],
      proves: 'functions that wake tasks, called for the socket',
    },
    {
      strength: 'supporting',
      path: ['@udp-recvmsg', '...', '@wait-for-datagram'],
      side: 'reader',
      atLeast: 'primitive',
      proves: 'the reader goes to sleep between datagrams',
    },
  ],
  asSymptom: 'a task is woken for each datagram',
  rivals: ['udp-busylock-contention', 'receive-queue-lock', 'shared-socket-many-readers'],
  remedies: [
    'epoll-exclusive-if-shared',
    'io-uring-min-wait',
    'busy-poll',
    'interrupt-coalescing',
    'recvmmsg',
    'reuseport-sharding',
  ],
  check: 'context switches per second fall well below datagrams per second (pidstat -w, nstat UdpInDatagrams).',
  capture: 'system-callgraph',
  sources: ['e68b6e50fa35'],
});
