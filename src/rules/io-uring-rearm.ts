import { defineRule } from './rule.ts';

export default defineRule({
  id: 'io-uring-rearm',
  title: 'receives of io_uring arm their poll again and again',
  says: 'A receive of io_uring that finds no datagram arms a poll on the socket. Each arrival completes the polls of all that wait there: one gets the datagram, the others find none and arm theirs anew.',
  stage: 'syscall',
  side: 'reader',
  nature: 'work',
  thresholds: {
    arming: {
      value: 20,
      because: 'one receive at a time takes a tenth of the reader for it, eight at a time half (measured, kernel 6.18)',
    },
    mostly: { value: 35, because: 'no single receive comes near it, however dear arming is there' },
    asking: {
      value: 12,
      because: 'these functions alone, without what they call, take up to 6 % for one receive at a time',
    },
    udp: {
      value: 5,
      because: 'asking the socket and hanging into its queue is most of arming, whatever perf left out',
    },
    waking: { value: 1, because: 'a poll that is completed costs little, and a batch of datagrams only one' },
  },
  cost: [{ path: ['@io-uring-arm'] }, { self: ['@io-uring-poll'] }],
  evidence: [
    {
      strength: 'decisive',
      all: [
        { path: ['@io-uring-arm'], atLeast: 'mostly' },
        { path: ['@io-uring-arm', '...', '@udp-poll'], atLeast: 'udp' },
      ],
      proves: 'receives arm their polls more often than datagrams arrive',
    },
    {
      strength: 'strong',
      all: [
        { present: ['@io-uring-arm'] },
        { self: ['@io-uring-poll'], atLeast: 'asking' },
        { present: ['@udp-poll'] },
        { absent: ['tcp_poll'] },
        { withoutCallers: ['@io-uring-arm'] },
      ],
      proves: 'polls of io_uring are armed, and ask UDP sockets',
    },
    {
      strength: 'strong',
      all: [
        { path: ['@io-uring-arm'], atLeast: 'arming' },
        { present: ['@udp-recvmsg'] },
        { absent: ['tcp_poll'] },
        { not: { path: ['@io-uring-arm'], atLeast: 'mostly' } },
      ],
      proves: 'receives arm their polls more often than datagrams arrive',
    },
    {
      strength: 'supporting',
      path: ['sock_def_readable', '...', 'io_poll_wake|io_async_wake'],
      side: 'producer',
      atLeast: 'waking',
      proves: 'arrivals complete polls of io_uring',
    },
  ],
  explains: ['wakeup-storm', 'drop-storm'],
  asSymptom: 'receives of io_uring arm their polls over and over',
  rivals: ['wakeup-storm', 'per-packet-syscall', 'app-lock'],
  remedies: ['io-uring-one-receive', 'io-uring-multishot', 'io-uring-min-wait'],
  check: 'io_arm_poll_handler takes less than a tenth of the reader.',
  capture: 'system-callgraph',
  sources: ['Linux io_uring/poll.c (__io_arm_poll_handler, io_poll_wake)', 'io-uring list, June 2022 (multishot recv)'],
});
