import type { Side, Stage } from './stages.ts';

export interface Placed {
  readonly stage: Stage;
  readonly side?: Side;
}

/** Functions whose place is not that of their part of the kernel, or which tell the side where their part does not. */
const places: readonly (readonly [Stage, Side | undefined, string])[] = [
  // Freed and uncharged under the socket lock: what the reader pays to give a datagram back.
  ['release', 'reader', 'skb_free_datagram_locked __skb_free_datagram_locked lock_sock_fast __lock_sock_fast'],
  ['release', 'reader', 'udp_rmem_release udp_skb_destructor udp_skb_dtor_locked sock_rfree __sk_mem_reclaim'],
  [
    'release',
    undefined,
    '__sk_mem_reduce_allocated mem_cgroup_uncharge_skmem mem_cgroup_sk_uncharge page_counter_uncharge',
  ],
  ['enqueue', 'producer', '__sk_mem_raise_allocated __sk_mem_schedule udp_rmem_schedule sk_enter_memory_pressure'],
  [
    'enqueue',
    undefined,
    'mem_cgroup_charge_skmem mem_cgroup_sk_charge try_charge_memcg page_counter_try_charge propagate_protected_usage',
  ],
  ['free', 'reader', 'skb_consume_udp __consume_stateless_skb skb_free_datagram skb_attempt_defer_free'],
  [
    'free',
    'producer',
    'skb_defer_free_flush trigger_rx_softirq napi_consume_skb kick_defer_list_purge kfree_skb_napi_cache',
  ],
  ['dequeue', 'reader', 'first_packet_length __first_packet_length udp_poll datagram_poll'],
  [
    'copy',
    'reader',
    'skb_copy_datagram_iter skb_copy_datagram_iovec __skb_datagram_iter simple_copy_to_iter memcpy_toiovec',
  ],
  [
    'copy',
    'reader',
    'skb_copy_and_csum_datagram_msg skb_copy_and_csum_datagram_iovec skb_copy_and_csum_datagram csum_and_copy_to_iter',
  ],
  [
    'copy',
    'reader',
    '__sock_recv_timestamp __sock_recv_ts_and_drops __sock_recv_cmsgs put_cmsg ip_cmsg_recv_offset ip_cmsg_recv move_addr_to_user',
  ],
  [
    'syscall',
    'reader',
    'sys_recvfrom SyS_recvfrom __x64_sys_recvfrom sys_recvmsg SyS_recvmsg __x64_sys_recvmsg sys_recvmmsg SyS_recvmmsg __x64_sys_recvmmsg',
  ],
  [
    'syscall',
    'reader',
    '__sys_recvmsg ___sys_recvmsg ____sys_recvmsg __sys_recvfrom __sys_recvmmsg do_recvmmsg sock_recvmsg sock_recvmsg_nosec inet_recvmsg inet6_recvmsg',
  ],
  ['syscall', 'reader', 'io_recvmsg io_recv copy_msghdr_from_user __copy_msghdr_from_user recvmsg_copy_msghdr'],
  ['syscall', 'reader', '__libc_recvmsg __libc_recvfrom __GI___libc_recvmsg recvmmsg __libc_recv __recvmmsg'],
  ['other', undefined, '__libc_send __send arp_process net_tx_action smpboot_thread_fn __sched_text_start'],
  ['security', 'reader', 'security_socket_recvmsg selinux_socket_recvmsg apparmor_socket_recvmsg'],
  [
    'security',
    'producer',
    'security_sock_rcv_skb selinux_socket_sock_rcv_skb selinux_sock_rcv_skb_compat selinux_parse_skb',
  ],
  ['wakeup', 'reader', 'prepare_to_wait_exclusive __skb_wait_for_more_packets wait_for_more_packets schedule_timeout'],
  // Balancing and accounting of the scheduler are no cost of waking a reader.
  [
    'other',
    undefined,
    'load_balance sched_balance_rq newidle_balance sched_balance_newidle update_sd_lb_stats find_busiest_group',
  ],
  [
    'other',
    undefined,
    'rebalance_domains run_rebalance_domains sched_balance_softirq update_blocked_averages sched_balance_update_blocked_averages',
  ],
  ['other', undefined, 'cpuacct_charge _cond_resched __cond_resched preempt_schedule_common'],
  // Called from both sides.
  ['ip', undefined, 'dst_release ipv4_dst_check'],
  ['idle', undefined, 'xen_hypercall_sched_op kvm_vcpu_halt'],
];

let table: Map<string, Placed> | undefined;

/** Where the function of that name stands whatever its part of the kernel. The executable looks it up in a file. */
export function placed(name: string): Placed | undefined {
  return allPlaced().get(name);
}

export function allPlaced(): ReadonlyMap<string, Placed> {
  if (table) return table;
  table = new Map();
  for (const [stage, side, names] of places) {
    for (const name of names.split(' ')) table.set(name, side ? { stage, side } : { stage });
  }
  return table;
}
