import { type SymbolSet, set } from './symbol-set.ts';

/** Functions that exist for a mitigation only; return thunks end every function while their mitigation is on. */
const mitigations = `
  clear_bhb_loop clear_bhb_loop_nofence entry_ibpb write_ibpb entry_untrain_ret retbleed_untrain_ret zen_untrain_ret
  srso_untrain_ret srso_alias_untrain_ret srso_return_thunk srso_alias_return_thunk srso_safe_ret srso_alias_safe_ret
  retbleed_return_thunk its_return_thunk __x86_return_thunk call_depth_return_thunk __x86_return_skl`;

/** Where a system call begins and ends: the page table is switched here when the kernel's is isolated. */
const callEdges = `
  entry_SYSCALL_64 entry_SYSCALL_64_trampoline entry_SYSCALL_64_stage2 syscall_return_via_sysret
  swapgs_restore_regs_and_return_to_usermode`;

const auditWalk = `
  __audit_filter_op audit_filter_syscall audit_filter_rules audit_filter_inodes audit_filter_uring audit_in_mask
  audit_comparator audit_uid_comparator audit_gid_comparator audit_field_compare`;

/** A request of io_uring that would block, or a poll of its own, is hung into the wait queue of the file. */
const ioUringArm = 'io_arm_apoll io_arm_poll_handler __io_arm_poll_handler io_poll_add __io_poll_add';

const udpPoll = 'udp_poll datagram_poll datagram_poll_queue';

/** Where tasks ask for memory, or touch what is not there yet. */
const memoryCalls = `
  __x64_sys_mmap __arm64_sys_mmap ksys_mmap_pgoff vm_mmap_pgoff sys_mmap_pgoff SyS_mmap_pgoff sys_mmap SyS_mmap
  do_mmap do_mmap_pgoff __x64_sys_munmap __arm64_sys_munmap __vm_munmap vm_munmap sys_munmap SyS_munmap do_munmap
  __do_munmap do_mas_munmap do_mas_align_munmap do_vmi_munmap do_vmi_align_munmap __x64_sys_mremap __arm64_sys_mremap
  __do_sys_mremap do_mremap sys_mremap SyS_mremap __x64_sys_madvise __arm64_sys_madvise do_madvise sys_madvise
  SyS_madvise __x64_sys_brk __arm64_sys_brk __do_sys_brk sys_brk SyS_brk do_brk do_brk_flags __x64_sys_mprotect
  do_mprotect_pkey sys_mprotect SyS_mprotect asm_exc_page_fault exc_page_fault page_fault async_page_fault
  do_user_addr_fault do_page_fault __do_page_fault trace_do_page_fault do_async_page_fault do_mem_abort
  do_translation_fault handle_mm_fault __handle_mm_fault`;

/** What mmap, munmap and page faults of anonymous memory do; page allocation is left out, which softirqs do as well. */
const memoryWork = `
  do_mmap do_mmap_pgoff mmap_region __mmap_region do_munmap __do_munmap do_vmi_munmap do_vmi_align_munmap do_mas_munmap
  do_mas_align_munmap vms_gather_munmap_vmas vms_complete_munmap_vmas vms_clear_ptes unmap_region unmap_vmas
  unmap_single_vma unmap_page_range zap_pte_range zap_page_range zap_page_range_single zap_present_ptes madvise_free_pte_range
  madvise_vma_behavior free_pgtables free_pgd_range unlink_anon_vmas anon_vma_clone anon_vma_interval_tree_insert
  anon_vma_interval_tree_remove vma_interval_tree_insert vm_area_alloc vm_area_dup vm_area_free __split_vma split_vma
  vma_adjust __vma_adjust vma_merge vma_merge_new_range vma_expand vma_shrink shrink_vma vma_prepare vma_complete vma_link
  vma_modify move_vma move_page_tables find_vma find_vma_prev vmacache_find get_unmapped_area __get_unmapped_area
  arch_get_unmapped_area_topdown vm_unmapped_area unmapped_area_topdown mas_walk mas_find mas_next_slot mas_prev_slot
  mas_empty_area mas_empty_area_rev mas_rev_awalk mas_wr_node_store mas_wr_store_entry mas_wr_walk mas_wr_bnode
  mas_store_prealloc mas_store_gfp mas_preallocate mas_alloc_nodes mas_split mas_leaf_max_gap mas_update_gap
  mas_topiary_replace mas_destroy lock_vma_under_rcu tlb_finish_mmu tlb_flush_mmu tlb_gather_mmu flush_tlb_mm_range
  flush_tlb_func flush_tlb_func_common native_flush_tlb_one_user free_pages_and_swap_cache
  __tlb_batch_free_encoded_pages exc_page_fault do_user_addr_fault do_page_fault __do_page_fault page_fault
  async_page_fault handle_mm_fault __handle_mm_fault handle_pte_fault do_anonymous_page do_huge_pmd_anonymous_page
  alloc_anon_folio vma_alloc_folio_noprof vma_alloc_folio alloc_pages_vma clear_page_erms clear_page_rep clear_page_orig
  clear_page clear_huge_page clear_huge_pages clear_subpage folio_add_new_anon_rmap page_add_new_anon_rmap
  page_remove_rmap folio_remove_rmap_ptes lru_cache_add lru_add_fn folio_add_lru __pagevec_lru_add
  lru_cache_add_active_or_unevictable lru_cache_add_inactive_or_unevictable __folio_batch_add_and_move
  folio_batch_move_lru mem_cgroup_try_charge pte_alloc_one __pte_alloc madvise_dontneed_free perf_event_mmap
  security_mmap_addr security_vm_enough_memory_mm may_expand_vm vm_stat_account`;

const registers = 'rax rbx rcx rdx rsi rdi rbp r8 r9 r10 r11 r12 r13 r14 r15'.split(' ');

/** What the reading task pays around and beside the receive. Names the symbol table does not have are from memory. */
export const consumerNames: Readonly<Record<string, SymbolSet>> = {
  '@mitigations': set('code of CPU vulnerability mitigations', mitigations),
  '@call-edges': set('the edges of a system call', callEdges, mitigations),
  '@retpolines': set(
    'thunks of indirect calls',
    `${registers.map((name) => `__x86_indirect_thunk_${name} __x86_retpoline_${name}`).join(' ')}
     __x86_indirect_thunk_array __x86_indirect_call_thunk_array __x86_indirect_jump_thunk_array
     __x86_indirect_its_thunk_array __indirect_thunk_start`,
  ),
  '@selinux': set(
    "SELinux's checks of a receive",
    `selinux_socket_recvmsg selinux_socket_sock_rcv_skb selinux_sock_rcv_skb_compat selinux_parse_skb
     selinux_parse_skb_ipv4 sock_has_perm avc_has_perm avc_has_perm_flags avc_has_perm_noaudit avc_lookup
     avc_compute_av security_compute_av selinux_peerlbl_enabled selinux_netlbl_sock_rcv_skb`,
  ),
  '@selinux-check': set('SELinux', 'selinux_socket_recvmsg sock_has_perm avc_has_perm avc_has_perm_flags'),
  '@apparmor': set(
    "AppArmor's checks of a receive",
    `apparmor_socket_recvmsg apparmor_socket_sock_rcv_skb aa_sk_perm aa_sock_msg_perm aa_label_sk_perm
     aa_profile_af_sk_perm aa_profile_af_perm aa_unix_msg_perm aa_inet_msg_perm`,
  ),
  '@apparmor-check': set('AppArmor', 'apparmor_socket_recvmsg aa_sk_perm aa_sock_msg_perm aa_label_sk_perm'),
  '@audit': set(
    'the audit of system calls',
    auditWalk,
    `__audit_syscall_entry __audit_syscall_exit audit_syscall_entry audit_syscall_exit audit_reset_context
     unroll_tree_refs __audit_sockaddr audit_get_context audit_free_names audit_take_context`,
  ),
  '@audit-walk': set('the walk of the audit rules', auditWalk),
  '@seccomp': set(
    'seccomp',
    `__seccomp_filter __secure_computing seccomp_run_filters seccomp_phase1 secure_computing_strict
     populate_seccomp_data bpf_dispatcher_seccomp_func`,
  ),
  '@seccomp-filter': set('seccomp', '__seccomp_filter seccomp_run_filters __secure_computing'),
  '@file-counting': set(
    'the count of an open file',
    '__fget fget __fget_files __fget_files_rcu fget_task fget_many fget_light __fget_light fdget fput fput_many',
  ),
  '@file-put': set('giving back a file', 'fput fput_many'),
  '@usercopy-checks': set(
    'checks of hardened usercopy',
    `__check_object_size check_stack_object __check_heap_object check_heap_object check_kernel_text_object
     __virt_addr_valid is_vmalloc_addr check_page_span usercopy_abort`,
  ),
  '@software-checksum': set(
    'checksumming by the CPU',
    `csum_partial do_csum __skb_checksum skb_checksum __skb_checksum_complete __skb_checksum_complete_head
     csum_partial_copy_generic csum_partial_copy_nocheck csum_partial_copy_to_user csum_and_copy_to_iter csum_and_copy_to_user
     csum_block_add csum_partial_ext csum_tail`,
  ),
  '@udp-transmit': set(
    'sending of UDP',
    `udp_sendmsg udpv6_sendmsg udp_send_skb udp_v6_send_skb ip_make_skb __ip_make_skb ip_append_data __ip_append_data
     ip6_make_skb __ip6_append_data ip_send_skb ip_output ip6_output ip_finish_output ip_finish_output2 ip6_finish_output2
     ip_local_out __ip_local_out __dev_queue_xmit dev_queue_xmit dev_hard_start_xmit sch_direct_xmit __qdisc_run
     validate_xmit_skb sock_alloc_send_pskb sock_alloc_send_skb alloc_skb_with_frags sock_wfree skb_set_owner_w
     ip_generic_getfrag _copy_from_iter _copy_from_iter_full copy_from_iter __sys_sendto __sys_sendmsg ___sys_sendmsg
     ____sys_sendmsg __sys_sendmmsg sock_sendmsg __sock_sendmsg inet_sendmsg __udp_gso_segment skb_segment
     csum_and_copy_from_iter csum_and_copy_from_iter_full csum_partial_copy_from_user udp4_hwcsum skb_checksum_help`,
  ),
  '@receive-wrappers': set(
    'libc around a receive',
    `__libc_recvmsg __GI___libc_recvmsg __libc_recv __GI___libc_recv __libc_recvfrom __GI___libc_recvfrom recvmsg
     __recvmsg recvfrom __recvfrom recv __recv recvmmsg __recvmmsg __GI___recvmmsg __libc_recvmmsg poll __poll __GI___poll
     __libc_poll ppoll select __select __GI___select epoll_wait __epoll_wait __GI_epoll_wait epoll_pwait
     __pthread_disable_asynccancel __pthread_enable_asynccancel __GI___pthread_disable_asynccancel
     __GI___pthread_enable_asynccancel __internal_syscall_cancel __syscall_cancel __syscall_cancel_arch syscall
     runtime/internal/syscall.Syscall6 internal/runtime/syscall.Syscall6 syscall.Syscall6 syscall.RawSyscall6`,
  ),
  '@sleeping': set(
    'going to sleep and waking up',
    `schedule __schedule schedule_timeout finish_task_switch __skb_wait_for_more_packets wait_for_more_packets
     prepare_to_wait_exclusive finish_wait schedule_hrtimeout_range schedule_hrtimeout_range_clock dequeue_task_fair
     dequeue_entity pick_next_task_fair pick_next_task __switch_to __switch_to_asm switch_mm_irqs_off psi_group_change
     psi_task_switch update_load_avg deactivate_task try_to_block_task dequeue_entities`,
  ),
  '@futex': set(
    'futex',
    `do_futex __x64_sys_futex __se_sys_futex __arm64_sys_futex sys_futex SyS_futex futex_wait __futex_wait futex_wake
     futex_wait_setup futex_wait_queue futex_wait_queue_me futex_q_lock futex_q_unlock futex_hash hash_futex
     get_futex_key futex_get_value_locked get_futex_value_locked futex_wake_mark mark_wake_futex futex_unqueue
     unqueue_me futex_wake_op futex_requeue queue_lock`,
  ),
  '@futex-calls': set('futex', 'do_futex __x64_sys_futex __arm64_sys_futex sys_futex SyS_futex futex_wait futex_wake'),
  '@user-locks': set(
    'locks of the application',
    `__lll_lock_wait __lll_lock_wait_private __lll_lock_wake __lll_lock_wake_private __lll_unlock_wake
     ___pthread_mutex_lock __pthread_mutex_lock __GI___pthread_mutex_lock pthread_mutex_lock pthread_mutex_trylock
     __pthread_mutex_trylock ___pthread_mutex_trylock __pthread_mutex_lock_full __pthread_mutex_unlock_usercnt
     __pthread_mutex_unlock __GI___pthread_mutex_unlock pthread_mutex_unlock ___pthread_mutex_unlock
     __pthread_mutex_cond_lock pthread_spin_lock __pthread_spin_lock pthread_spin_trylock pthread_rwlock_rdlock
     __pthread_rwlock_rdlock ___pthread_rwlock_rdlock __pthread_rwlock_wrlock ___pthread_rwlock_wrlock
     __pthread_rwlock_unlock ___pthread_rwlock_unlock runtime.lock2 runtime.unlock2 runtime.procyield runtime.futex
     runtime.futexsleep runtime.futexwakeup sync.(*Mutex).Lock sync.(*Mutex).lockSlow
     __lll_lock_elision`,
  ),
  '@io-uring-commit': set(
    'publishing completions of io_uring',
    `io_commit_cqring __io_commit_cqring io_cqring_fill_event __io_cqring_fill_event io_cqring_add_event
     __io_cqring_add_event io_cqring_ev_posted`,
  ),
  '@io-uring-arm': set('arming a poll of io_uring', ioUringArm),
  '@io-uring-poll': set(
    'arming polls of io_uring and asking their sockets',
    `${ioUringArm} io_async_queue_proc __io_queue_proc io_poll_queue_proc io_poll_add_hash io_poll_req_insert
     io_poll_remove_entries io_poll_rewait sock_poll ${udpPoll}`,
  ),
  '@udp-poll': set('udp_poll', udpPoll),
  '@memory-mapping': set('mapping, unmapping and faulting in memory', memoryCalls, memoryWork),
  '@memory-work': set('mapping and unmapping memory, and faulting it in', memoryWork),
  '@poll-calls': set(
    'poll and select',
    `do_sys_poll do_poll do_pollfd do_select core_sys_select __x64_sys_poll __x64_sys_ppoll __x64_sys_select
     __x64_sys_pselect6 kern_select sys_poll SyS_poll sys_select SyS_select __arm64_sys_ppoll __arm64_sys_pselect6`,
  ),
  '@poll-scan': set(
    'asking sockets one by one',
    `do_sys_poll do_poll do_pollfd do_select core_sys_select sock_poll udp_poll datagram_poll datagram_poll_queue
     first_packet_length __first_packet_length __pollwait poll_freewait poll_initwait poll_select_set_timeout
     free_poll_entry poll_get_entry select_estimate_accuracy max_select_fd get_fd_set set_fd_set`,
  ),
  '@poll-sleep': set(
    'sleeping in poll',
    'poll_schedule_timeout schedule_hrtimeout_range schedule_hrtimeout_range_clock schedule __schedule',
  ),
};
