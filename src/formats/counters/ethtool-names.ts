/** A driver's statistic under a name that is the same for all drivers, and the receive queue it belongs to. */
export interface NicName {
  readonly name: string;
  readonly queue?: string;
}

/**
 * Statistics of the whole device whose meaning the name leaves no doubt about. Which drivers use which is not verified, and
 * only said to find them again. What is not listed keeps its own name as `ethtool.<name>`.
 */
const deviceNames: Readonly<Record<string, string>> = {
  rx_packets: 'rx_packets',
  rx_bytes: 'rx_bytes',
  rx_errors: 'rx_errors',
  rx_dropped: 'rx_dropped', // ixgbe, mlx4, i40e, e1000e
  rx_drops: 'rx_dropped', // ena
  'port.rx_dropped': 'rx_dropped', // i40e
  'rx_dropped.nic': 'rx_dropped', // ice
  'drv dropped rx total': 'rx_dropped', // vmxnet3
  rx_missed_errors: 'rx_missed', // ixgbe, igb, e1000e, i40e
  rx_missed: 'rx_missed',
  rx_no_buffer_count: 'rx_no_buffer', // ixgbe, igb, e1000e
  rx_no_dma_resources: 'rx_no_buffer', // ixgbe
  rx_nodesc_drop_cnt: 'rx_no_buffer', // sfc
  no_buff_discards: 'rx_no_buffer', // qede
  rx_out_of_buffer: 'rx_out_of_buffer', // mlx5
  'pkts rx OOB': 'rx_out_of_buffer', // vmxnet3
  rx_fifo_errors: 'rx_fifo_errors',
  rx_over_errors: 'rx_over_errors',
  rx_overruns: 'rx_over_errors', // ena
  rx_discards: 'rx_discards', // tg3, bnx2x
  rx_discards_phy: 'rx_discards', // mlx5: the port's buffer was full
  'port.rx_discards': 'rx_discards', // i40e
  rx_total_discard_pkts: 'rx_discards', // bnxt
  alloc_rx_page: 'rx_page_alloc', // ixgbe
  alloc_rx_page_failed: 'rx_alloc_failed', // ixgbe
  alloc_rx_buff_failed: 'rx_alloc_failed', // ixgbe, igb
  rx_alloc_fail: 'rx_alloc_failed', // i40e
  rx_pg_alloc_fail: 'rx_alloc_failed', // i40e, ice
  rx_buff_alloc_err: 'rx_alloc_failed', // mlx5
  rx_csum_offload_errors: 'rx_checksum_errors', // ixgbe, igb
  rx_csum_bad: 'rx_checksum_errors',
  'rx buf alloc fail': 'rx_alloc_failed', // vmxnet3
};

/** Statistics of one receive queue, behind the queue's number. */
const queueNames: Readonly<Record<string, string>> = {
  packets: 'rx_packets',
  rx_packets: 'rx_packets',
  rx_pkts: 'rx_packets',
  rcv_pkts: 'rx_packets',
  cnt: 'rx_packets',
  rx_ucast_packets: 'rx_packets',
  'ucast pkts rx': 'rx_packets',
  bytes: 'rx_bytes',
  rx_bytes: 'rx_bytes',
  rx_ucast_bytes: 'rx_bytes',
  'ucast bytes rx': 'rx_bytes',
  drops: 'rx_dropped',
  dropped: 'rx_dropped',
  rx_discards: 'rx_discards',
  rx_discard_packets: 'rx_discards',
  csum_err: 'rx_checksum_errors',
  alloc_failed: 'rx_alloc_failed',
  page_alloc_fail: 'rx_alloc_failed',
  buff_alloc_err: 'rx_alloc_failed',
  rx_drops_no_frags: 'rx_no_buffer',
};

/**
 * Where drivers put a queue's number:
 *
 *     rx_queue_0_packets   igb, ixgbe, ice, virtio_net, hv_netvsc, veth
 *     rx-0.rx_packets      i40e, sfc
 *     rx0_packets          mlx5, mlx4, virtio_net
 *     queue_0_rx_cnt       ena
 *     [0]: rx_ucast_packets   bnxt, bnx2x, tg3
 *     rxq0: rx_pkts        be2net
 *     0: rcv_pkts          qede
 */
const queueShapes: readonly RegExp[] = [
  /^rx_queue_(\d+)_(\w+)$/,
  /^rx[-_]?(\d+)\.(\w+)$/,
  /^rx(\d+)_(\w+)$/,
  /^queue_(\d+)_rx_(\w+)$/,
  /^\[(\d+)\]: (rx_\w+)$/,
  /^rxq(\d+): (\w+)$/,
  /^(\d+): (\w+)$/,
];

/** The common name of a driver's statistic; `underQueue` is the queue named by a heading above it (vmxnet3). */
export function nicName(raw: string, underQueue?: string): NicName | undefined {
  for (const shape of queueShapes) {
    const match = shape.exec(raw);
    const name = match && queueNames[match[2]!];
    if (match && name) return { name: `nic.${name}`, queue: match[1]! };
  }
  if (underQueue !== undefined && queueNames[raw]) return { name: `nic.${queueNames[raw]}`, queue: underQueue };
  const name = deviceNames[raw];
  return name ? { name: `nic.${name}`, ...(underQueue !== undefined && { queue: underQueue }) } : undefined;
}
