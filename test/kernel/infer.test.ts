import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { inferKernel } from '../../src/kernel/infer.ts';
import { compareNumbers, versionNumbers } from '../../src/kernel/release.ts';
import { isTimerEvent, virtualMachine } from '../../src/kernel/virtual.ts';
import { symbolKey } from '../../src/model/symbol.ts';
import { describeShared, sharedFolder } from '../support/shared.ts';

const dates = (symbols: string) => {
  const found = inferKernel(symbols.split(' '));
  return found && `${found.from ?? ''} - ${found.until ?? ''}${found.streams ? `, ${found.streams.join()}` : ''}`;
};

it.each([
  ['udp_recvmsg', undefined],
  ['system_call_fastpath lock_sock_fast', ' - 4.1, RHEL 7.0 to 7.9'],
  ['entry_SYSCALL_64_fastpath __skb_recv_udp', '4.13 - 4.15'],
  ['entry_SYSCALL_64_fastpath __skb_free_datagram_locked', '4.7 - 4.9'],
  ['system_call_fastpath skb_free_datagram_locked', ' - 4.1, RHEL 7.0 to 7.3'],
  ['system_call_fastpath udp_rmem_release', ' - , RHEL 7.4 to 7.9'],
  ['lock_sock_fast sock_rfree udp_recvmsg', ' - 4.9, RHEL 7.0 to 7.3'],
  ['rep_movs_alternative kfree_skb_reason __put_partials', '6.8 - 6.10'],
  ['gro_receive_skb mem_cgroup_charge_skmem', '6.15 - 6.17'],
  ['_spin_lock_bh kmem_cache_free', ' - 2.6.32'],
  ['iommu_dma_map_phys _copy_to_iter', '6.18 - '],
  ['io_submit_sqes copy_user_generic_unrolled', '5.1 - 6.3'],
  // taken over by stable and distribution updates: dates nothing
  ['handle_softirqs x64_sys_call clear_bhb_loop inet_lookup_reuseport its_return_thunk', undefined],
  ['sched_balance_newidle udp_recvmsg', undefined],
])('%s: %s', (symbols, expected) => {
  expect(dates(symbols)).toBe(expected);
});

it('symbols that no mainline kernel has together are named as a contradiction', () => {
  const found = inferKernel(['system_call_fastpath', 'udp_rmem_release'])!;
  expect(found.contradiction).toContain('udp_rmem_release is not in mainline before 4.10');
  expect(found.contradiction).toContain('system_call_fastpath not after 4.1');
  expect(found.from).toBeUndefined();
  expect(found.builds).toEqual([{ stream: 'rhel7', from: 693, until: 1160 }]);
});

it('each bound is explained by the symbol that sets it', () => {
  const { reasons } = inferKernel(['entry_SYSCALL_64_fastpath', '__skb_recv_udp', 'do_syscall_64'])!;
  expect(reasons).toEqual([
    { symbol: '__skb_recv_udp', says: 'mainline 4.13 and later' },
    { symbol: 'entry_SYSCALL_64_fastpath', says: 'mainline 4.2 to 4.15' },
  ]);
});

describe('virtual machines', () => {
  it('are told by paravirtual functions and drivers, the host is not one', () => {
    expect(virtualMachine(['udp_recvmsg', '_raw_spin_lock'])).toBeUndefined();
    expect(virtualMachine(['vmx_vcpu_run', 'vhost_worker', 'kvm_arch_vcpu_ioctl_run'])).toBeUndefined();
    expect(virtualMachine(['__pv_queued_spin_lock_slowpath', 'kvm_wait'])?.hypervisor).toBe('kvm');
    expect(virtualMachine(['vmxnet3_poll_rx_only'])?.hypervisor).toBe('vmware');
    expect(virtualMachine(['virtnet_poll'], 'cpu-clock:pppH')?.says).toContain('no samples with interrupts off');
    expect(virtualMachine(['virtnet_poll'], 'cycles')?.says).not.toContain('interrupts off');
  });

  it('a timer is not a counter', () => {
    expect(isTimerEvent('cpu-clock:pppH')).toBe(true);
    expect(isTimerEvent('task-clock')).toBe(true);
    expect(isTimerEvent('cycles:P')).toBe(false);
    expect(isTimerEvent(undefined)).toBe(false);
  });
});

function kernelSymbols(file: string): Set<string> {
  const symbols = new Set<string>();
  for (const line of readFileSync(file, 'utf8').split('\n')) {
    // 60.39%  swapper  [kernel.kallsyms]  [k] native_safe_halt      4.38 _raw_spin_unlock_irqrestore;__wake_up_sync_key;...
    const row = /\[k\]\s+(\S+)/.exec(line);
    const stack = /^[\d.]+%? (\S+;\S.*)$/.exec(line);
    const names = row ? [row[1]!] : stack ? stack[1]!.split(';') : [];
    for (const name of names) symbols.add(symbolKey(name));
  }
  return symbols;
}

describeShared('corpus/kernels', 'real kernels are dated right by their symbols', () => {
  const folder = sharedFolder('corpus', 'kernels');
  for (const name of readdirSync(folder).filter((entry) => /^\d/.test(entry))) {
    it(name, () => {
      const found = inferKernel(kernelSymbols(`${folder}/${name}/folded.txt`))!;
      const [version, build] = name.split('-');
      if (version === '3.10.0') {
        expect(found.builds).toHaveLength(1);
        expect(Number(build)).toBeGreaterThanOrEqual(found.builds[0]!.from!);
        expect(Number(build)).toBeLessThanOrEqual(found.builds[0]!.until!);
        return;
      }
      expect(found.contradiction).toBeUndefined();
      const release = versionNumbers(version!).slice(0, 2);
      if (found.from) expect(compareNumbers(versionNumbers(found.from), release)).toBeLessThanOrEqual(0);
      if (found.until) expect(compareNumbers(versionNumbers(found.until), release)).toBeGreaterThanOrEqual(0);
      expect(found.from ?? found.until).toBeDefined();
    });
  }
});

describeShared('corpus/article', 'the listings of the article', () => {
  it.each([
    ['article-rhel73-flat.txt', '4.2 - 4.9, RHEL 7.0 to 7.3', ['udp-own-accounting'], 'lacks'],
    ['article-rhel73-callgraph.txt', ' - 4.1, RHEL 7.0 to 7.3', ['udp-own-accounting'], 'lacks'],
    ['article-rhel74-flat.txt', ' - , RHEL 7.4 to 7.7', ['udp-own-accounting'], 'shows'],
    ['article-v411-flat.txt', '4.10 - 4.12', ['queued-spinlocks'], 'shows'],
    ['article-v413-flat.txt', '4.13 - 6.3', ['udp-own-accounting', 'udp-reader-queue'], 'shows'],
  ] as const)('%s: %s', (file, range, changes, how) => {
    const text = readFileSync(sharedFolder('corpus', 'article', file), 'utf8');
    const symbols = [...text.matchAll(/\[k\]\s+(\S+)|(?:--|-- )([a-z_]\w+)/g)].map((found) => found[1] ?? found[2]!);
    const found = inferKernel(symbols)!;
    expect(dates(symbols.join(' '))).toBe(range);
    for (const change of changes) expect(found[how]).toContain(change);
  });
});
