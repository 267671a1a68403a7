import { defineRule } from './rule.ts';

export default defineRule({
  id: 'driver-alloc-no-recycle',
  title: 'the NIC driver allocates new pages instead of reusing its own',
  says: 'Buffers stay in the socket queue longer than the receive ring turns, or the driver never takes them back: each refill asks the page allocator.',
  stage: 'allocation',
  side: 'producer',
  nature: 'work',
  thresholds: {
    refill: { value: 10, because: 'a driver that reuses its pages asks the allocator for below 2 % of its time' },
    pages: {
      value: 12,
      because: 'without callers, pages may be for others: veth and senders reach 12 % in virtual machines',
    },
    fresh: {
      value: 25,
      because: 'a reused half page serves thousands of packets: a new one for every fourth is no reuse',
    },
  },
  cost: [{ path: ['@driver-refill', '...', '@page-allocation'] }, { self: ['@page-allocation'] }],
  evidence: [
    {
      strength: 'decisive',
      path: ['@driver-refill', '...', '@page-allocation'],
      atLeast: 'refill',
      proves: 'new pages to refill the receive ring',
    },
    {
      strength: 'strong',
      all: [
        { self: ['@page-allocation'], atLeast: 'pages' },
        { present: ['@driver-refill'] },
        { present: ['@udp-enqueue', '@udp-recvmsg', '@queue-dequeue'], side: 'any' },
        { absent: ['@tcp', '@udp-transmit'] },
      ],
      proves: 'page allocation beside the refill of a receive ring',
    },
    {
      strength: 'supporting',
      counter: 'nic.rx_page_alloc',
      per: 'nic.rx_packets',
      atLeast: 'fresh',
      proves: 'pages allocated per received packet',
    },
  ],
  rivals: ['page-zone-lock', 'page-frag-free', 'page-pool-ring-contention', 'iommu-strict'],
  remedies: ['page-pool-driver', 'shorter-queue', 'recvmmsg'],
  check: 'ethtool -S: pages reused grow as fast as packets received.',
  capture: 'system-callgraph',
  sources: ['kernel sources of the drivers, 3.10 to 6.18'],
});
