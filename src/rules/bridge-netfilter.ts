import { defineRule } from './rule.ts';

export default defineRule({
  id: 'bridge-netfilter',
  title: 'bridged packets pass iptables as well',
  says: 'br_netfilter sends each bridged frame through the IP hooks of iptables and connection tracking, and IP does so once more.',
  stage: 'netfilter',
  side: 'any',
  nature: 'work',
  thresholds: {
    hooks: { value: 8, because: 'without br_netfilter a bridge runs no IP hooks at all' },
    functions: {
      value: 3,
      because: 'its own functions only save and restore headers; they are a small part of the cost',
    },
    filters: { value: 8, because: 'what the hooks run must cost something for the detour to matter' },
  },
  cost: [
    { path: ['@bridge-netfilter', 'nf_hook_slow|nf_iterate'], side: 'producer' },
    { path: ['@bridge-netfilter', '...', '@rule-walk|@conntrack'], side: 'producer' },
    { self: ['@bridge-netfilter'], side: 'producer' },
    { path: ['@bridge-netfilter', 'nf_hook_slow|nf_iterate'] },
    { path: ['@bridge-netfilter', '...', '@rule-walk|@conntrack'] },
    { self: ['@bridge-netfilter'] },
  ],
  evidence: [
    {
      strength: 'decisive',
      path: ['@bridge-netfilter', 'nf_hook_slow|nf_iterate'],
      atLeast: 'hooks',
      proves: 'IP hooks run for frames of the bridge',
    },
    {
      strength: 'strong',
      all: [
        { self: ['@bridge-netfilter'], atLeast: 'functions' },
        { self: ['@rule-walk', '@conntrack', '@bridge-netfilter'], atLeast: 'filters' },
        { present: ['@udp-enqueue', '@udp-recvmsg', '@queue-dequeue'] },
        { absent: ['@tcp'] },
      ],
      proves: 'netfilter of the bridge, beside rules or connection tracking',
    },
  ],
  explains: ['ruleset-walk', 'conntrack-cost'],
  rivals: ['ruleset-walk', 'conntrack-cost', 'veth-container-hop'],
  remedies: ['bridge-nf-off', 'notrack', 'early-accept'],
  check: 'br_nf_pre_routing is gone from the profile.',
  capture: 'system-callgraph',
  sources: ['Linux net/bridge/br_netfilter_hooks.c'],
});
