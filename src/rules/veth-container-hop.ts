import { defineRule } from './rule.ts';

export default defineRule({
  id: 'veth-container-hop',
  title: 'datagrams pass the stack twice on their way into a container',
  says: 'The host routes or bridges each datagram to a veth pair, whose other end queues it to the backlog and receives it once more.',
  stage: 'ip',
  side: 'any',
  nature: 'work',
  thresholds: {
    hop: {
      value: 15,
      because: 'forwarding, the pair and the second queueing cost a tenth of a container receive in any case',
    },
    functions: { value: 10, because: 'bridge, forwarding and veth alone, without the second pass through IP' },
  },
  cost: [
    {
      path: [
        '@ip-receive',
        '...',
        'ip_forward|ip6_forward|br_handle_frame|skb_do_redirect|__bpf_redirect',
        '...',
        '@veth',
      ],
      side: 'producer',
    },
    { self: ['@container-hop'], side: 'producer' },
    {
      path: [
        '@ip-receive',
        '...',
        'ip_forward|ip6_forward|br_handle_frame|skb_do_redirect|__bpf_redirect',
        '...',
        '@veth',
      ],
    },
    { self: ['@container-hop'] },
  ],
  evidence: [
    {
      strength: 'strong',
      all: [
        { path: ['@ip-receive', '...', '@forwarding|skb_do_redirect|__bpf_redirect'], atLeast: 'hop' },
        { present: ['@veth'] },
        { present: ['@udp-enqueue', '@udp-recvmsg', '@queue-dequeue'] },
      ],
      proves: 'received packets are passed on to a veth pair before a socket gets them',
    },
    {
      strength: 'strong',
      all: [
        { self: ['@container-hop'], atLeast: 'functions' },
        { present: ['@veth'] },
        { present: ['@forwarding', 'br_handle_frame', 'skb_do_redirect'] },
        { present: ['@udp-enqueue', '@udp-recvmsg', '@queue-dequeue'] },
        { absent: ['@tcp', 'pktgen_thread_worker', 'pktgen_xmit'] },
      ],
      proves: 'a bridge or a router in front of a veth pair, beside UDP receive',
    },
    {
      strength: 'supporting',
      present: ['process_backlog', 'enqueue_to_backlog', 'netif_rx_internal', '__netif_rx'],
      count: 2,
      proves: 'the second pass begins in the backlog of the CPU',
    },
  ],
  rivals: ['bridge-netfilter', 'conntrack-cost', 'ovs-datapath', 'ruleset-walk'],
  remedies: ['host-networking', 'veth-gro', 'bridge-nf-off'],
  check: 'one ip_rcv per datagram: no ip_forward or br_handle_frame above veth_xmit.',
  capture: 'system-callgraph',
  sources: ['Linux drivers/net/veth.c', 'Linux net/core/dev.c (process_backlog)'],
});
