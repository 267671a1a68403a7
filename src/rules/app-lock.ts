import { defineRule } from './rule.ts';

export default defineRule({
  id: 'app-lock',
  title: 'threads of the application wait for each other',
  says: 'The task that receives takes locks of its own, or wakes threads it hands datagrams to, by futex: the time goes there, not into receiving.',
  stage: 'application',
  side: 'reader',
  nature: 'contention',
  thresholds: {
    spin: { value: 5, because: 'the lock of a hash bucket is only waited for when many threads use futexes at once' },
    locks: { value: 10, because: 'a mutex that nobody else holds takes no system call and 1 to 3 % of a reader' },
    calls: { value: 15, because: 'a futex call per batch stays below 5 %; above, it is one per datagram' },
  },
  cost: [{ path: ['@futex-calls'] }, { self: ['@futex', '@user-locks'] }],
  evidence: [
    {
      strength: 'decisive',
      all: [
        { path: ['@futex', '...', '@spin-locks'], atLeast: 'spin' },
        { path: ['@futex-calls'], atLeast: 'locks' },
      ],
      proves: 'threads meet at the locks of the futex hash, called by the task that receives',
    },
    {
      strength: 'strong',
      path: ['@futex-calls'],
      atLeast: 'calls',
      proves: 'futex calls of the task that receives',
    },
    {
      strength: 'strong',
      all: [
        { self: ['@futex', '@user-locks'], atLeast: 'locks' },
        { present: ['@udp-recvmsg', '@queue-dequeue'] },
        { absent: ['@tcp'] },
      ],
      proves: 'locks of the application in the task that receives',
    },
  ],
  explains: ['drop-storm'],
  rivals: ['app-bound', 'shared-socket-many-readers', 'wakeup-storm'],
  remedies: ['shard-state', 'reuseport-sharding', 'recvmmsg'],
  check: 'futex calls per second are a fraction of the datagrams per second (perf trace -s).',
  capture: 'syscalls',
  sources: ['Linux man page futex(2)'],
});
