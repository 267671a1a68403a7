import { describe, expect, it } from 'vitest';
import { profileIn, readText } from './read.ts';

const listing = `70.24% [kernel] [k] _raw_spin_lock_bh
4.25% [kernel] [k] lock_sock_fast
0.53% [kernel] [k] __skb_recv_datagram`;

describe('rows copied without a header', () => {
  it('one percentage is the own share; [kernel] without a comm is how perf top spells it', () => {
    const profile = profileIn(listing);
    expect(profile).toMatchObject({ format: 'perf-top', columns: ['Overhead', 'Shared Object', 'Symbol'] });
    expect(profile.rows[0]).toEqual({
      line: 1,
      self: 70.24,
      dso: '[kernel]',
      mark: 'k',
      symbol: '_raw_spin_lock_bh',
      key: '_raw_spin_lock_bh',
    });
    expect(profile.population.scope).toBe('unknown');
    expect(profile.truncated).toBe(true);
    expect(profile.notes).toContainEqual(expect.objectContaining({ kind: 'inferred', line: 1 }));
  });

  it('two percentages of which the first is never smaller are Children and Self', () => {
    const profile = profileIn(`+ 99.76% 0.01% libc-2.17.so [.] __GI___libc_recvmsg
+ 75.08% 4.29% [kernel] [k] lock_sock_fast
+ 70.44% 70.43% [kernel] [k] _raw_spin_lock_bh
70.30% __GI___libc_recvmsg`);
    expect(profile).toMatchObject({ format: 'perf-report', columns: ['Children', 'Self', 'Shared Object', 'Symbol'] });
    expect(profile.rows).toHaveLength(3);
    expect(profile.rows[2]).toMatchObject({ total: 70.44, self: 70.43, key: '_raw_spin_lock_bh' });
    // the last line is no row: it is the caller of the row above
    expect(profile.stacks.some(({ row }) => row === 2)).toBe(true);
  });

  it('two percentages in any order are the members of an event group', () => {
    const { profiles } = readText(`     4.44%   0.44%  [kernel]  [k] do_syscall_64
     1.45%   3.53%  libglib-2.0.so.0.6000.4  [.] g_string_insert_unichar`);
    expect(profiles.map(({ rows }) => rows.map(({ self }) => self))).toEqual([
      [4.44, 1.45],
      [0.44, 3.53],
    ]);
  });

  it.each([
    [
      'comm and object',
      '     5.97%  vhost-4874       [kernel.kallsyms]           [k] _copy_to_iter',
      { comm: 'vhost-4874' },
    ],
    [
      'samples',
      '     7.66%        124093  swapper  [kernel.kallsyms]  [k] intel_idle',
      { samples: 124093, comm: 'swapper' },
    ],
    ['collapsed blanks, comm with blanks', '12.02% rx worker 0 [kernel.kallsyms] [k] f_1', { comm: 'rx worker 0' }],
    ['a tab', '+  44.68%\t[kernel]  [k] native_queued_spin_lock_slowpath', { dso: '[kernel]', self: 44.68 }],
    ['no object', '  25.83%  [k] xfs_agino_range', { symbol: 'xfs_agino_range' }],
    ['a comm in place of the object', '-   43.42%  worker      [k] queued_spin_lock_slowpath', { comm: 'worker' }],
    ['marks of the author', '(*) 12.87%  [kernel]       [k] skb_release_data', { self: 12.87 }],
    ['angle marks', '<*>  5.26%  [kernel]       [k] iommu_dma_sync_sg_for_cpu', { self: 5.26 }],
    ['a remark behind', ' 4.25%  [kernel]  [k] lock_sock_fast   <-- this one', { symbol: 'lock_sock_fast' }],
    ['a remark after one blank', ' 4.25%  [kernel]  [k] lock_sock_fast <- contended', { symbol: 'lock_sock_fast' }],
    [
      'a damaged mark',
      '    26.58%  [kernel]       [kl finish_task_switch',
      { mark: 'k', symbol: 'finish_task_switch' },
    ],
    ['a decimal comma', '  12,02%  [kernel]  [k] udp_recvmsg', { self: 12.02 }],
    ['more than 100 %', ' 124.73%  [kernel]  [k] do_syscall_64', { self: 124.73 }],
    ['C++', ' 3.81%  a.out  [.] pkt::Table<int, long>::operator()', { symbol: 'pkt::Table<int, long>::operator()' }],
    [
      'a bpf program',
      ' 3.39%  bpf_prog_2e039a5b937c8960  [k] bpf_prog_2e039a5b937c8960',
      { dso: 'bpf_prog_2e039a5b937c8960' },
    ],
    [
      'a thread column behind',
      '   5.53%  md10  [kernel]  [k] analyse_stripe      1684:md10_raid6',
      { comm: 'md10', tid: 1684 },
    ],
  ])('%s', (_, text, expected) => {
    const { rows } = profileIn(text);
    expect(rows).toHaveLength(1);
    expect(rows[0]).toMatchObject(expected);
  });

  it('rows without marks are believed when they stand together', () => {
    const profile = profileIn('70.24% [kernel] _raw_spin_lock_bh\n4.25% [kernel] lock_sock_fast');
    expect(profile.rows.map(({ dso, symbol }) => [dso, symbol])).toEqual([
      ['[kernel]', '_raw_spin_lock_bh'],
      ['[kernel]', 'lock_sock_fast'],
    ]);
    expect(profileIn('70.24% _raw_spin_lock_bh\n4.25% lock_sock_fast').rows).toHaveLength(2);
  });

  it.each([
    'CPU was at 45.12% the whole time.',
    '45.12% of the time was spent in _raw_spin_lock_bh, which is [k] code',
    '12.50% packet loss\n99.99% idle',
    'we see 12.02%  [kernel]  [k] udp_recvmsg in perf top',
    '    37.91%     -2.00%  [kernel.kallsyms]     [k] queued_spin_lock_slowpath',
    '            0.00%   12.30%    0.00%   0x0     0       1      0x55c8971ed3e9  [k] main',
    '    +2.22%  bpf_prog_5c74b34eb24d5c9b_steering  [k] bpf_prog',
    '%Cpu(s): 31.9% sy',
  ])('is no table: %s', (text) => {
    expect(readText(text).profiles).toEqual([]);
  });
});

describe('tables in the middle of a mail', () => {
  it('a remark between two rows does not end the table', () => {
    const profile = profileIn(` 5.97%  vhost-1  [kernel.kallsyms]  [k] _copy_to_iter

Let's disable CONFIG_HARDENED_USERCOPY and retry.

 1.61%  vhost-1  [kernel.kallsyms]  [k] __slab_free
...
 0.02%  vhost-1  [kernel.kallsyms]  [k] kfree`);
    expect(profile.rows).toHaveLength(3);
    expect(profile.truncated).toBe(true);
    expect(profile.notes).toContainEqual(expect.objectContaining({ kind: 'unread', line: 3 }));
  });

  it('before and after are two tables', () => {
    const { profiles, prose } = readText(`Before the patch:

 35.85%  [kernel]  [k] __pv_queued_spin_lock_slowpath
  6.86%  [kernel]  [k] rep_movs_alternative

After:

  5.92%  [kernel]  [k] do_raw_spin_lock
  2.62%  [kernel]  [k] rep_stos_alternative

Vastly less CPU usage.`);
    expect(profiles.map(({ rows, firstLine, lastLine }) => [rows.length, firstLine, lastLine])).toEqual([
      [2, 3, 4],
      [2, 8, 9],
    ]);
    expect(prose.map(({ number }) => number)).toEqual([1, 6, 11]);
  });

  it('a larger share after empty lines begins another table', () => {
    const { profiles } = readText(` 2.12%  [kernel]  [k] ops_run_io


 51.01%  [kernel]  [k] analyse_stripe`);
    expect(profiles).toHaveLength(2);
  });

  it('the prompt above names command, population and event', () => {
    const [first, second] = readText(`[root@sut ~]# perf top -p 812 -e cycles:k
 51.01%  [kernel]  [k] udp_recvmsg

[root@sut ~]# perf top -C 3,5-6
 5.01%  [kernel]  [k] udp_recvmsg`).profiles;
    expect(first).toMatchObject({ format: 'perf-top', command: 'perf top -p 812 -e cycles:k' });
    expect(first!.population).toMatchObject({ scope: 'process', ids: [812] });
    expect(second!.population).toMatchObject({ scope: 'cpu', cpus: [3, 5, 6] });
  });
});
