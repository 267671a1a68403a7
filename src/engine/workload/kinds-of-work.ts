import { lookupSymbol } from '../../kernel/symbols.ts';
import { resolveSymbols } from '../../rules/symbol-names.ts';
import { certainReader } from '../view/roles.ts';

/** With stacks, below this share of the busy samples the receive path cannot be what limits. */
export const stacksThreshold = 5;

const receivePath = resolveSymbols(['@udp-recvmsg', '@udp-enqueue']);
/** What only a datagram for a socket of this host passes. */
export const delivery: ReadonlySet<string> = new Set(['udp_rcv', 'udpv6_rcv', ...receivePath, ...certainReader]);
/** And what asks for its socket before it is known to be one's own. */
export const receiveEntry: ReadonlySet<string> = new Set(['udp_v4_early_demux', 'udp_v6_early_demux', ...delivery]);

/** On the path of a datagram, but also on that of TCP, of packet, netlink and UNIX sockets, or of what is sent. */
const shared: ReadonlySet<string> = new Set(
  `skb_segment skb_segment_list __udp_gso_segment sk_run_filter ___bpf_prog_run __bpf_prog_run32 sk_filter
   sk_filter_trim_cap __cgroup_bpf_run_filter_skb skb_condense sock_queue_rcv_skb __sock_queue_rcv_skb
   sock_queue_rcv_skb_reason __release_sock llist_reverse_order llist_add_batch lock_sock_fast __lock_sock_fast
   prepare_to_wait_exclusive inet_lookup_reuseport inet6_lookup_reuseport lookup_reuseport reuseport_select_sock
   bpf_run_sk_reuseport compute_score skb_recv_datagram __skb_recv_datagram __skb_try_recv_datagram
   __skb_wait_for_more_packets __sk_queue_drop_skb`.match(/\w+/g),
);

/**
 * Whether only the receive of UDP has a function, or others have it, too: `shared` ones are of UDP where another one shows that
 * it is received.
 */
export function isUdpReceive(key: string): 'only' | 'shared' | undefined {
  if (receiveEntry.has(key)) return 'only';
  const detail = lookupSymbol(key)?.detail;
  if (detail !== 'udp-lookup' && detail !== 'udp-enqueue' && detail !== 'udp-dequeue') return undefined;
  return shared.has(key) ? 'shared' : 'only';
}

/** What a symbol's samples are about, in words for the one line that says what the profile shows instead. */
export function kindOf(key: string, mark: string | undefined, dso: string | undefined): string {
  // A driver in user space (DPDK) names its functions as that of the kernel does.
  if (mark === '.' || mark === 'u') return 'user space';
  const known = lookupSymbol(key);
  if (known) return kinds[known.detail] ?? 'other kernel work';
  if (mark === undefined && dso !== undefined && !dso.startsWith('[')) return 'user space';
  return 'other kernel work';
}

const kinds: Readonly<Record<string, string>> = {
  tcp: 'TCP',
  'udp-tx': 'sending UDP',
  'driver-tx': 'transmission',
  forward: 'forwarding',
  block: 'block I/O',
  fs: 'file systems',
  mm: 'memory management',
  'page-alloc': 'memory management',
  sched: 'the scheduler',
  wakeup: 'the scheduler',
  idle: 'idle CPUs',
  virt: 'virtualisation',
  user: 'user space',
  crypto: 'encryption',
  netfilter: 'netfilter',
  'iommu-dma': 'DMA mapping',
  'driver-rx': 'the network driver',
  lock: 'locks',
  slab: 'the slab allocator',
  timer: 'timers',
  rcu: 'RCU',
  perf: 'perf itself',
  debug: 'debugging aids of the kernel',
  trace: 'tracing',
  ipc: 'pipes and IPC',
  tunnel: 'tunnels',
  copy: 'copying',
  syscall: 'system calls',
  'xdp-tc': 'XDP and tc',
  bpf: 'BPF programs',
  softirq: 'packet input',
  gro: 'packet input',
  'netif-rx': 'packet input',
  'rps-backlog': 'packet input',
  'ip-rcv': 'packet input',
  route: 'packet input',
  l2: 'packet input',
};
