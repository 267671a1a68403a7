/**
 * When symbols are there (`a+b`: all of them; a reader that takes the socket lock and frees with sock_rfree does its
 * accounting in the old way): names, first and last mainline release, and RHEL 7: `all` its kernels, `none`, from or until a
 * build (`693-`, `-514`), or `?`. Where releases between two known ones were not read, the wider bound is given. Only names
 * that tell something by being there; what distributions and stable updates took over (handle_softirqs, x64_sys_call,
 * clear_bhb_loop, return thunks; sched_balance_newidle, which 6.1.176 has) dates nothing and is left out, and so is what
 * lives on as an inline function that perf may print (kfree_skb, lock_sock_fast). sys_recvmsg ends with 4.16 on x86 only,
 * where it became __x64_sys_recvmsg; arm and MIPS still have it.
 */
const bounds = `
system_call_fastpath system_call_after_swapgs | | 4.1 | all
sysret_check | | 4.0 | all
entry_SYSCALL_64_fastpath | 4.2 | 4.15 | none
entry_SYSCALL_64_after_swapgs | 4.2 | 4.13 | none
entry_SYSCALL_64_after_hwframe | 4.14 | | none
do_syscall_64 | 4.6 | | none
entry_SYSCALL_64_trampoline | 4.14 | 4.19 | none
SyS_recvmsg SyS_recvfrom SyS_recvmmsg SyS_sendto SYSC_recvfrom SYSC_sendto | | 4.16 | all
do_syscall_64+sys_recvmsg do_syscall_64+sys_recvfrom do_syscall_64+sys_recvmmsg do_syscall_64+sys_sendto | 4.6 | 4.16 | none
__x64_sys_recvmsg __x64_sys_recvfrom __x64_sys_recvmmsg __x64_sys_sendto __sys_recvfrom __sys_sendto | 4.17 | | none
io_submit_sqes __x64_sys_io_uring_enter | 5.1 | | none
____sys_recvmsg | 5.4 | | none
do_recvmmsg | 5.0 | | none
fget_light | | 3.13 | all
__fget_light | 3.14 | 6.7 | none
__fget_files | 5.5 | 6.7 | none
smp_apic_timer_interrupt | | 5.7 | all
asm_common_interrupt sysvec_apic_timer_interrupt asm_sysvec_apic_timer_interrupt sysvec_call_function_single | 5.8 | | none
native_queued_spin_lock_slowpath queued_spin_lock_slowpath __pv_queued_spin_lock_slowpath | 4.2 | | 515-
kvm_lock_spinning | | 4.8 | -1126
skb_free_datagram_locked | | 4.6 | -514
lock_sock_fast+sock_rfree+udp_recvmsg lock_sock_fast+sock_rfree+skb_free_datagram_locked | | 4.9 | -514
__skb_free_datagram_locked | 4.7 | 4.9 | none
flush_stack compute_score2 | | 4.6 | ?
udp_rmem_release __udp_enqueue_schedule_skb skb_consume_udp udp_skb_destructor | 4.10 | | 693-
skb_condense | 4.10 | | 515-
__skb_try_recv_datagram | 4.5 | | 515-
__skb_recv_udp udp_skb_dtor_locked __consume_stateless_skb __skb_try_recv_from_queue | 4.13 | | none
__alloc_page_frag | 3.19 | 4.9 | -1126
__free_page_frag | 4.2 | 4.9 | -1126
page_frag_free page_frag_alloc | 4.10 | | 694-
skb_copy_datagram_iovec memcpy_toiovec skb_copy_and_csum_datagram_iovec memcpy_fromiovecend | | 3.18 | all
skb_copy_datagram_iter | 3.19 | | none
copy_to_iter copy_from_iter | 3.18 | 4.12 | none
_copy_to_iter _copy_from_iter | 4.13 | | none
copyout copyin | 4.13 | 6.7 | none
__skb_datagram_iter simple_copy_to_iter | 5.0 | | none
copy_user_enhanced_fast_string copy_user_generic_string copy_user_generic_unrolled | | 6.3 | all
memcpy_erms memset_erms | | 6.3 | ?
rep_movs_alternative | 6.4 | | none
free_hot_cold_page | | 4.14 | all
free_unref_page free_unref_page_commit | 4.15 | 6.13 | none
free_frozen_pages __free_frozen_pages free_frozen_page_commit | 6.14 | | none
__alloc_pages_nodemask | | 5.12 | all
__alloc_pages | 5.13 | 6.9 | none
__alloc_pages_noprof kmem_cache_alloc_noprof kmem_cache_alloc_node_noprof kmem_cache_alloc_bulk_noprof | 6.10 | | none
__alloc_frozen_pages_noprof | 6.14 | | none
kmem_cache_alloc kmem_cache_alloc_node kmem_cache_alloc_bulk __kmalloc_node_track_caller | | 6.9 | all
slab_update_freelist | 6.5 | | none
cmpxchg_double_slab __cmpxchg_double_slab | | 6.4 | all
unfreeze_partials | | 6.7 | all
__unfreeze_partials | 5.15 | 6.7 | none
__put_partials | 6.8 | | none
kfree_skb_reason | 5.17 | 6.10 | none
sk_skb_reason_drop | 6.11 | | none
skb_attempt_defer_free skb_defer_free_flush | 5.19 | | none
udp_queue_rcv_one_skb udpv6_queue_rcv_one_skb | 5.0 | | none
ip_protocol_deliver_rcu ip6_protocol_deliver_rcu | 5.0 | | none
sock_queue_rcv_skb | | 5.18 | all
udp4_hash4 udp_lib_hash4 udp4_lib_lookup4 | 6.13 | | none
napi_gro_receive napi_gro_flush napi_gro_complete | | 6.14 | all
gro_receive_skb gro_complete | 6.15 | | none
ip_list_rcv ip_sublist_rcv __netif_receive_skb_list_core | 4.19 | | none
__napi_poll napi_threaded_poll | 5.12 | | none
load_balance scheduler_tick newidle_balance | | 6.9 | all
sched_balance_rq sched_tick | 6.10 | | none
native_safe_halt | | 6.2 | all
pv_native_safe_halt | 6.3 | | none
pvclock_clocksource_read_nowd | 6.3 | | none
avc_has_perm_flags | | 5.13 | all
mem_cgroup_charge_skmem mem_cgroup_uncharge_skmem | 4.5 | 6.17 | ?
mem_cgroup_sk_charge mem_cgroup_sk_uncharge | 6.18 | | none
iommu_dma_map_page iommu_dma_unmap_page | 4.4 | 6.17 | none
iommu_dma_map_phys iommu_dma_unmap_phys dma_map_phys | 6.18 | | none
__ct_user_enter __ct_user_exit | 6.0 | | none
__context_tracking_enter __context_tracking_exit | 4.2 | 5.19 | ?
__lock_sock_fast | 5.15 | | none
check_preempt_curr | | 6.6 | all
wakeup_preempt | 6.7 | | none
_spin_lock _spin_lock_bh _spin_lock_irqsave _spin_unlock_irqrestore | | 2.6.32 | none
`;

let table: Map<string, string> | undefined;

/** The row of a symbol. The executable looks it up in a file. */
export function boundOf(symbol: string): string | undefined {
  return allBounds().get(symbol);
}

/** What tells something only together, `a+b`, with their row. */
export function jointBounds(): readonly (readonly [names: string, row: string])[] {
  return [...allBounds()].filter(([names]) => names.includes('+'));
}

export function allBounds(): ReadonlyMap<string, string> {
  if (table) return table;
  table = new Map();
  for (const row of bounds.split('\n')) {
    if (row !== '') for (const name of row.slice(0, row.indexOf(' |')).split(' ')) table.set(name, row);
  }
  return table;
}
