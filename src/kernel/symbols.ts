import type { Side, Stage } from './stages.ts';
import { familyOf } from './symbol-families.ts';
import { rowOf } from './symbol-rows.ts';

/** What a function does there: `lock`, `copy`, `lookup`, `alloc`, `free`, `accounting`, `wakeup`, ... */
export type Role =
  | 'accounting'
  | 'alloc'
  | 'checksum'
  | 'copy'
  | 'crypto'
  | 'driver'
  | 'filter'
  | 'free'
  | 'idle'
  | 'lock'
  | 'lookup'
  | 'other'
  | 'syscall'
  | 'wakeup';

export interface SymbolInfo {
  readonly stage: Stage;
  /** The finer part of the kernel: `udp-dequeue`, `slab`, `lsm-audit`, `tcp`, ... */
  readonly detail: string;
  readonly role: Role;
  /** Who pays, where the function alone tells; locks, memory and copies serve both sides. */
  readonly side?: Side;
  /** First and last mainline release that has it, where known. Distributions backport. */
  readonly since?: string;
  readonly until?: string;
  readonly meaning: string;
  /** True when the row is from memory, not from kernel sources. */
  readonly recalled?: true;
}

const known = new Map<string, SymbolInfo | undefined>();

/**
 * What is known of a symbol, by its key (`symbolKey`): the table's row, or its family's (`mlx5e_*`, `*_clean_rx_irq`,
 * `__x64_sys_*`, `bpf_prog_*`). Undefined for symbols that say nothing by name.
 */
export function lookupSymbol(key: string): SymbolInfo | undefined {
  const before = known.get(key);
  if (before || known.has(key)) return before;
  const row = rowOf(key);
  const info = row === undefined ? fromFamily(key) : parseRow(key, row);
  known.set(key, info);
  return info;
}

// udp-dequeue udp_rmem_release accounting 4.10 - UDP dequeue: rmem_alloc and forward memory release
function parseRow(name: string, line: string): SymbolInfo {
  const detailEnd = line.indexOf(' ');
  const detail = line.slice(0, detailEnd);
  const nameEnd = line.indexOf(' ', detailEnd + 1);
  const roleEnd = line.indexOf(' ', nameEnd + 1);
  const sinceEnd = line.indexOf(' ', roleEnd + 1);
  const untilEnd = line.indexOf(' ', sinceEnd + 1);
  const since = line.slice(roleEnd + 1, sinceEnd);
  const until = line.slice(sinceEnd + 1, untilEnd);
  return {
    ...describe(name, detail, line.slice(nameEnd + 1, roleEnd) as Role, line.slice(untilEnd + 1)),
    ...(since !== '-' && { since }),
    ...(until !== '-' && { until }),
    ...(line[detailEnd + 1] === '~' && { recalled: true as const }),
  };
}

function fromFamily(key: string): SymbolInfo | undefined {
  // __pi_memcpy: the same function, callable before relocation; __pfx_memcpy: the padding before it
  const alias = /^__(?:pi|pfx)_(\w+)$/.exec(key);
  if (alias && !/^_{2}(?:pi|pfx)_/.test(alias[1]!)) return lookupSymbol(alias[1]!);
  const family = familyOf(key);
  return family && describe(key, family.detail, family.role, family.meaning);
}

function describe(name: string, detail: string, role: Role, meaning: string): SymbolInfo {
  const place = places.get(name);
  const stage = place?.stage ?? stageOf(detail, role);
  const side = place ? place.side : sideOf(detail, role, stage);
  return { stage, detail, role, ...(side && { side }), meaning };
}

function stageOf(detail: string, role: Role): Stage {
  const stage = stageOfDetail[detail];
  if (stage === undefined) return 'other';
  return typeof stage === 'string' ? stage : (stage[role] ?? stage.else);
}

type ByRole = { readonly else: Stage } & { readonly [role in Role]?: Stage };

const memory: ByRole = { else: 'allocation', free: 'free' };

/** Parts of the kernel by stage; what is not here is `other`: not the receive path, or not told by its name. */
const stageOfDetail: Readonly<Record<string, Stage | ByRole>> = {
  irq: { else: 'driver', wakeup: 'wakeup' },
  softirq: { else: 'driver', lock: 'other' },
  'busy-poll': 'driver',
  'driver-rx': { else: 'driver', alloc: 'allocation' },
  'rps-backlog': 'driver',
  'iommu-dma': { else: 'driver', alloc: 'allocation' },
  l2: 'ip',
  alloc: memory,
  'page-alloc': memory,
  slab: memory,
  'skb-free': { else: 'free', other: 'free' },
  gro: 'gro',
  'netif-rx': 'ip',
  'flow-hash': 'ip',
  tap: 'netfilter',
  'xdp-tc': 'netfilter',
  netfilter: 'netfilter',
  'ip-rcv': 'ip',
  route: 'ip',
  defrag: 'ip',
  forward: 'ip',
  tunnel: 'ip',
  'udp-lookup': 'lookup',
  'udp-enqueue': { else: 'enqueue', filter: 'netfilter' },
  accounting: 'release',
  checksum: 'copy',
  wakeup: 'wakeup',
  sched: { else: 'wakeup', accounting: 'other' },
  'epoll-poll': { else: 'syscall', wakeup: 'wakeup' },
  syscall: 'syscall',
  'lsm-audit': 'security',
  'udp-dequeue': { else: 'dequeue', wakeup: 'wakeup' },
  copy: 'copy',
  idle: { else: 'idle', other: 'idle' },
  user: 'application',
};

function sideOf(detail: string, role: Role, stage: Stage): Side | undefined {
  if (stage === 'other') return undefined;
  if (detail === 'alloc') return role === 'alloc' ? 'producer' : undefined;
  return sideOfDetail[detail];
}

const sideOfDetail: Readonly<Record<string, Side>> = {
  irq: 'producer',
  softirq: 'producer',
  'busy-poll': 'reader',
  'driver-rx': 'producer',
  'rps-backlog': 'producer',
  'iommu-dma': 'producer',
  l2: 'producer',
  gro: 'producer',
  'netif-rx': 'producer',
  'flow-hash': 'producer',
  tap: 'producer',
  'xdp-tc': 'producer',
  netfilter: 'producer',
  'ip-rcv': 'producer',
  route: 'producer',
  defrag: 'producer',
  forward: 'producer',
  tunnel: 'producer',
  'udp-lookup': 'producer',
  'udp-enqueue': 'producer',
  wakeup: 'producer',
  'udp-dequeue': 'reader',
};

interface Placed {
  readonly stage: Stage;
  readonly side?: Side;
}

/** Functions whose place is not that of their part of the kernel, or which tell the side where their part does not. */
const places = placed([
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
]);

function placed(list: readonly (readonly [Stage, Side | undefined, string])[]): ReadonlyMap<string, Placed> {
  const found = new Map<string, Placed>();
  for (const [stage, side, names] of list) {
    for (const name of names.split(' ')) found.set(name, side ? { stage, side } : { stage });
  }
  return found;
}
