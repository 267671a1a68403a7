import { defineRule } from './rule.ts';

export default defineRule({
  id: 'fd-refcount',
  title: 'threads share the count of an open file',
  says: 'In a process of several threads each call takes and drops a reference to the socket, and readers of one descriptor bounce its count.',
  stage: 'syscall',
  side: 'reader',
  nature: 'cache-miss',
  thresholds: {
    counting: {
      value: 10,
      because: 'a lone thread takes no reference, and readers with a socket each pay 2 to 6 %',
    },
    put: { value: 2, because: 'where no reference was taken fput is not called at all' },
    line: { value: 5, because: 'a line below a twentieth of all HITM does not set the pace' },
    threads: { value: 2, because: 'one thread alone shares no descriptor' },
  },
  cost: [{ self: ['@file-counting'] }],
  evidence: [
    {
      strength: 'decisive',
      all: [
        { self: ['@file-counting'], atLeast: 'counting' },
        { cacheLine: 'file.f_count', atLeast: 'line' },
      ],
      proves: 'perf c2c shows the count of the file bouncing',
    },
    {
      strength: 'strong',
      all: [
        { self: ['@file-counting'], atLeast: 'counting' },
        { self: ['@file-put'], atLeast: 'put' },
        { present: ['@udp-recvmsg', '@queue-dequeue'] },
        { absent: ['@tcp'] },
      ],
      proves: 'taking and dropping references to the socket in a task that receives UDP',
    },
    { strength: 'supporting', threads: { atLeast: 'threads' }, proves: 'several threads in the capture receive' },
    {
      strength: 'against',
      veto: true,
      not: { threads: { atLeast: 'threads' } },
      proves: 'no other thread counts the same file',
    },
  ],
  explains: ['drop-storm'],
  rivals: ['per-packet-syscall', 'shared-socket-many-readers'],
  remedies: ['reuseport-sharding', 'recvmmsg', 'io-uring-registered-files'],
  check: 'fget and fput are below 4 % of the reader.',
  capture: 'c2c',
  sources: ['Linux fs/file.c'],
});
