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
  '@udp-send': set(
    'sending UDP',
    `udp_sendmsg udpv6_sendmsg udp_send_skb udp_v6_send_skb ip_make_skb ip6_make_skb __ip_append_data __ip6_append_data
     ip_generic_getfrag _copy_from_iter _copy_from_iter_full copyin`,
  ),
};
