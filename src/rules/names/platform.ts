import { idleSymbols } from '../../kernel/symbol-sets.ts';
import { type SymbolSet, set } from './symbol-set.ts';

/** Waiting for events, idling, clocks, DMA, guests and their hosts, tracing. */
export const platformNames: Readonly<Record<string, SymbolSet>> = {
  '@idle': set('idling', idleSymbols),
  '@idle-governor': set(
    'entering and leaving idle states',
    `menu_select menu_reflect teo_select teo_reflect cpuidle_select cpuidle_reflect ladder_select_state
     tick_nohz_idle_enter tick_nohz_idle_exit tick_nohz_stop_tick tick_nohz_idle_stop_tick tick_nohz_stop_sched_tick
     __tick_nohz_idle_enter tick_nohz_next_event tick_nohz_get_sleep_length tick_nohz_restart_sched_tick
     tick_nohz_idle_restart_tick get_next_timer_interrupt hrtimer_next_event_without hrtimer_get_next_event
     get_typical_interval nohz_run_idle_balance tick_check_broadcast_expired sched_idle_set_state`,
  ),
  '@event-wait': set(
    'waiting for events',
    `ep_poll do_epoll_wait do_epoll_pwait sys_epoll_wait SyS_epoll_wait __x64_sys_epoll_wait __x64_sys_epoll_pwait
     __arm64_sys_epoll_pwait do_sys_poll do_poll do_select core_sys_select poll_schedule_timeout io_cqring_wait`,
  ),
  '@sleep': set('going to sleep', 'schedule schedule_timeout schedule_hrtimeout_range schedule_hrtimeout_range_clock'),
  '@busy-poll': set(
    'busy polling',
    'napi_busy_loop __napi_busy_loop napi_busy_loop_rcu sk_busy_loop ep_busy_loop io_napi_busy_loop',
  ),
  '@packet-delivery': set(
    'delivery of packets',
    `napi_gro_receive gro_receive_skb napi_gro_frags netif_receive_skb netif_receive_skb_internal
     netif_receive_skb_list_internal napi_gro_flush gro_normal_list ip_rcv ip_list_rcv ipv6_rcv ipv6_list_rcv`,
  ),
  '@poll-socket': set(
    'asking a socket for events',
    'sock_poll udp_poll tcp_poll first_packet_length ep_busy_loop schedule __schedule',
  ),
  '@stamp-reads': set(
    'reading the wall clock for a packet',
    'ktime_get_with_offset ktime_get_real getnstimeofday64 __getnstimeofday64 __net_timestamp __sock_recv_timestamp __sock_recv_cmsgs',
  ),
  '@dma-map': set(
    'mapping a buffer for DMA',
    `dma_map_page_attrs dma_map_phys dma_map_single_attrs iommu_dma_map_page iommu_dma_map_phys intel_map_page
     __intel_map_single`,
  ),
  '@epoll-wait': set(
    'epoll_wait',
    `ep_poll do_epoll_wait do_epoll_pwait sys_epoll_wait SyS_epoll_wait __x64_sys_epoll_wait __x64_sys_epoll_pwait
     __arm64_sys_epoll_pwait ep_send_events ep_send_events_proc ep_scan_ready_list ep_start_scan ep_done_scan`,
  ),
  '@epoll-locks': set(
    "a lock of epoll's",
    `_raw_spin_lock _raw_spin_lock_irq _raw_spin_lock_irqsave native_queued_spin_lock_slowpath
     queued_spin_lock_slowpath __pv_queued_spin_lock_slowpath _raw_read_lock_irqsave _raw_write_lock_irq
     _raw_write_lock_irqsave queued_read_lock_slowpath queued_write_lock_slowpath native_queued_read_lock_slowpath
     native_queued_write_lock_slowpath __mutex_lock __mutex_lock_slowpath mutex_spin_on_owner osq_lock`,
  ),
  '@hardware-clocks': set('a clock outside the CPU', 'read_hpet hpet_readl acpi_pm_read acpi_pm_read_slow i8253_read'),
  '@guest-clocks': set(
    "a clock of the hypervisor's",
    `pvclock_clocksource_read pvclock_clocksource_read_nowd kvm_clock_get_cycles kvm_clock_read
     xen_clocksource_get_cycles xen_clocksource_read read_hv_clock_tsc read_hv_clock_msr read_hv_clock_tsc_cs`,
  ),
  '@clock-reads': set(
    'reading the clock',
    `ktime_get_with_offset ktime_get_real ktime_get_real_ts64 getnstimeofday getnstimeofday64 __getnstimeofday
     __getnstimeofday64 __net_timestamp read_tsc arch_counter_read`,
  ),
  '@clock-readers': set(
    'senders that read the clock',
    'pktgen_thread_worker pktgen_xmit fq_enqueue fq_dequeue tcp_mstamp_refresh tcp_ack tcp_sendmsg_locked',
  ),
  '@socket-stamps': set(
    'the time stamp for the reader',
    '__sock_recv_timestamp __sock_recv_ts_and_drops __sock_recv_cmsgs sock_recv_timestamp put_cmsg_scm_timestamping put_cmsg_scm_timestamping64',
  ),
  '@packet-input': set(
    'the arrival of packets',
    `net_rx_action netif_rx __netif_rx netif_rx_internal netif_receive_skb netif_receive_skb_internal napi_gro_receive
     gro_receive_skb __netif_receive_skb_core`,
  ),
  '@background': set(
    'timers, RCU and load balancing',
    `rcu_core rcu_do_batch rcu_process_callbacks __rcu_process_callbacks rcu_check_callbacks rcu_sched_clock_irq
     rcu_gp_kthread note_gp_changes run_timer_softirq __run_timers call_timer_fn hrtimer_interrupt
     __hrtimer_run_queues sched_tick scheduler_tick task_tick_fair update_process_times tick_sched_timer
     tick_nohz_handler tick_sched_handle load_balance sched_balance_rq rebalance_domains sched_balance_domains
     run_rebalance_domains update_blocked_averages sched_balance_update_blocked_averages update_sd_lb_stats
     update_sg_lb_stats find_busiest_group sched_balance_find_src_group task_numa_work change_prot_numa`,
  ),
  '@context-tracking': set(
    'context tracking of a nohz_full CPU',
    `__ct_user_enter __ct_user_exit ct_user_enter ct_user_exit ct_kernel_enter ct_kernel_exit __context_tracking_enter
     __context_tracking_exit context_tracking_user_enter context_tracking_user_exit context_tracking_enter
     context_tracking_exit rcu_user_enter rcu_user_exit vtime_user_enter vtime_user_exit`,
  ),
  '@debug-kernel': set(
    'checks of a debug kernel',
    `lock_acquire lock_release __lock_acquire __lock_release lock_acquired lock_contended lock_is_held_type
     check_chain_key validate_chain mark_lock mark_held_locks lockdep_hardirqs_on lockdep_hardirqs_off
     check_preemption_disabled debug_smp_processor_id debug_lockdep_rcu_enabled kasan_check_range __kasan_check_read
     __kasan_check_write __asan_load1 __asan_load2 __asan_load4 __asan_load8 __asan_store1 __asan_store2 __asan_store4
     __asan_store8 kasan_save_stack kasan_poison kasan_unpoison __kcsan_check_access __tsan_read1 __tsan_read2
     __tsan_read4 __tsan_read8 __tsan_write1 __tsan_write4 __tsan_write8 __tsan_func_entry __tsan_func_exit kcsan_setup_watchpoint
     check_memory_region __msan_poison_alloca kmsan_get_metadata __sanitizer_cov_trace_pc
     write_comp_data check_object check_bytes_and_report debug_object_activate free_debug_processing
     alloc_debug_processing kmemleak_alloc create_object`,
  ),
  '@tracing': set(
    'tracing',
    `ftrace_caller ftrace_regs_caller ftrace_ops_list_func arch_ftrace_ops_list_func function_trace_call
     function_graph_enter ftrace_graph_caller prepare_ftrace_return ftrace_return_to_handler return_to_handler
     kprobe_ftrace_handler kprobe_dispatcher kprobe_perf_func kretprobe_perf_func optimized_callback
     pre_handler_kretprobe trace_call_bpf bpf_trace_run1 bpf_trace_run2 bpf_trace_run3 bpf_trace_run4 bpf_trace_run5
     __bpf_prog_enter_recur __bpf_prog_exit_recur __bpf_trampoline_enter perf_trace_run_bpf_submit perf_syscall_enter
     perf_syscall_exit perf_trace_buf_alloc trace_event_buffer_reserve trace_event_raw_event_kfree_skb
     perf_trace_kfree_skb ring_buffer_lock_reserve ring_buffer_unlock_commit __ring_buffer_alloc rb_reserve_next_event
     kprobe_int3_handler uprobe_notify_resume`,
  ),
  '@ptrace-stop': set(
    'a stop for a tracer',
    'ptrace_stop ptrace_notify ptrace_do_notify tracehook_report_syscall_entry tracehook_report_syscall_exit',
  ),
  '@profiling': set(
    'perf itself',
    `perf_event_overflow __perf_event_overflow perf_event_output_forward perf_output_sample perf_prepare_sample
     perf_callchain_kernel perf_callchain_user perf_callchain get_perf_callchain unwind_next_frame
     __intel_pmu_enable_all intel_pmu_handle_irq perf_swevent_hrtimer perf_event_task_tick ctx_resched
     perf_pmu_nop_void __perf_event_task_sched_in __perf_event_task_sched_out`,
  ),
  '@vhost': set(
    'vhost',
    `vhost_worker vhost_run_work_list vhost_task_fn handle_rx handle_rx_net handle_tx handle_tx_copy handle_tx_net
     vhost_get_vq_desc vhost_add_used_and_signal_n vhost_add_used_n vhost_signal vhost_copy_to_user vhost_net_buf_peek
     translate_desc iotlb_access_ok vhost_net_rx_peek_head_len get_rx_bufs`,
  ),
  '@vhost-thread': set("vhost's thread", 'vhost_worker vhost_run_work_list vhost_task_fn'),
  '@vm-exits': set(
    'instructions that leave the guest',
    `native_write_msr native_apic_msr_write native_apic_msr_eoi_write native_apic_mem_write x2apic_send_IPI
     x2apic_send_IPI_mask __x2apic_send_IPI_mask __x2apic_send_IPI_dest lapic_next_deadline lapic_next_event
     kvm_guest_apic_eoi_write kvm_send_ipi_mask kvm_kick_cpu vp_notify vp_notify_with_data virtqueue_notify
     virtqueue_kick iowrite16 iowrite32 hv_apic_eoi_write hv_send_ipi hv_do_hypercall xen_hypercall_event_channel_op
     xen_hypercall_set_timer_op native_smp_send_reschedule`,
  ),
  '@guest-only': set(
    'functions of a guest',
    `kvm_wait kvm_kick_cpu kvm_lock_spinning kvm_guest_apic_eoi_write kvm_clock_get_cycles kvm_clock_read
     kvm_send_ipi_mask kvm_steal_clock pvclock_clocksource_read pvclock_clocksource_read_nowd virtnet_poll
     virtnet_receive vp_notify vp_notify_with_data __pv_queued_spin_lock_slowpath
     __raw_callee_save___pv_queued_spin_unlock hv_qlock_wait read_hv_clock_tsc hv_apic_eoi_write netvsc_poll
     xen_clocksource_get_cycles xen_hypercall_event_channel_op xennet_poll vmxnet3_poll_rx_only
     vmxnet3_rq_rx_complete`,
  ),
  '@iommu': set(
    'mapping for the IOMMU',
    `qi_submit_sync qi_flush_iotlb qi_flush_piotlb __domain_mapping domain_mapping dma_pte_clear_level
     dma_pte_clear_range domain_unmap intel_iommu_map intel_iommu_unmap intel_iommu_map_pages intel_iommu_unmap_pages
     intel_map_page intel_unmap __intel_map_single intel_iommu_tlb_sync iommu_flush_iotlb_psi iommu_dma_map_page
     iommu_dma_unmap_page iommu_dma_map_phys iommu_dma_unmap_phys __iommu_dma_map __iommu_dma_unmap __iommu_map
     __iommu_unmap iommu_map iommu_unmap iommu_unmap_fast alloc_iova alloc_iova_fast alloc_iova_mem
     __alloc_and_insert_iova_range iommu_dma_alloc_iova iommu_dma_free_iova free_iova free_iova_fast __free_iova
     iova_magazine_free_pfns iova_rcache_insert __iova_rcache_get iova_rcache_get queue_iova fq_ring_free
     fq_ring_free_locked fq_flush_timeout fq_flush_iotlb private_find_iova remove_iova arm_smmu_cmdq_issue_cmdlist
     arm_smmu_tlb_inv_range_domain arm_smmu_iotlb_sync __arm_lpae_map __arm_lpae_unmap arm_lpae_map_pages
     arm_lpae_unmap_pages iommu_v1_map_pages iommu_v1_unmap_pages iommu_v1_map_page iommu_v1_unmap_page v1_alloc_pte
     amd_iommu_map amd_iommu_unmap amd_iommu_map_pages amd_iommu_unmap_pages iommu_completion_wait
     iommu_queue_command_sync amd_iommu_flush_iotlb_all intel_iommu_iotlb_sync cache_tag_flush_range`,
  ),
  '@dma-invalidate': set(
    'invalidating caches for a device',
    `__inval_dcache_area __pi___inval_dcache_area dcache_inval_poc __pi_dcache_inval_poc __dma_inv_area __pi___dma_inv_area
     __dma_inv_range __dma_unmap_area __pi___dma_unmap_area v7_dma_inv_range v6_dma_inv_range arm926_dma_inv_range
     feroceon_range_dma_inv_range feroceon_dma_inv_range xscale_dma_inv_range xsc3_dma_inv_range mohawk_dma_inv_range
     fa_dma_inv_range __dma_page_dev_to_cpu ___dma_page_dev_to_cpu l2c210_inv_range l2c220_inv_range l2x0_inv_range
     aurora_inv_range r4k_dma_cache_inv mips_dma_cache_inv octeon_dma_cache_inv blast_inv_dcache_range`,
  ),
  '@swiotlb': set(
    'bounce buffers',
    `swiotlb_bounce swiotlb_map swiotlb_map_page swiotlb_tbl_map_single swiotlb_tbl_unmap_single
     __swiotlb_tbl_unmap_single swiotlb_sync_single_for_cpu swiotlb_tbl_sync_single __swiotlb_sync_single_for_cpu
     swiotlb_find_slots swiotlb_area_find_slots swiotlb_search_pool_area swiotlb_release_slots is_swiotlb_buffer
     is_xen_swiotlb_buffer xen_swiotlb_map_page xen_swiotlb_unmap_page`,
  ),
  '@nic-receive': set(
    "a driver's receive ring",
    `ixgbe_clean_rx_irq ixgbe_alloc_rx_buffers ixgbevf_clean_rx_irq i40e_clean_rx_irq i40e_alloc_rx_buffers
     ice_clean_rx_irq ice_alloc_rx_bufs iavf_clean_rx_irq iavf_alloc_rx_buffers idpf_vport_splitq_napi_poll
     igb_clean_rx_irq igb_alloc_rx_buffers igc_clean_rx_irq igc_alloc_rx_buffers e1000_clean_rx_irq
     e1000_alloc_rx_buffers mlx5e_poll_rx_cq mlx5e_post_rx_wqes mlx5e_post_rx_mpwqes mlx5e_handle_rx_cqe
     mlx5e_handle_rx_cqe_mpwrq mlx5e_alloc_rx_mpwqe mlx5e_alloc_rx_wqes mlx5e_page_alloc_mapped
     mlx5e_page_release_dynamic mlx4_en_process_rx_cq mlx4_en_refill_rx_buffers bnxt_rx_pkt bnxt_alloc_rx_data
     bnxt_alloc_rx_page ena_clean_rx_irq ena_refill_rx_bufs ena_rx_skb vmxnet3_rq_rx_complete tg3_rx bnx2x_rx_int
     be_process_rx virtnet_receive try_fill_recv gve_clean_rx_done gve_rx_poll_dqo nfp_net_rx hns3_clean_rx_ring
     hns3_nic_alloc_rx_buffers qede_rx_int cxgb4_process_responses page_pool_dma_map page_pool_return_page
     page_pool_release_page page_pool_dma_sync_for_device __page_pool_alloc_pages_slow
     __page_pool_alloc_page_order mlx5e_skb_from_cqe_linear mlx5e_skb_from_cqe_nonlinear
     mlx5e_skb_from_cqe_mpwrq_linear mlx5e_skb_from_cqe_mpwrq_nonlinear mlx5e_free_rx_mpwqe mlx5e_page_release_fragmented
     mlx5e_page_alloc_fragmented idpf_rx_splitq_clean idpf_rx_singleq_clean gve_rx_dqo mana_poll_rx_cq
     mana_process_rx_cqe mana_rx_skb mana_get_rxfrag ionic_rx_service ionic_rx_fill otx2_rcv_pkt_handler efx_rx_packet
     __efx_rx_packet efx_fast_push_rx_descriptors aq_ring_rx_clean aq_ring_rx_fill mvpp2_rx mvneta_rx_swbm stmmac_rx
     stmmac_rx_refill dpaa2_eth_rx enetc_clean_rx_ring nfp_nfd3_rx rtl_rx fec_enet_rx_queue enic_rq_service ibmveth_poll
     qeth_extract_skb xgbe_rx_poll`,
  ),
  '@disk-io': set(
    'block I/O',
    `virtblk_done virtio_queue_rq virtblk_add_req blk_mq_dispatch_rq_list blk_mq_start_request blk_mq_end_request
     blk_update_request nvme_queue_rq nvme_irq nvme_pci_complete_rq nvme_unmap_data scsi_queue_rq scsi_dispatch_cmd
     scsi_request_fn scsi_dma_map scsi_dma_unmap scsi_done megasas_complete_cmd_dpc ahci_qc_issue ata_qc_complete
     submit_bio submit_bio_noacct`,
  ),
  '@udp-sending': set(
    'sending UDP',
    `udp_sendmsg udpv6_sendmsg udp_send_skb udp_v6_send_skb ip_make_skb __ip_make_skb __ip_append_data ip_append_data
     ip6_make_skb __ip6_append_data ip_send_skb`,
  ),
};
