import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { familyOf, shapes } from '../../src/kernel/symbol-families.ts';

describe('families of symbols', () => {
  it.each(shapes.map(({ pattern, hints, meaning }) => ({ meaning, pattern, hints })))(
    'no name of "$meaning" ($pattern) is without a hint',
    ({ pattern, hints }) => {
      fc.assert(
        fc.property(fc.stringMatching(pattern), (name) => hints.some((hint) => name.includes(hint))),
        { numRuns: 300 },
      );
    },
  );

  it.each([
    ['__arm64_sys_recvmmsg', 'syscall'],
    ['el0t_64_irq', 'syscall'],
    ['ixgbe_msix_other', 'irq'],
    ['smp_call_function_interrupt', 'irq'],
    ['__get_user_nocheck_4', 'copy'],
    ['native_queued_read_lock_slowpath', 'lock'],
    ['__raw_callee_save___pv_queued_spin_unlock', 'lock'],
    ['do_raw_spin_trylock', 'lock'],
    ['do_wp_page', 'mm'],
    ['allocate_slab', 'slab'],
    ['put_cpu_partials', 'slab'],
    ['napi_frag_page_alloc', 'alloc'],
    ['netdev_frag_alloc', 'alloc'],
    ['prep_new_page', 'page-alloc'],
    ['folios_put_refs', 'page-alloc'],
    ['folios_put', 'page-alloc'],
    ['ipt_mt', 'netfilter'],
    ['foo_clean_tx_irq', 'driver-tx'],
    ['foo_start_xmit', 'driver-tx'],
    ['foo_alloc_rx_buffers', 'driver-rx'],
    ['foo_build_skb', 'driver-rx'],
    ['foo_napi_poll', 'driver-rx'],
    ['ixgbe_read_reg', 'driver'],
    ['cop1Emulate', 'user'],
    ['io_commit_cqring', 'syscall'],
    ['__io_cqring_fill_event', 'syscall'],
    ['ibmveth_poll', 'driver-rx'],
    ['qeth_poll', 'driver-rx'],
    ['fbnic_clean_rcq', 'driver-rx'],
    ['ieee754dp_add', 'user'],
    ['unheard_of', undefined],
  ])('%s: %s', (name, detail) => {
    expect(familyOf(name)?.detail).toBe(detail);
  });

  it('are the same when thousands are asked for', () => {
    const names = [
      'tcp_v4_rcv',
      'mem_cgroup_charge',
      'futex_wait',
      'bpf_skb_load',
      'bpf_other',
      'ip_tunnel_rcv',
      'mm_x',
      '__d_x',
    ];
    const first = names.map(familyOf);
    expect(first.filter((family) => family)).toHaveLength(7);
    for (let i = 0; i < 2000; i++) expect(familyOf(`helper_${i}`)).toBeUndefined();
    expect(names.map(familyOf)).toEqual(first);
  });
});
