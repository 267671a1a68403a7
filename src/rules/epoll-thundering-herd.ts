import { defineRule } from './rule.ts';

export default defineRule({
  id: 'epoll-thundering-herd',
  title: 'many share one epoll instance',
  says: 'Threads that wait and CPUs that queue datagrams share an epoll instance, whose lock each wait and each arrival takes; or several threads wake for a datagram that one of them gets.',
  stage: 'wakeup',
  side: 'reader',
  nature: 'contention',
  thresholds: {
    lock: { value: 5, because: 'the lock of an epoll instance that one thread uses costs below 2 %' },
    producers: { value: 10, because: 'queueing the event to a free epoll instance takes 1 to 3 % of a softirq' },
    threads: { value: 4, because: 'two or three threads that wake for nothing cost little' },
    empty: {
      value: 42,
      because: 'a lone thread that reads until EAGAIN fails in one of three calls; four woken for one datagram in 42 %',
    },
    line: { value: 10, because: 'a line below a tenth of all HITM does not set the pace' },
  },
  cost: [
    { path: ['@epoll-wait', '...', '@epoll-locks'], without: ['@poll-socket'] },
    { path: ['@udp-enqueue', '...', 'ep_poll_callback', '@epoll-locks'], side: 'producer' },
    { counter: 'syscall.errors', per: 'syscall.calls' },
  ],
  evidence: [
    {
      strength: 'decisive',
      path: ['@udp-enqueue', '...', 'ep_poll_callback', '@epoll-locks'],
      side: 'producer',
      atLeast: 'producers',
      proves: 'queueing a datagram waits for the lock of the epoll instance',
    },
    {
      strength: 'strong',
      path: ['@epoll-wait', '...', '@epoll-locks'],
      without: ['@poll-socket'],
      atLeast: 'lock',
      proves: 'epoll_wait waits for who else uses the epoll instance',
    },
    {
      strength: 'strong',
      all: [
        { counter: 'syscall.errors', per: 'syscall.calls', atLeast: 'empty' },
        { threads: { atLeast: 'threads' } },
        { present: ['@epoll-wait'] },
      ],
      proves: 'threads are woken and find nothing to receive',
    },
    { strength: 'supporting', threads: { atLeast: 'threads' }, proves: 'enough of them to meet' },
    {
      strength: 'supporting',
      cacheLine: 'rdllist',
      atLeast: 'line',
      proves: 'the epoll instance bounces between CPUs',
    },
  ],
  explains: ['wakeup-storm', 'drop-storm'],
  rivals: ['wakeup-storm', 'shared-socket-many-readers'],
  remedies: ['epoll-exclusive', 'reuseport-sharding', 'busy-poll'],
  check: 'no lock below epoll_wait and ep_poll_callback; perf trace -s: few calls of the readers fail.',
  capture: 'threads',
  sources: ['Linux fs/eventpoll.c', 'Linux man page epoll_ctl(2) (EPOLLEXCLUSIVE)'],
});
