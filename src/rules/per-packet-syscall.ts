import { defineRule } from './rule.ts';

export default defineRule({
  id: 'per-packet-syscall',
  title: 'one system call per datagram',
  says: 'Entering and leaving the kernel, looking up the descriptor and copying the message header cost more than the datagram.',
  stage: 'syscall',
  side: 'reader',
  nature: 'saving',
  thresholds: {
    syscall: {
      value: 25,
      because: 'a reader of small datagrams pays 5 to 20 % for its calls; above a quarter batching pays',
    },
    sleep: {
      value: 20,
      because:
        'a reader that is behind finds the next datagram waiting; one that switches tasks this much waits for them',
    },
  },
  cost: [{ self: ['@syscall-path'] }],
  evidence: [
    {
      strength: 'strong',
      all: [
        { self: ['@syscall-path'], atLeast: 'syscall' },
        { present: ['@udp-recvmsg', '@queue-dequeue'] },
        { absent: ['@batched-receive'] },
      ],
      proves: 'spent around the receive, not in it',
    },
    {
      strength: 'against',
      veto: true,
      present: ['@batched-receive'],
      proves: 'datagrams are already received in batches',
    },
    {
      strength: 'against',
      self: ['@going-to-sleep', 'finish_task_switch'],
      atLeast: 'sleep',
      proves: 'the reader sleeps between datagrams: it has time to spare',
    },
  ],
  explains: ['drop-storm'],
  rivals: ['copy-to-user', 'page-frag-free'],
  remedies: ['recvmmsg', 'udp-gro', 'io-uring-multishot'],
  check: 'calls per second are a fraction of datagrams per second (perf trace -s).',
  capture: 'syscalls',
  sources: ['Red Hat Developer, June 2017 (named as the next limit)'],
});
