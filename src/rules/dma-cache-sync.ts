import { defineRule } from './rule.ts';

export default defineRule({
  id: 'dma-cache-sync',
  title: 'caches are cleared by hand for a NIC that is not coherent',
  says: 'The NIC does not see the caches of the CPU (ARM, MIPS and RISC-V systems on a chip), so the lines of each receive buffer are invalidated one by one before the packet can be read: of the whole buffer, where the driver does not say how long the packet is.',
  stage: 'driver',
  side: 'producer',
  nature: 'work',
  thresholds: {
    sync: { value: 8, because: 'where the NIC is coherent these functions are not called at all' },
  },
  cost: [{ self: ['@dma-invalidate'] }],
  evidence: [
    {
      strength: 'strong',
      all: [
        { self: ['@dma-invalidate'], atLeast: 'sync' },
        { present: ['@udp-enqueue', 'udp_rcv', 'udpv6_rcv', '__udp4_lib_rcv', '@udp-recvmsg'], side: 'any' },
        { not: { present: ['@disk-io'], side: 'any' } },
      ],
      proves: 'buffers that a device wrote are taken out of the caches',
    },
  ],
  rivals: ['swiotlb-bounce', 'iommu-strict', 'driver-alloc-no-recycle'],
  remedies: ['page-pool-driver', 'smaller-buffers', 'coherent-nic'],
  check: 'the functions that invalidate caches are below 5 % of the softirqs.',
  capture: 'system-callgraph',
  sources: ['Linux Documentation/core-api/dma-api.rst', 'Linux arch/arm64/mm/cache.S (dcache_inval_poc)'],
});
