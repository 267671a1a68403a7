import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { stages } from '../../src/kernel/stages.ts';
import { allRows } from '../../src/kernel/symbol-rows.ts';
import * as sets from '../../src/kernel/symbol-sets.ts';
import { lookupSymbol } from '../../src/kernel/symbols.ts';
import { describeShared, sharedFolder } from '../support/shared.ts';

const place = (key: string) => {
  const info = lookupSymbol(key);
  return info && [info.detail, info.stage, info.side ?? '-'].join(' ');
};

it.each([
  // a datagram's way, in order
  ['ixgbe_clean_rx_irq', 'driver-rx driver producer'],
  ['ixgbe_alloc_rx_buffers', 'driver-rx allocation producer'],
  ['napi_gro_receive', 'gro gro producer'],
  ['ip_rcv', 'ip-rcv ip producer'],
  ['nft_do_chain', 'netfilter netfilter producer'],
  ['udp4_lib_lookup2', 'udp-lookup lookup producer'],
  ['__udp_enqueue_schedule_skb', 'udp-enqueue enqueue producer'],
  ['sock_def_readable', 'wakeup wakeup producer'],
  ['entry_SYSCALL_64', 'syscall syscall -'],
  ['udp_recvmsg', 'udp-dequeue dequeue reader'],
  ['security_socket_recvmsg', 'lsm-audit security reader'],
  ['__skb_recv_udp', 'udp-dequeue dequeue reader'],
  ['skb_copy_datagram_iter', 'copy copy reader'],
  ['lock_sock_fast', 'udp-dequeue release reader'],
  ['skb_free_datagram_locked', 'skb-free release reader'],
  ['udp_rmem_release', 'accounting release reader'],
  ['__sk_mem_raise_allocated', 'accounting enqueue producer'],
  ['skb_consume_udp', 'skb-free free reader'],
  ['page_frag_free', 'skb-free free -'],
  ['native_safe_halt', 'idle idle -'],
  // locks serve everyone
  ['_raw_spin_lock_bh', 'lock other -'],
  ['native_queued_spin_lock_slowpath', 'lock other -'],
  // something else
  ['tcp_v4_rcv', 'tcp other -'],
  ['udp_sendmsg', 'udp-tx other -'],
])('%s: %s', (key, expected) => {
  expect(place(key)).toBe(expected);
});

it.each([
  ['sfc_process_rx_foo', 'driver-rx driver producer'],
  ['newnic_clean_rx_irq', 'driver-rx driver producer'],
  ['newnic_napi_poll', 'driver-rx driver producer'],
  ['newnic_alloc_rx_buffers', 'driver-rx allocation producer'],
  ['newnic_clean_tx_irq', 'driver-tx other -'],
  ['mlx5e_rq_cqe_foo', 'driver-rx driver producer'],
  ['mlx5e_update_stats', 'driver other -'],
  ['bpf_prog_2e039a5b937c8960', 'bpf other -'],
  ['__x64_sys_clock_gettime', 'syscall syscall -'],
  ['__arm64_sys_recvmsg', 'syscall syscall -'],
  ['copy_user_something_new', 'copy copy -'],
  ['nft_foo_eval', 'netfilter netfilter producer'],
  ['tcp_something_new', 'tcp other -'],
  ['ext4_mb_new_blocks', 'fs other -'],
  ['xfs_iget', 'fs other -'],
  ['nvme_submit_cmds', 'block other -'],
  ['btrfs_commit_transaction', 'fs other -'],
  ['shrink_slab', 'mm other -'],
  ['__pi_memcpy', 'copy copy -'],
])('%s belongs to a family: %s', (key, expected) => {
  expect(place(key)).toBe(expected);
});

it.each(['main', 'do_work', 'std::vector<int>::push_back', '0x7f36e62924a', '', '_', '__pi_', 'a_b'])(
  'nothing is made up about %s',
  (key) => {
    expect(lookupSymbol(key)).toBeUndefined();
  },
);

it('every row has a stage of the receive path or other, a meaning, and its releases in order', () => {
  for (const name of allRows().keys()) {
    const info = lookupSymbol(name)!;
    expect(stages).toContain(info.stage);
    expect(info.meaning, name).not.toBe('');
    for (const release of [info.since, info.until]) if (release) expect(release, name).toMatch(/^\d+\.\d+(\.\d+)?$/);
  }
});

it('never throws', () => {
  fc.assert(fc.property(fc.string(), (key) => void lookupSymbol(key)));
  const anyName = fc.string({ unit: fc.constantFrom(...'abcrx_tpi0189'), maxLength: 60 });
  fc.assert(fc.property(anyName, (key) => void lookupSymbol(key)));
});

describe('sets', () => {
  const all = Object.entries(sets).filter((entry): entry is [string, sets.SymbolNames] => entry[1] instanceof Set);

  it('hold names that the table knows, and nothing empty', () => {
    expect(all.length).toBeGreaterThan(8);
    for (const [name, symbols] of all) {
      expect(symbols.size, name).toBeGreaterThan(2);
      for (const symbol of symbols) expect(symbol, name).toMatch(/^\w+$/);
    }
  });

  it('taking and giving back a lock are different things', () => {
    for (const symbol of sets.spinUnlocks) expect(sets.spinLocks.has(symbol), symbol).toBe(false);
    for (const symbol of sets.spinSlowpaths) expect(sets.spinLocks.has(symbol), symbol).toBe(true);
  });

  it('agree with the stages', () => {
    for (const symbol of sets.idleSymbols) expect(lookupSymbol(symbol)?.stage ?? 'idle', symbol).toBe('idle');
    for (const symbol of sets.udpReaderFunctions) expect(lookupSymbol(symbol)?.side, symbol).toBe('reader');
    for (const symbol of sets.tcpMarkers) expect(lookupSymbol(symbol)?.detail, symbol).toBe('tcp');
    for (const symbol of sets.userCopies) expect(lookupSymbol(symbol)?.stage, symbol).toBe('copy');
  });
});

describeShared('knowledge', 'the list of symbols', () => {
  // Removed by 21d375b6b34f of 28 January 2018, the day 4.15 came out: 4.15.0 has it, 4.15.18 and 4.16 don't.
  const corrected: Readonly<Record<string, string>> = { entry_SYSCALL_64_fastpath: '4.15' };

  it('every row of it is in the table, unchanged', () => {
    const rows = readFileSync(sharedFolder('knowledge', 'symbols.tsv'), 'utf8').trim().split('\n').slice(1);
    expect(rows.length).toBeGreaterThan(1000);
    for (const row of rows) {
      const [symbol, detail, role, since, until, meaning, confidence] = row.split('\t');
      const info = lookupSymbol(symbol!)!;
      expect([info.detail, info.role, info.since ?? '-', info.until ?? '-', info.meaning]).toEqual([
        detail,
        role,
        since,
        corrected[symbol!] ?? until,
        meaning,
      ]);
      expect(info.recalled ?? false).toBe(confidence === 'recall');
    }
  });
});
