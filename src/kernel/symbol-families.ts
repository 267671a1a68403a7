import type { Role } from './symbols.ts';

export interface Family {
  readonly pattern: RegExp;
  readonly detail: string;
  readonly role: Role;
  readonly meaning: string;
}

/** The family a symbol's name puts it in; the first that fits. */
export function familyOf(key: string): Family | undefined {
  if (key.length > longest) return undefined;
  return families.find((family) => family.pattern.test(key));
}

// Longer names are C++ templates, not kernel functions.
const longest = 100;

const family = (pattern: RegExp, detail: string, role: Role, meaning: string): Family => ({
  pattern,
  detail,
  role,
  meaning,
});

/** Prefixes of network drivers. */
const drivers =
  'mlx[45]\\w*|ixgbe(?:vf)?|i40e|iavf|i40evf|ice|igb(?:vf)?|igc|e1000e?|idpf|bnxt\\w*|bnx2x?|tg3|be2?net|be|cxgb\\d?|t4|' +
  'qede?|qlcnic|sfc|efx|ef\\d{2,3}|enic|ena|enetc|gve|gq|hns3?|hclge|virtnet|vmxnet3|netvsc|xennet|nfp|thunder|nicvf|' +
  'otx2|ionic|aq|atl\\d|r816\\d|rtl816\\d|stmmac|fec|macb|mvneta|mvpp2|dpaa2?|liquidio|mana|fm10k|lan\\d+x?|txgbe|ngbe|' +
  'ravb|bcmgenet|ocelot|axienet|cpsw|am65_cpsw';

/**
 * Names that tell their place by how they are built. Narrow ones first. Drivers name their functions by common parts
 * (`_clean_rx_irq`, `_napi_poll`, `_alloc_rx_buffers`), so drivers that no table lists are placed too.
 */
const families: readonly Family[] = [
  // System calls: __x64_sys_recvmmsg, __arm64_sys_recvfrom, __se_sys_sendto, SYSC_recvfrom, SyS_read, ksys_write, sys_futex
  family(
    /^(?:__(?:x64|ia32|arm64|s390x?|riscv|se|do|powerpc)_sys|SYSC|SyS|compat_sys|ksys|sys)_[a-z]\w*$/,
    'syscall',
    'syscall',
    'System call',
  ),
  family(/^entry_SYS\w+$|^el0t?_\w+$/, 'syscall', 'syscall', 'System call entry'),
  family(/^\w*timer_interrupt$/, 'timer', 'other', 'Timer interrupt'),
  family(
    /^(?:asm_|__)?sysvec_\w+$|^smp_\w+_interrupt$|^\w+_msix?_\w+$|^el1h?_\w*irq\w*$|^gic_\w+$/,
    'irq',
    'other',
    'Interrupt',
  ),
  family(/^(?:asm_)?exc_page_fault$|^do_page_fault$/, 'mm', 'other', 'Page fault'),

  // Copies: copy_user_generic, __copy_to_user_inatomic, raw_copy_to_user, __put_user_2, copy_mc_fragile
  family(
    /^_{0,2}(?:raw_)?(?:arch_)?copy_(?:to|from|in|tofrom)_user\w*$|^__copy_tofrom_user\w*$|^copy_user_\w+$/,
    'copy',
    'copy',
    'Copy between kernel and user space',
  ),
  family(
    /^__(?:put|get)_user_(?:nocheck_|asm_|bad_)?\d+$|^copy_mc_\w+$/,
    'copy',
    'copy',
    'Copy between kernel and user space',
  ),
  family(/^_{0,2}copy_\w*(?:to|from)_iter\w*$/, 'copy', 'copy', 'Copy to or from an iov_iter'),
  family(/^_{0,2}(?:memcpy|memmove|memset|memcmp)(?:_\w+)?$/, 'copy', 'copy', 'Kernel memory copy, fill or comparison'),
  family(/^csum_\w+$|^__skb_checksum\w*$/, 'checksum', 'checksum', 'Software checksum'),

  // Locks
  family(
    /^(?:native_|pv_|__pv_|hv_|resilient_)?(?:queued|ticket)_(?:spin|read|write)_\w+$|^__raw_callee_save_+\w*spin\w*$/,
    'lock',
    'lock',
    'Lock',
  ),
  family(
    /^_{1,3}(?:raw_)?(?:spin|read|write)_(?:un)?(?:try)?l\w*$|^_raw_(?:spin|read|write)_\w+$|^do_raw_\w+lock$/,
    'lock',
    'lock',
    'Lock',
  ),
  family(
    /^(?:__)?(?:mutex|rwsem|down|up|osq|rt_mutex|rt_spin|rtlock|futex|percpu_down|percpu_up)_\w+$/,
    'lock',
    'lock',
    'Sleeping lock or futex',
  ),

  // Protocols, before the drivers whose parts of names they share
  family(/^(?:__)?tcp[46]?_\w+$|^(?:inet_csk|bbr|bictcp|cubictcp|mptcp|dctcp|reno|tls)_\w+$/, 'tcp', 'other', 'TCP'),
  family(
    /^(?:vxlan|geneve|gre|ipip|gue|fou|l2tp|iptunnel|ip_tunnel|wg|xfrm\d?|esp\d?|udp_tunnel|gro_cell)s?_\w+$/,
    'tunnel',
    'other',
    'Tunnel or IPsec',
  ),
  family(/^(?:unix|netlink|pipe|anon_pipe|genl|rtnl|eventfd)_\w+$/, 'ipc', 'other', 'Local sockets, pipes, netlink'),
  family(
    /^(?:sctp|dccp|rxrpc|tipc|rds|svc|rpc|nfsd?\d?|ceph|smb\d?|cifs|ksmbd|sunrpc|xs)_\w+$/,
    'fs',
    'other',
    'Network file system or another protocol',
  ),
  family(/^pktgen_\w+$|^(?:qdisc|fq|fq_codel|pfifo|htb|sch|tbf|noop)_\w+$/, 'udp-tx', 'other', 'Transmission'),

  // Drivers. Transmit parts before the rest.
  family(
    /^\w+_(?:clean|poll|process|reap|complete|handle)_?tx\w*$|^\w+_tx_(?:clean|int|complete|poll|map|napi|irq|timeout)\w*$|^\w+_(?:start_)?xmit(?:_\w+)?$/,
    'driver-tx',
    'driver',
    'Driver: transmission',
  ),
  family(
    /^\w+_(?:alloc|refill|post|fill|replenish)_rx\w*$|^\w+_rx_(?:alloc|refill|fill|post|replenish|map)\w*$|^\w+_(?:build|construct)_skb\w*$/,
    'driver-rx',
    'alloc',
    'Driver: buffers for the receive ring',
  ),
  family(
    /^\w+_clean_rx\w*$|^\w+_(?:poll|process|handle|reap)_rx\w*$|^\w+_rx_(?:poll|napi|clean|process|handle|cqe?|cmpl|done|irq|pkt|skb|int|one|complete|desc|csum|checksum|hash)\w*$/,
    'driver-rx',
    'driver',
    'Driver: receive ring',
  ),
  family(/^\w+_napi_(?:poll|complete|rx)\w*$|^napi_\w+_poll$/, 'driver-rx', 'driver', 'Driver: NAPI poll'),
  family(
    new RegExp(
      `^(?:${drivers})_\\w*(?:rx|recv|rcv|poll|cq|rq|wqe|napi|clean|irq|msi|intr|eq_int|ring|skb|desc|page|buf|completion)\\w*$`,
    ),
    'driver-rx',
    'driver',
    'Network driver',
  ),
  family(new RegExp(`^(?:${drivers})_\\w+$`), 'driver', 'driver', 'Network driver, not its receive ring'),
  family(/^(?:virtqueue|vring|detach_buf|vp)_\w+$/, 'driver-rx', 'driver', 'virtio ring'),
  family(
    /^(?:veth|loopback|tun|tap|macvtap|netkit|ipvlan|macvlan|bond|team|br|vlan|ovs|dsa)_\w+$/,
    'l2',
    'other',
    'Virtual device, bridge or bond',
  ),
  family(
    /^(?:iommu|intel_iommu|arm_smmu|amd_iommu|iova|dma|swiotlb|__dma|__iommu|__swiotlb|qi|dmar|domain)_\w+$/,
    'iommu-dma',
    'other',
    'DMA mapping',
  ),

  // Memory
  family(
    /^(?:do_(?:anonymous|wp|fault|swap|huge)\w*|handle_\w*fault|unmap_\w+|zap_\w+|vma_\w+|mmap_\w+|mas_\w+|khugepaged\w*|kswapd\w*|(?:do_)?shrink_\w+|compact_\w+|isolate_\w+|flush_tlb_\w+|lru_\w+|clear_(?:huge_)?page\w*|native_flush_tlb\w*|damon_\w+)$/,
    'mm',
    'other',
    'Memory management',
  ),
  family(
    /^(?:__)?(?:mem_cgroup|memcg\d?|obj_cgroup|page_counter|refill_obj|mod_objcg|mod_lruvec|mod_memcg|lruvec)_\w+$/,
    'mm',
    'accounting',
    'Memory cgroup',
  ),
  family(
    /^_{0,3}(?:kmem_cache|kmalloc|slab|kmem)_?\w*alloc\w*$|^_{0,2}kvmalloc\w*$|^_{0,2}kmalloc_\w+$|^(?:new|alloc|allocate)_slab$/,
    'slab',
    'alloc',
    'Slab allocation',
  ),
  family(
    /^_{0,3}(?:kmem_cache|slab|sheaf|pcs)_\w*free\w*$|^_{0,2}kv?free(?:_\w+)?$|^(?:__)?(?:discard|free|deactivate|flush)_slab$|^\w+_partials?$/,
    'slab',
    'free',
    'Slab free',
  ),
  family(
    /^(?:__)?page_pool_\w*alloc\w*$|^(?:__)?(?:page|napi|netdev)_(?:frag|alloc)\w*alloc\w*$/,
    'alloc',
    'alloc',
    'Receive buffer allocation',
  ),
  family(
    /^(?:__)?page_pool_\w+$|^(?:__)?page_frag_\w*(?:free|drain)\w*$/,
    'skb-free',
    'free',
    'Receive buffer goes back to its pool',
  ),
  family(
    /^_{0,2}alloc_(?:frozen_)?pages?(?:_(?:node|noprof|mpol|current|vma|bulk)\w*)?$|^get_page_from_\w+$|^rmqueue\w*$|^prep_\w*page\w*$/,
    'page-alloc',
    'alloc',
    'Page allocation',
  ),
  family(
    /^_{0,2}free_(?:frozen_|unref_|hot_cold_|tail_)?(?:pages?|folios?)\w*$|^free_pcp\w*$|^_{0,2}(?:folio|page)s?_(?:put|release)\w*$|^_{0,2}put_page\w*$/,
    'page-alloc',
    'free',
    'Page free',
  ),

  // Hooks on the way in
  family(
    /^(?:bpf_lsm|selinux|avc|apparmor|aa|smack|smk|tomoyo|landlock|hook_socket|security|cap)_\w+$/,
    'lsm-audit',
    'filter',
    'Security module',
  ),
  family(/^_{0,2}audit_\w+$|^(?:__)?seccomp_\w+$/, 'lsm-audit', 'filter', 'Audit or seccomp'),
  family(
    /^\w*nft_\w+$|^_{0,4}nf_\w+$|^ip6?t_\w+$|^xt_\w+$|^\w+_mt6?$|^ip_set_\w+$|^ip_vs_\w+$|^(?:ebt|arpt)_\w+$|^ipv[46]_conntrack_\w+$/,
    'netfilter',
    'filter',
    'Netfilter',
  ),
  family(
    /^bpf_(?:skb|xdp|sk|redirect|clone_redirect|flow|csum|fib)_\w+$|^(?:xdp|xsk|xp)_\w+$/,
    'xdp-tc',
    'filter',
    'BPF on packets, or XDP',
  ),
  family(/^bpf_prog_\w+$/, 'bpf', 'filter', 'BPF program: what it serves is told by its caller'),
  family(
    /^_{0,3}bpf_\w+$|^\w*htab_\w*map\w+$|^array_map_\w+$|^trie_\w+_elem$/,
    'bpf',
    'filter',
    'BPF helper or map: what it serves is told by its caller',
  ),
  family(/^(?:tcf|cls|act|fl|mall|clsact)_\w+$/, 'xdp-tc', 'filter', 'Traffic control'),
  family(/^(?:tpacket|packet|prb|fanout)_\w+$/, 'tap', 'copy', 'AF_PACKET tap'),
  family(/^raw6?_(?:v4_|v6_)?(?:rcv|local|input|icmp)\w*$/, 'tap', 'filter', 'Raw sockets'),

  // What a profile can be about instead
  family(
    /^_{0,2}(?:blk|nvme|scsi|sd|ata|ahci|virtblk|dm|md|raid\d+|bio|submit_bio|elv|bfq|dd|r5[cl]|iomap|megasas|mpt\d?sas)_\w+$|^raid5d$|^handle_(?:active_)?stripes?$/,
    'block',
    'other',
    'Block I/O',
  ),
  family(
    /^_{0,2}(?:ext[234]|jbd2|xfs|btrfs|f2fs|ovl|fuse|vfs|generic_file|filemap|proc|seq|kernfs|sysfs|shmem|tmpfs|dentry|d|path|inode|fsnotify|writeback|wb|zfs|dnode|arc|dbuf)_\w+$/,
    'fs',
    'other',
    'File system',
  ),
  family(
    /^(?:kvm|vmx|svm|vcpu|xen|hv|hyperv|vhost|pvclock|hypercall|paravirt)_\w+$/,
    'virt',
    'other',
    'Virtualisation',
  ),
  family(
    /^_{0,2}x86_(?:indirect|return)_thunk\w*$|^__x86_(?:indirect_)?retpoline_\w+$|^srso_\w+$|^retbleed_\w+$|^its_\w+$/,
    'mitigation',
    'other',
    'CPU vulnerability mitigation',
  ),
  family(/^_{0,2}(?:intel_pmu|x86_pmu|amd_pmu|perf|x86_perf|unwind|get_perf)_\w+$/, 'perf', 'other', 'perf itself'),
  family(
    /^(?:ftrace|trace|kprobe|tracing|ring_buffer|uprobe|fprobe|__bpf_trace|kretprobe)_\w+$/,
    'trace',
    'other',
    'Tracing',
  ),
  family(
    /^_{0,2}(?:kasan|asan|kcsan|kmsan|lockdep|lock_is_held|tsan|hwasan)_\w+$|^__list_(?:add|del)\w*_valid\w*$/,
    'debug',
    'other',
    'Debugging aid',
  ),
  family(
    /^(?:aes|aesni|ghash|gcm|gcmaes|sha\d+|chacha\w*|poly1305\w*|crypto|blake2s)_\w+$/,
    'crypto',
    'crypto',
    'Cryptography',
  ),
  family(/^(?:intel_idle|acpi_idle|cpuidle|haltpoll|psci)_\w+$/, 'idle', 'idle', 'Idle'),
  family(/^(?:hrtimer|tick|timer|timekeeping|clockevents|clocksource)_\w+$/, 'timer', 'other', 'Timers'),
  family(/^_{0,2}rcu_\w+$|^srcu_\w+$/, 'rcu', 'other', 'RCU'),
  family(/^(?:ttwu|try_to_wake|wake_up|ep|select_(?:task_rq|idle))_\w+$/, 'wakeup', 'wakeup', 'Wakeup'),
  family(
    /^(?:enqueue|dequeue|pick_next|put_prev|update|check_preempt|psi|sched|set_next|task_tick|pull|push)_(?:task|entity|curr|load|cfs|rt|dl|fair|group|sd|rq)\w*$/,
    'sched',
    'other',
    'Scheduler',
  ),
];
