import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { fieldsOf, fieldsTouched, isField } from '../../src/kernel/fields-touched.ts';
import { parseRelease } from '../../src/kernel/release.ts';
import { structFields } from '../../src/kernel/struct-fields.ts';
import { layoutOf, layouts } from '../../src/kernel/struct-layouts.ts';
import type { CacheLine, CacheLineAccess, CacheLineReport } from '../../src/model/cache-line.ts';
import { CallTreeBuilder } from '../../src/model/call-tree.ts';
import { readReport, readReports } from '../formats/perf-c2c/read.ts';
import { describeShared, sharedFolder } from '../support/shared.ts';

type Given = readonly [offset: number, symbol: string, hitm: number, stores: number, more?: Partial<CacheLineAccess>];

let number = 0;

function line(accesses: readonly Given[], more: Partial<CacheLine> = {}): CacheLine {
  return {
    line: ++number,
    index: 0,
    address: '0xffff88810c2a0600',
    share: 40,
    counts: {},
    hitm: { remote: 100, local: 0 },
    accesses: accesses.map(([offset, symbol, remoteHitm, stores, cells]) => ({
      ...{ line: ++number, offset, symbol, key: symbol, remoteHitm, localHitm: 0, stores, cpus: 4, nodes: [0] },
      ...{ dso: '[kernel.kallsyms]', cells: { mark: 'k' }, ...cells },
    })),
    ...more,
  };
}

function report(cacheLines: readonly CacheLine[], stacks: CacheLineReport['stacks'] = []): CacheLineReport {
  const where = { file: 'x', firstLine: 1, lastLine: 9, events: {}, truncated: false, notes: [] };
  return { kind: 'cache-lines', format: 'perf-c2c', ...where, cacheLines, stacks };
}

const names = (cacheLine: CacheLine) => fieldsTouched(cacheLine).map(({ struct, field }) => `${struct}.${field}`);

describe('the functions that share a cache line name its field', () => {
  it('atomics of both sides at one offset are sk_rmem_alloc when the source says atomic', () => {
    // No kernel has it at this offset of a line that 6.18 does: functions and source alone decide.
    const [field] = fieldsTouched(
      line([
        [0x14, '__udp_enqueue_schedule_skb', 60, 50, { source: 'atomic.h:95' }],
        [0x14, 'udp_rmem_release', 40, 50, { source: 'atomic.h:100' }],
      ]),
    );
    expect(field).toMatchObject({ field: 'sk_rmem_alloc', struct: 'sock', decidedBy: 'source', sharing: 'true' });
    expect(field!.hitmShare).toBeCloseTo(40);
    expect(isField(field!, 'sk_rmem_alloc') && isField(field!, 'sock.sk_rmem_alloc')).toBe(true);
    expect(field!.findings).toContain('rmem-alloc-cache-miss');
  });

  it('without source or known offset both accounting fields stay possible', () => {
    const [field] = fieldsTouched(
      line([
        [0x14, '__udp_enqueue_schedule_skb', 60, 50],
        [0x14, 'udp_rmem_release', 40, 50],
      ]),
    );
    expect(field).toMatchObject({ field: 'unknown', struct: 'sock', decidedBy: 'nothing', sharing: 'unknown' });
    expect(field!.candidates).toEqual(['sock.sk_rmem_alloc', 'sock.sk_forward_alloc']);
  });

  it('the offset tells between fields that the functions fit, where the layout of the kernel was read', () => {
    const at = (offset: number, release?: string) =>
      fieldsTouched(
        line([
          [offset, '__udp_enqueue_schedule_skb', 60, 50],
          [offset, 'udp_rmem_release', 40, 50],
        ]),
        release === undefined ? {} : { kernel: { release: parseRelease(release)! } },
      ).map(({ field }) => field);
    expect(at(192 % 64, '6.18.44')).toEqual(['sk_rmem_alloc']);
    expect(at(356 % 64, '6.12.90-amd64')).toEqual(['sk_forward_alloc']);
    expect(at(240 % 64, '6.1.0-50-amd64')).toEqual(['sk_rmem_alloc']);
    // The same offset of a line is another field on 5.15 than on 6.18.
    expect(at(0, '5.15.0-91-generic')).toEqual(['sk_forward_alloc']);
    for (const release of [undefined, '4.19.90', '5.14.0-570.el9', '3.10.0-1160.el7'])
      expect(at(0, release)).toEqual(['unknown']);
  });

  it('a rule may ask for either of two fields', () => {
    const [either] = fieldsTouched(
      line([
        [0x14, '__udp_enqueue_schedule_skb', 60, 50],
        [0x14, 'udp_rmem_release', 40, 50],
      ]),
    );
    expect(isField(either!, 'sk_rmem_alloc|sk_forward_alloc')).toBe(true);
    expect(isField(either!, 'sk_rmem_alloc')).toBe(false);
  });

  it('a lock word belongs to what both sides do on the line', () => {
    const [lock] = fieldsTouched(
      line([
        [0x10, '__skb_try_recv_datagram', 20, 30],
        [0x10, '__udp_enqueue_schedule_skb', 10, 30],
        [0x24, '_raw_spin_lock', 40, 20],
        [0x24, 'native_queued_spin_lock_slowpath', 20, 10],
        [0x24, '_raw_spin_lock_irqsave', 10, 10],
      ]),
    ).filter((field) => isField(field, 'sk_receive_queue.lock'));
    expect(lock).toMatchObject({
      offsets: [0x24],
      sharing: 'true',
      findings: ['receive-queue-lock', 'udp-busylock-contention'],
    });
  });

  it('the socket lock of kernels before 4.10', () => {
    const touched = line([
      [0x0, '_raw_spin_lock_bh', 50, 40],
      [0x0, '_raw_spin_lock', 30, 40],
      [0x4, 'lock_sock_fast', 10, 10],
      [0x4, 'udp_queue_rcv_skb', 10, 0],
    ]);
    expect(names(touched)).toContain('sock.sk_lock.slock');
    expect(names(touched)).not.toContain('sock.sk_receive_queue.lock');
  });

  it('a drop counter that only the producers write, beside what readers want, is false sharing', () => {
    const [drops] = fieldsTouched(
      line([
        [0x30, 'udp_queue_rcv_one_skb', 0, 100],
        [0x8, 'udp_recvmsg', 100, 0],
      ]),
    ).filter((field) => isField(field, 'sk_drops'));
    expect(drops).toMatchObject({ offsets: [0x30], sharing: 'false', hitmShare: 0, decidedBy: 'functions' });
  });

  it('a field that only shows by its writes is not named for reads', () => {
    expect(
      names(
        line([
          [0x34, 'udp_queue_rcv_one_skb', 50, 0],
          [0x0, 'udp_recvmsg', 50, 0],
        ]),
      ),
    ).not.toContain('sock.sk_drops');
  });

  it('a reader queue is named only where producers were recorded, on other lines', () => {
    const readers = line([
      [0x14, '_raw_spin_lock_bh', 80, 60],
      [0x0, '__skb_recv_udp', 20, 40],
    ]);
    const producers = line([
      [0x0, '__udp_enqueue_schedule_skb', 50, 50],
      [0x0, 'udp_rmem_release', 50, 50],
    ]);
    const found = fieldsOf(report([producers, readers])).find((one) => one.line === readers);
    expect(found?.fields.map(({ field }) => field)).toEqual(['reader_queue.lock', 'reader_queue']);
    expect(fieldsOf(report([readers]))).toEqual([]);
  });

  it('page counts shared by the driver and who frees', () => {
    const [page] = fieldsTouched(
      line([
        [0x34, 'ixgbe_clean_rx_irq', 40, 50],
        [0x34, 'page_frag_free', 60, 50],
      ]),
    );
    expect(page).toMatchObject({ struct: 'page', field: '_refcount', sharing: 'true', general: false });
  });

  it('call chains name the lock, also where the direct caller has no frame', () => {
    const bare = line([
      [0x0, '_raw_spin_lock', 60, 50],
      [0x0, '_raw_spin_lock_bh', 40, 50],
    ]);
    expect(fieldsTouched(bare)).toEqual([]);
    const chain = (row: number, frames: string[]) => {
      const builder = new CallTreeBuilder();
      builder.add(frames, 1, 1);
      return { basis: 'self' as const, tree: builder.tree, row };
    };
    const stacks = [
      chain(0, ['udp_queue_rcv_one_skb', '__udp_enqueue_schedule_skb', '_raw_spin_lock']),
      chain(1, ['inet_recvmsg', 'udp_recvmsg', '__skb_recv_udp', '_raw_spin_lock_bh']),
    ];
    expect(fieldsOf(report([bare], stacks))[0]?.fields[0]).toMatchObject({
      field: 'sk_receive_queue.lock',
      sharing: 'true',
    });
    const foreign = [chain(0, ['ext4_sync_file', 'jbd2_log_wait_commit', '_raw_spin_lock']), stacks[1]!];
    expect(fieldsOf(report([bare], foreign))).toEqual([]);
  });
});

describe('what is not the receive path is not named', () => {
  it.each<[string, CacheLine]>([
    ['a lock of a database in user space', line([[0, '_raw_spin_lock', 50, 50]], { address: '0x7f00deadbe00' })],
    [
      'user functions of the same names',
      line([
        [0, '__udp_enqueue_schedule_skb', 50, 50, { dso: 'myapp', cells: { mark: '.' } }],
        [0, 'udp_rmem_release', 50, 50, { dso: 'myapp', cells: { mark: '.' } }],
      ]),
    ],
    [
      'a rwsem',
      line([
        [0, 'rwsem_spin_on_owner', 90, 0],
        [8, 'rwsem_down_write_slowpath', 10, 100],
        [0x10, '_raw_spin_lock_irq', 0, 10],
      ]),
    ],
    [
      'a TCP socket',
      line([
        [0, '_raw_spin_lock_bh', 50, 50],
        [4, 'lock_sock_nested', 25, 25],
        [4, 'release_sock', 25, 0],
        [0x20, 'tcp_v4_rcv', 25, 0],
      ]),
    ],
    [
      'one side alone',
      line([
        [0x0, '__udp_enqueue_schedule_skb', 60, 50],
        [0x8, '_raw_spin_lock', 40, 50],
      ]),
    ],
    ['a line whose functions are not shown', line([])],
  ])('%s', (_, cacheLine) => {
    expect(fieldsTouched(cacheLine)).toEqual([]);
    expect(fieldsOf(report([cacheLine]))).toEqual([]);
  });
});

describe('layouts', () => {
  it('are of fields that the table has, each with its source', () => {
    const known = new Set(structFields.map(({ struct, field }) => `${struct}.${field}`));
    for (const { offsets, source } of layouts) {
      expect(source).not.toBe('');
      expect(Object.keys(offsets).filter((name) => !known.has(name))).toEqual([]);
    }
  });

  it('are those of kernels that symbols date within one of them', () => {
    const inferred = { reasons: [], builds: [], shows: [], lacks: [], hint: false };
    expect(layoutOf({ inferred: { ...inferred, from: '6.13', until: '6.17' } })?.from).toBe('6.12');
    expect(layoutOf({ inferred: { ...inferred, from: '5.15', until: '6.1' } })).toBeUndefined();
    expect(layoutOf({ inferred: { ...inferred, from: '6.13' } })).toBeUndefined();
  });
});

describe('the table of fields', () => {
  it('names each field once, with who touches it and what it speaks for', () => {
    const keys = structFields.map(({ struct, field }) => `${struct}.${field}`);
    expect(new Set(keys).size).toBe(keys.length);
    for (const { touchedBy, findings } of structFields) {
      expect(touchedBy.producer.length + touchedBy.reader.length).toBeGreaterThan(0);
      expect(findings.length).toBeGreaterThan(0);
    }
  });
});

describeShared('perf-samples', 'fields of the sample reports', () => {
  it.each(['4.10', '4.19', '5.10', '6.1', '6.12', '7.2'])('perf %s', (version) => {
    for (const kind of ['default', 'callchain']) {
      const text = readFileSync(sharedFolder('perf-samples', `c2c-${version}-${kind}.txt`), 'utf8');
      // All were recorded on 6.18, whichever perf printed them.
      const kernel = { release: parseRelease('6.18.0')! };
      const fields = fieldsOf(readReport(text), kernel).flatMap(({ line: { address }, fields: all }) =>
        all.filter(({ field }) => field !== 'unknown').map(({ field }) => `${address} ${field}`),
      );
      // An excerpt that `head` cut has no rows for some of the lines.
      if (kind === 'default' || !['4.10', '4.19'].includes(version)) {
        expect(fields).toContain('0xffff88810c2a0600 sk_rmem_alloc');
        expect(fields).toContain('0xffff88810c2a05c0 sk_receive_queue.lock');
        expect(fields).toContain('0xffff88810c2a0680 sk_forward_alloc');
      }
      expect(fields.filter((field) => field.startsWith('0x5'))).toEqual([]);
    }
  });
});

describeShared('corpus/public', 'public reports about other things', () => {
  it('hold no field of the receive path', () => {
    const files = readdirSync(sharedFolder('corpus', 'public')).filter((name) => name.includes('-c2c-'));
    expect(files.length).toBeGreaterThanOrEqual(9);
    for (const name of files) {
      const { reports } = readReports(readFileSync(sharedFolder('corpus', 'public', name), 'utf8'));
      for (const one of reports) expect(fieldsOf(one)).toEqual([]);
    }
  });
});
