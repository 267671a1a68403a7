import { defineRule } from './rule.ts';

export default defineRule({
  id: 'tc-bpf-cost',
  title: 'classifiers of tc on every received packet',
  says: 'Filters, BPF programs or actions at the ingress of the device run for each datagram before IP sees it.',
  stage: 'netfilter',
  side: 'any',
  nature: 'work',
  thresholds: {
    classify: { value: 10, because: 'a program with a map look-up or two costs a few percent' },
    runs: { value: 1, because: 'what runs a program costs about as much as a short program: it runs for each packet' },
    functions: { value: 7, because: 'the classifiers and actions alone, without the program they run' },
  },
  cost: [
    {
      path: ['@ip-receive', '...', '@tc-classify'],
      without: ['__dev_queue_xmit', 'dev_queue_xmit', 'ip_rcv', 'ipv6_rcv'],
      side: 'producer',
    },
    { path: ['__netif_receive_skb_core', '@bpf-programs'], side: 'producer' },
    { self: ['@tc-classify', '@bpf-programs', '@bpf-maps'], side: 'producer' },
    {
      path: ['@ip-receive', '...', '@tc-classify'],
      without: ['__dev_queue_xmit', 'dev_queue_xmit', 'ip_rcv', 'ipv6_rcv'],
    },
    { path: ['__netif_receive_skb_core', '@bpf-programs'] },
    { self: ['@tc-classify', '@bpf-programs', '@bpf-maps'] },
  ],
  evidence: [
    {
      strength: 'strong',
      path: ['@ip-receive', '...', '@tc-classify'],
      without: ['__dev_queue_xmit', 'dev_queue_xmit', 'ip_rcv', 'ipv6_rcv'],
      atLeast: 'classify',
      proves: 'received packets are classified at the ingress',
    },
    {
      strength: 'strong',
      // tcx_run and sch_handle_ingress are always inlined (6.6 and later): nothing stands between
      path: ['__netif_receive_skb_core', '@bpf-programs'],
      atLeast: 'classify',
      proves: 'BPF programs run at the ingress (tcx)',
    },
    {
      strength: 'strong',
      all: [
        { self: ['@tc-classify'], atLeast: 'functions' },
        { present: ['@udp-enqueue', '@udp-recvmsg', '@queue-dequeue'] },
        { absent: ['@tcp', 'udp_sendmsg', 'udpv6_sendmsg', '__dev_xmit_skb', 'sch_direct_xmit'] },
      ],
      proves: 'classifiers beside UDP receive, with nothing sent',
    },
    {
      strength: 'strong',
      all: [
        { self: ['@tc-classify'], atLeast: 'runs' },
        { self: ['@tc-classify', '@bpf-programs'], atLeast: 'classify' },
        { withoutCallers: ['@tc-classify'] },
        { present: ['@udp-enqueue', '@udp-recvmsg', '@queue-dequeue'] },
        {
          absent: [
            '@tcp',
            'udp_sendmsg',
            'udpv6_sendmsg',
            '__dev_xmit_skb',
            'sch_direct_xmit',
            '@cgroup-bpf',
            '@other-bpf-runners',
          ],
        },
      ],
      proves: 'classifiers and BPF programs, with nothing sent and nothing else that runs programs',
    },
    {
      strength: 'supporting',
      self: ['@bpf-maps'],
      atLeast: 'functions',
      proves: 'programs spend it looking up maps',
    },
  ],
  rivals: ['xdp-generic', 'cgroup-bpf-ingress', 'ruleset-walk'],
  remedies: ['native-xdp', 'detach-bpf', 'bpf-jit'],
  check: 'tc -s filter show dev DEV ingress lists only what is needed, and tcf_classify is below a few percent.',
  capture: 'system-callgraph',
  sources: ['Linux net/sched/cls_api.c, net/core/dev.c (sch_handle_ingress)'],
});
