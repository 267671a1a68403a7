/**
 * Functions that mean the same to a rule, in all spellings from RHEL 6 (2.6.32) to 7.x, on x86 and arm64, on hardware and
 * in guests. Names as `symbolKey` gives them.
 */
export type SymbolNames = ReadonlySet<string>;

/** Split without a pattern, which took half a millisecond of every start. */
function names(...lists: string[]): SymbolNames {
  const found = new Set(lists.join(' ').replaceAll('\n', ' ').split(' '));
  found.delete('');
  return found;
}

const slowpathNames = `
  native_queued_spin_lock_slowpath queued_spin_lock_slowpath __pv_queued_spin_lock_slowpath pv_queued_spin_lock_slowpath
  resilient_queued_spin_lock_slowpath __ticket_spin_lock ticket_spin_lock __ticket_lock_spinning kvm_lock_spinning
  xen_lock_spinning kvm_wait xen_qlock_wait hv_qlock_wait rt_spin_lock_slowlock rt_spin_lock_slowlock_locked
  rtlock_slowlock_locked do_raw_spin_lock arch_spin_lock_wait arch_spin_lock_wait_flags splpar_spin_yield __spin_yield`;

/** Where a contended spinlock waits; one of these is contention by itself. */
export const spinSlowpaths = names(slowpathNames);

/** Taking a spinlock, contended or not. Without a slow path (ticket locks, up to 4.1) the waiting is in here. */
export const spinLocks = names(
  slowpathNames,
  `_raw_spin_lock _raw_spin_lock_bh _raw_spin_lock_irq _raw_spin_lock_irqsave _raw_spin_lock_nested
   _raw_spin_lock_irqsave_nested __raw_spin_lock __raw_spin_lock_bh __raw_spin_lock_irq __raw_spin_lock_irqsave
   _spin_lock _spin_lock_bh _spin_lock_irq _spin_lock_irqsave rt_spin_lock busylock_acquire`,
);

/** Giving a spinlock back. Where it enables interrupts or softirqs, time spent elsewhere is charged to it. */
export const spinUnlocks = names(
  `_raw_spin_unlock _raw_spin_unlock_bh _raw_spin_unlock_irq _raw_spin_unlock_irqrestore __raw_spin_unlock
   __raw_spin_unlock_bh __raw_spin_unlock_irq __raw_spin_unlock_irqrestore _spin_unlock _spin_unlock_bh _spin_unlock_irq
   _spin_unlock_irqrestore _raw_qspin_unlock __raw_callee_save___pv_queued_spin_unlock __pv_queued_spin_unlock
   __pv_queued_spin_unlock_slowpath native_queued_spin_unlock do_raw_spin_unlock rt_spin_unlock`,
);

/**
 * Functions that enable interrupts: a timer based profile (cpu-clock, guests without a PMU) takes the samples of what ran
 * with interrupts off here. Never evidence of a cost of their own.
 */
export const skid = names(
  `_raw_spin_unlock_irqrestore _raw_spin_unlock_irq _raw_spin_unlock_bh __raw_spin_unlock_irqrestore
   __raw_spin_unlock_irq _spin_unlock_irqrestore _raw_read_unlock_irqrestore _raw_write_unlock_irqrestore
   _raw_write_unlock_irq finish_task_switch __local_bh_enable_ip local_bh_enable local_bh_enable_ip do_softirq
   do_softirq_own_stack __do_softirq handle_softirqs __softirqentry_text_start arch_local_irq_restore
   arch_local_irq_enable native_irq_enable xen_restore_fl_direct xen_irq_enable_direct native_write_msr`,
);

/** Where a CPU waits for work. */
export const idleSymbols = names(
  `native_safe_halt pv_native_safe_halt default_idle default_idle_call default_enter_idle do_idle cpu_idle cpu_idle_loop
   cpu_startup_entry cpuidle_enter cpuidle_enter_state cpuidle_idle_call call_cpuidle arch_cpu_idle __cpuidle_text_start
   intel_idle intel_idle_ibrs intel_idle_irq intel_idle_xstate intel_idle_s2idle mwait_idle mwait_idle_with_hints
   amd_e400_idle acpi_idle_do_entry acpi_idle_enter acpi_idle_enter_c1 acpi_idle_enter_bm acpi_safe_halt
   acpi_processor_ffh_cstate_enter acpi_processor_ffh_lpi_enter poll_idle cpuidle_poll_time haltpoll_select
   xen_safe_halt xen_hypercall_sched_op cpu_do_idle psci_cpu_suspend_enter psci_enter_idle_state
   cpu_v7_do_idle psw_idle enabled_wait snooze_loop shared_cede_loop dedicated_cede_loop stop_loop nap_loop`,
);

/** Copies between kernel and user space. */
export const userCopies = names(
  `copy_user_enhanced_fast_string copy_user_generic_string copy_user_generic_unrolled copy_user_generic
   copy_user_short_string rep_movs_alternative _copy_to_iter copy_to_iter copyout _copy_to_user __copy_to_user
   __copy_to_user_ll raw_copy_to_user __raw_copy_to_user __arch_copy_to_user __copy_tofrom_user memcpy_toiovec
   copy_page_to_iter simple_copy_to_iter arm_copy_to_user __copy_to_user_std __copy_tofrom_user_base
   __copy_tofrom_user_power7 __asm_copy_to_user`,
);

/** Entering and leaving the kernel by a system call. */
export const syscallEntry = names(
  `system_call system_call_fastpath system_call_after_swapgs sysret_check ret_from_sys_call entry_SYSCALL_64
   entry_SYSCALL_64_fastpath entry_SYSCALL_64_after_swapgs entry_SYSCALL_64_after_hwframe entry_SYSCALL_64_safe_stack
   entry_SYSCALL_64_trampoline entry_SYSCALL_64_stage2 do_syscall_64 x64_sys_call syscall_return_via_sysret
   swapgs_restore_regs_and_return_to_usermode syscall_enter_from_user_mode syscall_exit_to_user_mode
   syscall_exit_to_user_mode_prepare exit_to_user_mode_prepare exit_to_user_mode_loop clear_bhb_loop entry_ibpb
   write_ibpb el0_svc el0_svc_naked el0_svc_common el0_svc_handler do_el0_svc invoke_syscall el0_sync el0_sync_handler
   el0t_64_sync el0t_64_sync_handler ret_to_user vector_swi ret_fast_syscall system_call_common
   system_call_vectored_common system_call_exception syscall_exit_prepare __do_syscall do_trap_ecall_u`,
);

/** Waking a reader. */
export const wakeups = names(
  `sock_def_readable __wake_up_sync_key __wake_up_common __wake_up_common_lock __wake_up try_to_wake_up ttwu_do_activate
   ttwu_queue_wakelist ttwu_do_wakeup ep_poll_callback ep_autoremove_wake_function pollwake receiver_wake_function
   autoremove_wake_function default_wake_function select_task_rq_fair select_idle_sibling select_idle_cpu
   available_idle_cpu resched_curr check_preempt_curr wakeup_preempt native_smp_send_reschedule enqueue_task_fair`,
);

/** What every softirq passes; above it stands whatever was interrupted. */
export const softirqLoop = names('__do_softirq handle_softirqs __softirqentry_text_start net_rx_action');

/** Where every kernel thread begins, ksoftirqd and threads of NAPI as well. */
export const kernelThreadEntry = names('kthread ret_from_fork ret_from_fork_asm');

/** Functions that only a reader of UDP runs. */
export const udpReaderFunctions = names(
  `udp_recvmsg udpv6_recvmsg __skb_recv_udp skb_recv_udp skb_consume_udp udp_skb_destructor udp_skb_dtor_locked
   udp_rmem_release`,
);

/** Functions that only TCP runs. */
export const tcpMarkers = names(
  `tcp_v4_rcv tcp_v6_rcv tcp_v4_do_rcv tcp_v6_do_rcv tcp_rcv_established tcp_data_queue tcp_ack tcp_clean_rtx_queue
   tcp_recvmsg tcp_recvmsg_locked tcp_sendmsg tcp_sendmsg_locked tcp_write_xmit __tcp_transmit_skb tcp_transmit_skb
   __inet_lookup_established tcp_cleanup_rbuf tcp_queue_rcv`,
);
