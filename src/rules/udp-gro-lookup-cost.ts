import { defineRule } from './rule.ts';

export default defineRule({
  id: 'udp-gro-lookup-cost',
  title: 'GRO looks up a socket for every datagram',
  says: 'Since some tunnel, encapsulation or UDP_GRO socket exists, GRO asks for each datagram whether its socket aggregates, and finds that it does not.',
  stage: 'gro',
  side: 'any',
  nature: 'work',
  thresholds: {
    lookup: { value: 5, because: 'without such a socket GRO leaves UDP alone; the look-up for delivery comes on top' },
    functions: { value: 5, because: 'these stay below 1 % where GRO asks no socket' },
  },
  cost: [
    { path: ['@udp-gro', '...', '@udp-socket-lookup'], side: 'producer' },
    { self: ['@udp-gro-own'], side: 'producer' },
    { path: ['@udp-gro', '...', '@udp-socket-lookup'] },
    { self: ['@udp-gro-own'] },
  ],
  evidence: [
    {
      strength: 'strong',
      all: [
        { path: ['@udp-gro', '...', '@udp-socket-lookup'], atLeast: 'lookup' },
        { absent: ['@udp-aggregates', 'skb_gro_receive', 'skb_gro_receive_list'] },
      ],
      proves: 'GRO looks sockets up and joins nothing',
    },
    {
      strength: 'strong',
      all: [
        { self: ['@udp-gro-own'], atLeast: 'functions' },
        { present: ['udp4_lib_lookup_skb', 'udp6_lib_lookup_skb', 'udp4_gro_lookup_skb', 'udp6_gro_lookup_skb'] },
        { present: ['@udp-enqueue', '@udp-recvmsg', '@queue-dequeue'] },
        { absent: ['@udp-aggregates', 'skb_gro_receive', 'skb_gro_receive_list', '@forwarding'] },
      ],
      proves: 'GRO of UDP with its own socket look-up, and nothing is joined',
    },
  ],
  rivals: ['tunnel-decap', 'udp-gro-missing'],
  remedies: ['kernel-tunnel-gro-fastpath', 'gro-off', 'udp-gro'],
  check: 'no __udp4_lib_lookup below dev_gro_receive; from 6.16 on udp_tunnel_gro_rcv stands there.',
  capture: 'system-callgraph',
  sources: ['e20cf8d3f1f7', '8d4880db3783', '311b36574cea'],
});
