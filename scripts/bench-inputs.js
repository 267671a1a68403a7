// Large inputs for scripts/bench.js: the same bytes for the same size, on every machine. Shapes and the mix of short and deep
// stacks are those of a recording of a UDP flood, names are the kernel's.
import { closeSync, openSync, writeSync } from 'node:fs';

const syscall = 'entry_SYSCALL_64_after_hwframe do_syscall_64';
const recv = `${syscall} __x64_sys_recvfrom __sys_recvfrom sock_recvmsg inet_recvmsg udp_recvmsg`;
const send = `${syscall} __x64_sys_sendto __sys_sendto sock_sendmsg udp_sendmsg udp_send_skb ip_send_skb ip_output`;
const softirq = 'asm_common_interrupt common_interrupt irq_exit_rcu __do_softirq net_rx_action __napi_poll';
const rcv = `${softirq} ixgbe_poll napi_gro_receive netif_receive_skb_list_internal ip_rcv ip_local_deliver udp_rcv`;
/** Kernel parts of stacks, outermost frame first, and the functions that samples are taken in below them. */
const stacks = [
  [recv, '__skb_recv_udp __skb_try_recv_from_queue _raw_spin_lock_irqsave native_queued_spin_lock_slowpath'],
  [recv, 'skb_copy_datagram_iter __skb_datagram_iter _copy_to_iter copy_user_enhanced_fast_string'],
  [recv, 'skb_consume_udp __consume_stateless_skb skb_release_data page_frag_free'],
  [recv, 'udp_rmem_release __sk_mem_reduce_allocated'],
  [send, 'ip_finish_output2 __dev_queue_xmit dev_hard_start_xmit loopback_xmit'],
  [rcv, '__udp4_lib_lookup udp4_lib_lookup2 compute_score'],
  [rcv, 'udp_queue_rcv_one_skb __udp_enqueue_schedule_skb sock_def_readable __wake_up_common_lock try_to_wake_up'],
  [softirq, 'ixgbe_poll ixgbe_clean_rx_irq __napi_alloc_skb kmem_cache_alloc ___slab_alloc'],
  ['secondary_startup_64 cpu_startup_entry do_idle cpuidle_enter', 'cpuidle_enter_state intel_idle'],
].map(([callers, leaves]) => ({ callers: callers.split(' '), leaves: leaves.split(' ') }));
const comms = ['udp_sink', 'coredns', 'quic-server', 'ksoftirqd/3', 'swapper', 'tokio-runtime-w', 'java', 'udp-tx'];
const userFrames = ['recvfrom', '__libc_recvmsg', 'Server::run()', 'quic::Dispatcher::onPacket(quic::Packet const&)'];

/** Small, fast, and the same everywhere: the high bits of a linear congruence. */
function randomOf(seed) {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

/** Text of perf script, as perf 6 prints it. */
function* scriptSamples() {
  const random = randomOf(1);
  for (let time = 3157; ; time += 0.00005) {
    const comm = comms[random(comms.length)];
    const { callers, leaves } = stacks[random(stacks.length)];
    const kernel = [...callers, ...leaves.slice(0, 1 + random(leaves.length))].reverse();
    const pid = 1000 + random(400);
    let text = `${comm.padStart(16)} ${String(pid).padStart(7)} [${String(random(64)).padStart(3, '0')}] ${time.toFixed(6)}:     250000 cpu-clock: \n`;
    for (const [depth, name] of kernel.entries()) {
      // A caller is always left at the same instruction; samples are taken anywhere.
      const offset = depth === 0 ? 1 + random(200) : 16 + name.length * 7;
      text += `\t${(0xffffffff82000000n + BigInt(name.length * 40503 + offset)).toString(16)} ${name}+0x${offset.toString(16)} ([kernel.kallsyms])\n`;
    }
    for (let i = random(userFrames.length + 1); i > 0; i--) {
      const address = `7f20${(40960 + i * 977).toString(16).padStart(8, '0')}`;
      text += `\t    ${address} ${userFrames[i - 1]}+0x${(i * 23).toString(16)} (/usr/bin/${comm})\n`;
    }
    yield `${text}\n`;
  }
}

/** Text of perf report with call graphs: rows, and below each a tree of its callers. */
function* reportRows() {
  yield "# To display the perf.data header info, please use --header/--header-only options.\n#\n#\n# Total Lost Samples: 0\n#\n# Samples: 980K of event 'cpu-clock'\n# Event count (approx.): 245000000000\n#\n# Overhead  Command          Shared Object      Symbol\n# ........  ...............  .................  ....................................\n#\n";
  const random = randomOf(2);
  for (let n = 0; ; n++) {
    const { callers, leaves } = stacks[random(stacks.length)];
    const share = 40 / (1 + n) ** 1.2;
    const leaf = n < 40 ? leaves[random(leaves.length)] : `helper_${n}`;
    const percent = (value) => `${value.toFixed(2)}%`;
    let text = `    ${percent(share).padStart(6)}  ${comms[random(comms.length)].padEnd(15)}  [kernel.kallsyms]  [k] ${leaf}\n            |\n            ---${leaf}\n`;
    for (const name of callers.toReversed()) text += `               ${name}\n`;
    let margin = '               ';
    for (let depth = 2 + random(20), rest = share; depth > 0 && rest > 0; depth--) {
      const part = rest * (0.5 + random(40) / 100);
      text += `${margin}|          \n${margin}|--${percent(part)}--${userFrames[random(userFrames.length)]}\n`;
      for (let i = random(12); i > 0; i--) text += `${margin}|          frame_${random(300)}\n`;
      text += `${margin}|          \n${margin} --${percent(rest - part)}--start_thread\n`;
      margin += '           ';
      rest -= part;
    }
    yield `${text}\n`;
  }
}

/** Writes a text of about so many megabytes (10^6 bytes). */
export function writeInput(file, kind, megabytes) {
  const handle = openSync(file, 'w');
  let left = megabytes * 1e6;
  let chunk = '';
  for (const piece of kind === 'script' ? scriptSamples() : reportRows()) {
    chunk += piece;
    if (chunk.length < 1 << 20 && chunk.length < left) continue;
    writeSync(handle, chunk);
    left -= chunk.length;
    chunk = '';
    if (left <= 0) break;
  }
  closeSync(handle);
}
