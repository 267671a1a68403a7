import { defineRule } from './rule.ts';

export default defineRule({
  id: 'ruleset-walk',
  title: 'a long walk through firewall rules',
  says: 'Each datagram is compared with rule after rule of iptables or nftables before one of them lets it pass.',
  stage: 'netfilter',
  side: 'any',
  nature: 'work',
  thresholds: {
    walk: {
      value: 12,
      because:
        'some dozen rules cost a receiver a few percent; above a tenth the list is long or walked more than once',
    },
    long: { value: 25, because: 'a quarter of all busy samples in the rules is out of proportion to a receive' },
    functions: { value: 10, because: 'the interpreter of the rules and its matches alone, without callers' },
  },
  cost: [
    { path: ['@ip-receive', '...', '@rule-walk'], side: 'producer' },
    { self: ['@rule-walk'], side: 'producer' },
    { path: ['@ip-receive', '...', '@rule-walk'] },
    { self: ['@rule-walk'] },
  ],
  evidence: [
    {
      strength: 'decisive',
      path: ['@ip-receive', '...', '@rule-walk'],
      atLeast: 'long',
      proves: 'received packets walk the rules',
    },
    {
      strength: 'strong',
      path: ['@ip-receive', '...', '@rule-walk'],
      atLeast: 'walk',
      proves: 'received packets walk the rules',
    },
    {
      strength: 'strong',
      all: [
        { self: ['@rule-walk'], atLeast: 'functions' },
        { present: ['@udp-enqueue', '@udp-recvmsg', '@queue-dequeue'] },
        { absent: ['@tcp'] },
      ],
      proves: 'rules are interpreted beside UDP receive',
    },
    {
      strength: 'supporting',
      present: ['nft_lookup_eval', 'set_match_v4', 'set_match_v3', 'ip_set_test', 'hashlimit_mt', 'comment_mt'],
      proves: 'the kinds of matches that are evaluated',
    },
  ],
  asSymptom: 'the rules of the firewall are walked for frames of the bridge',
  rivals: ['conntrack-cost', 'bridge-netfilter', 'per-packet-syscall'],
  remedies: ['early-accept', 'rules-as-sets', 'notrack', 'drop-earlier'],
  check:
    'nft_do_chain or ipt_do_table is below a few percent; iptables -L -v -n or nft counters show the early rule hit.',
  capture: 'system-callgraph',
  sources: [
    'Linux net/ipv4/netfilter/ip_tables.c, net/netfilter/nf_tables_core.c',
    'Red Hat Developer, June 2017 (netfilter modules removed before measuring)',
  ],
});
