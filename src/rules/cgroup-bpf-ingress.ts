import { defineRule } from './rule.ts';

export default defineRule({
  id: 'cgroup-bpf-ingress',
  title: 'a BPF program of the cgroup on every datagram',
  says: 'The cgroup of the socket has an ingress program (systemd IPAccounting or IPAddressAllow, a container manager) that runs per datagram.',
  stage: 'netfilter',
  side: 'any',
  nature: 'work',
  thresholds: {
    program: { value: 6, because: 'a program that only counts costs 1 to 2 %' },
    runs: {
      value: 1,
      because: 'what runs a program costs about as much as a short program: it runs for each datagram',
    },
    functions: { value: 4, because: 'the caller of the program alone, without the program, stays below 1 %' },
  },
  cost: [
    { path: ['@socket-filter|@udp-enqueue', '...', '@cgroup-bpf'], side: 'producer' },
    { self: ['@cgroup-bpf', '@bpf-programs'], side: 'producer' },
    { path: ['@socket-filter|@udp-enqueue', '...', '@cgroup-bpf'] },
    { self: ['@cgroup-bpf', '@bpf-programs'] },
  ],
  evidence: [
    {
      strength: 'strong',
      path: ['@socket-filter|@udp-enqueue', '...', '@cgroup-bpf'],
      atLeast: 'program',
      proves: 'the program of the cgroup runs for datagrams on their way to the socket',
    },
    {
      strength: 'strong',
      all: [
        { self: ['@cgroup-bpf'], atLeast: 'functions' },
        { present: ['@udp-enqueue'] },
        { absent: ['@tcp', 'udp_sendmsg', 'udpv6_sendmsg'] },
      ],
      proves: 'the caller of the cgroup program, in a receiver that sends nothing',
    },
    {
      strength: 'strong',
      all: [
        { self: ['@cgroup-bpf'], atLeast: 'runs' },
        { self: ['@cgroup-bpf', '@bpf-programs'], atLeast: 'program' },
        { withoutCallers: ['@cgroup-bpf'] },
        { present: ['@udp-enqueue'] },
        { absent: ['@tcp', 'udp_sendmsg', 'udpv6_sendmsg', '@tc-classify', '@other-bpf-runners'] },
      ],
      proves: 'the cgroup runs a program, and nothing else that runs programs is there',
    },
  ],
  rivals: ['socket-filter', 'tc-bpf-cost'],
  remedies: ['no-ip-accounting', 'detach-bpf', 'bpf-jit'],
  check: 'bpftool cgroup tree shows no ingress program above the service, and __cgroup_bpf_run_filter_skb is gone.',
  capture: 'system-callgraph',
  sources: ['Linux kernel/bpf/cgroup.c', 'systemd.resource-control(5)'],
});
