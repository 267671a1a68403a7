import { spinLocks } from '../../kernel/symbol-sets.ts';
import { type SymbolSet, set } from './symbol-set.ts';

/** Names of what happens at the socket: memory limits, drops, nobody listening; and of what only looks like it. */
export const socketNames: Readonly<Record<string, SymbolSet>> = {
  '@going-to-sleep': set(
    'going to sleep',
    `__schedule schedule schedule_timeout pick_next_task_fair prepare_to_wait prepare_to_wait_exclusive finish_wait
     raw_spin_rq_lock_nested __skb_wait_for_more_packets ep_poll do_epoll_wait ep_scan_ready_list ep_send_events
     ep_start_scan ep_done_scan schedule_hrtimeout_range schedule_hrtimeout_range_clock`,
  ),
  '@any-locks': set(
    'a lock',
    spinLocks,
    `_raw_read_lock _raw_read_lock_irqsave _raw_read_lock_bh _raw_write_lock _raw_write_lock_irq _raw_write_lock_irqsave
     queued_read_lock_slowpath queued_write_lock_slowpath`,
  ),
  '@udp-queue-rcv': set(
    'queueing to the socket',
    `udp_queue_rcv_skb __udp_queue_rcv_skb udp_queue_rcv_one_skb udpv6_queue_rcv_skb __udpv6_queue_rcv_skb
     udpv6_queue_rcv_one_skb __udp_enqueue_schedule_skb`,
  ),
  '@drop-free': set(
    'the free of a dropped datagram',
    'kfree_skb kfree_skb_reason sk_skb_reason_drop __sk_skb_reason_drop kfree_skb_list_reason',
  ),
  '@udp-handler': set('the look-up of a socket', '__udp4_lib_rcv __udp6_lib_rcv udp_rcv udpv6_rcv'),
  '@icmp-unreachable': set(
    'the ICMP error for a port nobody has',
    `icmp_send __icmp_send icmp6_send icmpv6_send icmp_push_reply icmp_glue_bits icmp_route_lookup icmpv4_xrlim_allow
     icmpv4_global_allow icmp_global_allow icmpv6_global_allow icmpv6_xrlim_allow inet_peer_xrlim_allow
     icmpv6_push_pending_frames`,
  ),
  '@other-icmp-senders': set(
    'other senders of ICMP errors',
    `ip_forward ip6_forward nf_send_unreach nf_send_unreach6 reject_tg nft_reject_inet_eval nft_reject_ipv4_eval
     ipv4_link_failure ip_error`,
  ),
  '@memory-accounting': set(
    'accounting of UDP memory',
    '__sk_mem_raise_allocated __sk_mem_reduce_allocated __sk_mem_schedule __sk_mem_reclaim sk_enter_memory_pressure',
  ),
  '@memory-raise': set(
    'accounting of UDP memory',
    '__sk_mem_raise_allocated __sk_mem_schedule sk_enter_memory_pressure',
  ),
  '@cgroup-socket-memory': set(
    'charging socket memory to a cgroup',
    `mem_cgroup_charge_skmem mem_cgroup_uncharge_skmem mem_cgroup_sk_charge mem_cgroup_sk_uncharge`,
  ),
  '@cgroup-charge': set(
    'charging memory to a cgroup',
    `mem_cgroup_charge_skmem mem_cgroup_uncharge_skmem mem_cgroup_sk_charge mem_cgroup_sk_uncharge try_charge
     try_charge_memcg page_counter_try_charge page_counter_charge page_counter_uncharge page_counter_cancel
     propagate_protected_usage refill_stock __refill_stock drain_stock consume_stock res_counter_charge
     __res_counter_charge res_counter_uncharge`,
  ),
  '@event-wait-entry': set('waiting for events', 'ep_poll do_epoll_wait do_sys_poll do_poll do_select core_sys_select'),
  '@udp-send': set(
    'sending UDP',
    `udp_sendmsg udpv6_sendmsg udp_send_skb udp_v6_send_skb ip_make_skb ip6_make_skb __ip_append_data __ip6_append_data
     ip_generic_getfrag _copy_from_iter _copy_from_iter_full copyin`,
  ),
};
