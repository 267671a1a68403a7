import type { Role } from './symbol-info.ts';

export interface Family {
  readonly detail: string;
  readonly role: Role;
  readonly meaning: string;
}

// Longer names are C++ templates, not kernel functions.
const longest = 100;

/**
 * The family a symbol's name puts it in: by how the whole name is built, by its first words (`tcp_`, `mem_cgroup_`), or by
 * the parts that all network drivers use (`_clean_rx_irq`, `_napi_poll`).
 */
export function familyOf(key: string): Family | undefined {
  if (key.length > longest || !/^[A-Za-z_]\w+$/.test(key)) return undefined;
  return byShape(key) ?? byFirstWords(key) ?? byDriverParts(key);
}

function byShape(key: string): Family | undefined {
  // Most names of a large report hold none of the hints: one pattern tells that of all shapes.
  if (named++ > fewNames) {
    anyHint ??= new RegExp(shapes.flatMap((one) => one.hints).join('|'));
    if (!anyHint.test(key)) return undefined;
  }
  return shapes.find((one) => holdsAny(key, one.hints) && one.pattern.test(key));
}

/** So many names are told sooner than a pattern is made. */
const fewNames = 500;
let named = 0;
let anyHint: RegExp | undefined;

interface Shape extends Family {
  readonly pattern: RegExp;
  /** One of them is in every name that the pattern fits: a short run should not compile patterns it has no use for. */
  readonly hints: readonly string[];
}

function shape(pattern: RegExp, hints: string, detail: string, role: Role, meaning: string): Shape {
  return { pattern, hints: hints.split(' '), detail, role, meaning };
}

function holdsAny(key: string, hints: readonly string[]): boolean {
  // Asked thousands of times: an iterator would make an object for each.
  for (let i = 0; i < hints.length; i++) if (key.includes(hints[i]!)) return true;
  return false;
}

/** Names told by how they are built, narrow ones first. */
export const shapes: readonly Shape[] = [
  // A program's own arithmetic: MIPS without an FPU runs it in arch/mips/math-emu
  shape(
    /^(?:cop1Emulate|fpu_emulator_cop1Handler|ieee754[sd]p_\w+)$/,
    'cop1 ieee754',
    'user',
    'other',
    'Floating-point instruction of a program, emulated',
  ),
  // __x64_sys_recvmmsg  __arm64_sys_recvfrom  __se_sys_sendto  SYSC_recvfrom  SyS_read  ksys_write  sys_futex  el0t_64_irq
  shape(
    /^(?:__(?:x64|ia32|arm64|se|do|s390x?|riscv|powerpc)_sys|SYSC|SyS|compat_sys|k?sys)_[a-z]\w*$|^entry_SYS\w+$|^el0t?_\w+$/,
    'sys_ SYSC_ SyS_ entry_SYS el0',
    'syscall',
    'syscall',
    'System call',
  ),
  // asm_sysvec_reschedule_ipi  smp_call_function_interrupt  ixgbe_msix_other  el1h_64_irq_handler
  shape(
    /^(?:asm_|__)?sysvec_\w+$|^smp_\w+_interrupt$|^\w+_msix?_\w+$|^el1h?_\w*irq\w*$|^gic_\w+$/,
    'sysvec_ _interrupt _msi el1 gic_',
    'irq',
    'other',
    'Interrupt',
  ),
  // __copy_to_user_inatomic  raw_copy_from_user  copy_user_generic  __put_user_2  copy_mc_fragile  copy_page_from_iter
  shape(
    /^_{0,2}(?:raw_|arch_|arm_|asm_)?copy_(?:to|from|in|tofrom|user|mc)_\w+$|^__copy_tofrom_user\w*$|^__(?:put|get)_user_(?:nocheck_|asm_|bad_)?\d+$|^_{0,2}copy_\w*(?:to|from)_iter\w*$/,
    'copy_ _user_',
    'copy',
    'copy',
    'Copy between kernel and user space',
  ),
  shape(
    /^_{0,2}(?:memcpy|memmove|memset|memcmp)(?:_\w+)?$/,
    'memcpy memmove memset memcmp',
    'copy',
    'copy',
    'Kernel memory copy, fill or comparison',
  ),
  // native_queued_read_lock_slowpath  __raw_callee_save___pv_queued_spin_unlock  _raw_write_lock_irq  __raw_spin_lock_irqsave
  shape(
    /^(?:_{0,2}native_|_{0,2}pv_|hv_|resilient_)?(?:queued|ticket)_(?:spin|read|write)_\w+$|^__raw_callee_save_+\w*spin\w*$|^_{1,3}(?:raw_)?(?:spin|read|write)_(?:un|try)?l\w*$|^do_raw_\w+lock$/,
    'spin read_ write_ do_raw_',
    'lock',
    'lock',
    'Lock',
  ),
  // shrink_slab is reclaim, not a slab function
  shape(
    /^(?:do_)?shrink_\w+$|^do_(?:anonymous|wp|swap|huge)\w*$|^do_fault\w*$|^handle_\w*fault$|^(?:asm_)?exc_page_fault$|^do_page_fault$|^clear_(?:huge_)?page\w*$/,
    'shrink_ do_anonymous do_wp do_swap do_huge fault clear_',
    'mm',
    'other',
    'Memory management',
  ),
  shape(
    /^_{0,3}(?:kmem|slab)_\w*alloc\w*$|^_{0,3}kv?malloc\w*$|^_{0,3}k[cz]alloc\w*$|^(?:new|alloc|allocate)_slab$/,
    'alloc new_slab',
    'slab',
    'alloc',
    'Slab allocation',
  ),
  shape(
    /^_{0,3}(?:kmem_cache|slab|sheaf|pcs)_\w*free\w*$|^_{0,2}kv?free(?:_\w+)?$|^_{0,2}(?:discard|free|deactivate|flush)_slab$|^\w+_partials?$/,
    'free _slab _partial',
    'slab',
    'free',
    'Slab free',
  ),
  shape(
    /^_{0,2}page_pool_\w*alloc\w*$|^_{0,2}(?:page|napi|netdev)_frag_\w*alloc\w*$/,
    'page_pool_ _frag_',
    'alloc',
    'alloc',
    'Receive buffer allocation',
  ),
  shape(/^_{0,2}page_(?:pool|frag)_\w+$/, 'page_pool_ page_frag_', 'skb-free', 'free', 'Receive buffer goes back'),
  shape(
    /^_{0,2}alloc_(?:frozen_)?pages?(?:_(?:node|noprof|mpol|current|vma|bulk)\w*)?$|^get_page_from_\w+$|^rmqueue\w*$|^prep_\w*page\w*$/,
    'alloc_ get_page_from_ rmqueue prep_',
    'page-alloc',
    'alloc',
    'Page allocation',
  ),
  shape(
    /^_{0,2}free_(?:frozen_|unref_|hot_cold_|tail_)?(?:pages?|folios?|pcp\w*)(?:_\w+)?$|^_{0,2}(?:folio|page)s?_(?:put|release)\w*$|^_{0,2}put_page\w*$/,
    'free_ _put _release put_page',
    'page-alloc',
    'free',
    'Page free',
  ),
  shape(/^\w*nft_\w+$|^\w+_mt6?$/, 'nft_ _mt', 'netfilter', 'filter', 'Netfilter'),
  shape(/^\w*timer_interrupt$/, 'timer_interrupt', 'timer', 'other', 'Timer interrupt'),
  shape(/^__list_(?:add|del)\w*_valid\w*$/, '__list_', 'debug', 'other', 'Debugging aid'),
];

/** Parts of the kernel by the first word or two of their functions' names; leading underscores don't count. */
const wordList = `
tcp other TCP = tcp tcp4 tcp6 inet_csk bbr bictcp cubictcp mptcp dctcp reno tls
tunnel other Tunnel or IPsec = vxlan geneve gre ipgre ipip gue fou l2tp iptunnel ip_tunnel wg xfrm xfrm4 xfrm6 esp esp4 esp6 udp_tunnel gro_cell gro_cells
ipc other Local sockets, pipes, netlink = unix netlink pipe anon_pipe genl rtnl eventfd
fs other Network file system or another protocol = sctp dccp rxrpc tipc rds svc rpc nfs nfs4 nfsd ceph smb smb2 cifs ksmbd sunrpc xs
udp-tx other Transmission = pktgen qdisc fq fq_codel pfifo htb sch tbf noop
driver-rx driver virtio ring = virtqueue vring detach_buf vp
l2 other Virtual device, bridge or bond = veth loopback tun tap macvtap netkit ipvlan macvlan bond team br vlan ovs dsa
iommu-dma other DMA mapping = iommu intel_iommu arm_smmu amd_iommu iova dma swiotlb qi dmar domain
mm other Memory management = unmap zap vma mmap mas khugepaged kswapd compact isolate flush_tlb lru native_flush damon
mm accounting Memory cgroup = mem_cgroup memcg memcg1 obj_cgroup page_counter refill_obj mod_objcg mod_lruvec mod_memcg lruvec
lock lock Sleeping lock or futex = mutex rwsem down up osq rt_mutex rt_spin rtlock futex percpu_down percpu_up
lsm-audit filter Security module = bpf_lsm selinux avc apparmor aa smack smk tomoyo landlock hook_socket security cap
lsm-audit filter Audit or seccomp = audit seccomp
netfilter filter Netfilter = nf ipt ip6t xt ip_set ip_vs ebt arpt ipv4_conntrack ipv6_conntrack
xdp-tc filter BPF on packets, or XDP = bpf_skb bpf_xdp bpf_sk bpf_redirect bpf_clone bpf_flow bpf_csum bpf_fib xdp xsk xp
xdp-tc filter Traffic control = tcf cls act fl mall clsact
bpf filter BPF: what it serves is told by its caller = bpf htab array_map trie
syscall syscall io_uring = io_uring io_commit io_cqring io_cqe io_cq io_sqe io_sq io_req io_fill io_issue io_submit io_queue io_run io_recv io_wq io_worker io_acct tctx_task
tap copy AF_PACKET tap = tpacket packet prb fanout
tap filter Raw sockets = raw_rcv raw_local raw_v4 raw_v6 raw_icmp raw6 rawv6
block other Block I/O = blk nvme scsi sd ata ahci virtblk dm md raid0 raid1 raid5 raid10 bio submit_bio elv bfq dd r5c r5l iomap megasas mpt3sas handle_stripe handle_active
fs other File system = ext2 ext3 ext4 jbd2 xfs btrfs f2fs ovl fuse vfs generic_file filemap proc seq kernfs sysfs shmem tmpfs dentry d path inode fsnotify writeback wb zfs dnode arc dbuf
virt other Virtualisation = kvm vmx svm vcpu xen hv hyperv vhost pvclock hypercall paravirt
mitigation other CPU vulnerability mitigation = x86_indirect x86_return x86_retpoline srso retbleed its
perf other perf itself = intel_pmu x86_pmu amd_pmu perf x86_perf unwind get_perf
trace other Tracing = ftrace trace kprobe tracing ring_buffer uprobe fprobe kretprobe
debug other Debugging aid = kasan asan kcsan kmsan lockdep lock_is tsan hwasan msan
crypto crypto Cryptography = aes aesni ghash gcm gcmaes sha1 sha256 sha512 chacha chacha20 poly1305 crypto blake2s
checksum checksum Software checksum = csum skb_checksum
idle idle Idle = intel_idle acpi_idle cpuidle haltpoll psci
timer other Timers = hrtimer tick timer timekeeping clockevents clocksource
rcu other RCU = rcu srcu
timestamp other Clock = sched_clock ktime_get
sched accounting Scheduler bookkeeping = sched_balance update_sd update_group update_blocked psi
wakeup wakeup Wakeup = ttwu wake_up ep select_task select_idle
sched other Scheduler = enqueue_task dequeue_task enqueue_entity dequeue_entity pick_next put_prev update_curr update_load update_cfs update_rt update_dl update_rq check_preempt set_next task_tick pull_rt push_rt pull_dl push_dl sched
`;

/** The list with a blank behind each word. */
let padded: string | undefined;

function byFirstWords(key: string): Family | undefined {
  let start = 0;
  while (key.charCodeAt(start) === 95) start++;
  if (start === key.length) return undefined;
  const first = key.indexOf('_', start);
  if (first < 0) return undefined;
  const second = key.indexOf('_', first + 1);
  const pair = familyWith(key.slice(start, second < 0 ? key.length : second));
  return pair ?? familyWith(key.slice(start, first));
}

/** Words asked for from which on it pays to have split the list: only reports of thousands of symbols ask so often. */
const manyWords = 500;
let asked = 0;
let lineOfWord: Map<string, string> | undefined;

/** The family whose line of the list has the word behind its ` = `. Few words are asked for, so the list is not split. */
function familyWith(word: string): Family | undefined {
  if (lineOfWord ?? ++asked > manyWords) {
    lineOfWord ??= wordsOfLines();
    const line = lineOfWord.get(word);
    return line === undefined ? undefined : familyOfLine(line);
  }
  padded ??= wordList.replaceAll('\n', ' \n');
  const looked = ` ${word} `;
  for (let at = padded.indexOf(looked); at >= 0; at = padded.indexOf(looked, at + 1)) {
    const line = padded.slice(padded.lastIndexOf('\n', at) + 1, at + 1);
    if (line.includes(' = ')) return familyOfLine(line);
  }
  return undefined;
}

function familyOfLine(line: string): Family {
  const [detail, role, ...meaning] = line.slice(0, line.indexOf(' = ')).split(' ');
  return { detail: detail!, role: role as Role, meaning: meaning.join(' ') };
}

function wordsOfLines(): Map<string, string> {
  const lines = new Map<string, string>();
  for (const line of wordList.split('\n')) {
    // A word of two lines is of the first.
    const words = line.slice(line.indexOf(' = ') + 3).split(' ');
    for (const word of words) if (!lines.has(word)) lines.set(word, line);
  }
  return lines;
}

/** First words of network drivers' functions. */
const driverWords =
  'mlx4 mlx5 mlx5e mlx5i ixgbe ixgbevf i40e iavf i40evf ice igb igbvf igc e1000 e1000e idpf bnxt bnx2 bnx2x tg3 be benet ' +
  'cxgb cxgb4 t4 qede qed qlcnic sfc efx ef100 enic ena enetc gve gq hns hns3 hclge virtnet vmxnet3 netvsc xennet nfp nicvf ' +
  'otx2 ionic aq atl1 atl2 r8169 rtl8169 rtl8139 stmmac fec macb mvneta mvpp2 dpaa dpaa2 liquidio mana fm10k lan743x ' +
  'lan966x txgbe ngbe ravb bcmgenet ocelot axienet cpsw am65 ibmveth ibmvnic qeth hinic hinic3 fbnic xgbe bgmac lan78xx wx ' +
  'rnpgbe sxe netxen octep';

let driverNames: Set<string> | undefined;

// transmission first: foo_clean_tx_irq, foo_tx_map, foo_start_xmit
const transmits =
  /^\w+_(?:clean|poll|process|reap|complete|handle)_?tx|^\w+_tx_(?:clean|int|complete|poll|map|napi|irq|timeout)|^\w+_xmit(?:_\w+)?$/;
// foo_alloc_rx_buffers  foo_rx_refill  foo_build_skb
const fills =
  /^\w+_(?:alloc|refill|post|fill|replenish)_rx|^\w+_rx_(?:alloc|refill|fill|post|replenish|map)|^\w+_(?:build|construct)_skb/;
// foo_clean_rx_irq  foo_poll_rx_cq  foo_rx_pkt  foo_napi_poll
const receives =
  /^\w+_(?:clean|poll|process|handle|reap)_rx|^\w+_rx_(?:poll|napi|clean|process|handle|cqe?|cmpl|done|irq|pkt|skb|int|one|complete|desc|csum|checksum|hash)|^\w+_napi_(?:poll|complete|rx)/;
// the same of a driver known by its name, where less is enough
const touchesRing =
  /_(?:\w*_)?(?:rx|recv|rcv|poll|cqe?|rq|wqes?|napi|clean|irq|msix?|intr|int|ring|skb|descs?|pages?|bufs?|buffers?|completion)(?:_|$)/;

const driver = (detail: string, role: Role, meaning: string): Family => ({ detail, role, meaning });

/** Network drivers name their functions alike, so drivers that no table lists are placed too. */
function byDriverParts(key: string): Family | undefined {
  if ((key.includes('tx') || key.includes('_xmit')) && transmits.test(key))
    return driver('driver-tx', 'driver', 'Driver: transmission');
  if ((key.includes('_rx') || key.includes('_skb')) && fills.test(key))
    return driver('driver-rx', 'alloc', 'Driver: buffers for the receive ring');
  if ((key.includes('_rx') || key.includes('_napi_')) && receives.test(key))
    return driver('driver-rx', 'driver', 'Driver: receive ring');
  driverNames ??= new Set(driverWords.split(' '));
  if (!driverNames.has(key.slice(0, key.indexOf('_')))) return undefined;
  return touchesRing.test(key)
    ? driver('driver-rx', 'driver', 'Network driver')
    : driver('driver', 'driver', 'Network driver, not its receive ring');
}
