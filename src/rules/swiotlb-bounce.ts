import { defineRule } from './rule.ts';

export default defineRule({
  id: 'swiotlb-bounce',
  title: 'packets are copied through bounce buffers',
  says: 'The NIC cannot write to the memory of the driver (a confidential guest, a device with 32 address bits, swiotlb=force), so each packet goes through a bounce buffer.',
  stage: 'allocation',
  side: 'producer',
  nature: 'work',
  thresholds: {
    bounce: { value: 5, because: 'where no bounce buffers are used the functions return at once' },
  },
  cost: [{ path: ['@nic-receive', '...', '@swiotlb'] }, { self: ['@swiotlb'] }],
  evidence: [
    {
      strength: 'decisive',
      path: ['@nic-receive', '...', 'swiotlb_bounce'],
      atLeast: 'bounce',
      proves: 'received packets are copied out of bounce buffers',
    },
    {
      strength: 'strong',
      path: ['@packet-input', '...', '@swiotlb'],
      atLeast: 'bounce',
      proves: 'bounce buffers on the receive path',
    },
    {
      strength: 'strong',
      all: [
        { self: ['@swiotlb'], atLeast: 'bounce' },
        { present: ['@udp-enqueue', 'udp_rcv'] },
        { absent: ['@tcp', '@udp-sending'], side: 'any' },
        { not: { present: ['@disk-io'], side: 'any' } },
      ],
      proves: 'bounce buffers on CPUs that receive UDP and send nothing',
    },
  ],
  rivals: ['iommu-strict'],
  remedies: ['no-bounce-buffers', 'larger-swiotlb'],
  check: 'swiotlb_bounce is gone; /sys/kernel/debug/swiotlb/io_tlb_used stays low.',
  capture: 'system-callgraph',
  sources: ['Linux Documentation/core-api/swiotlb.rst'],
});
