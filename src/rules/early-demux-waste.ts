import { defineRule } from './rule.ts';

export default defineRule({
  id: 'early-demux-waste',
  title: 'early demux looks for a socket in vain',
  says: 'Early demux finds connected and multicast sockets only: for an unconnected one each datagram pays a look-up there, and then the route and the look-up again.',
  stage: 'lookup',
  side: 'producer',
  nature: 'work',
  kernels: { since: 'early-demux' },
  thresholds: {
    demux: { value: 5, because: 'the look at the first socket of a bucket takes 1 to 3 % of the softirqs' },
    peers: { value: 3, because: 'a few connected sockets may be clients of this host (resolver, time)' },
    route: { value: 1, because: 'a hit skips the route look-up: where it is at work, early demux found nothing' },
  },
  cost: [{ inclusive: ['udp_v4_early_demux', 'udp_v6_early_demux'] }, { self: ['@early-demux'] }],
  evidence: [
    {
      strength: 'strong',
      all: [
        {
          any: [
            { inclusive: ['udp_v4_early_demux', 'udp_v6_early_demux'], atLeast: 'demux' },
            { self: ['@early-demux'], atLeast: 'demux' },
          ],
        },
        {
          any: [
            { path: ['@route-input'], atLeast: 'route' },
            { self: ['@route-input', '@fib-lookups'], atLeast: 'route' },
          ],
        },
        { absent: ['__udp4_lib_mcast_demux_lookup'] },
      ],
      proves: 'and the route is looked up all the same',
    },
    {
      strength: 'supporting',
      present: ['@udp-chain-walk', '@udp-lookup-entry'],
      proves: 'the socket is looked up a second time',
    },
    {
      strength: 'against',
      counter: 'udp.socket.rx_queue',
      of: 'number',
      by: 'peer',
      within: 'port',
      atLeast: 'peers',
      proves: 'connected sockets receive, which early demux serves',
    },
  ],
  asSymptom: 'early demux walks to the same bucket',
  rivals: ['udp-hash2-chain', 'rp-filter-fib'],
  remedies: ['early-demux-off'],
  check: 'udp_v4_early_demux is gone, and the route look-up costs no more than before.',
  capture: 'system-callgraph',
  sources: ['421b3885bf6d', 'bc044e8db796'],
});
