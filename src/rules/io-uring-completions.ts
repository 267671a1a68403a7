import { defineRule } from './rule.ts';

export default defineRule({
  id: 'io-uring-completions',
  title: 'io_uring commits each completion by itself',
  says: 'Up to 5.8 each datagram received through io_uring takes the completion lock and publishes the ring for the application, with the barriers that this needs, before the next is received.',
  stage: 'syscall',
  side: 'reader',
  nature: 'work',
  kernels: { until: 'io-uring-batched-completions' },
  thresholds: {
    commit: { value: 10, because: 'a quarter of the thread where each is committed, half a percent where a batch is' },
  },
  cost: [{ self: ['@io-uring-commit'] }],
  evidence: [
    {
      strength: 'strong',
      self: ['@io-uring-commit'],
      atLeast: 'commit',
      proves: 'completions are published one by one',
    },
    {
      strength: 'supporting',
      present: ['io_recv', 'io_recvmsg', '@udp-recvmsg'],
      proves: 'they are of datagrams',
    },
  ],
  explains: ['drop-storm'],
  rivals: ['io-uring-rearm', 'per-packet-syscall', 'copy-to-user'],
  remedies: ['kernel-io-uring-batched-completions'],
  check: 'io_commit_cqring is below 1 % of the reader.',
  capture: 'reader-callgraph',
  sources: ['io-uring list, June 2020 (UDP at 800 k datagrams/s, before and after)'],
});
