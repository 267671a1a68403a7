import { defineRule } from './rule.ts';

export default defineRule({
  id: 'udp-numa-prod-queue',
  title: 'one CPU per node queues for all',
  says: 'The softirq that finds the list of its NUMA node empty queues what the other CPUs of the node add meanwhile: under a flood one CPU per node touches every datagram while the others go on.',
  stage: 'enqueue',
  side: 'producer',
  nature: 'saving',
  kernels: { since: 'udp-per-numa-queues' },
  thresholds: {
    queueing: {
      value: 25,
      because: 'queueing one at a time takes 5 to 15 % of a softirq; above a quarter whole batches',
    },
    reversing: { value: 1, because: 'a list of one datagram takes no time to turn around' },
    locks: { value: 10, because: 'then the wait for the lock is what costs' },
  },
  cost: [{ self: ['__udp_enqueue_schedule_skb', 'llist_reverse_order'] }],
  evidence: [
    {
      strength: 'strong',
      all: [
        { self: ['__udp_enqueue_schedule_skb', 'llist_reverse_order'], atLeast: 'queueing' },
        { kernel: { has: 'udp-per-numa-queues' } },
      ],
      proves: 'softirqs touch the datagrams of a whole batch',
    },
    {
      strength: 'supporting',
      path: ['__udp_enqueue_schedule_skb', 'llist_reverse_order'],
      atLeast: 'reversing',
      proves: 'the batches are long',
    },
    {
      strength: 'against',
      path: ['__udp_enqueue_schedule_skb', '@spin-locks'],
      atLeast: 'locks',
      proves: 'they wait for sk_receive_queue.lock as well',
    },
  ],
  explains: ['drop-storm'],
  rivals: ['udp-busylock-contention', 'drop-storm'],
  remedies: ['reuseport-sharding', 'fewer-receive-queues', 'drop-earlier'],
  check: 'drops of the socket (/proc/net/udp; 6.18 and 6.19 leave those of a batch out of nstat) stand still.',
  capture: 'system-callgraph',
  sources: ['b650bf0977d3', '820990d66577 (net-next, January 2026: counts drops of a batch)'],
});
