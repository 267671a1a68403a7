import { defineRule } from './rule.ts';

export default defineRule({
  id: 'ip-fragments',
  title: 'datagrams arrive in fragments',
  says: 'Datagrams larger than the path MTU are put together from fragments, which carry no ports, so that the NIC sends them all to one queue.',
  stage: 'ip',
  side: 'any',
  nature: 'work',
  thresholds: {
    reassemble: {
      value: 5,
      because:
        'only fragments run this code, and each of them costs the driver and IP what a datagram costs, beside it',
    },
    functions: { value: 4, because: 'below it fragments are a few among many datagrams' },
    share: { value: 30, because: 'with a third of all received packets a fragment, most datagrams are fragmented' },
    failed: { value: 5, because: 'one lost fragment loses its datagram; above that reassembly itself is the loss' },
  },
  cost: [
    { path: ['@defragment-entry'], side: 'producer' },
    { self: ['@defragment'], side: 'producer' },
    { path: ['@defragment-entry'] },
    { self: ['@defragment'] },
    { counter: 'Ip.ReasmFails', per: 'Ip.ReasmReqds' },
    { counter: 'Ip.ReasmReqds', per: 'Ip.InReceives' },
  ],
  evidence: [
    {
      strength: 'decisive',
      all: [
        { path: ['@defragment-entry'], atLeast: 'reassemble' },
        { counter: 'Ip.ReasmReqds', per: 'Ip.InReceives', atLeast: 'share' },
      ],
      proves: 'fragments are put together, and the counters show how many',
    },
    {
      strength: 'strong',
      path: ['@ip-receive', '...', '@defragment-entry'],
      atLeast: 'reassemble',
      proves: 'received fragments are put together',
    },
    {
      strength: 'strong',
      all: [
        { self: ['@defragment'], atLeast: 'functions' },
        { present: ['@udp-enqueue', '@udp-recvmsg', '@queue-dequeue'] },
      ],
      proves: 'reassembly beside UDP receive',
    },
    {
      strength: 'strong',
      all: [
        { counter: 'Ip.ReasmReqds', per: 'Ip.InReceives', atLeast: 'share' },
        { counter: 'Ip.ReasmFails', per: 'Ip.ReasmReqds', atLeast: 'failed' },
      ],
      proves: 'much arrives in fragments, and some of it is never complete',
    },
  ],
  // A NIC has nothing to verify a datagram by before all its parts are there; some give the sum of each part.
  explains: ['checksum-software'],
  rivals: ['checksum-software', 'tunnel-decap', 'conntrack-cost'],
  remedies: ['smaller-datagrams', 'rss-by-address', 'larger-frag-memory'],
  check: 'nstat IpReasmReqds stops growing with the traffic.',
  capture: 'counters',
  sources: ['Linux net/ipv4/ip_fragment.c'],
});
