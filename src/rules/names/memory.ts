import { type SymbolSet, set } from './symbol-set.ts';

const pageAllocation = `
  __alloc_pages_nodemask __alloc_pages __alloc_pages_noprof __alloc_frozen_pages_noprof alloc_pages_current alloc_pages
  alloc_pages_noprof alloc_pages_mpol alloc_pages_mpol_noprof alloc_pages_bulk_noprof __alloc_pages_bulk
  alloc_pages_node_noprof get_page_from_freelist rmqueue rmqueue_bulk __rmqueue rmqueue_pcplist __rmqueue_pcplist
  prep_new_page post_alloc_hook clear_page_erms clear_page_rep clear_page_orig __page_pool_alloc_pages_slow
  __page_pool_alloc_netmems_slow __page_pool_alloc_page_order page_pool_release_page page_pool_return_page
  __page_pool_clean_page page_pool_dma_map
  prep_compound_page`;

/** Giving packet memory back, and getting it. Names the symbol table does not have are from memory. */
export const memoryNames: Readonly<Record<string, SymbolSet>> = {
  '@slab-foreign-free': set(
    'freeing into a slab of another CPU',
    '__slab_free cmpxchg_double_slab __cmpxchg_double_slab slab_update_freelist __slab_update_freelist put_cpu_partial',
  ),
  '@slab-refill': set(
    'getting a new slab',
    `__slab_alloc ___slab_alloc get_partial_node get_partial get_any_partial acquire_slab allocate_slab new_slab
     get_freelist freeze_slab shuffle_freelist`,
  ),
  '@received-head-free': set(
    'freeing of a received datagram',
    `skb_consume_udp __consume_stateless_skb consume_skb __kfree_skb kfree_skbmem skb_free_datagram skb_free_datagram_locked
     __skb_free_datagram_locked skb_free_head`,
  ),
  '@page-allocation': set('page allocation', pageAllocation),
  '@driver-refill': set(
    'the refill of a receive ring',
    `ixgbe_alloc_rx_buffers ixgbevf_alloc_rx_buffers i40e_alloc_rx_buffers iavf_alloc_rx_buffers ice_alloc_rx_bufs
     igb_alloc_rx_buffers igc_alloc_rx_buffers igbvf_alloc_rx_buffers e1000_alloc_rx_buffers fm10k_alloc_rx_buffers
     mlx5e_post_rx_wqes mlx5e_post_rx_mpwqes mlx5e_alloc_rx_wqe mlx5e_alloc_rx_wqes mlx5e_alloc_rx_mpwqe
     mlx5e_page_alloc_mapped mlx5e_page_alloc_pool mlx4_en_refill_rx_buffers mlx4_en_process_rx_cq bnxt_alloc_rx_data
     bnxt_alloc_rx_page bnx2x_alloc_rx_sge tg3_alloc_rx_data try_fill_recv add_recvbuf_mergeable ena_refill_rx_bufs
     vmxnet3_rq_alloc_rx_buf xennet_alloc_rx_buffers gve_rx_refill_buffers gve_rx_post_buffers_dqo ionic_rx_fill
     qede_alloc_rx_buffer refill_fl page_pool_alloc_pages page_pool_alloc_netmems page_pool_alloc_frag`,
  ),
  '@page-pool-return': set(
    'giving a page back to its pool',
    `page_pool_recycle_in_ring page_pool_put_page page_pool_put_defragged_page page_pool_put_unrefed_page
     page_pool_put_unrefed_netmem __page_pool_put_page page_pool_return_skb_page napi_pp_put_page
     page_pool_put_page_bulk page_pool_put_netmem_bulk page_pool_producer_lock`,
  ),
  '@page-pool-ring': set(
    'the ring of a page pool',
    `page_pool_recycle_in_ring page_pool_refill_alloc_cache page_pool_put_page page_pool_put_defragged_page
     page_pool_put_unrefed_page page_pool_put_unrefed_netmem __page_pool_put_page page_pool_put_page_bulk
     page_pool_put_netmem_bulk page_pool_producer_lock __page_pool_get_cached page_pool_alloc_pages
     page_pool_alloc_netmems`,
  ),
  '@defer-hand-over': set(
    'handing datagrams back to their CPU',
    'skb_attempt_defer_free skb_defer_free_flush kick_defer_list_purge trigger_rx_softirq',
  ),
};
