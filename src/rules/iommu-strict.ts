import { defineRule } from './rule.ts';

export default defineRule({
  id: 'iommu-strict',
  title: 'the IOMMU maps and unmaps every receive buffer',
  says: 'The driver maps each buffer for the NIC and unmaps it when the packet is there; in strict mode every unmap waits until the IOMMU has forgotten the address.',
  stage: 'allocation',
  side: 'producer',
  nature: 'contention',
  thresholds: {
    receive: { value: 8, because: 'with recycled pages or lazy unmapping it is 1 to 4 % of a receiving CPU' },
    primitive: { value: 12, because: 'without callers it may be what the machine sends or reads from disk' },
    send: { value: 8, because: 'then the mappings are of packets that are sent' },
  },
  cost: [{ path: ['@nic-receive', '...', '@iommu'] }, { self: ['@iommu'] }],
  evidence: [
    {
      strength: 'decisive',
      path: ['@nic-receive', '...', '@iommu'],
      atLeast: 'receive',
      proves: 'receive buffers are mapped and unmapped one by one',
    },
    {
      strength: 'strong',
      path: ['net_rx_action', '...', '@dma-map', '...', '@iommu'],
      without: ['dev_hard_start_xmit', '__dev_queue_xmit', '@disk-io'],
      atLeast: 'receive',
      proves: 'buffers are mapped in receive softirqs, where nothing is sent',
    },
    {
      strength: 'strong',
      all: [
        { self: ['@iommu'], atLeast: 'primitive' },
        { present: ['@nic-receive'] },
        { present: ['@udp-enqueue', 'udp_rcv'] },
        { absent: ['@tcp', '@udp-sending'], side: 'any' },
        { not: { present: ['@disk-io'], side: 'any' } },
      ],
      proves: 'work for the IOMMU on CPUs that receive UDP and send nothing',
    },
    {
      strength: 'against',
      path: ['__dev_queue_xmit|dev_hard_start_xmit|sch_direct_xmit', '...', '@iommu'],
      side: 'any',
      atLeast: 'send',
      proves: 'packets that are sent are mapped too',
    },
  ],
  rivals: ['swiotlb-bounce'],
  remedies: ['iommu-passthrough', 'iommu-lazy', 'page-pool-driver'],
  check: 'qi_submit_sync and alloc_iova are gone from below the receive functions of the driver.',
  capture: 'system-callgraph',
  sources: [
    '68a6efe86f6a',
    '531353e650db',
    'intel-wired-lan, 25 September 2025 (ice: more than 5x XDP_TX with page pool)',
  ],
});
