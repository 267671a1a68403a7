import { defineRule } from './rule.ts';

export default defineRule({
  id: 'software-flow-hash',
  title: 'the flow hash is computed in software',
  says: 'RPS, tun or BPF want a hash that the NIC did not deliver, so the kernel parses the headers of each packet for it.',
  stage: 'gro',
  side: 'producer',
  nature: 'work',
  thresholds: {
    hash: { value: 5, because: 'with the hash of the NIC the parser is not called at all; one call takes 2 to 3 %' },
    alone: { value: 8, because: 'without callers the parser may serve a queueing discipline or a driver' },
    off: { value: 1, because: 'a flag' },
  },
  cost: [{ path: ['@flow-hash-receivers', '...', '@flow-hash'] }, { self: ['@flow-hash'] }],
  evidence: [
    {
      strength: 'decisive',
      all: [
        {
          path: ['@flow-hash-receivers', '...', '@flow-hash'],
          without: ['@other-hash-users', '@route-output'],
          atLeast: 'hash',
        },
        { not: { counter: 'feature.receive-hashing', atLeast: 'off' } },
      ],
      proves: 'parsing headers for a hash, which the NIC is told not to deliver',
    },
    {
      strength: 'strong',
      path: ['@flow-hash-receivers', '...', '@flow-hash'],
      without: ['@other-hash-users', '@route-output'],
      atLeast: 'hash',
      proves: 'parsing the headers of received packets for a hash',
    },
    {
      strength: 'strong',
      all: [
        { self: ['@flow-hash'], atLeast: 'alone' },
        { present: ['get_rps_cpu', 'reuseport_select_sock', 'tun_get_user'] },
        { absent: ['@other-hash-users', '@route-output'] },
      ],
      proves: 'beside a receiver that wants the hash',
    },
  ],
  asSymptom: 'headers are parsed for a hash',
  rivals: ['rps-ipi'],
  remedies: ['rxhash-on', 'hash-udp-ports', 'no-rps'],
  check: '__skb_flow_dissect is gone from below netif_receive_skb.',
  capture: 'system-callgraph',
  sources: ['Linux net/core/flow_dissector.c', 'Linux Documentation/networking/scaling.rst'],
});
