import { defineRule } from './rule.ts';

export default defineRule({
  id: 'skb-defer-flush',
  title: 'handing consumed datagrams back to their CPU is what costs',
  says: 'From 6.18 on the reader hands each datagram to the CPU that allocated it, which frees it in its next softirq: lists and frees cost more than they save.',
  stage: 'free',
  side: 'any',
  nature: 'saving',
  kernels: { since: 'udp-deferred-free' },
  thresholds: {
    flush: { value: 25, because: 'a CPU that frees what it allocated spends up to a fifth of its softirq time there' },
    lists: { value: 15, because: 'lists that are not fought over take 2 to 10 % on either side' },
  },
  cost: [
    { path: ['skb_defer_free_flush'], side: 'producer' },
    { self: ['@defer-hand-over'], side: 'reader' },
    { self: ['@defer-hand-over'], side: 'producer' },
  ],
  evidence: [
    {
      strength: 'strong',
      path: ['skb_defer_free_flush'],
      side: 'producer',
      atLeast: 'flush',
      proves: 'softirqs free what readers handed back',
    },
    {
      strength: 'strong',
      self: ['@defer-hand-over'],
      side: 'reader',
      atLeast: 'lists',
      proves: 'the reader fights for the lists of datagrams to be freed',
    },
    {
      strength: 'strong',
      self: ['@defer-hand-over'],
      side: 'producer',
      atLeast: 'lists',
      proves: 'softirqs fight for the lists of datagrams to be freed',
    },
    {
      strength: 'supporting',
      present: ['trigger_rx_softirq', 'kick_defer_list_purge'],
      proves: 'interrupts to other CPUs ask them to free',
    },
  ],
  rivals: ['slab-remote-free', 'page-frag-free', 'slab-partial-lock', 'loopback-traffic'],
  remedies: ['skb-defer-max', 'reader-near-nic'],
  check: 'skb_defer_free_flush is below a tenth of the softirqs.',
  capture: 'system-callgraph',
  sources: ['6471658dc66c', '5628f3fe3b16', 'kernel test robot, 202512112119.5b9829a'],
});
