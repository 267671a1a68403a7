import { defineRule } from './rule.ts';

export default defineRule({
  id: 'packet-tap',
  title: 'a packet socket copies every datagram',
  says: 'tcpdump, an agent or an intrusion detector holds an AF_PACKET socket that clones or copies each packet before IP sees it.',
  stage: 'netfilter',
  side: 'any',
  nature: 'work',
  thresholds: {
    tap: { value: 8, because: 'a tap that rejects by its filter costs 1 to 3 %' },
    functions: { value: 5, because: 'the functions of packet sockets alone, without the copy they call' },
  },
  cost: [
    {
      path: ['tpacket_rcv|packet_rcv|packet_rcv_fanout|packet_rcv_spkt'],
      without: ['dev_queue_xmit_nit'],
      side: 'producer',
    },
    { self: ['@packet-tap'], side: 'producer' },
    { path: ['tpacket_rcv|packet_rcv|packet_rcv_fanout|packet_rcv_spkt'], without: ['dev_queue_xmit_nit'] },
    { self: ['@packet-tap'] },
  ],
  evidence: [
    {
      strength: 'strong',
      path: ['tpacket_rcv|packet_rcv|packet_rcv_fanout|packet_rcv_spkt'],
      without: ['dev_queue_xmit_nit'],
      atLeast: 'tap',
      proves: 'received packets are handed to packet sockets',
    },
    {
      strength: 'strong',
      all: [
        { self: ['@packet-tap'], atLeast: 'functions' },
        { present: ['@udp-enqueue', '@udp-recvmsg', '@queue-dequeue', '@nic-receive'] },
        { absent: ['@tcp', 'dev_queue_xmit_nit'] },
      ],
      proves: 'packet sockets beside the receive of packets',
    },
    {
      strength: 'supporting',
      present: ['skb_clone', '__skb_clone', '__copy_skb_header'],
      proves: 'packets are cloned, which also makes freeing them atomic',
    },
  ],
  rivals: ['bpf-interpreter', 'raw-socket-clone', 'mcast-fanout'],
  remedies: ['stop-taps', 'bpf-jit'],
  check: 'tpacket_rcv and packet_rcv are gone; /proc/net/packet is empty or bound to other protocols.',
  capture: 'system-callgraph',
  sources: ['Linux net/packet/af_packet.c'],
});
