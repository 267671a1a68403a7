import { defineRule } from './rule.ts';

export default defineRule({
  id: 'no-listener',
  title: 'nobody listens on the port',
  says: 'The look-up finds no socket for the datagrams: each is dropped, and as many as the rate limit lets through are answered by an ICMP error.',
  stage: 'lookup',
  side: 'producer',
  nature: 'loss',
  thresholds: {
    icmp: { value: 3, because: 'stray datagrams are few, and most ICMP errors are held back by the rate limit' },
    flat: { value: 5, because: 'without callers other senders of ICMP errors must be out of the question' },
    unheard: { value: 50, because: 'percent: scans and stale clients stay far below what is received' },
    many: { value: 1000, because: 'a few stray datagrams are dropped on every machine' },
    most: { value: 50, because: 'most of the drops are these' },
  },
  cost: [
    { path: ['@udp-handler', '@icmp-unreachable'] },
    { path: ['@udp-handler', '@drop-free'] },
    { counter: 'Udp.NoPorts', per: 'Ip.InDelivers' },
    { counter: 'Udp6.NoPorts', per: 'Udp6.InDatagrams' },
  ],
  evidence: [
    {
      strength: 'decisive',
      path: ['@udp-handler', '@icmp-unreachable'],
      atLeast: 'icmp',
      proves: 'an ICMP error is only sent from there when no socket has the port',
    },
    {
      strength: 'strong',
      all: [
        {
          any: [
            { counter: 'Udp.NoPorts', atLeast: 'many' },
            { counter: 'Udp6.NoPorts', atLeast: 'many' },
          ],
        },
        {
          any: [
            { counter: 'Udp.NoPorts', per: 'Udp.InDatagrams', atLeast: 'unheard' },
            { counter: 'Udp.NoPorts', per: 'Ip.InDelivers', atLeast: 'unheard' },
            { counter: 'Udp6.NoPorts', per: 'Udp6.InDatagrams', atLeast: 'unheard' },
          ],
        },
      ],
      proves: 'arrived for ports without a socket',
    },
    {
      strength: 'strong',
      all: [
        { counter: 'drops', where: { at: '__udp4_lib_rcv|__udp6_lib_rcv' }, atLeast: 'many' },
        { counter: 'drops', where: { at: '__udp4_lib_rcv|__udp6_lib_rcv' }, per: 'drops', atLeast: 'most' },
      ],
      proves: 'dropped where no socket was found',
    },
    {
      strength: 'strong',
      all: [
        { self: ['@icmp-unreachable'], atLeast: 'flat' },
        { present: ['@udp-handler'] },
        { absent: ['@other-icmp-senders'] },
        { withoutCallers: ['@icmp-unreachable'] },
      ],
      proves: 'ICMP errors are sent while UDP is received',
    },
  ],
  rivals: ['drop-storm'],
  remedies: ['start-the-listener', 'drop-earlier'],
  check: 'nstat UdpNoPorts stands still, and no icmp_send is below __udp4_lib_rcv.',
  capture: 'counters',
  sources: ['Linux net/ipv4/udp.c (__udp4_lib_rcv)'],
});
