import { defineRule } from './rule.ts';

export default defineRule({
  id: 'mcast-fanout',
  title: 'each multicast or broadcast datagram is cloned for many sockets',
  says: 'The softirq of one packet clones it, queues it and wakes a reader once for every socket that joined the group and port.',
  stage: 'lookup',
  side: 'any',
  nature: 'work',
  thresholds: {
    clone: { value: 4, because: 'one receiver gets the packet itself; clones of 4 % and more are for many' },
    any: { value: 1, because: 'for a lone receiver nothing is cloned' },
    waking: { value: 30, because: 'where readers sleep, waking one for each clone costs far more than cloning' },
    producers: { value: 10, because: 'cloning alone, without the queueing and waking that goes with each clone' },
  },
  cost: [
    { path: ['@mcast-deliver'] },
    { path: ['__udp4_lib_rcv|__udp6_lib_rcv'] },
    { self: ['@mcast-deliver', '@skb-clone', 'ip_mc_sf_allow', 'inet6_mc_check'], side: 'producer' },
    { self: ['@mcast-deliver', '@skb-clone', 'ip_mc_sf_allow', 'inet6_mc_check'] },
  ],
  evidence: [
    {
      strength: 'decisive',
      path: ['@mcast-deliver|__udp4_lib_rcv|__udp6_lib_rcv', 'skb_clone'],
      atLeast: 'clone',
      proves: 'multicast delivery clones packets for its receivers',
    },
    {
      strength: 'strong',
      all: [
        { path: ['@mcast-deliver|__udp4_lib_rcv|__udp6_lib_rcv', 'skb_clone'], atLeast: 'any' },
        {
          path: ['@mcast-deliver|__udp4_lib_rcv|__udp6_lib_rcv', '...', 'sock_def_readable'],
          side: 'producer',
          atLeast: 'waking',
        },
      ],
      proves: 'packets are cloned where they are delivered, and a reader is woken for each',
    },
    {
      strength: 'strong',
      all: [
        {
          self: ['@mcast-deliver', '@skb-clone', 'ip_mc_sf_allow', 'inet6_mc_check'],
          side: 'producer',
          atLeast: 'producers',
        },
        { self: ['@skb-clone'], side: 'producer', atLeast: 'clone' },
        { present: ['@mcast-deliver', 'ip_mc_sf_allow', 'inet6_mc_check'] },
        { absent: ['@packet-tap', 'raw_v4_input', 'raw_rcv', 'tcf_mirred_act', '@tcp'] },
      ],
      proves: 'packets are cloned, and nobody but multicast delivery does so here',
    },
  ],
  explains: ['wakeup-storm', 'per-packet-syscall', 'slab-partial-lock', 'slab-remote-free', 'drop-storm'],
  rivals: ['packet-tap', 'raw-socket-clone', 'wakeup-storm'],
  remedies: ['one-receiver-per-group', 'narrow-multicast-bind', 'kernel-mcast-hash2'],
  check: 'one datagram from the sender raises nstat UdpInDatagrams by a few, not by the number of sockets.',
  capture: 'system-callgraph',
  sources: ['2dc41cff7545', 'Linux net/ipv4/udp.c (__udp4_lib_mcast_deliver)'],
});
