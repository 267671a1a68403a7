import { defineRule } from './rule.ts';

export default defineRule({
  id: 'epoll-wakes-all',
  title: 'each datagram wakes a thread of every epoll instance',
  says: 'Several threads watch one socket, each through an epoll instance of its own: all of them are woken for each datagram, one gets it, and the others find nothing.',
  stage: 'wakeup',
  side: 'producer',
  nature: 'work',
  thresholds: {
    several: {
      value: 70,
      because: 'of one thread for each datagram it is 20 to 55 %, of four 60, of eight 85 (measured, kernel 6.18)',
    },
    lock: { value: 30, because: 'then it is the lock that makes waking dear' },
    threads: { value: 4, because: 'two or three threads that wake for nothing cost little' },
  },
  cost: [{ path: ['sock_def_readable'] }],
  evidence: [
    {
      strength: 'strong',
      all: [
        { present: ['@epoll-wait'], side: 'reader' },
        { threads: { atLeast: 'threads', any: true } },
        { path: ['sock_def_readable'], atLeast: 'several' },
      ],
      proves: 'waking costs several times what queueing does: more than one thread is woken for each datagram',
    },
    {
      strength: 'against',
      veto: true,
      path: ['sock_def_readable', '...', '@any-locks'],
      atLeast: 'lock',
      proves: 'it is a lock that the softirqs wait for while they wake',
    },
  ],
  explains: ['wakeup-storm', 'drop-storm'],
  asSymptom: 'threads are woken for datagrams that others get',
  rivals: ['epoll-thundering-herd', 'wakeup-storm', 'shared-socket-many-readers'],
  remedies: ['epoll-exclusive', 'reuseport-sharding'],
  check: 'perf trace -s: hardly any receive call of the readers fails with EAGAIN.',
  capture: 'syscalls',
  sources: ['Linux fs/eventpoll.c (ep_poll_callback)', 'Linux man page epoll_ctl(2) (EPOLLEXCLUSIVE)'],
});
