import { defineRule } from './rule.ts';

export default defineRule({
  id: 'socket-filter',
  title: 'the filter attached to the socket',
  says: 'A program set with SO_ATTACH_FILTER or SO_ATTACH_BPF judges each datagram before it is queued.',
  stage: 'netfilter',
  side: 'any',
  nature: 'work',
  thresholds: {
    filter: {
      value: 6,
      because: 'without a program the call, its security hook left aside, costs about 1 %',
    },
    functions: { value: 5, because: 'the caller alone; the program itself stands in rows of its own' },
  },
  cost: [
    {
      path: ['@udp-enqueue', '...', '@socket-filter'],
      without: ['@cgroup-bpf', 'security_sock_rcv_skb'],
      side: 'producer',
    },
    { self: ['@socket-filter'], side: 'producer' },
    { path: ['@udp-enqueue', '...', '@socket-filter'], without: ['@cgroup-bpf', 'security_sock_rcv_skb'] },
    { self: ['@socket-filter'] },
  ],
  evidence: [
    {
      strength: 'strong',
      path: ['@udp-enqueue', '...', '@socket-filter'],
      without: ['@cgroup-bpf', 'security_sock_rcv_skb'],
      atLeast: 'filter',
      proves: 'the filter of the socket, without the program of its cgroup and the security hook',
    },
    {
      strength: 'strong',
      all: [{ self: ['@socket-filter'], atLeast: 'functions' }, { present: ['@udp-enqueue'] }, { absent: ['@tcp'] }],
      proves: 'the call of the filter, beside UDP receive',
    },
  ],
  asSymptom: 'the filter of the socket takes a large part of each datagram',
  rivals: ['cgroup-bpf-ingress', 'bpf-interpreter'],
  remedies: ['simpler-filter', 'bpf-jit'],
  check: 'ss -uanm -b or bpftool prog show: the filter is gone or shorter, sk_filter_trim_cap is below 2 %.',
  capture: 'system-callgraph',
  sources: ['Linux net/core/filter.c (sk_filter_trim_cap)'],
});
