import { defineRule } from './rule.ts';

export default defineRule({
  id: 'copy-to-user',
  title: 'copying payload to user space',
  says: 'Most of the reader goes into copying payload: the datagrams are large, or their bytes come from the cache of a distant CPU.',
  stage: 'copy',
  side: 'reader',
  nature: 'work',
  thresholds: {
    copy: {
      value: 30,
      because:
        '8 to 15 % is what the first touch of small datagrams costs a healthy reader; above 30 % the bytes themselves count',
    },
  },
  cost: [
    { path: ['@udp-recvmsg', '...', '@datagram-copy'], without: ['@usercopy-checks'] },
    { self: ['@user-copies'] },
  ],
  evidence: [
    {
      strength: 'decisive',
      path: ['@udp-recvmsg', '...', '@datagram-copy'],
      without: ['@usercopy-checks'],
      atLeast: 'copy',
      proves: 'copying datagrams to the buffers of recvmsg',
    },
    {
      strength: 'strong',
      all: [
        { self: ['@user-copies'], atLeast: 'copy' },
        { present: ['@udp-recvmsg', '@queue-dequeue'] },
        // The same functions copy from user space to send.
        { absent: ['@tcp', '@udp-send'] },
        { withoutCallers: ['@user-copies'] },
      ],
      proves: 'copying to user space in a task that receives UDP',
    },
  ],
  explains: ['drop-storm'],
  rivals: ['page-frag-free', 'per-packet-syscall'],
  remedies: ['reader-near-nic', 'reuse-buffers', 'af-xdp'],
  check: 'the copy is below 15 % of the reader, or the bytes per second are what the machine can copy.',
  capture: 'reader-callgraph',
  sources: ['Red Hat Developer, June 2017, listings 4 and 5'],
});
