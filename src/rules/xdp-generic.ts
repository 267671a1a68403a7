import { defineRule } from './rule.ts';

export default defineRule({
  id: 'xdp-generic',
  title: 'XDP in generic mode',
  says: 'The XDP program runs after the packet buffer was made, often on a copy of it, which costs more than it saves.',
  stage: 'netfilter',
  side: 'any',
  nature: 'work',
  thresholds: {
    generic: { value: 8, because: 'in the driver a program that passes packets costs a few percent' },
    functions: { value: 4, because: 'generic mode itself, without the program and the copies it asks for' },
  },
  cost: [
    { path: ['@generic-xdp'], side: 'producer' },
    { self: ['@generic-xdp', 'pskb_expand_head'], side: 'producer' },
    { path: ['@generic-xdp'] },
    { self: ['@generic-xdp', 'pskb_expand_head'] },
  ],
  evidence: [
    {
      strength: 'strong',
      path: ['@generic-xdp'],
      atLeast: 'generic',
      proves: 'XDP runs on finished packet buffers',
    },
    {
      strength: 'strong',
      all: [
        { self: ['@generic-xdp'], atLeast: 'functions' },
        { present: ['@udp-enqueue', '@udp-recvmsg', '@queue-dequeue'] },
      ],
      proves: 'generic XDP beside UDP receive',
    },
    {
      strength: 'supporting',
      path: ['@generic-xdp', '...', 'pskb_expand_head|__skb_linearize|skb_linearize|skb_copy_bits'],
      atLeast: 'functions',
      proves: 'packets are copied to give the program its headroom',
    },
  ],
  rivals: ['tc-bpf-cost', 'packet-tap'],
  remedies: ['native-xdp', 'detach-bpf'],
  check: 'ip -d link show DEV says xdp, not xdpgeneric, and do_xdp_generic is gone.',
  capture: 'system-callgraph',
  sources: ['Linux net/core/dev.c (netif_receive_generic_xdp)'],
});
