/**
 * Fields that CPUs fight over on the way of a datagram, and the functions that touch them. Offsets differ from kernel to
 * kernel, functions much less: the set of functions that share a cache line says what lies in it.
 * Source: sections A6, A9 and the c2c entries of part B of the receive path reference; what is marked there as recall is
 * `recalled` here.
 */
export interface StructField {
  readonly field: string;
  readonly struct: string;
  /** A spinlock: touched by the lock primitives themselves; the functions below take it. */
  readonly lock?: true;
  /** Changed by atomic instructions, which debug information places in a header of atomics. */
  readonly atomic?: true;
  /** Only writes tell it from what else the same functions read: without a store at its offset it is not meant. */
  readonly written?: true;
  /** Functions of each side. A field that has both is only named when both touch its cache line. */
  readonly touchedBy: { readonly producer: readonly string[]; readonly reader: readonly string[] };
  /** Functions of the other side, which want other bytes of the same line and only suffer: one of them must be there. */
  readonly victims?: readonly string[];
  /** Releases that have the field, or use it in this way. */
  readonly since?: string;
  readonly until?: string;
  /** Findings it speaks for. */
  readonly findings: readonly string[];
  /** Other subsystems share it: alone it does not show that UDP receive is what suffers. */
  readonly general?: true;
  readonly source: 'tree' | 'recalled';
}

const newEnqueue = ['__udp_enqueue_schedule_skb'];
const oldEnqueue = ['sock_queue_rcv_skb', '__sock_queue_rcv_skb', 'skb_set_owner_r'];
const udpQueue = ['udp_queue_rcv_one_skb', 'udp_queue_rcv_skb', '__udp_queue_rcv_skb'];
const newDequeue = ['__skb_recv_udp', '__skb_try_recv_from_queue', 'first_packet_length', 'udp_poll'];
const oldDequeue = ['__skb_recv_datagram', '__skb_try_recv_datagram'];
const rmemRelease = ['udp_rmem_release', 'udp_skb_destructor'];
const epollReaders = [
  ...['ep_send_events', 'ep_poll', 'do_epoll_wait', 'ep_scan_ready_list', 'ep_send_events_proc', 'ep_done_scan'],
];
const driverReceive = [
  ...['ixgbe_clean_rx_irq', 'ixgbe_poll', 'ixgbe_alloc_rx_buffers', 'ixgbe_put_rx_buffer', 'ixgbe_fetch_rx_buffer'],
  ...['i40e_clean_rx_irq', 'i40e_napi_poll', 'i40e_alloc_rx_buffers', 'ice_clean_rx_irq', 'ice_napi_poll'],
  ...['ice_alloc_rx_bufs', 'igb_clean_rx_irq', 'igb_poll', 'igc_clean_rx_irq', 'igc_poll'],
  ...[
    '__page_frag_cache_drain',
    'page_frag_alloc',
    'page_frag_alloc_align',
    '__page_frag_alloc_align',
    '__alloc_page_frag',
  ],
];

export const structFields: readonly StructField[] = [
  {
    field: 'sk_rmem_alloc',
    struct: 'sock',
    atomic: true,
    touchedBy: { producer: [...newEnqueue, ...oldEnqueue], reader: [...rmemRelease, 'sock_rfree'] },
    findings: ['rmem-alloc-cache-miss', 'socket-lock'],
    source: 'tree',
  },
  {
    field: 'sk_forward_alloc',
    struct: 'sock',
    touchedBy: {
      producer: [...newEnqueue, '__sk_mem_schedule'],
      reader: [...rmemRelease, 'sock_rfree', '__sk_mem_reclaim'],
    },
    findings: ['socket-lock'],
    source: 'recalled',
  },
  {
    field: 'sk_receive_queue',
    struct: 'sock',
    touchedBy: {
      producer: [...newEnqueue, 'sock_queue_rcv_skb', '__sock_queue_rcv_skb'],
      reader: [...newDequeue, ...oldDequeue],
    },
    findings: ['receive-queue-lock'],
    source: 'recalled',
  },
  {
    field: 'sk_receive_queue.lock',
    struct: 'sock',
    lock: true,
    touchedBy: {
      producer: [...newEnqueue, 'sock_queue_rcv_skb', '__sock_queue_rcv_skb'],
      reader: [...newDequeue, ...oldDequeue, ...rmemRelease],
    },
    findings: ['receive-queue-lock', 'udp-busylock-contention'],
    source: 'recalled',
  },
  {
    field: 'sk_lock.slock',
    struct: 'sock',
    lock: true,
    touchedBy: {
      producer: ['udp_queue_rcv_skb', '__udp_queue_rcv_skb'],
      reader: [
        ...['lock_sock_fast', '__lock_sock_fast', 'release_sock', '__release_sock', 'lock_sock_nested'],
        ...['skb_free_datagram_locked', '__skb_free_datagram_locked'],
      ],
    },
    until: '4.9',
    findings: ['socket-lock'],
    source: 'recalled',
  },
  {
    field: 'sk_backlog',
    struct: 'sock',
    touchedBy: { producer: ['udp_queue_rcv_skb'], reader: ['__release_sock', 'release_sock'] },
    until: '4.9',
    findings: ['socket-lock'],
    source: 'recalled',
  },
  {
    field: 'sk_drops',
    struct: 'sock',
    atomic: true,
    written: true,
    touchedBy: { producer: [...udpQueue, ...newEnqueue], reader: [] },
    victims: [...newDequeue, ...rmemRelease, 'udp_recvmsg'],
    until: '6.17',
    findings: ['sk-drops-false-sharing'],
    source: 'tree',
  },
  {
    field: 'reader_queue',
    struct: 'udp_sock',
    touchedBy: { producer: [], reader: [...newDequeue, ...rmemRelease] },
    since: '4.13',
    findings: ['shared-socket-many-readers'],
    source: 'tree',
  },
  {
    field: 'reader_queue.lock',
    struct: 'udp_sock',
    lock: true,
    touchedBy: { producer: [], reader: [...newDequeue, ...rmemRelease] },
    since: '4.13',
    findings: ['shared-socket-many-readers'],
    source: 'tree',
  },
  {
    field: 'forward_deficit',
    struct: 'udp_sock',
    touchedBy: { producer: [], reader: rmemRelease },
    since: '4.10',
    findings: ['shared-socket-many-readers'],
    source: 'tree',
  },
  {
    field: 'udp busylock',
    struct: 'udp_busylocks',
    lock: true,
    touchedBy: { producer: newEnqueue, reader: [] },
    since: '4.10',
    until: '6.17',
    findings: ['udp-busylock-contention'],
    source: 'recalled',
  },
  {
    field: '_refcount',
    struct: 'page',
    atomic: true,
    touchedBy: {
      producer: driverReceive,
      reader: ['page_frag_free', '__free_page_frag', 'skb_release_data', 'skb_free_head'],
    },
    findings: ['page-frag-free'],
    source: 'recalled',
  },
  {
    field: 'freelist',
    struct: 'slab',
    touchedBy: {
      producer: [
        ...['___slab_alloc', '__slab_alloc', 'kmem_cache_alloc', 'kmem_cache_alloc_node', 'kmem_cache_alloc_bulk'],
        ...[
          'kmem_cache_alloc_noprof',
          'kmem_cache_alloc_node_noprof',
          'kmem_cache_alloc_bulk_noprof',
          'get_partial_node',
        ],
      ],
      reader: [
        ...['__slab_free', 'cmpxchg_double_slab', '__cmpxchg_double_slab', 'slab_update_freelist'],
        ...['kmem_cache_free', 'kmem_cache_free_bulk', 'put_cpu_partial'],
      ],
    },
    general: true,
    findings: ['slab-remote-free'],
    source: 'recalled',
  },
  {
    field: 'list_lock',
    struct: 'kmem_cache_node',
    lock: true,
    touchedBy: {
      producer: ['get_partial_node', 'get_any_partial'],
      reader: ['unfreeze_partials', '__unfreeze_partials', '__put_partials', 'deactivate_slab', '__slab_free'],
    },
    general: true,
    findings: ['slab-partial-lock'],
    source: 'recalled',
  },
  {
    field: 'input_pkt_queue.lock',
    struct: 'softnet_data',
    lock: true,
    touchedBy: { producer: ['enqueue_to_backlog'], reader: ['process_backlog', 'flush_backlog'] },
    general: true,
    findings: ['rps-ipi'],
    source: 'recalled',
  },
  {
    field: 'defer_list',
    struct: 'softnet_data',
    touchedBy: { producer: ['skb_defer_free_flush', 'net_rx_action'], reader: ['skb_attempt_defer_free'] },
    since: '5.19',
    until: '6.17',
    general: true,
    findings: ['skb-defer-flush'],
    source: 'tree',
  },
  {
    field: 'defer_lock',
    struct: 'softnet_data',
    lock: true,
    touchedBy: { producer: ['skb_defer_free_flush', 'net_rx_action'], reader: ['skb_attempt_defer_free'] },
    since: '5.19',
    until: '6.17',
    general: true,
    findings: ['skb-defer-flush'],
    source: 'tree',
  },
  {
    field: 'lock',
    struct: 'zone',
    lock: true,
    touchedBy: {
      producer: ['rmqueue_bulk', 'rmqueue', 'get_page_from_freelist'],
      reader: ['free_pcppages_bulk', 'free_one_page', '__free_pages_ok'],
    },
    general: true,
    findings: ['page-zone-lock'],
    source: 'recalled',
  },
  {
    field: 'f_count',
    struct: 'file',
    atomic: true,
    touchedBy: { producer: [], reader: ['fget', '__fget', '__fget_files', '__fget_light', 'fget_light', 'fput'] },
    general: true,
    findings: ['fd-refcount'],
    source: 'recalled',
  },
  {
    field: 'rdllist',
    struct: 'eventpoll',
    touchedBy: {
      producer: ['ep_poll_callback'],
      reader: epollReaders,
    },
    general: true,
    findings: ['epoll-thundering-herd'],
    source: 'recalled',
  },
  {
    field: 'lock',
    struct: 'eventpoll',
    lock: true,
    touchedBy: {
      producer: ['ep_poll_callback'],
      reader: epollReaders,
    },
    general: true,
    findings: ['epoll-thundering-herd'],
    source: 'recalled',
  },
  {
    field: 'usage',
    struct: 'page_counter',
    atomic: true,
    touchedBy: {
      producer: ['page_counter_try_charge', 'page_counter_charge', 'try_charge_memcg', 'propagate_protected_usage'],
      reader: ['page_counter_uncharge', 'page_counter_cancel'],
    },
    since: '3.19',
    general: true,
    findings: ['memcg-charge'],
    source: 'recalled',
  },
  {
    field: 'udp_memory_allocated',
    struct: 'proto',
    atomic: true,
    // TCP's counter is changed by the same functions.
    touchedBy: { producer: ['__sk_mem_raise_allocated'], reader: ['__sk_mem_reduce_allocated'] },
    since: '4.10',
    general: true,
    findings: ['udp-mem-pressure'],
    source: 'tree',
  },
  {
    field: '__refcnt',
    struct: 'dst_entry',
    atomic: true,
    touchedBy: { producer: [], reader: ['dst_release', 'dst_release_immediate', 'ipv4_dst_check'] },
    general: true,
    findings: ['dst-refcount'],
    source: 'recalled',
  },
  {
    field: 'ring',
    struct: 'page_pool',
    touchedBy: {
      producer: ['page_pool_refill_alloc_cache', 'page_pool_alloc_pages', 'page_pool_alloc_netmems'],
      reader: [
        ...['page_pool_recycle_in_ring', 'page_pool_put_page', 'page_pool_put_defragged_page', 'napi_pp_put_page'],
        ...['page_pool_put_unrefed_page', 'page_pool_put_unrefed_netmem', 'page_pool_return_skb_page'],
      ],
    },
    since: '4.18',
    general: true,
    findings: ['page-pool-ring-contention'],
    source: 'recalled',
  },
  {
    field: 'ct_general',
    struct: 'nf_conn',
    touchedBy: {
      producer: [
        'nf_conntrack_in',
        '__nf_conntrack_find_get',
        'nf_conntrack_udp_packet',
        '__nf_ct_refresh_acct',
        'nf_confirm',
      ],
      reader: ['skb_release_head_state', 'nf_conntrack_destroy', 'nf_ct_destroy'],
    },
    general: true,
    findings: ['conntrack-cost'],
    source: 'recalled',
  },
];

/** True for the primitives that spin on or release a spinlock: they touch the lock word, whosever lock it is. */
export function isSpinlock(key: string): boolean {
  return /^(?:_raw_(?:spin|read|write)_|(?:native_|__pv_)?queued_spin_lock|do_raw_spin_|__ticket_spin_|__raw_callee_save___pv_queued_spin)/.test(
    key,
  );
}
