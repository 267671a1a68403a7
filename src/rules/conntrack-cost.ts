import { defineRule } from './rule.ts';

export default defineRule({
  id: 'conntrack-cost',
  title: 'connection tracking of every datagram',
  says: 'netfilter looks up and refreshes a connection for each datagram, though UDP has none.',
  stage: 'netfilter',
  side: 'any',
  nature: 'work',
  thresholds: {
    track: {
      value: 10,
      because: 'a hashed look-up and a refresh cost a receiver a few percent; a tenth of all work is worth saving',
    },
    tracked: { value: 20, because: 'a fifth of all busy samples is more than any other single step should cost' },
    functions: {
      value: 8,
      because: 'the functions of connection tracking alone, without callers and without what they call',
    },
  },
  cost: [
    { path: ['@ip-receive', '...', '@conntrack'], side: 'producer' },
    { self: ['@conntrack'], side: 'producer' },
    { path: ['@ip-receive', '...', '@conntrack'] },
    { self: ['@conntrack'] },
  ],
  evidence: [
    {
      strength: 'decisive',
      all: [{ path: ['@ip-receive', '...', '@conntrack'], atLeast: 'tracked' }, { absent: ['@tcp', '@forwarding'] }],
      proves: 'received datagrams pass connection tracking, and nothing but UDP is in sight',
    },
    {
      strength: 'strong',
      path: ['@ip-receive', '...', '@conntrack'],
      atLeast: 'track',
      proves: 'received packets pass connection tracking',
    },
    {
      strength: 'strong',
      all: [
        { self: ['@conntrack'], atLeast: 'functions' },
        { present: ['@udp-enqueue', '@udp-recvmsg', '@queue-dequeue'] },
        { absent: ['@tcp'] },
      ],
      proves: 'connection tracking beside UDP receive',
    },
    {
      strength: 'supporting',
      present: ['nf_conntrack_udp_packet', 'udp_packet', 'udp_error'],
      proves: 'what is tracked is UDP',
    },
    {
      strength: 'against',
      present: ['tcp_packet', 'nf_conntrack_tcp_packet'],
      proves: 'TCP is tracked as well, and takes a part of it',
    },
  ],
  asSymptom: 'connection tracking takes a large part of each datagram',
  rivals: ['ruleset-walk', 'bridge-netfilter', 'per-packet-syscall'],
  remedies: ['notrack', 'larger-conntrack-table', 'drop-earlier'],
  check: 'nf_conntrack_in leaves the profile, and conntrack -C stays level under load.',
  capture: 'system-callgraph',
  sources: ['Linux net/netfilter/nf_conntrack_core.c', 'ISC knowledge base aa-01183 (no tracking for DNS)'],
});
