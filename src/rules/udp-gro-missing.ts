import { defineRule } from './rule.ts';

export default defineRule({
  id: 'udp-gro-missing',
  title: 'large datagrams are received one by one',
  says: 'Datagrams as large as the MTU come in bulk, and each passes the stack and a system call alone, though UDP GRO could join them.',
  stage: 'gro',
  side: 'reader',
  nature: 'saving',
  kernels: { since: 'udp-gro' },
  thresholds: {
    size: {
      value: 1000,
      because: 'a mean of that many bytes per IP packet is bulk traffic in packets near an MTU of 1500',
    },
    joined: { value: 4000, because: 'a mean above any usual MTU is aggregates, or jumbo frames' },
    udp: { value: 80, because: 'the mean size is that of UDP only when most packets are' },
    perCall: { value: 12, because: 'system calls take 5 to 20 % of a reader; below a tenth there is nothing to batch' },
  },
  cost: [{ self: ['@syscall-path'] }],
  evidence: [
    {
      strength: 'strong',
      all: [
        { counter: 'IpExt.InOctets', per: 'Ip.InReceives', atLeast: 'size' },
        { not: { counter: 'IpExt.InOctets', per: 'Ip.InReceives', atLeast: 'joined' } },
        { counter: 'Udp.InDatagrams', per: 'Ip.InReceives', atLeast: 'udp' },
        { self: ['@syscall-path'], atLeast: 'perCall' },
        { absent: ['@udp-aggregates', 'skb_gro_receive', 'skb_gro_receive_list'], side: 'any' },
      ],
      proves: 'received packets are near the MTU, nearly all are UDP, and nothing joins them',
    },
    {
      strength: 'against',
      veto: true,
      present: ['@udp-aggregates'],
      side: 'any',
      proves: 'datagrams are already joined by GRO',
    },
  ],
  rivals: ['per-packet-syscall', 'copy-to-user'],
  remedies: ['udp-gro', 'recvmmsg'],
  check: 'udp_gro_receive_segment appears, and the mean size per recvmsg is well above one datagram.',
  capture: 'counters',
  sources: ['e20cf8d3f1f7'],
});
