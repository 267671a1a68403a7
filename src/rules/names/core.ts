import { spinLocks, spinSlowpaths, syscallEntry, tcpMarkers, userCopies, wakeups } from '../../kernel/symbol-sets.ts';

import { type SymbolSet, set } from './symbol-set.ts';

const udpReceive = 'udp_recvmsg udpv6_recvmsg';

const queueTakers = `
  __skb_recv_datagram __skb_try_recv_datagram __skb_recv_udp __skb_try_recv_from_queue skb_recv_datagram skb_recv_udp`;

const enqueue = `
  __udp_enqueue_schedule_skb __udp_queue_rcv_skb udp_queue_rcv_skb udp_queue_rcv_one_skb udp_unicast_rcv_skb
  udpv6_queue_rcv_skb udpv6_queue_rcv_one_skb udp6_unicast_rcv_skb __udpv6_queue_rcv_skb sock_queue_rcv_skb
  __sock_queue_rcv_skb sock_queue_rcv_skb_reason __udp4_lib_rcv __udp6_lib_rcv`;

/** What the syscall path spends on each call before and after the protocol's recvmsg. */
const syscallPath = `
  sys_recvmsg SyS_recvmsg __sys_recvmsg ___sys_recvmsg ____sys_recvmsg __x64_sys_recvmsg __se_sys_recvmsg
  __arm64_sys_recvmsg sys_recvfrom SyS_recvfrom SYSC_recvfrom __sys_recvfrom __x64_sys_recvfrom __arm64_sys_recvfrom
  recvmsg_copy_msghdr copy_msghdr_from_user __copy_msghdr __copy_msghdr_from_user import_iovec __import_iovec import_ubuf rw_copy_check_uvector
  verify_iovec iovec_from_user copy_iovec_from_user import_single_range move_addr_to_user put_cmsg sockfd_lookup_light sockfd_lookup
  fget fget_light __fget_light __fget __fget_files fdget __fdget fput fput_many sock_from_file
  sock_recvmsg sock_recvmsg_nosec __sock_recvmsg inet_recvmsg inet6_recvmsg _copy_from_user copy_user_msghdr
  __put_user_4 __put_user_8 __put_user_nocheck_4 __put_user_nocheck_8 __get_user_8 __check_object_size
  check_stack_object __check_heap_object __virt_addr_valid clear_bhb_loop
  __libc_recvmsg __GI___libc_recvmsg __libc_recv __libc_recvfrom __GI___libc_recvfrom __recvmsg __recvfrom recvmsg recvfrom recv __recv`;

/** Names of the socket, its locks and the reader's path. */
export const coreNames: Readonly<Record<string, SymbolSet>> = {
  '@spin-locks': set('a spinlock', spinLocks),
  '@spin-slowpaths': set('the slow path of a spinlock', spinSlowpaths),
  '@queue-lock-primitives': set(
    'a spinlock',
    '_raw_spin_lock _raw_spin_lock_irqsave _raw_spin_lock_irq __raw_spin_lock_irqsave _spin_lock_irqsave _spin_lock',
    spinSlowpaths,
  ),
  '@udp-recvmsg': set('udp_recvmsg', udpReceive),
  '@udp-dequeue': set('the dequeue', `${queueTakers} udp_skb_destructor udp_skb_dtor_locked skb_consume_udp`),
  '@queue-dequeue': set('the dequeue', queueTakers),
  '@udp-enqueue': set('the enqueue to a UDP socket', enqueue),
  '@udp-skb-free': set(
    'freeing of a received datagram',
    `skb_consume_udp __consume_stateless_skb consume_skb __kfree_skb skb_free_datagram_locked
     __skb_free_datagram_locked skb_free_datagram skb_release_data`,
  ),
  '@wait-for-datagram': set(
    'waiting for a datagram',
    '__skb_wait_for_more_packets wait_for_more_packets __skb_wait_for_packet wait_for_packet schedule_timeout prepare_to_wait_exclusive',
  ),
  '@datagram-copy': set(
    'the copy of a datagram to user space',
    `skb_copy_datagram_iter __skb_datagram_iter skb_copy_datagram_iovec skb_copy_and_csum_datagram_msg
     skb_copy_and_csum_datagram_iovec skb_copy_and_csum_datagram __skb_copy_datagram_iter copy_to_iter _copy_to_iter
     memcpy_toiovec simple_copy_to_iter copyout copy_linear_skb`,
  ),
  '@user-copies': set(
    'copies to user space',
    userCopies,
    '__skb_datagram_iter skb_copy_datagram_iovec skb_copy_datagram_iter __skb_copy_datagram_iter csum_and_copy_to_iter',
  ),
  '@syscall-path': set('system call entry, descriptor and message header', syscallEntry, syscallPath),
  '@batched-receive': set(
    'a batched receive',
    'do_recvmmsg __sys_recvmmsg ___sys_recvmmsg __x64_sys_recvmmsg sys_recvmmsg SyS_recvmmsg __arm64_sys_recvmmsg io_recvmsg io_recv',
  ),
  '@slab-list-users': set(
    "SLUB's lists of partial slabs",
    `get_partial_node get_partial get_any_partial unfreeze_partials __unfreeze_partials __put_partials put_cpu_partial
     deactivate_slab __slab_free free_to_partial_list add_partial remove_partial`,
  ),
  '@slab-slowpath': set(
    'the slow path of SLUB',
    `__slab_alloc ___slab_alloc get_partial_node get_partial get_any_partial unfreeze_partials __unfreeze_partials
     __put_partials deactivate_slab acquire_slab`,
  ),
  '@zone-lock-users': set(
    "the page allocator's zone",
    `rmqueue_bulk rmqueue free_pcppages_bulk free_one_page __free_pages_ok __rmqueue get_page_from_freelist
     free_frozen_page_commit free_unref_page_commit free_unref_page_list free_hot_cold_page __free_one_page`,
  ),
  '@scheduler-lock-users': set(
    'the scheduler',
    `try_to_wake_up ttwu_queue ttwu_do_activate __wake_up_sync_key __wake_up_common_lock __wake_up_common __wake_up
     autoremove_wake_function receiver_wake_function default_wake_function ep_poll_callback raw_spin_rq_lock_nested
     task_rq_lock __task_rq_lock select_task_rq_fair enqueue_task_fair shared_runq_enqueue_task swqueue_enqueue
     sched_ttwu_pending ttwu_queue_wakelist prepare_to_wait_exclusive update_rq_clock`,
  ),
  '@wakeups': set(
    'waking tasks',
    wakeups,
    'ttwu_queue ttwu_stat select_idle_core enqueue_entity activate_task check_preempt_wakeup',
  ),
  '@other-lock-users': set(
    'other users of spinlocks',
    `get_partial_node __unfreeze_partials unfreeze_partials __put_partials deactivate_slab rmqueue_bulk free_pcppages_bulk
     ep_poll_callback try_to_wake_up tcp_v4_rcv tcp_recvmsg tcp_sendmsg tcp_sendmsg_locked sch_direct_xmit
     __dev_xmit_skb futex_wake futex_wait do_futex alloc_iova free_iova alloc_iova_fast free_iova_fast
     qi_submit_sync scsi_queue_rq blk_mq_dispatch_rq_list nvme_queue_rq io_wq_enqueue
     packet_rcv tpacket_rcv ext4_file_write_iter xfs_file_write_iter btrfs_search_slot`,
  ),
  '@tcp': set('TCP', tcpMarkers),
};
