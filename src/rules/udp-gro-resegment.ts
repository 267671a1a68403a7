import { defineRule } from './rule.ts';

export default defineRule({
  id: 'udp-gro-resegment',
  title: 'aggregates are cut again at the socket',
  says: 'Datagrams were joined on their way (GRO forwarding, fraglist GRO, a sender with UDP_SEGMENT) and the socket without UDP_GRO has them cut again.',
  stage: 'enqueue',
  side: 'any',
  nature: 'work',
  kernels: { since: 'udp-gro' },
  thresholds: {
    cut: { value: 5, because: 'nothing is cut below a UDP socket unless this happens; below 5 % joining still pays' },
    functions: { value: 5, because: 'the same without callers, where nobody else cuts' },
  },
  cost: [
    {
      path: ['@udp-enqueue|udp_rcv|udpv6_rcv', '...', '@segmenting'],
      without: ['__dev_queue_xmit', '@forwarding'],
      side: 'producer',
    },
    { self: ['@segmenting'], side: 'producer' },
    { path: ['@udp-enqueue|udp_rcv|udpv6_rcv', '...', '@segmenting'], without: ['__dev_queue_xmit', '@forwarding'] },
    { self: ['@segmenting'] },
  ],
  evidence: [
    {
      strength: 'decisive',
      path: ['@udp-enqueue|udp_rcv|udpv6_rcv', '...', '@segmenting'],
      without: ['__dev_queue_xmit', '@forwarding'],
      atLeast: 'cut',
      proves: 'aggregates are cut on their way into the socket',
    },
    {
      strength: 'strong',
      all: [
        { self: ['@segmenting'], atLeast: 'functions' },
        { present: ['@udp-enqueue'] },
        { absent: ['@tcp', '@forwarding', 'udp_sendmsg', 'udpv6_sendmsg', 'validate_xmit_skb', 'udp_send_skb'] },
      ],
      proves: 'aggregates are cut in a receiver that neither sends nor forwards',
    },
  ],
  rivals: ['udp-gro-missing', 'tunnel-decap'],
  remedies: ['udp-gro', 'gro-forwarding-off'],
  check: '__udp_gso_segment and skb_segment are gone from below udp_queue_rcv_skb.',
  capture: 'system-callgraph',
  sources: ['e20cf8d3f1f7', '36707061d6ba', '9fd1ff5d2ac7'],
});
