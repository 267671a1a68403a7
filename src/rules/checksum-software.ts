import { defineRule } from './rule.ts';

/** Sums made where datagrams are received: a sender on the same machine makes some, too. */
const received = {
  path: [
    '@udp-recvmsg|@udp-enqueue|udp_poll|first_packet_length|__first_packet_length|udp_error|nf_conntrack_udp_packet|udp4_gro_receive|udp6_gro_receive',
    '...',
    '@software-checksum',
  ],
  without: ['@tcp', 'vxlan_rcv', 'geneve_udp_encap_recv', 'wg_receive', 'iptunnel_pull_header'],
};

export default defineRule({
  id: 'checksum-software',
  title: 'checksums are computed by the CPU',
  says: 'The NIC did not verify the checksum (offload off, fragments, a tunnel or a virtual device without it), so each datagram is summed up in software.',
  stage: 'enqueue',
  side: 'any',
  nature: 'work',
  thresholds: {
    sums: { value: 5, because: 'with the sum verified by the NIC none of these functions runs for received datagrams' },
    parts: { value: 1, because: 'without fragments the code that puts them together does not run at all' },
    on: { value: 1, because: 'the device verifies checksums' },
  },
  cost: [received, { self: ['@software-checksum'] }],
  evidence: [
    {
      strength: 'decisive',
      ...received,
      atLeast: 'sums',
      proves: 'checksums computed where datagrams are received',
    },
    {
      strength: 'strong',
      all: [
        { self: ['@software-checksum'], atLeast: 'sums' },
        { present: ['@udp-recvmsg', '@queue-dequeue', '@udp-enqueue'] },
        { absent: ['@tcp', '@udp-transmit'] },
      ],
      proves: 'checksums computed in samples that receive UDP, send none and hold no TCP',
    },
    {
      strength: 'supporting',
      present: ['skb_copy_and_csum_datagram_msg', 'skb_copy_and_csum_datagram', 'skb_copy_and_csum_datagram_iovec'],
      proves: 'the reader verifies the checksum while it copies',
    },
    {
      strength: 'against',
      self: ['@defragment'],
      side: 'any',
      atLeast: 'parts',
      proves:
        'fragments arrive, and a datagram cannot be verified before all its parts are there: offload may not help',
    },
    {
      strength: 'supporting',
      not: { counter: 'feature.rx-checksumming', atLeast: 'on' },
      proves: 'receive checksum offload is off',
    },
  ],
  explains: ['drop-storm'],
  asSymptom: 'each datagram is summed up in software',
  rivals: ['copy-to-user', 'ip-fragments', 'tunnel-decap'],
  remedies: ['rx-checksum-offload', 'smaller-datagrams'],
  check: 'csum_partial and __skb_checksum_complete are gone from below udp_recvmsg and the enqueue.',
  capture: 'system-callgraph',
  sources: ['Linux Documentation/networking/checksum-offloads.rst'],
});
