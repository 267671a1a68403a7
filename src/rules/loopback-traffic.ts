import { defineRule } from './rule.ts';

export default defineRule({
  id: 'loopback-traffic',
  title: 'the datagrams come from this machine, over loopback',
  says: 'Sender and receiver share the CPUs, and the receive path up to the socket runs inside the send call: no NIC takes part, and what is measured is both sides together.',
  stage: 'driver',
  side: 'any',
  nature: 'circumstance',
  thresholds: {
    inside: { value: 10, because: 'a tenth of the busy samples is the traffic that is measured, not a side show' },
    sending: { value: 5, because: 'without callers only the functions that build datagrams tell' },
  },
  cost: [
    { path: ['@udp-sending', '...', '@udp-enqueue'] },
    { self: ['@udp-sending', '@udp-enqueue', 'loopback_xmit'] },
  ],
  evidence: [
    {
      strength: 'decisive',
      all: [
        { present: ['loopback_xmit'] },
        { absent: ['veth_xmit'] },
        { path: ['@udp-sending', '...', '@udp-enqueue'], atLeast: 'inside' },
      ],
      proves: 'datagrams are queued to the socket inside the send call',
    },
    {
      strength: 'strong',
      all: [
        { present: ['loopback_xmit'] },
        { absent: ['veth_xmit', '@nic-receive'] },
        { self: ['@udp-sending'], atLeast: 'sending' },
        { present: ['@udp-enqueue'] },
      ],
      proves: 'datagrams are sent, looped back and received',
    },
  ],
  rivals: [],
  remedies: ['no-loopback', 'udp-gro'],
  check: 'loopback_xmit is gone: the sender runs on another machine.',
  capture: 'system-callgraph',
  sources: ['Linux drivers/net/loopback.c'],
});
