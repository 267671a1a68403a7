import { defineRule } from './rule.ts';

export default defineRule({
  id: 'usercopy-check',
  title: 'hardened usercopy checks each copy',
  says: 'Each copy to user space, of message header, address and payload, first proves that it stays within one kernel object.',
  stage: 'copy',
  side: 'reader',
  nature: 'saving',
  thresholds: {
    checks: {
      value: 15,
      because:
        'readers of small datagrams pay 2 to 11 % on kernels that have the checks on; above, they lead the copies',
    },
  },
  cost: [{ self: ['@usercopy-checks'] }],
  evidence: [
    {
      strength: 'strong',
      all: [
        { self: ['@usercopy-checks'], atLeast: 'checks' },
        { present: ['@udp-recvmsg', '@queue-dequeue'] },
        { absent: ['@tcp'] },
      ],
      proves: 'checks before copies to user space in a task that receives UDP',
    },
    {
      strength: 'supporting',
      path: ['@datagram-copy', '...', '@usercopy-checks'],
      atLeast: 'checks',
      proves: 'most of it before copying the payload',
    },
  ],
  explains: ['drop-storm'],
  rivals: ['copy-to-user', 'per-packet-syscall'],
  remedies: ['usercopy-off', 'udp-gro'],
  check: '__check_object_size is below 5 % of the reader.',
  capture: 'reader-callgraph',
  sources: ['Linux mm/usercopy.c', 'b5cb15d9372a (hardened_usercopy=)'],
});
