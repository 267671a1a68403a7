import { defineRule } from './rule.ts';

export default defineRule({
  id: 'poll-scan',
  title: 'poll or select asks many sockets per wake-up',
  says: 'poll and select ask every socket they watch, whichever has a datagram, and udp_poll takes the lock of the reader queue and verifies the checksum of the first datagram.',
  stage: 'syscall',
  side: 'reader',
  nature: 'work',
  thresholds: {
    call: { value: 25, because: 'asking one socket, before and after it sleeps, takes up to 20 % of a reader' },
    asking: {
      value: 20,
      because: 'poll of one or two sockets for each datagram takes up to 16 %; more grows with their number',
    },
  },
  cost: [{ path: ['@poll-calls'], without: ['@poll-sleep'] }, { self: ['@poll-scan'] }],
  evidence: [
    {
      strength: 'strong',
      path: ['@poll-calls', '...', 'sock_poll|udp_poll'],
      atLeast: 'call',
      proves: 'poll or select asks sockets, in the task that receives',
    },
    {
      strength: 'strong',
      all: [
        { self: ['@poll-scan'], atLeast: 'asking' },
        { present: ['@poll-calls'] },
        { present: ['@udp-recvmsg', '@queue-dequeue', 'udp_poll'] },
      ],
      proves: 'sockets asked one by one by poll or select',
    },
    {
      strength: 'supporting',
      present: ['first_packet_length', '__first_packet_length', 'udp_poll', 'datagram_poll'],
      proves: 'the sockets asked are UDP',
    },
  ],
  explains: ['drop-storm'],
  rivals: ['per-packet-syscall', 'app-bound', 'checksum-software', 'epoll-thundering-herd'],
  remedies: ['epoll', 'recvmmsg'],
  check: 'do_sys_poll and do_select are gone; epoll_wait returns what is ready.',
  capture: 'syscalls',
  sources: ['Linux fs/select.c', 'Linux net/ipv4/udp.c (udp_poll, first_packet_length)'],
});
