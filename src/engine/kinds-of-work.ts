import { lookupSymbol } from '../kernel/symbols.ts';
import { resolveSymbols } from '../rules/symbol-names.ts';
import { certainReader } from './roles.ts';

/** With stacks, below this share of the busy samples the receive path cannot be what limits. */
export const stacksThreshold = 5;

const receivePath = resolveSymbols(['@udp-recvmsg', '@udp-enqueue']);
/** What only a datagram for a socket of this host passes. */
export const delivery: ReadonlySet<string> = new Set(['udp_rcv', 'udpv6_rcv', ...receivePath, ...certainReader]);
/** And what asks for its socket before it is known to be one's own. */
export const receiveEntry: ReadonlySet<string> = new Set(['udp_v4_early_demux', 'udp_v6_early_demux', ...delivery]);

/** Whether only the receive of UDP has a function. */
export function isUdpReceive(key: string): boolean {
  if (receiveEntry.has(key)) return true;
  const detail = lookupSymbol(key)?.detail;
  return detail === 'udp-lookup' || detail === 'udp-enqueue' || detail === 'udp-dequeue';
}

/** What a symbol's samples are about, in words for the one line that says what the profile shows instead. */
export function kindOf(key: string, mark: string | undefined, dso: string | undefined): string {
  const known = lookupSymbol(key);
  if (known) return kinds[known.detail] ?? 'other kernel work';
  if (mark === '.' || mark === 'u') return 'user space';
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
