import { defineRule } from './rule.ts';

export default defineRule({
  id: 'raw-socket-clone',
  title: 'a raw socket sees every datagram',
  says: 'A raw socket bound to IPPROTO_UDP gets a clone of each datagram, and both users then free the shared buffer with atomics.',
  stage: 'netfilter',
  side: 'any',
  nature: 'work',
  thresholds: {
    clone: { value: 4, because: 'without a raw socket for UDP nothing is cloned here at all' },
    walk: {
      value: 8,
      because: 'only many raw sockets of the protocol make holding a datagram against each of them dear',
    },
    functions: { value: 4, because: 'finding that no raw socket wants the packet costs below 1 %' },
  },
  cost: [
    { path: ['@raw-socket'], side: 'producer' },
    { self: ['@raw-socket'], side: 'producer' },
    { path: ['@raw-socket'] },
    { self: ['@raw-socket'] },
  ],
  evidence: [
    {
      strength: 'decisive',
      path: ['@raw-socket', '...', '@skb-clone'],
      atLeast: 'clone',
      proves: 'packets are cloned for raw sockets',
    },
    {
      strength: 'strong',
      all: [
        { self: ['@raw-socket'], atLeast: 'functions' },
        { present: ['@skb-clone'] },
        { present: ['@udp-enqueue', '@udp-recvmsg', '@queue-dequeue'] },
      ],
      proves: 'raw sockets beside UDP receive, and packets are cloned',
    },
    {
      // Newer kernels look whether its buffer is full before they clone for a raw socket: then they only walk.
      strength: 'strong',
      all: [
        { self: ['@raw-socket'], side: 'producer', atLeast: 'walk' },
        { present: ['@udp-enqueue', '@udp-recvmsg', '@queue-dequeue'] },
      ],
      proves: 'each datagram is held against the raw sockets of its protocol, which are many',
    },
    {
      strength: 'supporting',
      self: ['skb_release_data'],
      side: 'reader',
      atLeast: 'functions',
      proves: 'the reader frees buffers that are shared',
    },
  ],
  rivals: ['packet-tap', 'mcast-fanout'],
  remedies: ['close-raw-socket', 'kernel-data-unref'],
  check: 'ss -wap or /proc/net/raw shows no socket of protocol 17, and skb_clone is gone.',
  capture: 'system-callgraph',
  sources: ['1cface552a5b'],
});
