import { defineRule } from './rule.ts';

export default defineRule({
  id: 'rx-timestamping',
  title: 'every packet is stamped with the time',
  says: 'Some socket asked for receive time stamps (SO_TIMESTAMP, a packet tap, PTP), which turns them on for all packets of the machine; the reader may then pay for passing them on.',
  stage: 'other',
  side: 'any',
  nature: 'work',
  thresholds: {
    arrival: { value: 6, because: 'reading the TSC for each packet costs 1 to 2 %' },
    reader: { value: 8, because: 'one control message per datagram costs 2 to 4 % of a reader' },
    own: { value: 3, because: 'stamping itself, beside the clock, must be seen' },
    primitive: { value: 8, because: 'without callers, the scheduler reads clocks as well' },
  },
  cost: [
    { path: ['@packet-input', '...', '@clock-reads'] },
    { path: ['@udp-recvmsg', '...', '@socket-stamps'], side: 'reader' },
    { self: ['@clock-reads', '@socket-stamps'] },
  ],
  evidence: [
    {
      strength: 'strong',
      path: ['@packet-input', '...', '@clock-reads'],
      without: ['@tcp'],
      atLeast: 'arrival',
      proves: 'packets are stamped when they arrive',
    },
    {
      strength: 'strong',
      path: ['@udp-recvmsg', '...', '@socket-stamps'],
      side: 'reader',
      atLeast: 'reader',
      proves: 'each datagram comes with its time stamp',
    },
    {
      strength: 'strong',
      all: [
        { self: ['@clock-reads', '@socket-stamps'], atLeast: 'primitive' },
        { self: ['@stamp-reads'], atLeast: 'own' },
        { present: ['@udp-recvmsg', '@udp-enqueue'] },
        { absent: ['@tcp'] },
      ],
      proves: 'reading the wall clock in a profile of UDP receive',
    },
  ],
  rivals: ['slow-clocksource'],
  remedies: ['stop-timestamping', 'hardware-timestamps'],
  check: 'ktime_get_with_offset leaves net_rx_action, __sock_recv_timestamp leaves the reader.',
  capture: 'system-callgraph',
  sources: ['Linux Documentation/networking/timestamping.rst', 'Linux net/core/dev.c (netstamp_needed_key)'],
});
