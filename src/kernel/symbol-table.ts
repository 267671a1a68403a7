/**
 * Kernel functions seen on and around the UDP receive path, and the libc wrappers above it. A line `@detail` opens a part;
 * each row: name, role, first and last mainline release that has it (`-`: in 3.10 already, still in 6.18), meaning. Rows
 * with `~` are from memory; the others were seen in the kernel sources of the releases between which they lie. Compilers
 * inline and distributions backport: one symbol is a hint, a set is evidence.
 */
export const symbolTable = `
@irq
common_interrupt other - - Hard-IRQ dispatcher; parent of NIC interrupt handlers
asm_common_interrupt other 5.8 - Assembly stub entering common_interrupt
do_IRQ other - 5.7 Older x86 hard-IRQ dispatcher
handle_edge_irq other - - Edge/MSI interrupt flow handler
__handle_irq_event_percpu other 4.8 - Runs the driver interrupt handlers
handle_irq_event_percpu other - - Runs the driver interrupt handlers, per-CPU part
irq_exit other - - End of hard IRQ; starts pending softirqs
irq_exit_rcu other 5.8 - End of hard IRQ; starts pending softirqs
ret_from_intr other - 5.7 Old x86 interrupt return path
sysvec_call_function_single wakeup 5.8 - Cross-CPU function-call IPI (RPS kick, remote wakeups)
asm_sysvec_call_function_single wakeup 5.8 - Assembly stub for single function-call IPI
smp_call_function_single_interrupt wakeup - 5.7 Older single function-call IPI handler
generic_smp_call_function_single_interrupt wakeup - - Runs queued cross-CPU calls (RPS, wakeups)
flush_smp_call_function_queue wakeup 3.16 - Drains cross-CPU call queue; also from idle
__flush_smp_call_function_queue wakeup 5.19 - Drains cross-CPU call queue
sysvec_reschedule_ipi wakeup 5.8 - Reschedule IPI entry
asm_sysvec_reschedule_ipi wakeup 5.8 - Assembly stub for reschedule IPI
smp_reschedule_interrupt wakeup - 5.7 Older reschedule IPI handler
scheduler_ipi wakeup - 5.7 Reschedule IPI: pending remote wakeups
__napi_schedule other - - Queues NAPI instance on this CPU's softnet list
__napi_schedule_irqoff other 3.19 - Same, with interrupts already off
napi_schedule_prep other 4.10 - Atomically claims the NAPI instance
ixgbe_msix_clean_rings driver - - ixgbe queue interrupt handler
i40e_msix_clean_rings driver 3.12 - i40e queue interrupt handler
ice_msix_clean_rings driver 4.17 - ice queue interrupt handler
iavf_msix_clean_rings driver 4.20 - iavf (Intel VF) queue interrupt handler
igb_msix_ring driver - - igb queue interrupt handler
mlx5_eq_comp_int driver 5.0 - mlx5 completion event queue interrupt
mlx5e_completion_event driver 4.2 - mlx5 Ethernet completion: schedules NAPI
bnxt_msix driver 4.4 - bnxt queue interrupt handler
ena_intr_msix_io driver 4.9 - ENA (AWS) queue interrupt handler
vmxnet3_msix_rx driver - - vmxnet3 receive queue interrupt handler
vring_interrupt driver - - virtio ring interrupt handler
skb_recv_done driver - - virtio_net receive interrupt callback
~handle_irq_event other - - Runs the handlers of one interrupt
~handle_irq other - - Interrupt dispatch
~irq_enter other - - Start of a hard interrupt
~__irq_exit_rcu other 5.8 - End of hard IRQ; starts pending softirqs
~reschedule_interrupt wakeup - 5.7 Assembly stub of the reschedule IPI
~call_function_single_interrupt wakeup - 5.7 Assembly stub of the single function-call IPI
~smp_call_function_single wakeup - - Calls a function on another CPU and may wait
~generic_exec_single wakeup - - Queues a cross-CPU call and sends the IPI
~el1_irq other - - arm64 interrupt entry, older
~el1h_64_irq other 5.13 - arm64 interrupt entry
~el1_interrupt other 5.12 - arm64 interrupt entry
~gic_handle_irq other - - arm64 interrupt controller
~__irqentry_text_start other - - First function of the interrupt entry section (do_IRQ or its like)
~asm_call_sysvec_on_stack other 5.8 - Runs an interrupt handler on the interrupt stack
~__smp_call_single_queue wakeup - - Queues a cross-CPU call
~call_function_single_prep_ipi wakeup 5.19 - Prepares a cross-CPU call
@timer
sysvec_apic_timer_interrupt other 5.8 - Local timer tick entry
asm_sysvec_apic_timer_interrupt other 5.8 - Assembly stub for the local timer tick
smp_apic_timer_interrupt other - 5.7 Older local timer tick handler
apic_timer_interrupt other - 5.7 Older assembly stub for the timer tick
scheduler_tick other - 6.9 Scheduler tick, until 6.9
sched_tick other 6.10 - Scheduler tick, new name
task_tick_fair other - - Tick for running task
update_process_times other - - Tick accounting
tick_sched_timer other - 6.7 High-resolution tick, older name
tick_nohz_handler other - - Tick handler, newer name
hrtimer_interrupt other - - High-resolution timer interrupt
hrtimer_start_range_ns other - - Arms a timer (timeouts)
hrtimer_try_to_cancel other - - Cancels a timer
lapic_next_deadline other - - Programs TSC deadline: VM exit
clockevents_program_event other - - Programs next timer event
run_timer_softirq other - - Timer wheel softirq
__run_timers other - - Timer wheel expiry
call_timer_fn other - - Runs a timer callback
mod_timer other - - Arms a wheel timer
~lock_timer_base lock - - Timer wheel lock
~__mod_timer other - - Arms a wheel timer
~timer_delete_sync other 6.2 - Cancels a timer
~del_timer_sync other - 6.14 Cancels a timer
~__hrtimer_run_queues other - - Runs expired timers
~tick_sched_handle other - - Tick
~enqueue_hrtimer other - - Arms a timer
~tick_program_event other - - Programs next timer event
~ktime_get_update_offsets_now other - - Time read of the timer interrupt
~clocksource_watchdog other - - Compares clocks
@softirq
__do_softirq other - - Softirq loop (until 6.10-era split)
handle_softirqs other 6.9 - Softirq loop body, new name
do_softirq other - - Runs softirqs from process context
do_softirq_own_stack other 3.13 - Switches to the softirq stack
call_softirq other - 3.10 Old assembly softirq stack switch
__local_bh_enable_ip lock 3.14 - Re-enables softirqs; may run pending ones here
local_bh_enable lock - 3.13 Older out-of-line softirq re-enable
run_ksoftirqd other - - ksoftirqd thread body: softirq overload
smpboot_thread_fn other - - Per-CPU kthread loop hosting ksoftirqd
net_rx_action other - - NET_RX softirq: polls NAPI instances
__napi_poll other 5.12 - Polls one NAPI instance
napi_poll other 3.19 - Polls one NAPI instance, outer part
napi_complete_done other 3.19 - Ends a NAPI poll; flushes GRO
napi_complete other - 3.18 Ends a NAPI poll, older name
napi_threaded_poll other 5.12 - Threaded NAPI kthread loop
napi_threaded_poll_loop other 6.10 - Threaded NAPI inner loop
net_tx_action other - - NET_TX softirq: qdisc run, freed skbs
~__softirqentry_text_start other - - __do_softirq by the name of its section
~local_bh_enable_ip lock - 3.13 Re-enables softirqs; may run pending ones here, old kernels
~_local_bh_enable lock - - Re-enables softirqs
~ksoftirqd other - - ksoftirqd thread body, 3.x
~run_timer_base other 6.10 - Timer wheel softirq, part per base
@rps-backlog
process_backlog other - - Polls per-CPU backlog: RPS, loopback, veth, tunnels
netif_rx other - - Queues packet to per-CPU backlog
netif_rx_internal other 3.14 - Queues packet to per-CPU backlog
__netif_rx other 5.19 - Queues packet to backlog, softirq context
enqueue_to_backlog lock - - RPS/backlog enqueue: remote softnet lock
get_rps_cpu lookup - - RPS/RFS target CPU choice
net_rps_send_ipi wakeup 4.12 - Sends IPIs for RPS targets
net_rps_action_and_irq_enable wakeup - - Sends pending RPS IPIs
rps_trigger_softirq wakeup - - Remote CPU raised by RPS IPI
~dev_forward_skb other - - Hands a packet to another device of the host
~__dev_forward_skb other - - Hands a packet to another device of the host
~__dev_forward_skb2 other - - Hands a packet to another device of the host
@busy-poll
sk_busy_loop other 4.6 4.11 Socket busy polling entry (spin instead of sleep)
napi_busy_loop other 4.12 - Busy-polls a NAPI instance from process context
__napi_busy_loop other 6.10 - Busy-poll loop body
busy_poll_stop other 4.10 - Leaves busy polling, re-arms interrupts
sk_busy_loop_end other 4.12 - Busy-poll stop test: data queued or timeout
ep_busy_loop other 4.12 - Busy polling from epoll_wait
@driver-rx
~rndis_filter_receive alloc - - hv_netvsc receive
~__efx_rx_packet other - - sfc receive
~process_responses other - - cxgb4 receive loop
~rtl_rx other - - r8169 receive loop
~gem_rx other - - macb receive loop
ixgbe_poll driver - - ixgbe NAPI poll
ixgbe_clean_rx_irq driver - - ixgbe receive ring loop; descriptor cache misses
ixgbe_alloc_rx_buffers alloc - - ixgbe ring refill: pages and DMA mapping
ixgbe_fetch_rx_buffer driver - 4.10 ixgbe takes buffer, reuses or unmaps page
ixgbe_build_skb alloc 4.11 - ixgbe builds skb around the page
ixgbe_construct_skb alloc 4.11 - ixgbe legacy-rx: new skb plus header copy
ixgbe_process_skb_fields driver - - ixgbe fills hash, checksum, vlan, protocol
ixgbe_put_rx_buffer driver 4.11 - ixgbe recycles or releases the half page
i40e_napi_poll driver 3.12 - i40e NAPI poll
i40e_clean_rx_irq driver 3.12 - i40e receive ring loop
i40e_alloc_rx_buffers alloc 3.12 - i40e ring refill
i40e_build_skb alloc 4.12 - i40e builds skb around the page
i40e_construct_skb alloc 4.12 - i40e new skb plus header copy
i40e_process_skb_fields driver 4.8 - i40e fills skb metadata
i40e_put_rx_buffer driver 4.12 - i40e recycles or releases page
iavf_napi_poll driver 4.20 - iavf NAPI poll
iavf_clean_rx_irq driver 4.20 - iavf receive ring loop
ice_napi_poll driver 4.17 - ice NAPI poll
ice_clean_rx_irq driver 4.17 - ice receive ring loop
ice_alloc_rx_bufs alloc 4.17 - ice ring refill
ice_build_skb alloc 5.6 - ice builds skb around the page
ice_construct_skb alloc 5.2 - ice new skb plus header copy
ice_process_skb_fields driver 4.17 - ice fills skb metadata
ice_put_rx_buf driver 5.2 - ice recycles or releases page
igb_poll driver - - igb NAPI poll
igb_clean_rx_irq driver - - igb receive ring loop
igb_alloc_rx_buffers alloc - - igb ring refill
igc_poll driver 4.20 - igc NAPI poll
igc_clean_rx_irq driver 4.20 - igc receive ring loop
e1000_clean driver - - e1000 NAPI poll (often a VM)
e1000_clean_rx_irq driver - - e1000/e1000e receive ring loop
idpf_vport_splitq_napi_poll driver 6.7 - idpf split-queue NAPI poll
mlx5e_napi_poll driver 4.2 - mlx5 NAPI poll
mlx5e_poll_rx_cq driver 4.2 - mlx5 receive completion queue loop
mlx5e_handle_rx_cqe driver 4.8 - mlx5 handles one completion (cyclic RQ)
mlx5e_handle_rx_cqe_mpwrq driver 4.8 - mlx5 handles completion (striding RQ)
mlx5e_skb_from_cqe_linear alloc 4.19 - mlx5 builds linear skb (cyclic RQ)
mlx5e_skb_from_cqe_mpwrq_linear alloc 4.17 - mlx5 builds linear skb (striding RQ)
mlx5e_skb_from_cqe_mpwrq_nonlinear copy 4.17 - mlx5 skb with header copy (striding RQ)
mlx5e_post_rx_wqes alloc 4.2 - mlx5 ring refill (cyclic RQ)
mlx5e_post_rx_mpwqes alloc 4.14 - mlx5 ring refill (striding RQ)
mlx5e_alloc_rx_mpwqe alloc 4.8 - mlx5 allocates one multi-packet WQE
mlx4_en_poll_rx_cq driver - - mlx4 NAPI poll
mlx4_en_process_rx_cq driver - - mlx4 receive completion loop
bnxt_poll driver 4.4 - bnxt NAPI poll
bnxt_poll_p5 driver 4.20 - bnxt NAPI poll on P5+ chips
bnxt_poll_work driver 4.4 - bnxt completion loop
__bnxt_poll_work driver 4.20 - bnxt completion loop body
bnxt_rx_pkt driver 4.4 - bnxt handles one received packet
bnxt_alloc_rx_data alloc 4.4 - bnxt ring refill
bnxt_tpa_end driver 4.4 - bnxt hardware aggregation end
bnx2x_poll driver - - bnx2x NAPI poll
tg3_poll driver - - tg3 NAPI poll
virtnet_poll driver - - virtio_net NAPI poll
virtnet_receive driver 3.17 - virtio_net receive loop
receive_buf driver - - virtio_net builds skb from a buffer
receive_mergeable driver - - virtio_net mergeable-buffer receive
receive_small driver - - virtio_net small-buffer receive
page_to_skb copy - - virtio_net skb from page, copies header
try_fill_recv alloc - - virtio_net ring refill
virtqueue_get_buf_ctx driver 4.12 - Pops a used virtio ring entry
virtqueue_get_buf driver - - Pops a used virtio ring entry
virtqueue_get_buf_ctx_split driver 5.0 - Pops used entry, split ring
detach_buf_split driver 5.0 - Returns split-ring descriptors to free list
virtqueue_add_inbuf_ctx driver 4.12 - Posts a receive buffer to virtio ring
virtqueue_notify driver - - Kicks host: causes a VM exit
vp_notify driver - - virtio-pci kick write: VM exit
ena_io_poll driver 4.9 - ENA NAPI poll
ena_clean_rx_irq driver 4.9 - ENA receive ring loop
ena_rx_skb alloc 4.9 - ENA builds the skb
ena_refill_rx_bufs alloc 4.9 - ENA ring refill
ena_com_rx_pkt driver 4.9 - ENA reads completion descriptors
vmxnet3_poll_rx_only driver - - vmxnet3 NAPI poll
vmxnet3_rq_rx_complete driver - - vmxnet3 receive ring loop
vmxnet3_rq_alloc_rx_buf alloc - - vmxnet3 ring refill
netvsc_poll driver 4.12 - Hyper-V netvsc NAPI poll
netvsc_recv_callback copy - - netvsc copies packet out of ring buffer
xennet_poll driver - - Xen netfront NAPI poll
gve_napi_poll driver 5.3 - Google gVNIC NAPI poll
gve_rx_poll_dqo driver 5.14 - gVNIC DQO receive ring loop
rtl8169_poll driver - - Realtek r8169 NAPI poll
napi_rx_handler driver - - cxgb4 (Chelsio) NAPI poll
veth_xmit driver - - veth hop: container traffic re-enters receive path
veth_poll driver 4.19 - veth NAPI poll (XDP or GRO mode)
veth_xdp_rcv driver 4.19 - veth NAPI receive loop
veth_xdp_rcv_skb driver 4.19 - veth receive with XDP conversion
loopback_xmit driver - - Loopback transmit; re-enters receive path
tun_get_user driver - - tun/tap write: VM or VPN packet injection
tun_chr_write_iter driver 3.19 - tun/tap write system call
skb_add_rx_frag driver - 6.8 Attaches a page fragment to the skb
skb_add_rx_frag_netmem driver 6.10 - Attaches a netmem fragment to the skb
eth_type_trans driver - - First touch of packet header: cache miss
eth_get_headlen lookup 3.18 - Dissects headers to size the copy
~tg3_poll_work driver - - tg3 receive and transmit completion loop
~virtqueue_kick_prepare driver - - Decides whether to kick the host
~virtqueue_add driver - - Posts a buffer to a virtio ring
@driver-tx
ixgbe_clean_tx_irq driver - - ixgbe transmit completion cleanup
ixgbe_xmit_frame_ring driver - - ixgbe transmit path
i40e_clean_tx_irq driver 3.12 - i40e transmit completion cleanup
i40e_lan_xmit_frame driver 3.12 - i40e transmit path
ice_clean_tx_irq driver 4.17 - ice transmit completion cleanup
mlx5e_poll_tx_cq driver 4.2 - mlx5 transmit completion queue loop
mlx5e_xmit driver 4.2 - mlx5 transmit path
tun_do_read driver - - tun/tap read by VM or VPN
~virtqueue_add_outbuf driver - - Posts a transmit buffer to a virtio ring
~tun_net_xmit driver - - tun/tap transmit: packet for a VM or VPN
~igb_xmit_frame_ring driver - - igb transmit path
~bnxt_tx_int driver - - bnxt transmit completion cleanup
~start_xmit driver - - virtio_net transmit path
@virt
tun_recvmsg driver - - vhost-net reads packets from tap
kvm_wait lock 4.2 - VM vCPU halts waiting for spinlock
kvm_lock_spinning lock 3.13 4.8 Old paravirt ticket lock wait
~plpar_hcall_norets other - - POWER guest: an idle CPU gives itself back, or a spinner yields to the holder
~plpar_hcall_norets_notrace other - - The same, without tracepoints
vmx_vcpu_run other - - KVM host runs Intel guest
vmx_vcpu_enter_exit other 5.9 - KVM host guest entry and exit
__vmx_vcpu_run other 5.0 - KVM host guest entry assembly
svm_vcpu_run other - - KVM host runs AMD guest
__svm_vcpu_run other 5.7 - KVM host guest entry assembly, AMD
vcpu_enter_guest other - - KVM host entry: exits handled here
kvm_arch_vcpu_ioctl_run other - - KVM host vCPU loop
kvm_vcpu_halt idle 4.1 - Guest vCPU halted
kvm_vcpu_block idle - - Guest vCPU blocked
kvm_vcpu_check_block idle 4.1 - Halt-polling test
vhost_worker other - - vhost-net kernel worker
vhost_run_work_list other 6.10 - vhost-net kernel worker, newer name
vhost_task_fn other 6.4 - vhost-net worker thread
handle_rx copy - - vhost-net: packets from tap into guest
handle_tx copy - - vhost-net: packets from guest to tap
vhost_get_vq_desc other - - vhost reads guest descriptors
vhost_add_used_and_signal_n wakeup - - vhost completes buffers and signals guest
vhost_signal wakeup - - vhost guest interrupt
translate_desc lookup - - vhost guest address translation
~xen_hypercall_sched_op idle - - Xen yield or block
kvm_guest_apic_eoi_write other - - Paravirtual interrupt end
~__raw_callee_save___pv_queued_spin_unlock lock 4.2 - Paravirt spinlock unlock thunk
~xen_lock_spinning lock - 4.8 Xen: old paravirt ticket lock wait
~xen_qlock_wait lock 4.2 - Xen: vCPU waits for a spinlock
~hv_qlock_wait lock 4.20 - Hyper-V: vCPU waits for a spinlock
@l2
br_handle_frame other - - Bridge receive handler
br_forward other - - Bridge forwards a frame
bond_handle_frame other - - Bond receive handler
macvlan_handle_frame other - - macvlan receive handler
ipvlan_handle_frame other 3.19 - ipvlan receive handler
vlan_do_receive other - - Software VLAN untagging
ovs_vport_receive other - - Open vSwitch datapath receive
ovs_flow_tbl_lookup_stats lookup 3.14 - Open vSwitch flow-table lookup
ovs_flow_tbl_lookup lookup - - Open vSwitch flow-table lookup, no stats
masked_flow_lookup lookup 3.13 - Open vSwitch masked flow match
arp_process other - - ARP handling
~pppoe_rcv other - - PPPoE receive
@alloc
__netdev_alloc_skb alloc - - Driver skb allocation, header copied from page
netdev_alloc_frag alloc - 5.11 Per-CPU page-fragment allocation
napi_alloc_frag alloc 3.19 5.11 NAPI page-fragment allocation
__napi_alloc_skb alloc 3.19 6.8 NAPI skb allocation
napi_alloc_skb alloc 6.10 - NAPI skb allocation
build_skb alloc - - Wraps an existing buffer in an skb
__build_skb alloc 4.1 - Allocates skb head for a given buffer
napi_build_skb alloc 5.12 - Same, using the NAPI skb-head cache
__build_skb_around alloc 5.2 - Initialises skb around buffer; writes shared info
slab_build_skb alloc 6.2 - Wraps kmalloc memory in an skb
__alloc_skb alloc - - Generic skb allocation
kmalloc_reserve alloc 5.12 - skb data allocation
napi_skb_cache_get alloc 5.12 - Takes skb head from per-CPU NAPI cache
__alloc_page_frag alloc 3.19 4.9 Page-fragment allocator, old name
page_frag_alloc alloc 4.10 5.11 Page-fragment allocator
page_frag_alloc_align alloc 5.12 6.8 Page-fragment allocator with alignment
__page_frag_alloc_align alloc 6.10 - Page-fragment allocator core
__page_frag_cache_refill alloc 4.10 - Gets a new page for fragment cache
page_pool_alloc_pages alloc 4.18 - page_pool allocation (recycling allocator)
page_pool_alloc_netmems alloc 6.14 - page_pool allocation, netmem form
page_pool_alloc_frag alloc 5.15 - page_pool fragment allocation
page_pool_alloc_frag_netmem alloc 6.11 - page_pool fragment allocation, netmem form
__page_pool_alloc_pages_slow alloc 4.18 6.14 page_pool empty: falls to page allocator
page_pool_refill_alloc_cache alloc 5.6 - page_pool takes pages from shared ring
memset_erms other 4.1 6.3 Kernel memset with ERMS
__memset other - - Kernel memset
~__kmalloc_reserve alloc - 5.11 skb data allocation
~kmalloc_size_roundup alloc 6.1 - Real size of a kmalloc request
@skb-free
napi_skb_cache_put free 5.12 - Returns skb head to per-CPU NAPI cache
__page_frag_cache_drain free 4.10 - Drops many references of a fragment page
page_frag_free free 4.10 - Frees packet buffer: atomic page refcount, cache miss
__free_page_frag free 4.2 4.9 Same as page_frag_free, old name
page_pool_put_page free 5.7 5.17 Returns page to its page_pool, old name
page_pool_put_defragged_page free 5.19 6.7 Returns page to its page_pool
page_pool_put_unrefed_page free 6.8 - Returns page to its page_pool
page_pool_put_unrefed_netmem free 6.11 - Returns netmem to its page_pool
__page_pool_put_page free 4.18 - page_pool put core
page_pool_return_skb_page free 5.14 6.5 skb page back to page_pool, older form
napi_pp_put_page free 6.6 - skb page back to page_pool, direct or ring
page_pool_recycle_in_ring lock 5.7 - page_pool recycle via locked ring (remote CPU)
page_pool_release_page free 5.7 6.5 Page leaves pool: DMA unmap
trigger_rx_softirq wakeup 5.19 - IPI asking CPU to flush deferred skbs
kfree_skb_napi_cache free 6.10 - Local free through the NAPI head cache
skb_free_datagram_locked lock - 4.6 UDP free under socket lock, before 4.10
__skb_free_datagram_locked lock 4.7 4.9 UDP free under socket lock, 4.7-4.9
skb_free_datagram free - - Generic datagram free
skb_consume_udp free 4.10 - UDP datagram free after copy
consume_skb free - - Normal skb free
__consume_stateless_skb free 4.13 - Frees skb whose head state is gone
skb_release_data free - - Releases packet buffer; shared-info cache miss
skb_release_head_state free - - Releases route, destructor, conntrack references
skb_release_all free - - Releases head state and data
skb_free_head free - - Frees skb head buffer
skb_kfree_head free 6.3 - Frees kmalloc skb head
kfree_skbmem free - - Frees struct sk_buff to slab
__kfree_skb free - - Frees skb fully
kfree_skb free - 5.16 Drop path free: packets being dropped
kfree_skb_reason free 5.17 6.10 Drop path free with reason
sk_skb_reason_drop free 6.11 - Drop path free with reason, 6.11+
kfree_skb_list_reason free 5.19 - Drops a list of packets
napi_consume_skb free 4.6 - Free in NAPI context, bulk
__kfree_skb_defer free 4.6 6.3 Deferred bulk free in NAPI
_kfree_skb_defer free 4.6 5.11 Deferred bulk free in NAPI, older
skb_attempt_defer_free free 5.19 - Hands skb back to allocating CPU
skb_defer_free_flush free 5.19 - Frees skbs returned by other CPUs
skb_orphan_partial other 3.13 - Detaches skb from socket partially
sock_efree accounting 3.18 - Drops socket reference (early demux)
sock_edemux accounting - - Drops early-demux socket reference
sock_pfree accounting 5.7 - Early-demux destructor without refcount
~kick_defer_list_purge wakeup 6.18 - Asks a CPU to free the skbs returned to it
~__kfree_skb_flush free 4.6 5.11 Flushes skbs freed in bulk
@page-alloc
__alloc_pages_nodemask alloc - 5.12 Page allocator entry, older name
__alloc_pages alloc 5.13 6.8 Page allocator entry
__alloc_pages_noprof alloc 6.10 - Page allocator entry, 6.10+
__alloc_frozen_pages_noprof alloc 6.14 - Page allocator core, 6.14+
get_page_from_freelist alloc - - Page allocator zone walk
rmqueue alloc 4.11 - Takes pages from zone lists; usually inlined
rmqueue_bulk lock - - Refills per-CPU list under zone lock
__rmqueue_pcplist alloc 4.11 - Takes page from per-CPU list
free_hot_cold_page free - 4.14 Frees order-0 page to per-CPU list, old
free_unref_page free 4.15 6.13 Frees order-0 page to per-CPU list
free_frozen_pages free 6.14 - Frees page to per-CPU list, 6.14+
__free_frozen_pages free 6.17 - Frees page to per-CPU list, core
free_unref_page_commit free 4.15 6.13 Puts page on per-CPU list; may spill
free_frozen_page_commit free 6.14 - Puts page on per-CPU list; may spill
free_pcppages_bulk lock - - Spills per-CPU list to zone under lock
free_pages_prepare free - - Checks page before free; touches struct page
__free_pages_ok lock - - Frees high-order page under zone lock
free_one_page lock - - Frees one page under zone lock
__free_one_page free - - Buddy merge
__free_pages free - - Drops page reference and frees
put_page free - - Drops page reference (out-of-line in old kernels)
__put_page free 4.6 5.19 Last page reference dropped
__folio_put free 6.0 - Last folio reference dropped
put_compound_page free - 4.4 Drops compound page reference, old kernels
prep_new_page alloc - - Prepares an allocated page
buffered_rmqueue alloc - 4.10 Takes pages from zone lists, old name
~alloc_pages_current alloc - - Page allocation by memory policy
~alloc_pages_mpol alloc - - Page allocation by memory policy
~__rmqueue alloc - - Takes a page from the buddy lists
~free_pcp_prepare free - 6.4 Checks page before free
~__zone_watermark_ok alloc - - Memory watermark test
~release_pages free - - Drops references of many pages
@slab
kmem_cache_alloc alloc - 6.8 Slab allocation (skb head)
kmem_cache_alloc_node alloc - 6.8 Slab allocation on a node
kmem_cache_alloc_noprof alloc 6.10 - Slab allocation, 6.10+ name
kmem_cache_alloc_node_noprof alloc 6.10 - Slab allocation on a node, 6.10+ name
kmem_cache_alloc_bulk alloc 4.4 6.8 Bulk slab allocation (NAPI skb cache)
kmem_cache_alloc_bulk_noprof alloc 6.10 - Bulk slab allocation, 6.10+ name
kmem_cache_free free - - Frees slab object; slow when foreign slab
kmem_cache_free_bulk free 4.4 - Bulk slab free
__slab_alloc alloc - - Slab allocation slow path
___slab_alloc alloc 4.4 - Slab allocation slow path, core
__slab_free free - - Slow free: object of another CPU's slab
cmpxchg_double_slab free - 6.4 Atomic freelist update of a foreign slab
__cmpxchg_double_slab free - 6.4 Atomic freelist update of a foreign slab
get_partial_node lock - - Takes partial slabs under node list_lock
get_any_partial lock - - Searches other nodes for partial slabs
unfreeze_partials lock - 6.7 Returns per-CPU partial slabs to node list
__unfreeze_partials lock 5.15 6.7 Returns per-CPU partial slabs to node list
__put_partials lock 6.8 - Returns per-CPU partial slabs to node list
put_cpu_partial free - - Queues slab on per-CPU partial list
deactivate_slab free - - Detaches the CPU slab
new_slab alloc - - Allocates a new slab page
allocate_slab alloc - - Allocates a new slab page, core
discard_slab free - - Frees an empty slab page
build_detached_freelist free 4.4 - Groups objects for bulk free
__kmalloc_node_track_caller alloc - 6.8 kmalloc for skb data
__kmalloc_node_track_caller_noprof alloc 6.11 - kmalloc for skb data, 6.10+ name
kfree free - - Frees kmalloc memory (skb data)
ksize alloc - - Real size of a kmalloc object
__kmem_cache_free free - 6.7 Slab free core used by kfree
cache_alloc_refill lock - 6.7 SLAB allocator refill (not SLUB)
cache_flusharray lock - 6.7 SLAB allocator flush (not SLUB)
___cache_free free 4.8 - SLAB allocator free
memcg_slab_post_alloc_hook accounting 5.11 - Charges object to memory cgroup
__memcg_slab_post_alloc_hook accounting 6.8 - Charges object to memory cgroup
__memcg_slab_free_hook accounting 6.8 - Uncharges object from memory cgroup
mod_objcg_state accounting 5.14 - cgroup slab statistics update
refill_obj_stock accounting 5.9 - cgroup object charge cache
obj_cgroup_charge accounting 5.9 - Charges bytes to an object cgroup
slab_update_freelist free 6.5 - Atomic freelist update of a foreign slab, new name
~__kmalloc alloc - - kmalloc
~__kmalloc_track_caller alloc - 6.8 kmalloc for skb data
~__kmem_cache_alloc_node alloc 6.1 6.7 Slab allocation core
~__kmem_cache_free_bulk free - - Bulk slab free
~slab_free_freelist_hook free - - Debug hooks of slab free
~slab_pre_alloc_hook alloc - - Hooks of slab allocation
~cache_from_obj free - - Finds the slab cache of an object
~kmalloc_slab alloc - - Picks the kmalloc cache of a size
~__ksize free - - Real size of a kmalloc object
~__pcs_replace_full_main free 6.18 - Sheaf of the CPU is full: next one
~__pcs_replace_empty_main alloc 6.18 - Sheaf of the CPU is empty: next one
~free_to_pcs_bulk free 6.18 - Bulk free into the sheaf of the CPU
~refill_objects alloc 6.19 - Fills a sheaf from slabs
~__refill_objects_node alloc 6.19 - Fills a sheaf from slabs of a node
@gro
napi_gro_receive other - 6.14 GRO entry from driver
gro_receive_skb other 6.15 - GRO entry from driver, new name
napi_gro_frags other - - GRO entry, frag-based drivers
dev_gro_receive other - - GRO core: flow match and aggregation
napi_gro_flush other - 6.14 Flushes held GRO packets
__napi_gro_flush_chain other 4.19 6.14 Flushes one GRO bucket
napi_gro_complete other - 6.14 Completes an aggregated packet
gro_complete other 6.15 - Completes an aggregated packet, new name
gro_normal_list other 5.4 5.15 Passes batched packets up the stack
inet_gro_receive other - - GRO IPv4 layer
ipv6_gro_receive other - - GRO IPv6 layer
udp4_gro_receive other 3.18 - GRO UDP over IPv4
udp6_gro_receive other 3.18 - GRO UDP over IPv6
udp_gro_receive other 3.14 - GRO UDP core; socket lookup per packet possible
udp_gro_receive_segment other 5.0 - Aggregates plain UDP datagrams
udp4_gro_complete other 3.18 - Completes UDP aggregate over IPv4
udp_gro_complete other 3.14 - Completes UDP aggregate
skb_gro_receive other - - Merges packet into aggregate frags
skb_gro_receive_list other 5.6 - Merges packet into fraglist aggregate
napi_skb_free_stolen_head free 4.12 - Frees skb head whose data was merged
tcp4_gro_receive other - - GRO TCP over IPv4: TCP traffic present
tcp_gro_receive other - - GRO TCP core: TCP traffic present
@udp-enqueue
__udp_gso_segment copy 4.18 - Splits UDP aggregate for non-GRO socket
skb_segment copy - - Splits an aggregate into packets
skb_segment_list copy 5.6 - Splits a fraglist aggregate
sk_run_filter filter - 3.14 Classic BPF interpreter (old socket filters)
___bpf_prog_run filter 4.13 - BPF interpreter: JIT is off
__bpf_prog_run32 filter 4.13 - BPF interpreter: JIT is off
sk_filter_trim_cap filter 4.8 - Runs socket filter and LSM receive hook
__cgroup_bpf_run_filter_skb filter 4.10 - cgroup BPF ingress program (containers, systemd)
udp_queue_rcv_skb other - - Filter, encap, checksum, then enqueue
udp_queue_rcv_one_skb other 5.0 - Per-packet part of udp_queue_rcv_skb
__udp_queue_rcv_skb other - - Enqueue wrapper; counts drops
udpv6_queue_rcv_skb other - - UDPv6 filter, encap, checksum, enqueue
udpv6_queue_rcv_one_skb other 5.0 - Per-packet part, UDPv6
__udpv6_queue_rcv_skb other - - UDPv6 enqueue wrapper
__udp_enqueue_schedule_skb lock 4.10 - UDP queue insert and memory accounting
skb_condense copy 4.10 - Copies small payload into head under pressure
sock_queue_rcv_skb lock - 5.17 Generic socket enqueue (UDP before 4.10)
__sock_queue_rcv_skb lock 4.8 - Generic socket enqueue core
sock_queue_rcv_skb_reason lock 5.19 - Generic socket enqueue (raw, packet sockets)
__release_sock lock - - Processes socket backlog (UDP before 4.10)
udp_set_dev_scratch other 4.13 - Caches skb fields in one cache line
llist_reverse_order other 3.13 - Orders a lock-free batch (6.18 UDP enqueue)
llist_add_batch lock - 6.14 Lock-free list insert (contended cmpxchg)
sk_filter filter - 4.7 Runs socket filter and LSM receive hook, old
~ipv4_pktinfo_prepare other - - Stores receive interface for IP_PKTINFO
@netif-rx
netif_receive_skb other - - Packet enters protocol handling
netif_receive_skb_internal other 3.14 - RPS decision then protocol handling
netif_receive_skb_list_internal other 4.19 - Batched packets enter protocol handling
__netif_receive_skb other - - Packet enters protocol handling
__netif_receive_skb_core other - - Taps, ingress tc, rx_handler, protocol dispatch
__netif_receive_skb_one_core other 4.19 - Single packet protocol dispatch
__netif_receive_skb_list_core other 4.19 - Batched protocol dispatch
~skb_defer_rx_timestamp other - - Offers a packet to hardware timestamping
@flow-hash
__skb_flow_dissect lookup 3.18 - Software flow parsing: no hardware hash
skb_flow_dissect lookup - 3.17 Software flow parsing, old name
__skb_get_hash lookup 3.14 6.10 Software flow hash computation
__skb_get_hash_net lookup 6.11 - Software flow hash computation, new name
flow_hash_from_keys lookup 3.17 - Hashes dissected flow keys
__flow_hash_from_keys lookup 3.17 - Hashes dissected flow keys
___skb_get_hash lookup 4.4 - Software flow hash core
@tap
packet_rcv filter - - AF_PACKET socket copies or clones packet
tpacket_rcv copy - - AF_PACKET mmap ring: copies every packet
packet_rcv_fanout filter - - AF_PACKET fanout group dispatch
packet_rcv_spkt filter - - Obsolete SOCK_PACKET tap
prb_retire_current_block other - - TPACKET_V3 block handed to user
dev_queue_xmit_nit filter - - Transmit-side AF_PACKET taps
skb_clone alloc - - Clones skb: tap, multicast or raw socket
__skb_clone copy - - Copies skb metadata for a clone
__copy_skb_header copy - - Copies skb header fields
skb_copy copy - - Full packet copy
pskb_expand_head copy - - Reallocates skb head
raw_local_deliver filter - - Raw sockets offered each packet
raw_v4_input lookup - - Raw socket match loop
raw_rcv filter - - Raw socket receives a clone
raw_rcv_skb filter - - Raw socket enqueue
raw6_local_deliver filter - - IPv6 raw sockets offered each packet
@xdp-tc
netif_receive_generic_xdp filter 4.12 - Generic (skb) XDP: slow fallback
do_xdp_generic filter 4.14 - Generic XDP entry
bpf_prog_run_generic_xdp filter 5.15 - Runs XDP program on an skb
bpf_dispatcher_xdp_func filter 5.6 - Native XDP program trampoline
xdp_do_redirect filter 4.14 - XDP redirect
xsk_rcv filter 4.18 - AF_XDP socket receive
__xsk_rcv copy 4.19 - AF_XDP copy-mode receive
__xsk_map_redirect filter 4.18 - Redirect into AF_XDP socket
cls_bpf_classify filter 3.13 - tc BPF classifier
tcf_classify filter 4.13 - tc filter chain walk
tcf_classify_ingress filter 5.7 5.14 tc ingress filter chain walk
tcf_action_exec filter - - tc actions
fl_classify filter 4.4 - tc flower classifier
tcf_mirred_act filter 4.19 - tc mirror/redirect action
ing_filter filter - 4.1 Old ingress qdisc filter
__htab_map_lookup_elem lookup 4.6 - BPF hash map lookup
htab_map_lookup_elem lookup 3.19 - BPF hash map lookup
bpf_skb_load_bytes filter 4.6 - BPF helper reading packet bytes
~lookup_nulls_elem_raw lookup - - BPF hash map walk
~htab_map_hash lookup - - BPF hash map hash
@ip-rcv
ip_rcv other - - IPv4 input; first IP header access
ip_rcv_core other 4.19 - IPv4 header validation
ip_rcv_finish other - - IPv4 early demux and routing
ip_rcv_finish_core lookup 4.19 - IPv4 early demux and routing, core
ip_list_rcv other 4.19 - Batched IPv4 input
ip_sublist_rcv other 4.19 - Batched IPv4 input, per device
ip_sublist_rcv_finish other 4.19 - Batched IPv4 input tail
ip_local_deliver other - - IPv4 local delivery; INPUT hook
ip_local_deliver_finish other - - IPv4 protocol dispatch
ip_protocol_deliver_rcu other 5.0 - IPv4 protocol dispatch core
ipv6_rcv other - - IPv6 input
ip6_rcv_core other 4.19 - IPv6 header validation
ip6_rcv_finish other - - IPv6 early demux and routing
ipv6_list_rcv other 4.19 - Batched IPv6 input
ip6_input_finish other - - IPv6 local delivery
ip6_protocol_deliver_rcu other 5.0 - IPv6 protocol dispatch
ip6_input other - - IPv6 local delivery; INPUT hook
~skb_pull_rcsum other - - Strips a header, keeps the checksum right
@route
ip_route_input_noref lookup - - Input route lookup entry
ip_route_input_rcu lookup 4.13 - Input route lookup under RCU
ip_route_input_slow lookup - - Input route lookup: FIB and source check
ip_route_use_hint lookup 5.5 - Reuses previous packet's route
ip_mc_validate_source lookup 4.14 - Multicast source validation
ip_check_mc_rcu lookup - - Checks multicast group membership
fib_table_lookup lookup - - FIB trie lookup
fib_validate_source lookup - - Source validation (rp_filter) lookup
__fib_validate_source lookup - - Full reverse-path FIB lookup
check_leaf lookup - - FIB trie leaf match, old kernels
fib_rules_lookup lookup - - Policy routing rule walk
fib4_rule_action lookup - - Policy routing rule action
fib4_rule_match lookup - - Policy routing rule match
__fib_lookup lookup - - FIB lookup with policy rules
ipv4_dst_check lookup - - Validates cached route
dst_release accounting - - Drops route reference: shared atomic
rt_dst_alloc alloc - - Allocates a route entry per lookup
ip6_route_input lookup - - IPv6 input route lookup
fib6_table_lookup lookup 4.18 - IPv6 FIB lookup
fib6_node_lookup lookup 4.18 - IPv6 FIB node lookup
ip6_pol_route lookup - - IPv6 policy route lookup
find_rr_leaf lookup - - IPv6 route selection among siblings
~ip_route_input_common lookup - - Input route lookup, 2.6.x
~fib_lookup_good_nhc lookup 5.2 - Usable next hop of a route
~inet_lookup_ifaddr_rcu lookup - - Looks up a local address
~inet_addr_hash lookup - - Looks up a local address
@forward
ip_forward other - - Packet is forwarded, not local UDP receive
ip6_forward other - - IPv6 packet is forwarded, not received
ip_mr_input other - - Multicast routing input
@netfilter
br_nf_pre_routing filter - - Bridge netfilter PREROUTING
nf_hook_slow filter - - Runs netfilter hooks at a hook point
nf_hook_slow_list filter 5.6 - Runs netfilter hooks on packet list
nf_iterate filter - - Netfilter hook list walk, old
ipt_do_table filter - - iptables rule walk
ip6t_do_table filter - - ip6tables rule walk
iptable_filter_hook filter - 5.15 iptables filter table hook
iptable_raw_hook filter - 5.15 iptables raw table hook
nf_conntrack_in lookup - - Connection tracking per packet
resolve_normal_ct lookup - - conntrack lookup or creation
__nf_conntrack_find_get lookup - - conntrack hash lookup
____nf_conntrack_find lookup - - conntrack hash chain walk
nf_conntrack_find_get lookup - - conntrack hash lookup
init_conntrack alloc - - Creates conntrack entry for new flow
__nf_conntrack_alloc alloc - - Allocates conntrack entry
__nf_conntrack_confirm lock - - Inserts new conntrack entry: bucket locks
nf_conntrack_udp_packet lookup 5.2 - conntrack UDP state update
udp_packet lookup - 5.0 conntrack UDP state update, old name
udp_error checksum - - conntrack UDP validation, may checksum packet
hash_conntrack_raw lookup - - conntrack tuple hash
nf_ct_get_tuple lookup - - conntrack tuple extraction
__nf_ct_refresh_acct accounting - - conntrack timer and counters update
nf_ct_invert_tuple lookup - - conntrack reply tuple
nf_confirm filter 5.2 - conntrack confirm hook
ipv4_confirm filter - 6.1 conntrack confirm hook, older
ipv4_conntrack_in lookup - - conntrack IPv4 PREROUTING hook
gc_worker other 4.9 - conntrack garbage collector
early_drop lookup - - conntrack table full: eviction scan
nf_nat_inet_fn filter 4.19 - NAT hook
nf_nat_ipv4_fn filter - - NAT hook, older
nft_do_chain filter 3.14 - nftables rule walk
nft_do_chain_ipv4 filter 3.13 - nftables IPv4 hook
nft_do_chain_inet filter 4.16 - nftables inet-family hook
nft_lookup_eval lookup 3.13 - nftables set lookup expression
nft_rhash_lookup lookup 4.13 - nftables resizable hash set lookup
nft_hash_lookup lookup 3.13 - nftables hash set lookup
__nft_rbtree_lookup lookup 4.14 6.17 nftables interval set lookup
nft_rbtree_lookup lookup 3.13 - nftables interval set lookup
nft_pipapo_lookup lookup 5.6 - nftables concatenated-range set lookup
nft_pipapo_avx2_lookup lookup 5.7 - nftables concatenated-range lookup with AVX2
nft_meta_get_eval filter 3.14 - nftables meta expression
nft_payload_eval filter 3.13 - nftables payload expression
nft_ct_get_eval filter 3.14 - nftables conntrack expression
nft_immediate_eval filter 3.13 - nftables immediate expression
comment_mt filter - - iptables comment match (kube-proxy style rules)
conntrack_mt filter - - iptables conntrack state match
udp_mt filter - - iptables UDP match
multiport_mt filter - - iptables multiport match
set_match_v4 lookup 3.19 - iptables ipset match
ip_set_test lookup - - ipset lookup
hashlimit_mt lock - - iptables hashlimit: per-rule lock
nfqnl_enqueue_packet lock - - NFQUEUE to user space
ip_vs_in lookup - 5.15 IPVS load balancer input
ip_vs_in_hook lookup 5.17 - IPVS load balancer input, new name
nf_flow_offload_ip_hook lookup 4.16 - Flowtable fast path (forwarding)
@defrag
ipv4_conntrack_defrag other - - Defragmentation before conntrack
ip_defrag other - - IPv4 fragment reassembly
ip_frag_queue other - - Adds fragment to its queue
ip_frag_reasm other - - Builds the full datagram
inet_frag_find lookup - - Fragment queue lookup
inet_frag_reasm_prepare alloc 5.1 - Prepares reassembly
inet_frag_reasm_finish other 5.1 - Finishes reassembly
inet_frag_kill lock - - Removes fragment queue
inet_frag_rbtree_purge free 4.19 - Frees fragments of a queue
ip_expire other - - Fragment timeout
nf_ct_frag6_gather other - - IPv6 defragmentation for conntrack
ipv6_frag_rcv other - - IPv6 fragment reassembly
@udp-lookup
udp_rcv other - - UDP protocol handler entry
__udp4_lib_rcv other - - UDP input: header, lookup, delivery
udp_unicast_rcv_skb other 4.19 - Unicast delivery to found socket
__udp4_lib_lookup lookup - - UDP socket lookup
udp4_lib_lookup2 lookup - - hash2 chain scan: address and port bucket
udp4_lib_lookup1 lookup 6.13 - Primary hash scan on hash2 move race
udp4_lib_lookup4 lookup 6.13 - 4-tuple hash lookup for connected sockets
udp4_lib_lookup_skb lookup 4.8 - UDP lookup helper (GRO and others)
udp4_lib_lookup lookup - - UDP lookup helper for modules
__udp4_lib_lookup_skb lookup - - UDP lookup with stolen early-demux socket
compute_score lookup - - Scores one candidate socket; often inlined
compute_score2 lookup - 4.6 Scores candidate in hash2, old kernels
udp_ehashfn lookup 3.13 - 4-tuple hash for reuseport or hash4
udp6_ehashfn lookup 3.13 - IPv6 4-tuple hash
inet_lookup_reuseport lookup 6.6 - reuseport group selection helper
inet6_lookup_reuseport lookup 6.6 - reuseport group selection helper, IPv6
lookup_reuseport lookup 5.9 6.5 reuseport group selection, 5.9-6.5
reuseport_select_sock lookup 4.5 - Picks reuseport socket by hash or BPF
bpf_run_sk_reuseport filter 4.19 - Runs SK_REUSEPORT BPF program
~bpf_sk_lookup_run_v4 filter 5.9 - Runs BPF sk_lookup program
udp4_hash4 other 6.13 - Adds connected socket to 4-tuple hash
udp_lib_hash4 other 6.13 - Adds connected socket to 4-tuple hash
udp_v4_early_demux lookup 3.13 - Finds connected socket before routing
__udp4_lib_demux_lookup lookup 3.13 - Early-demux hash2 lookup
__udp4_lib_mcast_demux_lookup lookup 3.13 - Early-demux multicast lookup
__udp4_lib_mcast_deliver lookup - - Multicast: clones to every matching socket
flush_stack other - 4.6 Multicast delivery batch, pre-4.7
ip_mc_sf_allow filter - - Multicast source filter of socket
udp_sk_rx_dst_set accounting 3.13 - Caches receive route in socket
udpv6_rcv other - - UDPv6 protocol handler entry
__udp6_lib_rcv other - - UDPv6 input
udp6_unicast_rcv_skb other 4.19 - UDPv6 unicast delivery
__udp6_lib_lookup lookup - - UDPv6 socket lookup
udp6_lib_lookup2 lookup - - UDPv6 hash2 chain scan
udp_v6_early_demux lookup 4.12 - UDPv6 early demux
__udp6_lib_mcast_deliver lookup - - UDPv6 multicast delivery
~reuseport_select_sock_by_hash lookup 5.12 - Picks a reuseport socket by hash
~udp_err other - - ICMP error for a UDP socket
@tcp
__inet6_check_established lookup - - TCP IPv6 port search at connect
tcp_v4_rcv other - - TCP receive: traffic is TCP
tcp_v4_do_rcv other - - TCP receive under socket lock
tcp_rcv_established other - - TCP fast receive path
tcp_data_queue other - - TCP receive queueing
tcp_ack other - - TCP ACK processing
tcp_clean_rtx_queue free - - TCP frees acknowledged packets
tcp_recvmsg other - - TCP application receive
tcp_recvmsg_locked other 5.11 - TCP application receive, locked part
tcp_sendmsg other - - TCP application send
tcp_sendmsg_locked copy 4.14 - TCP application send, locked part
tcp_write_xmit other - - TCP transmit
__tcp_transmit_skb other 4.18 - TCP builds and sends packet
tcp_transmit_skb other - - TCP builds and sends packet, older
__inet_lookup_established lookup - - TCP established socket lookup
__inet_lookup_listener lookup - - TCP listener lookup
inet_csk_accept other - - TCP accept
tcp_conn_request other 3.17 - TCP connection request (SYN)
__inet_hash_connect lookup - - TCP ephemeral port search at connect
__inet_check_established lookup - - TCP port conflict scan at connect
tcp_cleanup_rbuf other - - TCP window update after read
__ip_queue_xmit other 4.19 - IP output of TCP
@accounting
__sk_mem_schedule accounting - - Reserves protocol memory
__sk_mem_raise_allocated accounting 4.10 - Global protocol memory counter add
__sk_mem_reduce_allocated accounting 4.10 - Global protocol memory counter subtract
__sk_mem_reclaim accounting - - Returns forward-allocated memory
sock_rfree accounting - - skb destructor: atomic sk_rmem_alloc subtract
sk_leave_memory_pressure accounting 4.13 - Memory pressure flag clear
sk_enter_memory_pressure accounting 4.13 - Protocol memory pressure begins
udp_rmem_release accounting 4.10 - UDP dequeue: rmem_alloc and forward memory release
udp_rmem_schedule accounting 6.4 - UDP enqueue memory reservation; usually inlined
udp_skb_destructor accounting 4.10 - Calls udp_rmem_release on dequeue
udp_skb_dtor_locked accounting 4.13 - Same, receive queue lock already held
mem_cgroup_charge_skmem accounting 4.5 6.17 Charges socket memory to cgroup
mem_cgroup_uncharge_skmem accounting 4.5 6.17 Uncharges socket memory from cgroup
mem_cgroup_sk_charge accounting 6.18 - Charges socket memory to cgroup, new name
mem_cgroup_sk_uncharge accounting 6.18 - Uncharges socket memory, new name
try_charge_memcg accounting 5.14 - Memory cgroup charge
page_counter_try_charge accounting 3.19 - Memory cgroup counter atomic add
page_counter_uncharge accounting 3.19 - Memory cgroup counter atomic subtract
propagate_protected_usage accounting 4.18 - Memory cgroup protection bookkeeping
@checksum
__skb_checksum_complete checksum - - Software verifies whole packet checksum
__skb_checksum_complete_head checksum - - Software verifies partial packet checksum
__skb_checksum checksum 3.13 6.14 Walks skb computing checksum
skb_checksum checksum - - Computes checksum over skb
csum_partial checksum - - Software checksum: NIC offload off or fragments
do_csum checksum - - Software checksum core
csum_partial_copy_generic copy - - Copy and checksum together
csum_and_copy_to_iter copy 3.19 - Copy to user while checksumming
skb_copy_and_csum_datagram_msg copy 3.19 - Copy to user with checksum: no NIC checksum
skb_copy_and_csum_datagram_iovec copy - 3.18 Same, older kernels
skb_copy_and_csum_datagram copy - - Copy and checksum walker
@tunnel
vxlan_rcv other 3.13 - VXLAN decapsulation
geneve_udp_encap_recv other 3.18 - Geneve decapsulation
gro_cells_receive other 4.11 - Decapsulated packet queued to per-CPU NAPI
gro_cell_poll other 4.11 - Polls decapsulated packets
udp_tunnel_gro_rcv other 6.16 - GRO fast path to single tunnel socket
vxlan_gro_receive other 3.14 - VXLAN GRO
wg_receive other 5.6 - WireGuard UDP receive callback
wg_packet_receive other 5.6 - WireGuard packet dispatch
wg_packet_decrypt_worker crypto 5.6 - WireGuard parallel decryption
wg_packet_rx_poll other 5.6 - WireGuard per-peer NAPI poll
chacha20poly1305_decrypt_sg_inplace crypto 5.6 - WireGuard decryption
xfrm4_udp_encap_rcv other - - IPsec NAT-T UDP decapsulation
xfrm_input crypto - - IPsec input
esp_input crypto - - IPsec ESP decryption
xfrm_lookup_with_ifid lookup 4.19 - IPsec policy lookup
__xfrm_policy_check lookup - - IPsec policy check on receive
l2tp_udp_encap_recv other - - L2TP decapsulation
gue_udp_recv other 3.18 - Generic UDP encapsulation receive
iptunnel_pull_header other 3.13 - Strips tunnel header
~__xfrm_policy_check2 lookup 5.0 - IPsec policy check on receive
@wakeup
sock_def_readable wakeup - - Socket readable callback: wakes readers
sock_def_wakeup wakeup - - Socket state wakeup
__wake_up_sync_key wakeup - - Wakes socket wait queue under its lock
__wake_up_common wakeup - - Walks wait queue entries
__wake_up_common_lock lock 4.14 - Wait queue lock then walk
ep_poll_callback wakeup - - epoll ready-list insert and wake
ep_autoremove_wake_function wakeup 5.19 - epoll waiter wakeup
pollwake wakeup - - poll or select waiter wakeup
receiver_wake_function wakeup - - Wakes blocked datagram reader
autoremove_wake_function wakeup - - Wakes one waiter and removes it
default_wake_function wakeup - - Wakes one waiter
try_to_wake_up wakeup - - Makes task runnable; run-queue lock
ttwu_do_activate wakeup - - Wakeup: enqueue task
ttwu_queue_wakelist wakeup 5.8 - Wakeup via remote CPU list and IPI
wake_up_process wakeup - - Wakes a kernel thread
kill_fasync wakeup - - SIGIO delivery
~__wake_up wakeup - - Wakes a wait queue
@sched
select_task_rq_fair wakeup - - Chooses CPU for woken task
select_idle_sibling wakeup - - Searches idle CPU near the waker
select_idle_cpu wakeup 4.9 - Scans LLC for idle CPU
available_idle_cpu wakeup 4.18 - Tests whether CPU is idle
schedule other - - Voluntary context switch
__schedule other - - Context switch core
schedule_timeout other - - Sleep with timeout (blocked reader)
finish_task_switch other - - After switch; interrupt-enable skid lands here
pick_next_task_fair other - - CFS/EEVDF picks next task
prepare_to_wait_event wakeup 3.13 - Joins wait queue
finish_wait wakeup - - Leaves wait queue
__switch_to_asm other 4.9 - Register switch
__switch_to other - - Architecture context switch
switch_mm_irqs_off other 4.8 - Address space switch
enqueue_task_fair other - - Task becomes runnable
dequeue_task_fair other - - Task stops being runnable
enqueue_entity other - - Scheduler entity enqueue
dequeue_entity other - - Scheduler entity dequeue
update_curr other - - Run-time accounting
update_load_avg other 4.4 - Load tracking
check_preempt_curr other - 6.6 Preemption test at wakeup, old name
wakeup_preempt other 6.7 - Preemption test at wakeup, new name
resched_curr wakeup 3.17 - Requests reschedule, maybe by IPI
native_smp_send_reschedule wakeup - - Sends reschedule IPI
x2apic_send_IPI wakeup 4.6 - Sends IPI by MSR write; VM exit
native_send_call_func_single_ipi wakeup - - Sends function-call IPI
load_balance other - 6.9 Periodic load balancing, until 6.9
sched_balance_rq other 6.10 - Periodic load balancing, new name
newidle_balance other 5.4 6.9 Balancing when CPU goes idle
sched_balance_newidle other 6.10 - Balancing when CPU goes idle, new name
update_sd_lb_stats other - - Load balancing statistics
find_busiest_group other - 6.9 Load balancing search
psi_group_change accounting 4.20 - Pressure-stall accounting per cgroup
psi_task_switch accounting 5.7 - Pressure-stall accounting at switch
psi_task_change accounting 4.20 - Pressure-stall accounting at state change
cpuacct_charge accounting - - CPU accounting cgroup
~schedule_idle other 4.11 - Context switch out of the idle task
~__sched_text_start other - - First function of the scheduler section
~_cond_resched other - 5.11 Voluntary preemption point
~__cond_resched other 5.12 - Voluntary preemption point
~preempt_schedule_common other - - Preemption
~schedule_preempt_disabled other - - Context switch out of the idle task
~activate_task wakeup - - Task becomes runnable
~deactivate_task other - - Task stops being runnable
~update_rq_clock other - - Run-queue clock
~update_cfs_shares other - 4.16 Group scheduling shares
~update_cfs_group other 4.17 - Group scheduling shares
~set_next_entity other - - Scheduler picks an entity
~update_blocked_averages other - 6.9 Load balancing statistics
~sched_balance_update_blocked_averages other 6.10 - Load balancing statistics
~rebalance_domains other - 6.9 Load balancing softirq
~run_rebalance_domains other - 6.9 Load balancing softirq
~sched_balance_softirq other 6.10 - Load balancing softirq
~default_send_IPI_single_phys wakeup - - Sends an IPI
~_flat_send_IPI_mask wakeup - - Sends an IPI
~sched_ttwu_pending wakeup - - Wakeups that another CPU asked for
@epoll-poll
__pollwait wakeup - - Adds poll waiter
sock_poll other - - Socket poll dispatch
udp_poll other - - UDP poll: readable test
datagram_poll other - - Datagram poll
first_packet_length lock - - Size of first packet; validates checksum, takes lock
ep_poll other - - epoll_wait core
do_epoll_wait syscall 4.17 - epoll_wait system call
ep_send_events copy - - Copies ready events to user
ep_send_events_proc copy - 5.10 Copies ready events to user, older
ep_scan_ready_list lock - 5.10 epoll ready-list scan, older
ep_done_scan lock 5.11 - epoll ready-list scan end
ep_item_poll other - - Polls one epoll item
do_sys_poll syscall - - poll system call
do_select syscall - - select system call
schedule_hrtimeout_range_clock other - - Sleep with timeout in epoll or poll
__x64_sys_epoll_wait syscall 4.17 - epoll_wait system call, 4.17+
__x64_sys_poll syscall 4.17 - poll system call, 4.17+
~datagram_poll_queue other 5.10 - Datagram poll
@syscall
system_call_fastpath syscall - 4.1 x86-64 system call entry, old kernels
system_call_after_swapgs syscall - 4.1 x86-64 system call entry, old kernels
sysret_check syscall - 3.19 System call exit work test, old kernels
entry_SYSCALL_64 syscall 4.2 - System call entry; KPTI page-table switch cost
entry_SYSCALL_64_fastpath syscall 4.2 4.15 System call fast path, 4.1-4.14 era
entry_SYSCALL_64_after_hwframe syscall 4.14 - System call entry after stack switch
entry_SYSCALL_64_after_swapgs syscall 4.2 4.13 System call entry after swapgs
entry_SYSCALL_64_safe_stack syscall 5.10 - System call entry label, 5.8+
entry_SYSCALL_64_trampoline syscall 4.15 4.19 KPTI-era entry trampoline
do_syscall_64 syscall 4.6 - C system call dispatcher
x64_sys_call syscall 6.9 - Switch-based dispatcher; 6.9 plus stable backports
syscall_return_via_sysret syscall 4.1 - System call return; KPTI switch cost
swapgs_restore_regs_and_return_to_usermode syscall 4.15 - Return to user via iret
syscall_enter_from_user_mode syscall 5.9 6.7 Entry work: ptrace, seccomp, audit
syscall_trace_enter syscall - - Slow syscall entry: audit, seccomp, ptrace
syscall_slow_exit_work syscall 4.4 5.8 Slow syscall exit: audit, tracing
syscall_exit_to_user_mode syscall 5.9 6.14 Exit path to user
syscall_exit_to_user_mode_prepare syscall 5.9 6.14 Exit path preparation
syscall_exit_work syscall 5.9 - Slow syscall exit: audit, tracing
exit_to_user_mode_prepare syscall 5.9 6.7 Exit work loop: signals, reschedule
exit_to_user_mode_loop syscall 5.9 - Exit work loop: signals, reschedule
clear_bhb_loop syscall 6.9 - Branch-history flush per syscall (BHI mitigation)
entry_ibpb syscall 5.19 6.14 Branch predictor barrier on entry
write_ibpb syscall 6.15 - Branch predictor barrier, new name
__context_tracking_enter other 4.4 5.19 nohz_full user/kernel context tracking
__context_tracking_exit other 4.4 5.19 nohz_full user/kernel context tracking
__ct_user_enter other 6.0 - nohz_full user/kernel context tracking
__ct_user_exit other 6.0 - nohz_full user/kernel context tracking
~el0_svc syscall - - arm64 system call entry
~el0_svc_common syscall 4.19 - arm64 system call dispatch
~invoke_syscall syscall 4.19 - arm64 system call dispatch
~ret_to_user syscall - - arm64 way back to user space
~vector_swi syscall - - arm system call entry
~ret_fast_syscall syscall - - arm way back to user space
~system_call_common syscall - - powerpc system call entry
~system_call_vectored_common syscall 5.9 - powerpc system call entry (scv)
~system_call_exception syscall 5.7 - powerpc system call dispatch
~syscall_exit_prepare syscall 5.7 - powerpc way back to user space
~__do_syscall syscall 5.12 - s390 system call dispatch
~do_trap_ecall_u syscall 6.4 - riscv system call entry
sys_recvfrom syscall - 4.16 recvfrom system call, before 4.17
SyS_recvfrom syscall - 4.16 recvfrom system call alias, before 4.17
__x64_sys_recvfrom syscall 4.17 - recvfrom system call, 4.17+
sys_recvmsg syscall - 4.16 recvmsg system call, before 4.17
SyS_recvmsg syscall - 4.16 recvmsg system call alias, before 4.17
__x64_sys_recvmsg syscall 4.17 - recvmsg system call, 4.17+
sys_recvmmsg syscall - 4.16 recvmmsg system call, before 4.17
SyS_recvmmsg syscall - 4.16 recvmmsg system call alias, before 4.17
__x64_sys_recvmmsg syscall 4.17 - recvmmsg system call, 4.17+
__x64_sys_io_uring_enter syscall 5.1 - io_uring submission and wait
__sys_recvmsg syscall - - recvmsg implementation
___sys_recvmsg syscall - - recvmsg implementation, per message
____sys_recvmsg syscall 5.4 - recvmsg implementation, core
__sys_recvfrom syscall 4.17 - recvfrom implementation
__sys_recvmmsg syscall - - recvmmsg implementation
do_recvmmsg syscall 5.0 - recvmmsg loop: batched receive in use
sock_recvmsg syscall - - Socket receive: LSM check then protocol
sock_recvmsg_nosec syscall - - Socket receive without repeated LSM check
inet_recvmsg syscall - - AF_INET receive dispatch
inet6_recvmsg syscall 5.3 - AF_INET6 receive dispatch
sock_read_iter syscall 4.1 - read() on a socket
sock_aio_read syscall - 3.19 read() on a socket, old kernels
io_recvmsg syscall 5.3 - io_uring recvmsg
io_recv syscall 5.6 - io_uring recv
io_issue_sqe syscall 5.6 - io_uring request dispatch
io_submit_sqes syscall 5.1 - io_uring submission loop
io_poll_check_events wakeup 5.15 - io_uring poll-driven retry (multishot)
__io_run_local_work other 6.1 - io_uring deferred task work
sockfd_lookup_light lookup - 6.11 fd to socket lookup
__fget_light lookup 3.14 - fd lookup; atomic when file table shared
fget_light lookup - 3.13 fd lookup, old name
__fget lookup 3.14 - fd lookup with refcount atomic (threads)
__fget_files lookup 5.6 - fd lookup with refcount atomic (threads)
fget lookup - - fd lookup with refcount atomic
__fdget lookup 3.14 6.11 fd lookup, light variant
fdget lookup 6.12 - fd lookup, light variant out-of-line
fput accounting - - Drops file reference: atomic when threaded
copy_msghdr_from_user copy - - Copies msghdr from user
import_iovec copy 4.1 - Copies iovec from user
rw_copy_check_uvector copy - 5.9 Copies iovec from user, older
verify_iovec copy - 3.18 Copies iovec from user, old
__copy_msghdr copy 6.0 - Validates copied msghdr
move_addr_to_user copy - - Copies source address to user
put_cmsg copy - - Writes one control message to user
ip_cmsg_recv_offset copy 4.1 - IP control messages (pktinfo etc.)
ip_cmsg_recv copy - 3.19 IP control messages, older
~system_call syscall - 4.1 x86-64 system call entry, old kernels
~ret_from_sys_call syscall - 3.19 System call exit, old kernels
~entry_SYSCALL_64_stage2 syscall 4.15 4.19 KPTI-era entry trampoline, second part
~syscall_return_slowpath syscall 4.4 5.8 Slow system call exit
~exit_to_usermode_loop syscall 4.3 5.8 Exit work loop: signals, reschedule
~irqentry_exit_to_user_mode syscall 5.9 - Return from an interrupt to user space
~native_irq_return_iret syscall - - Return from an interrupt
~__rseq_handle_notify_resume syscall 4.18 - Restartable sequences fix-up on the way to user space
~task_work_run syscall - - Deferred work on the way to user space
~import_ubuf copy 6.4 - Checks a user buffer
~import_single_range copy 4.1 - Checks a user buffer
~__import_iovec copy 5.10 - Copies iovec from user
~iovec_from_user copy 5.10 - Copies iovec from user
~copy_iovec_from_user copy 5.10 - Copies iovec from user
~__copy_msghdr_from_user copy 5.8 5.19 Copies msghdr from user
~recvmsg_copy_msghdr copy 5.8 - Copies msghdr from user
~fput_many accounting 5.1 5.19 Drops file reference: atomic when threaded
~do_el0_svc syscall 5.5 - arm64 system call dispatch
~el0_svc_handler syscall 4.20 5.4 arm64 system call dispatch
~el0_svc_naked syscall - - arm64 system call entry, older
~el0_sync_handler syscall 5.5 5.12 arm64 exception entry
~el0t_64_sync_handler syscall 5.13 - arm64 exception entry
~el0t_64_sync syscall 5.13 - arm64 exception entry
~el0_sync syscall - 5.12 arm64 exception entry, older
@mitigation
__x86_indirect_thunk_rax other 4.15 - Retpoline: cost of indirect calls
__x86_indirect_thunk_array other 5.15 - Retpoline thunk table: cost of indirect calls
__x86_return_thunk other 5.19 - Return thunk (retbleed/SRSO mitigation)
retbleed_return_thunk other 6.5 - Return thunk, retbleed mitigation
srso_return_thunk other 6.5 - Return thunk, AMD SRSO mitigation
srso_alias_return_thunk other 6.5 - Return thunk, AMD SRSO mitigation
srso_safe_ret other 6.5 - Safe return, AMD SRSO mitigation
its_return_thunk other 6.15 - Return thunk, Intel ITS mitigation
entry_untrain_ret other 6.5 - Return untraining on entry
~srso_alias_safe_ret other 6.5 - Safe return, AMD SRSO mitigation
@lock
busylock_acquire lock 4.10 6.17 UDP enqueue waits for the busy lock; usually inlined
__x64_sys_futex lock 4.17 - futex system call: user-space locks
lock_sock_nested lock - - Socket lock (TCP recvmsg, sendmsg)
__lock_sock lock - - Sleeps for socket lock owner
release_sock lock - - Releases socket lock, runs backlog
_raw_spin_lock lock - - Plain spinlock; contention spins inside slowpath
_raw_spin_lock_bh lock - - Spinlock disabling softirqs (socket lock)
_raw_spin_lock_irqsave lock - - Spinlock disabling interrupts (queue, wait queue)
_raw_spin_lock_irq lock - - Spinlock disabling interrupts
_raw_spin_unlock_bh lock - - Unlock; pending softirqs may run here
_raw_spin_unlock_irqrestore lock - - Unlock; interrupt-enable skid lands here
_raw_spin_unlock_irq lock - - Unlock; interrupt-enable skid lands here
_raw_spin_trylock lock - - Spinlock try
queued_spin_lock_slowpath lock 4.2 - Contended queued spinlock
native_queued_spin_lock_slowpath lock 4.2 - Contended queued spinlock, bare metal
__pv_queued_spin_lock_slowpath lock 4.2 - Contended queued spinlock in a VM
_raw_read_lock lock - - Reader side of rwlock
_raw_write_lock_bh lock - - Writer side of rwlock
queued_read_lock_slowpath lock 4.4 - Contended rwlock reader
queued_write_lock_slowpath lock 4.4 - Contended rwlock writer
mutex_spin_on_owner lock - - Adaptive mutex spinning
osq_lock lock 3.16 - Adaptive sleeping-lock queue
__mutex_lock_slowpath lock - - Contended mutex
rwsem_spin_on_owner lock 3.16 - Adaptive rwsem spinning
rwsem_down_read_slowpath lock 5.3 - Contended rwsem reader
rwsem_down_write_slowpath lock 5.3 - Contended rwsem writer
do_futex lock - - futex: user-space lock contention
futex_wait lock - - futex wait: user-space lock contention
futex_wake lock - - futex wake: user-space lock contention
futex_wait_queue_me lock - 5.15 futex sleep, older name
futex_q_lock lock 5.17 - futex hash bucket lock
down_read lock - - rwsem read lock (mmap)
up_read lock - - rwsem read unlock
~_spin_lock lock - 2.6.32 Plain spinlock, RHEL 6
~_spin_lock_bh lock - 2.6.32 Spinlock disabling softirqs, RHEL 6
~_spin_lock_irq lock - 2.6.32 Spinlock disabling interrupts, RHEL 6
~_spin_lock_irqsave lock - 2.6.32 Spinlock disabling interrupts, RHEL 6
~_spin_unlock_bh lock - 2.6.32 Unlock; pending softirqs may run here
~_spin_unlock_irqrestore lock - 2.6.32 Unlock; interrupt-enable skid lands here
~__ticket_spin_lock lock - - Contended ticket spinlock with paravirtualisation, old kernels
~arch_spin_lock_wait lock - - Contended spinlock of s390
~arch_spin_lock_wait_flags lock - - Contended spinlock of s390, older
~splpar_spin_yield lock - - Contended spinlock of powerpc: yields to its holder
~do_raw_spin_lock lock - - Spinlock of a kernel with lock debugging
~do_raw_spin_unlock lock - - Unlock of a kernel with lock debugging
~_raw_spin_unlock lock - - Unlock
~_raw_spin_lock_nested lock - - Plain spinlock, annotated for lockdep
~_raw_spin_trylock_bh lock - - Spinlock try
~__lock_text_start lock - - First function of the lock section: a _raw_spin_* function
~pv_queued_spin_lock_slowpath lock 4.2 - Contended queued spinlock in a VM
~__pv_queued_spin_unlock_slowpath lock 4.2 - Unlock that wakes a halted vCPU
~rt_spin_lock lock - - Spinlock of a real-time kernel: may sleep
~rt_spin_unlock lock - - Unlock of a real-time kernel
~rt_spin_lock_slowlock lock - - Contended spinlock of a real-time kernel
~rtlock_slowlock_locked lock 5.15 - Contended spinlock of a real-time kernel
~_raw_read_unlock lock - - Reader unlock of a rwlock
~_raw_write_lock lock - - Writer side of rwlock
~mutex_lock lock - - Mutex
~mutex_unlock lock - - Mutex release
~__mutex_lock lock - - Contended mutex
~osq_unlock lock 3.16 - Adaptive sleeping-lock queue
@timestamp
__sock_recv_timestamp copy - - Timestamp control messages
__sock_recv_ts_and_drops copy - 5.17 Timestamp and drop-count control messages, older
__sock_recv_cmsgs copy 5.19 - Timestamp, drop-count, mark control messages
native_sched_clock other - - TSC read for scheduler clock
sched_clock_cpu other - - Scheduler clock
ktime_get other - - Monotonic time read
ktime_get_with_offset other 3.17 - Real-time stamp read: packet timestamping on
ktime_get_real_seconds other 3.19 - Coarse wall time
getnstimeofday64 other 3.17 4.17 Wall time read, older
__getnstimeofday64 other 3.17 4.17 Wall time read, older core
read_tsc other - - TSC clocksource: cheap
read_hpet other - - HPET clocksource: very slow MMIO
acpi_pm_read other - - ACPI PM clocksource: very slow port IO
kvm_clock_get_cycles other - - kvm-clock clocksource
pvclock_clocksource_read other - - Paravirtual clock read
pvclock_clocksource_read_nowd other 6.3 - Paravirtual clock read, newer name
read_hv_clock_tsc other 4.10 - Hyper-V clocksource
xen_clocksource_get_cycles other - - Xen clocksource
~sched_clock other - - Scheduler clock
~ktime_get_real_ts64 other - - Wall time read
~ktime_get_mono_fast_ns other - - Time read safe in any context
~do_gettimeofday other - 4.20 Wall time read, older
@lsm-audit
security_socket_recvmsg filter - - LSM hook on every receive call
selinux_socket_recvmsg filter - - SELinux permission check on receive
sock_has_perm filter - - SELinux socket permission check
avc_has_perm lookup 3.13 - SELinux access vector cache check
avc_has_perm_flags lookup - 5.13 SELinux check variant, 3.x-4.x
avc_has_perm_noaudit lookup - - SELinux access vector cache lookup
avc_lookup lookup - - SELinux access vector cache hash walk
security_sock_rcv_skb filter - - LSM hook on every packet enqueue
selinux_socket_sock_rcv_skb filter - - SELinux per-packet receive hook
selinux_sock_rcv_skb_compat filter - - SELinux per-packet check, compat mode
selinux_parse_skb filter - - SELinux packet parsing: labeled networking on
apparmor_socket_recvmsg filter 4.17 - AppArmor receive hook
aa_sk_perm filter 4.17 - AppArmor socket permission check
aa_sock_msg_perm filter 4.17 - AppArmor message permission check
aa_label_sk_perm filter 4.17 - AppArmor label permission check
__audit_syscall_entry filter - - Audit bookkeeping at syscall entry
__audit_syscall_exit filter - - Audit bookkeeping at syscall exit
audit_filter_syscall filter - - Audit rule walk
audit_reset_context filter 5.17 - Audit context cleanup
unroll_tree_refs filter - - Audit tree references cleanup
__audit_sockaddr copy - - Audit copies socket address
__seccomp_filter filter 4.8 - seccomp filter on each syscall
__secure_computing filter - - seccomp entry
~__audit_filter_op filter 6.1 - Audit rule walk
@udp-dequeue
udp_recvmsg other - - UDP receive: dequeue, copy, consume
udpv6_recvmsg other - - UDPv6 receive: dequeue, copy, consume
__skb_recv_udp lock 4.13 - Takes packet from reader queue, else splices
__skb_recv_datagram lock - - Generic dequeue (UDP until 4.12)
skb_recv_datagram lock - - Generic dequeue wrapper
__skb_try_recv_datagram lock 4.6 - Dequeue attempt under sk_receive_queue lock
__skb_try_recv_from_queue other 4.13 - Unlinks first skb of a queue
__skb_wait_for_more_packets wakeup 4.6 - Reader blocks for packets
lock_sock_fast lock - 5.14 Socket lock for short section
__lock_sock_fast lock 5.15 - Socket lock for short section, slow part
__sk_queue_drop_skb lock 4.10 - Drops bad-checksum packet from queue
udp_read_skb other 6.0 - sockmap reads UDP packets
prepare_to_wait_exclusive wakeup - - Blocked reader joins wait queue
~__first_packet_length lock 4.13 - Size of first packet; validates checksum
~skb_recv_udp lock 4.13 6.17 Takes a packet from the reader queue
~wait_for_more_packets wakeup - 4.5 Reader blocks for packets, 3.x
@copy
copy_user_enhanced_fast_string copy - 6.3 User copy with ERMS rep movsb
copy_user_generic_string copy - 6.3 User copy with rep movsq (no ERMS)
copy_user_generic_unrolled copy - 6.3 User copy, unrolled loop
rep_movs_alternative copy 6.4 - User copy, 6.4+ (no FSRM)
copyout copy 4.13 6.6 Iov copy-out helper
copy_to_iter copy 3.18 4.12 Copy to iov_iter, before 4.13-era rename
_copy_to_iter copy 4.13 - Copy to iov_iter; includes inline copy
_copy_to_user copy - - Copy to user space
__copy_to_user_ll copy - 4.11 32-bit user copy
~__arch_copy_to_user copy - - arm64 user copy
memcpy_toiovec copy - 3.18 Copy to iovec, before 3.19-era
skb_copy_datagram_iovec copy - 3.18 Datagram copy to iovec, old
skb_copy_datagram_iter copy 3.19 - Datagram copy to user
__skb_datagram_iter copy 5.0 - Datagram copy walker
simple_copy_to_iter copy 5.0 - Datagram copy callback
copy_page_to_iter copy 3.16 - Page copy: page cache or skb frags
__check_object_size other 4.8 - Hardened usercopy check
__check_heap_object other 4.8 - Hardened usercopy slab check
check_stack_object other 4.8 - Hardened usercopy stack check
memcpy_erms copy 4.1 6.3 Kernel memcpy with ERMS
memcpy copy - - Kernel memcpy (also skb_condense, header copies)
~copy_user_short_string copy - 6.3 User copy of fewer than 64 bytes
~copy_user_generic copy - - User copy
~_copy_from_user copy - - Copy from user space
~__raw_copy_to_user copy - - Copy to user space
~__arch_copy_from_user copy - - arm64 user copy
~__copy_to_user copy - - Copy to user space
~__put_user_4 copy - - Writes one word to user space
~__put_user_8 copy - - Writes one word to user space
~__put_user_nocheck_4 copy - - Writes one word to user space
~__put_user_nocheck_8 copy - - Writes one word to user space
~__get_user_4 copy - - Reads one word from user space
~__get_user_8 copy - - Reads one word from user space
~__virt_addr_valid other - - Address test of the hardened usercopy check
~__memcpy copy - - Kernel memcpy
~memcpy_orig copy - - Kernel memcpy without ERMS
~memset_orig other - - Kernel memset without ERMS
~memset other - - Kernel memset
~is_vmalloc_addr other - - Address test of the hardened usercopy check
@udp-tx
sock_wfree accounting - - Transmit skb destructor; loopback shows it
udp_sendmsg other - - UDP send: sender side, not receive
udpv6_sendmsg other - - UDPv6 send
udp_send_skb other - - UDP send builds header
ip_make_skb alloc - - Builds outgoing datagram
__ip_append_data copy - - Copies payload into outgoing skb
sock_alloc_send_pskb alloc - - Allocates send skb
ip_finish_output2 other - - IP output to neighbour
__dev_queue_xmit other 3.13 - Transmit queueing
dev_hard_start_xmit driver - - Transmit to driver
sch_direct_xmit lock - - Transmit through qdisc
__qdisc_run other - - Qdisc run
fq_codel_dequeue other - - fq_codel qdisc
ip_route_output_key_hash_rcu lookup 4.13 - Output route lookup: unconnected sends
__ip_route_output_key lookup - 4.1 Output route lookup, older
~_copy_from_iter copy 4.13 - Copy of a message from user space
~copy_from_iter copy 3.18 4.12 Copy of a message from user space
~_copy_from_iter_full copy 4.13 5.11 Copy of a message from user space
~copyin copy 4.13 6.6 Copy-in helper
~memcpy_fromiovecend copy - 3.18 Copy of a message from user space, old
~ip_generic_getfrag copy - - Copies payload of a message to be sent
~__ip_make_skb alloc - - Builds outgoing datagram
~ip_setup_cork other - - Prepares an outgoing datagram
~ip_send_skb other - - Sends the datagram
~ip_output other - - IP output
~ip_local_out other - - IP output of local packets
~__ip_local_out other - - IP output of local packets
~ip_local_out_sk other - - IP output of local packets
~ip_finish_output other - - IP output
~__ip_finish_output other - - IP output
~ip_send_check checksum - - Header checksum of a packet to be sent
~ip_idents_reserve accounting - - Picks the IP id: shared atomic
~__ip_select_ident accounting - - Picks the IP id
~udp4_hwcsum checksum - - Checksum of a datagram to be sent
~sk_dst_check lookup - - Cached route of a socket
~ipv4_mtu lookup - - MTU of a route
~ip_skb_dst_mtu lookup - - MTU of a route
~skb_set_owner_w accounting - - Charges a packet to its sender
~alloc_skb_with_frags alloc - - Allocates send skb
~sock_alloc_send_skb alloc - - Allocates send skb
~sock_def_write_space wakeup - - Wakes senders
~__sock_wfree accounting - - Transmit skb destructor
~dev_queue_xmit other - - Transmit queueing
~validate_xmit_skb other - - Prepares a packet for the device
~netif_skb_features other - - Features a packet may use
~skb_network_protocol other - - Protocol of a packet
~netdev_core_pick_tx other - - Picks the transmit queue
~netdev_pick_tx other - - Picks the transmit queue
~skb_clone_tx_timestamp other - - Offers a packet to hardware timestamping
~inet_sendmsg syscall - - AF_INET send dispatch
~sock_sendmsg syscall - - Socket send
~__sock_sendmsg syscall - - Socket send
~security_socket_sendmsg filter - - LSM hook on every send call
~neigh_resolve_output other - - Fills in the link layer address
~icmp_send other - - Sends an ICMP error
~__icmp_send other - - Sends an ICMP error
~__sys_sendto syscall 4.17 - sendto implementation
~__x64_sys_sendto syscall 4.17 - sendto system call
~SYSC_sendto syscall - 4.16 sendto system call
~SyS_sendto syscall - 4.16 sendto system call
~sys_sendto syscall - 4.16 sendto system call
~__sys_sendmsg syscall - - sendmsg implementation
~___sys_sendmsg syscall - - sendmsg implementation
~____sys_sendmsg syscall 5.4 - sendmsg implementation
~__sys_sendmmsg syscall - - sendmmsg loop
~skb_put other - - Extends an skb
~skb_push other - - Adds a header
~eth_header other - - Fills in the link layer header
~skb_csum_hwoffload_help checksum 4.12 - Checksum of a packet to be sent
@debug
lock_acquire other - - lockdep: debug kernel
__lock_acquire other - - lockdep: debug kernel
lock_release other - - lockdep: debug kernel
check_preemption_disabled other - - Debug kernel per-CPU access check
~delay_tsc other - - Busy waiting
@rcu
rcu_core other 5.2 - RCU callback softirq
rcu_process_callbacks other - - RCU callback softirq, older
rcu_do_batch free - - RCU delayed frees
rcu_sched_clock_irq other 5.2 - RCU tick work
note_gp_changes other 3.13 - RCU grace period bookkeeping
~__rcu_read_lock other - - RCU read section (preemptible kernels)
~__rcu_read_unlock other - - RCU read section (preemptible kernels)
~rcu_all_qs other - - RCU quiescent state
~rcu_note_context_switch other - - RCU at a context switch
@idle
native_safe_halt idle - 6.2 CPU halted (VM or idle=halt)
pv_native_safe_halt idle 6.3 - CPU halted, newer name
default_idle idle - - Default idle (halt)
default_idle_call idle 4.4 - Default idle path
do_idle idle 4.10 - Idle loop
cpu_startup_entry idle - - Idle task entry
cpu_idle_loop idle - 4.9 Idle loop, older name
cpuidle_enter idle 3.16 - Enters idle state
cpuidle_enter_state idle - - Enters idle state; exit latency shows
intel_idle idle - - Intel mwait idle
intel_idle_ibrs idle 5.19 - Intel mwait idle with IBRS off
intel_idle_irq idle 5.19 - Intel mwait idle, interrupts on
mwait_idle idle 4.1 - mwait C1 idle
acpi_idle_do_entry idle - - ACPI idle state
acpi_processor_ffh_cstate_enter idle - - ACPI mwait idle
poll_idle idle - - Polling idle: spins, looks like 100% CPU
cpuidle_poll_time idle 5.4 - Polling idle limit
haltpoll_select idle 5.4 - Guest halt-poll governor
menu_select other - - Idle governor: frequent short idles
teo_select other 5.1 - Idle governor
tick_nohz_idle_exit other - - Restart tick after idle
tick_nohz_stop_tick other 4.17 - Stop tick on idle entry
tick_nohz_next_event other 4.17 - Next timer computation on idle entry
tick_nohz_idle_enter other - - Idle entry tick handling
nohz_run_idle_balance other 5.13 - Idle balancing on idle entry
~arch_cpu_idle idle - - Architecture's idle function
~__cpuidle_text_start idle - - First function of the idle section
~call_cpuidle idle - - Enters idle state
~cpuidle_idle_call idle - - Enters idle state
~default_enter_idle idle - - Default idle (halt), 3.x
~amd_e400_idle idle - - Idle of old AMD CPUs
~mwait_idle_with_hints idle - - mwait idle
~intel_idle_s2idle idle - - Intel mwait idle
~acpi_idle_enter idle - - ACPI idle state
~acpi_idle_enter_c1 idle - - ACPI idle state
~acpi_idle_enter_bm idle - - ACPI idle state
~acpi_safe_halt idle - - ACPI halt
~xen_safe_halt idle - - Xen halt
~cpu_do_idle idle - - arm64 idle (wfi)
~cpu_v7_do_idle idle - - arm idle (wfi)
~psw_idle idle 3.10 - s390 idle
~enabled_wait idle - - s390 idle, older
~snooze_loop idle - - powerpc idle, polling
~shared_cede_loop idle - - powerpc idle, the CPU given to the hypervisor
~dedicated_cede_loop idle - - powerpc idle, the CPU given to the hypervisor
~stop_loop idle 4.8 - powerpc idle
~nap_loop idle - - powerpc idle
~psci_cpu_suspend_enter idle - - arm64 firmware idle
~cpu_idle idle - - Idle loop, before 3.10
~cpuidle_reflect other - - Idle governor
~haltpoll_reflect other 5.4 - Idle governor
~start_secondary idle - - First function of a CPU; its only work is to be idle
~rest_init idle - - First task; becomes the idle task
~start_kernel idle - - Boot; becomes the idle task
~secondary_startup_64 idle - - Entry of a CPU
~secondary_startup_64_no_verify idle 5.9 - Entry of a CPU
~common_startup_64 idle 6.9 - Entry of a CPU
~x86_64_start_kernel idle - - Boot
~x86_64_start_reservations idle - - Boot
~verify_cpu idle - - Boot code behind the entry of a CPU: where the return address of the idle task's root lies
~clear_bss idle - - Boot code: where the return address of the boot CPU's idle task lies
~start_cpu idle - - Entry of a CPU
@skid
native_write_msr other - - MSR write: perf, timers, IPIs; often overhead or skid
native_read_msr other - - MSR read
native_apic_mem_write other - - APIC register write (EOI)
native_apic_msr_write other - - x2APIC register write
native_apic_msr_eoi other 6.6 - x2APIC end of interrupt
@iommu-dma
dma_map_page_attrs alloc 5.9 - DMA mapping of receive buffer
dma_unmap_page_attrs free 5.9 - DMA unmapping of receive buffer
iommu_dma_map_page alloc 4.4 6.17 IOMMU mapping per buffer
iommu_dma_unmap_page free 4.4 6.17 IOMMU unmapping per buffer
__iommu_dma_map alloc 4.10 - IOMMU mapping core
__iommu_dma_unmap free 4.4 - IOMMU unmapping core
alloc_iova lock - - IOVA allocation under rbtree lock
alloc_iova_fast alloc 4.8 - IOVA allocation from per-CPU cache
__alloc_and_insert_iova_range lock - - IOVA rbtree search under lock
free_iova_fast free 4.8 - IOVA free to per-CPU cache
free_iova lock - - IOVA free under rbtree lock
iova_magazine_free_pfns lock 4.8 - IOVA cache overflow to rbtree
fq_flush_timeout other 4.14 - IOVA flush queue timer
intel_map_page alloc - 5.10 Intel IOMMU map, older
intel_unmap free 3.17 5.10 Intel IOMMU unmap, older
qi_submit_sync lock - - Intel IOMMU invalidation wait: strict mode
qi_flush_iotlb other - - Intel IOMMU TLB flush
__domain_mapping alloc - - Intel IOMMU page-table map
dma_pte_clear_level free 3.16 - Intel IOMMU page-table clear
iommu_v1_map_pages alloc 6.1 - AMD IOMMU page-table map
arm_smmu_cmdq_issue_cmdlist lock 5.4 - Arm SMMU command queue
swiotlb_map copy 5.0 - Bounce-buffer mapping
swiotlb_map_page copy - 4.20 Bounce-buffer mapping, older
swiotlb_tbl_map_single copy - - Bounce-buffer slot allocation
swiotlb_tbl_unmap_single copy - - Bounce-buffer release
swiotlb_bounce copy - - Bounce-buffer memcpy: extra packet copy
~dcache_clean_poc other 5.14 - arm64 cache maintenance for devices that are not coherent
~dcache_inval_poc other 5.14 - arm64 cache maintenance for devices that are not coherent
dma_sync_single_for_cpu other - - Gives buffer to CPU; bounce or cache flush
__dma_sync_single_for_cpu other 6.10 - Gives buffer to CPU, newer name
dma_direct_map_page alloc 4.17 - Direct DMA map (no IOMMU)
iommu_dma_map_phys alloc 6.18 - IOMMU mapping per buffer, new name
iommu_dma_unmap_phys free 6.18 - IOMMU unmapping per buffer, new name
dma_map_phys alloc 6.18 - DMA mapping of receive buffer, new name
dma_unmap_phys free 6.18 - DMA unmapping of receive buffer, new name
@ipc
unix_stream_read_generic other 4.4 - UNIX stream socket receive
unix_dgram_sendmsg other - - UNIX datagram socket send
unix_stream_sendmsg other - - UNIX stream socket send
netlink_recvmsg other - - Netlink receive
pipe_read other - - Pipe read
pipe_write other - - Pipe write
@block
submit_bio other - - Block I/O submission
submit_bio_noacct other 5.9 - Block I/O submission
generic_make_request other - 5.8 Block I/O submission, older
blk_mq_submit_bio other 5.9 - Multi-queue block submission
blk_mq_make_request other 3.13 5.8 Multi-queue block submission, older
blk_mq_dispatch_rq_list other 4.10 - Multi-queue dispatch
blk_mq_complete_request other 3.13 - Block completion
blk_update_request other - - Block request completion accounting
bio_endio other - - Bio completion
nvme_queue_rq driver 3.19 - NVMe submission
nvme_irq driver - - NVMe completion interrupt
scsi_queue_rq driver 3.17 - SCSI submission
virtio_queue_rq driver 3.13 - virtio-blk submission
dm_submit_bio other 5.9 - Device mapper submission
raid5_make_request other 4.6 - MD RAID5 request
md_submit_bio other 5.9 - MD RAID submission
io_schedule other - - Task waits for disk I/O
@fs
iomap_dio_rw other 4.10 - Direct I/O
__blkdev_direct_IO other 4.10 - Raw block device direct I/O
ext4_file_write_iter other 3.16 - ext4 write
ext4_map_blocks lookup - - ext4 block mapping
ext4_da_write_begin other - - ext4 delayed-allocation write
jbd2_journal_commit_transaction other - - ext4 journal commit
xfs_file_write_iter other 3.16 - XFS write
xfs_bmapi_write other - - XFS extent allocation
xfs_log_commit_cil lock - - XFS log commit
btrfs_search_slot lookup - - btrfs tree search
btrfs_file_write_iter other 3.16 - btrfs write
generic_file_read_iter other 3.16 - File read
generic_file_buffered_read copy 4.14 5.11 Page-cache read, 4.x-5.x
filemap_read copy 5.12 - Page-cache read
filemap_get_pages lookup 5.12 - Page-cache lookup
generic_perform_write copy - - Page-cache write
vfs_read syscall - - read() on a file
vfs_write syscall - - write() on a file
path_openat lookup - - Open path walk
link_path_walk lookup - - Path walk
__d_lookup_rcu lookup - - Dentry lookup
do_sys_openat2 syscall 5.6 - open system call
nfs_file_read other - - NFS client read
@mm
kswapd other - - Background memory reclaim
shrink_node other 4.8 - Memory reclaim of a node
shrink_lruvec other - - Memory reclaim of LRU lists
try_to_free_pages other - - Direct memory reclaim
try_to_free_mem_cgroup_pages other - - cgroup memory reclaim
handle_mm_fault other - - Page fault handling
__handle_mm_fault other - - Page fault handling core
do_anonymous_page alloc - - Anonymous page fault
do_user_addr_fault other 4.20 - User page fault
__do_page_fault other - 5.4 User page fault, older
asm_exc_page_fault other 5.8 - Page fault entry
page_fault other - 5.7 Page fault entry, older
do_huge_pmd_anonymous_page alloc - - Huge page fault
clear_page_erms other 4.12 - Zeroes a page
clear_huge_page other - 6.10 Zeroes a huge page
unmap_page_range free - - Unmaps user memory
zap_pte_range free - - Unmaps user memory
flush_tlb_mm_range wakeup - - TLB shootdown
smp_call_function_many_cond wakeup 5.6 - Multi-CPU IPI wait (TLB shootdown)
smp_call_function_many wakeup - - Multi-CPU IPI wait, older
native_flush_tlb_one_user other 4.15 - TLB entry flush
mem_cgroup_charge accounting 5.8 5.14 Charges page to cgroup
find_vma lookup - - VMA lookup
compact_zone other - - Memory compaction
isolate_migratepages_block other 3.18 - Memory compaction scan
migrate_pages copy - - Page migration
change_protection other - - NUMA balancing or mprotect
task_numa_work other - - Automatic NUMA balancing scan
khugepaged other - - Huge page collapse
@proc
copy_process alloc - - fork or thread creation
do_exit free - - Process exit
begin_new_exec other 5.8 - exec
~ret_from_fork other - - First function of every thread
~ret_from_fork_asm other 6.6 - First function of every thread
~kthread other - - Body of every kernel thread
~worker_thread other - - Work queue thread
~process_one_work other - - Runs one work item
@trace
ftrace_caller other - - Function tracing is active
bpf_trace_run2 other 4.17 - BPF tracing program on a tracepoint
trace_call_bpf other 4.1 - BPF program on kprobe
kprobe_ftrace_handler other - - kprobe is active on a hot function
~__bpf_prog_enter_recur other - - Entry of a BPF program that traces a function
~__bpf_prog_exit_recur other - - Exit of a BPF program that traces a function
@perf
perf_event_overflow other - - perf's own sampling cost
intel_pmu_handle_irq other - - perf's own interrupt (NMI)
__intel_pmu_enable_all other 4.1 - perf's own counter enabling
perf_output_sample other - - perf writes samples
perf_callchain_kernel other - - perf unwinds stack (-g cost)
unwind_next_frame other 4.9 - ORC unwinder: perf -g or debug cost
@crypto
crypto_aead_decrypt crypto 5.3 - Kernel AEAD decryption
gcmaes_decrypt crypto 4.13 6.10 AES-GCM with AES-NI
chacha_4block_xor_avx512vl crypto 5.0 - ChaCha20
@other
_find_next_bit other 4.1 - Bitmap walk (per-CPU or per-node loops)
@user
~__libc_recvmsg other - - libc recvmsg wrapper
~__libc_recvfrom other - - libc recvfrom wrapper
~__GI___libc_recvmsg other - - libc recvmsg wrapper, debug-symbol name
~recvmmsg other - - libc recvmmsg wrapper
~epoll_wait other - - libc epoll_wait wrapper
~__lll_lock_wait lock - - pthread mutex contention in application
~pthread_mutex_lock lock - - pthread mutex in application
~__memmove_avx_unaligned_erms copy - - libc memcpy in application
~_int_malloc alloc - - libc malloc in application
~_int_free free - - libc free in application
~runtime.epollwait wakeup - - Go network poller
~runtime.futex lock - - Go scheduler sleep and wake
~runtime.findrunnable other - - Go scheduler search
~runtime.mallocgc alloc - - Go allocation
~runtime.gcDrain other - - Go garbage collection
~GCM_decrypt crypto - - QUIC/DTLS packet decryption
~__libc_recv other - - libc recv wrapper
~__recvmmsg other - - libc recvmmsg wrapper
~__libc_send other - - libc send wrapper
~__send other - - libc send wrapper
`;
