import { describe, expect, it } from 'vitest';
import { diagnose } from '../../src/engine/diagnose.ts';
import { readCase } from '../../src/formats/read-case.ts';

function diagnosisOf(...lines: string[]) {
  return diagnose(readCase([{ name: 'report.txt', bytes: new TextEncoder().encode(`${lines.join('\n')}\n`) }]));
}

/** The first rows of a list that is sorted by what functions take themselves. */
function bySelf(...rows: [share: number, symbol: string, comm?: string][]) {
  return diagnosisOf(
    "# Samples: 40K of event 'cycles'",
    '#',
    '# Overhead  Command  Shared Object  Symbol',
    '#',
    ...rows.map(([share, symbol, comm = 'ksoftirqd/1']) => {
      return `    ${share.toFixed(2)}%  ${comm}  [kernel.kallsyms]  [k] ${symbol}`;
    }),
  );
}

/** The same, sorted by what functions call. */
function byChildren(...rows: [children: number, self: number, symbol: string][]) {
  return diagnosisOf(
    "# Samples: 40K of event 'cycles'",
    '#',
    '# Children      Self  Command  Shared Object  Symbol',
    '#',
    ...rows.map(([children, self, symbol]) => {
      return `    ${children.toFixed(2)}%  ${self.toFixed(2)}%  server  [kernel.kallsyms]  [k] ${symbol}`;
    }),
  );
}

describe('the first rows of a list', () => {
  const packets: [number, string][] = [
    [9, 'mlx5e_skb_from_cqe_linear'],
    [7, '__netif_receive_skb_core'],
    [5, 'dev_gro_receive'],
    [4, 'nft_do_chain'],
  ];

  it('that all protocols have in common do not tell whether UDP is received', () => {
    const { verdict, nextCapture } = bySelf(...packets);
    expect(verdict.outcome).toBe('inconclusive');
    expect(verdict.summary).toContain('25.00 %');
    expect(nextCapture?.why).toContain('leave out');
  });

  it('name a function that takes a quarter of all, though they do not tell what for', () => {
    const { verdict } = bySelf([28, '__ipv6_dev_get_saddr'], [11, 'l3mdev_master_ifindex_rcu'], ...packets);
    expect(verdict.outcome).toBe('inconclusive');
    expect(verdict.summary).toContain('The largest part is __ipv6_dev_get_saddr, 28.00 %');
    expect(bySelf(...packets).verdict.summary).not.toContain('largest');
  });

  it('tell when they go far enough down', () => {
    const { verdict } = bySelf(...packets, [0.02, 'skb_release_data']);
    expect(verdict.outcome).toBe('not-udp-receive');
    expect(verdict.summary).toContain('The rows shown are 25.02 %');
  });

  it('tell when TCP is among them, or other work is most of them', () => {
    expect(bySelf(...packets, [3, 'tcp_v4_rcv']).verdict.outcome).toBe('not-udp-receive');
    expect(bySelf([30, 'ext4_file_write_iter'], ...packets).verdict.outcome).toBe('not-udp-receive');
    expect(bySelf(...packets, [8, 'ip_forward']).verdict.outcome).toBe('not-udp-receive');
  });

  it('do not tell when they are less than half and of all work, or of sending', () => {
    const common: [number, string][] = [
      [13, 'copy_user_enhanced_fast_string'],
      [9, '_raw_spin_unlock_irqrestore'],
      [5, 'kmem_cache_free'],
    ];
    expect(bySelf(...common).verdict.outcome).toBe('inconclusive');
    // A wake-up is of all work too, however much of it is shown.
    expect(bySelf(...common, [25, 'finish_task_switch']).verdict.outcome).toBe('inconclusive');
    expect(bySelf([20, 'pktgen_thread_worker', 'kpktgend_0'], ...common).verdict.outcome).toBe('inconclusive');
  });

  it('do not tell when all of them are of what every kind of work has, however much they are', () => {
    const locks: [number, string][] = [
      [72, '_raw_spin_lock_bh'],
      [21, 'native_queued_spin_lock_slowpath'],
    ];
    const waits = bySelf(...locks, [1.4, 'copy_user_enhanced_fast_string']);
    expect(waits.verdict.outcome).toBe('inconclusive');
    expect(waits.verdict.summary).toContain('nothing shows which lock');
    const slab = bySelf([50, '__slab_free'], [30, '___slab_alloc'], [18, 'kmem_cache_free']);
    expect(slab.verdict.outcome).toBe('inconclusive');
    expect(slab.verdict.summary).toBe(
      'The rows shown are 98.00 % of the samples, the slab allocator 98.00 %, and all work has such rows: whose they are, the text does not tell.',
    );
    // What else is there names the work, or the list goes far enough down to have done so.
    expect(bySelf(...locks, [6, '__inet_hash_connect']).verdict.outcome).toBe('not-udp-receive');
    expect(bySelf([60, '__slab_free'], [12, 'xfs_inode_free']).verdict.outcome).toBe('not-udp-receive');
    expect(bySelf([99, '__slab_free'], [0.02, 'kmem_cache_free']).verdict.outcome).toBe('not-udp-receive');
  });

  it('do not tell when functions of the kernel that are not known here are most of them', () => {
    const mips: [number, string, string][] = [
      [9, '__raw_copy_to_user_o32', 'iperf3'],
      [8, 'r4k_blast_dcache_line_cm', 'iperf3'],
      [6, 'handle_intvec_vi', 'iperf3'],
      [4, 'fe_ring_service', 'ksoftirqd/0'],
      [3, '__netif_receive_skb_core', 'ksoftirqd/0'],
    ];
    expect(bySelf(...mips).verdict.outcome).toBe('inconclusive');
    expect(bySelf(...mips, [31, 'ext4_file_write_iter', 'dd']).verdict.outcome).toBe('not-udp-receive');
    const { verdict } = byChildren([60, 1, 'handle_sys_o32'], [31, 8, 'el_new_path_fn'], [30, 2, 'do_syscall_64']);
    expect(verdict.outcome).toBe('inconclusive');
  });

  it('tell when a driver in user space has the names of one in the kernel', () => {
    const { verdict } = diagnosisOf(
      'Overhead  Shared Object            Symbol',
      '  61.21%  dpdk-testpmd             [.] ice_recv_scattered_pkts_vec_avx512',
      '  21.10%  dpdk-testpmd             [.] pkt_burst_io_forward',
      '   9.10%  dpdk-testpmd             [.] ice_xmit_pkts_vec_avx512',
      '   2.10%  [kernel]                 [k] native_sched_clock',
    );
    expect(verdict).toMatchObject({ outcome: 'not-udp-receive', instead: 'user space' });
  });

  it('tell when UDP is sent to other hosts and none of its receive is above the limit', () => {
    const sender: [number, string][] = [
      [12, 'copy_user_enhanced_fast_string'],
      [6, '__ip_append_data'],
      [5, 'udp_sendmsg'],
      [3, 'nf_hook_slow'],
      [2, 'kmem_cache_alloc_node'],
    ];
    expect(bySelf(...sender, [7, 'mlx5e_sq_xmit_wqe']).verdict.outcome).toBe('not-udp-receive');
    // Over loopback it is received here.
    expect(bySelf(...sender, [3, 'loopback_xmit']).verdict.outcome).toBe('inconclusive');
    expect(bySelf(...sender, [3, 'mlx5e_sq_xmit_wqe'], [2, 'udp_recvmsg']).verdict.outcome).not.toBe('not-udp-receive');
    expect(bySelf(...sender, [5, 'nf_conntrack_in'], [3.5, 'mlx5e_sq_xmit_wqe']).verdict.outcome).toBe(
      'not-udp-receive',
    );
  });

  it('name what every packet pays as possible, whatever is received', () => {
    const { verdict, findings } = bySelf(...packets, [12, 'tpacket_rcv'], [9, 'mlx5e_handle_rx_cqe']);
    expect(verdict.outcome).toBe('inconclusive');
    expect(findings.map(({ id, confidence }) => `${id} ${confidence}`)).toEqual(['packet-tap possible']);
    expect(verdict.summary).toContain('nothing shows that UDP is received here');
  });

  it('do not tell when some of them are of UDP, whatever the others are', () => {
    const { verdict } = bySelf([40, 'ext4_file_write_iter', 'db'], [1.2, 'udp_recvmsg', 'statsd']);
    expect(verdict.outcome).toBe('inconclusive');
  });

  it('blame nothing that all work has in common while it is unclear whether UDP is received', () => {
    const rows: [number, string, string][] = [
      [1.2, 'udp_recvmsg', 'statsd'],
      [8, 'page_frag_free', 'db'],
      [25, 'xfs_file_read_iter', 'db'],
    ];
    expect(bySelf(...rows).findings).toEqual([]);
  });

  it('are not said to show that the cost is spread over the path', () => {
    const { verdict } = bySelf([4, 'udp_recvmsg', 'sink'], [3, '_copy_to_iter', 'sink'], ...packets);
    expect(verdict.outcome).toBe('no-single-culprit');
    expect(verdict.summary).toContain('as far as the rows shown tell, 32.00 % of the samples');
  });

  it('do not make a reader of what two rows at their end show of it', () => {
    const producers = Array.from({ length: 20 }, (_, i): [number, string] => [2.5 - i / 20, `flood_step_${i}`]);
    const { findings } = bySelf(...producers, [1.4, 'udp_recvmsg', 'sink'], [1.1, '__check_object_size', 'sink']);
    expect(findings.map(({ id }) => id)).not.toContain('usercopy-check');
  });
});

describe('the first rows of a list with Children', () => {
  it('are the entries of system calls, whatever was called', () => {
    const { verdict } = byChildren(
      [97, 0, 'entry_SYSCALL_64_after_hwframe'],
      [96, 1, 'do_syscall_64'],
      [90, 1, '__sys_recvfrom'],
    );
    expect(verdict.outcome).toBe('inconclusive');
  });

  it('are where a kernel thread begins, whatever its softirqs did', () => {
    const { verdict } = byChildren(
      [61.4, 0, 'ret_from_fork'],
      [61.4, 0, 'kthread'],
      [61.3, 0, 'smpboot_thread_fn'],
      [61.2, 0.02, 'run_ksoftirqd'],
    );
    expect(verdict.outcome).toBe('inconclusive');
  });

  it('say what most samples passed, not what the little is that the rows took themselves', () => {
    const { verdict } = byChildren([48.2, 0, 'ext4_file_write_iter'], [47.9, 0.01, 'iomap_file_buffered_write']);
    expect(verdict.summary).toContain('most of it is file systems (48.20 %)');
  });

  it('tell when nothing that they leave out can be large', () => {
    const { verdict } = byChildren(
      [97, 0, 'entry_SYSCALL_64_after_hwframe'],
      [96, 30, 'do_syscall_64'],
      [40, 20, 'ksys_lseek'],
      [1, 1, 'fput'],
    );
    expect(verdict.outcome).toBe('not-udp-receive');
  });

  it('tell when other work is most of it', () => {
    const { verdict } = byChildren(
      [97, 0, 'do_syscall_64'],
      [90, 1, 'ext4_file_write_iter'],
      [60, 9, 'iomap_file_buffered_write'],
    );
    expect(verdict.outcome).toBe('not-udp-receive');
  });
});
