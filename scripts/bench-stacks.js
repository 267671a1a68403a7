// Stacks for scripts/bench-inputs.js, the same on every machine: paths that receiving and sending UDP take in the kernel,
// below the frames of several programs. Their variety is that of a flood recorded with many tasks: of 100 MB of perf script
// a quarter of the stacks are new by their functions, and few lines of frames.

const syscall = 'entry_SYSCALL_64_after_hwframe do_syscall_64';
const recv = `${syscall} __x64_sys_recvfrom __sys_recvfrom sock_recvmsg inet_recvmsg udp_recvmsg`;
const send = `${syscall} __x64_sys_sendmmsg __sys_sendmmsg ___sys_sendmsg ____sys_sendmsg udp_sendmsg`;
const output = `${send} udp_send_skb ip_send_skb ip_output ip_finish_output2 __dev_queue_xmit dev_hard_start_xmit`;
const softirq = 'asm_common_interrupt common_interrupt irq_exit_rcu handle_softirqs net_rx_action __napi_poll';
const poll = `${softirq} ixgbe_poll ixgbe_clean_rx_irq`;
const rcv = `${poll} napi_gro_receive netif_receive_skb_list_internal ip_rcv ip_local_deliver udp_rcv __udp4_lib_rcv`;
const queue = `${rcv} udp_unicast_rcv_skb udp_queue_rcv_skb udp_queue_rcv_one_skb __udp_enqueue_schedule_skb`;
const wake = `${queue} sock_def_readable __wake_up_sync_key __wake_up_common autoremove_wake_function`;
const wait = `${recv} __skb_recv_udp __skb_wait_for_more_packets schedule_timeout schedule __schedule`;
const copy = `${recv} skb_copy_datagram_iter __skb_datagram_iter simple_copy_to_iter _copy_to_iter`;
const free = `${recv} skb_consume_udp __consume_stateless_skb skb_release_data skb_free_head page_frag_free`;

/** Whole paths: a sample is taken anywhere on one, more often near its end. */
const paths = [
  `${recv} __skb_recv_udp __skb_try_recv_from_queue _raw_spin_lock_irqsave native_queued_spin_lock_slowpath`,
  `${copy} copy_user_enhanced_fast_string`,
  `${free} free_unref_page free_unref_page_commit`,
  `${free} __free_pages free_frozen_page_commit free_one_page _raw_spin_lock_irqsave`,
  `${recv} udp_rmem_release __sk_mem_reduce_allocated`,
  `${wait} dequeue_task_fair dequeue_entity update_curr`,
  `${wait} pick_next_task_fair newidle_balance load_balance`,
  `${recv} security_socket_recvmsg apparmor_socket_recvmsg aa_sk_perm`,
  `${send} ip_make_skb __ip_append_data sock_alloc_send_pskb alloc_skb_with_frags __alloc_skb kmem_cache_alloc_node`,
  `${send} ip_route_output_flow ip_route_output_key_hash_rcu fib_table_lookup`,
  `${output} loopback_xmit __netif_rx enqueue_to_backlog`,
  `${output} ixgbe_xmit_frame ixgbe_xmit_frame_ring ixgbe_tx_map dma_map_page_attrs`,
  `${poll} ixgbe_construct_skb __napi_alloc_skb kmem_cache_alloc ___slab_alloc get_partial_node`,
  `${poll} napi_gro_receive dev_gro_receive inet_gro_receive udp4_gro_receive`,
  `${rcv} __udp4_lib_lookup udp4_lib_lookup2 compute_score`,
  `${rcv} ip_local_deliver_finish nf_hook_slow nft_do_chain nft_lookup_eval`,
  `${queue} _raw_spin_lock native_queued_spin_lock_slowpath`,
  `${wake} default_wake_function try_to_wake_up select_task_rq_fair select_idle_sibling`,
  `${wake} ep_autoremove_wake_function try_to_wake_up ttwu_queue_wakelist __smp_call_single_queue`,
  'secondary_startup_64 cpu_startup_entry do_idle cpuidle_idle_call cpuidle_enter cpuidle_enter_state intel_idle',
  'ret_from_fork kthread worker_thread process_one_work wb_workfn writeback_sb_inodes __writeback_single_inode',
].map((path) => path.split(' '));

/** What an interrupt runs on top of anything. */
const interrupts = [
  'asm_sysvec_apic_timer_interrupt sysvec_apic_timer_interrupt __irq_exit_rcu handle_softirqs run_rebalance_domains',
  'asm_sysvec_apic_timer_interrupt sysvec_apic_timer_interrupt hrtimer_interrupt tick_nohz_handler update_process_times',
  'asm_sysvec_reschedule_ipi sysvec_reschedule_ipi scheduler_ipi',
  'asm_common_interrupt common_interrupt handle_edge_irq handle_irq_event __handle_irq_event_percpu ixgbe_msix_clean_rings',
].map((path) => path.split(' '));

/** Programs: command, object, and functions that call each other in any order, as callbacks and pools do. */
const programs = [
  'udp_sink|/usr/local/bin/udp_sink|main;rx_loop;receive_batch;parse_header;account;checksum;table_find;flush',
  'coredns|/usr/bin/coredns|runtime.goexit;dns.(*Server).serveUDP;dns.(*Server).serveUDPPacket;cache.(*Cache).ServeDNS;net.(*UDPConn).ReadMsgUDP;poll.(*FD).ReadMsgInet4;runtime.mcall;runtime.findRunnable;runtime.mallocgc',
  'quic-server|/opt/quic/bin/quic-server|main;Server::run();quic::Dispatcher::onPacket(quic::Packet const&);quic::Connection::read(quic::Header const&, folly::IOBuf&&);std::function<void (quic::Packet&&)>::operator()(quic::Packet&&) const;std::_Hashtable<quic::Id, quic::Session*>::find(quic::Id const&);EVP_AEAD_CTX_open;operator new(unsigned long)',
  'tokio-rt-worker|/opt/proxy/udp-proxy|std::sys::thread::thread_start;tokio::runtime::scheduler::Context::run;tokio::net::UdpSocket::recv_from;<proxy::Session as core::future::Future>::poll;proxy::forward::{{closure}};alloc::vec::Vec<T,A>::extend;core::ops::FnOnce::call_once;parking_lot::park',
  'java|/tmp/perf-4711.map|call_stub;Interpreter;Lio/netty/channel/epoll/EpollEventLoop;::processReady;Lio/netty/channel/epoll/EpollDatagramChannel;::recvmsg;Lcom/example/Decoder;::decode;Ljava/util/concurrent/ThreadPoolExecutor;::runWorker;Lcom/example/Point;::add',
  'telegraf|[unknown]|[unknown];[unknown];[unknown];[unknown]',
  'ksoftirqd/3|[kernel.kallsyms]|ret_from_fork_asm;ret_from_fork;kthread;smpboot_thread_fn;run_ksoftirqd',
  'swapper|[kernel.kallsyms]|',
].map((program) => {
  const [comm, object, names] = program.split('|');
  return { comm, object, names: names.split(/;(?!:)/).filter((name) => name !== '') };
});

/** Small, fast, and the same everywhere: the high bits of a linear congruence. */
export function randomOf(seed) {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

/** The next stack: whose it is, and its frames in user code and in the kernel, outermost first. */
export function drawStack(random) {
  const program = programs[Math.min(random(programs.length), random(programs.length + 2))];
  const path = paths[Math.min(random(paths.length), random(paths.length))];
  // A sample is taken at the end of its path more often than at any other function of it.
  const depth = path.length - Math.min(random(path.length), random(path.length), random(path.length));
  const kernel = path.slice(0, depth);
  if (random(25) === 0) kernel.push(...interrupts[random(interrupts.length)].slice(0, 2 + random(5)));
  const { names } = program;
  const user = [];
  // Half of all stacks are the usual one of their program, the others begin anywhere.
  const from = random(2) === 0 ? 0 : random(names.length);
  const count = from === 0 ? Math.min(3, names.length) : 1 + random(names.length);
  for (let i = 0; i < count; i++) user.push(names[(from + i) % names.length]);
  return { program, user, kernel };
}
