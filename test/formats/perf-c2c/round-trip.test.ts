import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { perfC2c } from '../../../src/formats/perf-c2c/format.ts';
import { fieldsOf } from '../../../src/kernel/fields-touched.ts';
import type { CacheLineReport } from '../../../src/model/cache-line.ts';
import { type Layout, type RecordedRow, render } from './render.ts';

const percent = fc.integer({ min: 0, max: 10000 }).map((hundredths) => hundredths / 100);
const count = fc.integer({ min: 0, max: 9_999_999 });
const symbol = fc.constantFrom(
  ...['__udp_enqueue_schedule_skb', 'udp_rmem_release', '_raw_spin_lock_bh', 'f', 'nf_conntrack_in.part.0'],
  ...[
    'std::function<int (int)>::operator()(int) const',
    '0xffffffff820451aa',
    'a_name_that_is_wider_than_its_whole_column',
  ],
);

const row: fc.Arbitrary<RecordedRow> = fc.record({
  offset: fc.integer({ min: 0, max: 63 }),
  remote: percent,
  local: percent,
  hit: percent,
  miss: percent,
  pid: fc.integer({ min: 1, max: 4_194_304 }),
  comm: fc.constantFrom('ksoftirqd/0', 'rx worker 0', 'udp-tx', 'a:b c/d', 'fifteen-letters'),
  symbol,
  source: fc.constantFrom('udp.c:90', 'atomic64_64.h:22', 'f+90', '??:0', 'false_sharing.exe[13e9]'),
  cpus: fc.integer({ min: 1, max: 512 }),
  records: count,
  nodes: fc.uniqueArray(fc.integer({ min: 0, max: 7 }), { minLength: 1, maxLength: 4 }),
});

const recording = fc.record({
  lines: fc.uniqueArray(
    fc.record({
      address: fc.integer({ min: 0, max: 2 ** 30 }).map((n) => `0xffff8${(n * 64).toString(16).padStart(11, '0')}`),
      share: percent,
      remote: count,
      local: count,
      hits: count,
      misses: count,
      rows: fc.array(row, { minLength: 1, maxLength: 5 }),
    }),
    { minLength: 1, maxLength: 4, selector: ({ address }) => address },
  ),
});

const layouts = fc.constantFrom<Layout>('A', 'B', 'C', 'D');

function parse(text: string): CacheLineReport {
  const lines = text.split('\n').map((line, i) => ({ text: line, number: i + 1 }));
  const { captures, end } = perfC2c.read(lines, 0, { file: 'x' });
  expect(lines.slice(end).every((line) => line.text.trim() === '')).toBe(true);
  return captures[0] as CacheLineReport;
}

describe('a report printed in any layout is read back', () => {
  it('with its header', () => {
    fc.assert(
      fc.property(recording, layouts, fc.boolean(), (given, layout, threads) => {
        const report = parse(render(given, layout, threads));
        expect(report.notes).toEqual([]);
        expect(report.truncated).toBe(false);
        expect(report.sortedOn).toBe('Total HITMs');
        expect(report.cacheLines).toHaveLength(given.lines.length);
        for (const [i, line] of report.cacheLines.entries()) {
          const { address, share, remote, local, hits, misses, rows } = given.lines[i]!;
          expect(line).toMatchObject({ index: i, address, share, hitm: { remote, local } });
          const { 'Store Refs L1 Hit': hit, 'Store Refs L1 Miss': miss, 'Total records': records } = line.counts;
          expect([hit, miss, records]).toEqual([hits, misses, remote + local + hits + misses]);
          expect(line.accesses).toHaveLength(rows.length);
          for (const [j, access] of line.accesses.entries()) {
            const { offset, symbol: name, source, cpus, nodes, pid, comm, records: ofRow } = rows[j]!;
            expect(access).toMatchObject({ offset, symbol: name, source, cpus, nodes, dso: '[kernel.kallsyms]' });
            expect([access.remoteHitm, access.localHitm]).toEqual([rows[j]!.remote, rows[j]!.local]);
            if (layout !== 'A') expect(access.records).toBe(ofRow);
            if (threads) expect(access).toMatchObject({ pid, tid: pid, comm });
          }
        }
      }),
      { numRuns: 150 },
    );
  });

  it('without header lines', () => {
    fc.assert(
      fc.property(recording, layouts, fc.boolean(), (given, layout, threads) => {
        const text = render(given, layout, threads);
        const pareto = text.slice(text.indexOf('Distribution Pareto')).split('\n').slice(2);
        const report = parse(pareto.filter((line) => !line.startsWith('#')).join('\n'));
        const accesses = report.cacheLines.flatMap((line) => line.accesses);
        const rows = given.lines.flatMap((line) => line.rows);
        expect(accesses.map(({ offset, symbol: name, cpus }) => [offset, name, cpus])).toEqual(
          rows.map(({ offset, symbol: name, cpus }) => [offset, name, cpus]),
        );
        expect(accesses.map(({ nodes }) => nodes)).toEqual(rows.map(({ nodes }) => nodes));
        expect(report.cacheLines.every((line) => line.shareIsUpperBound)).toBe(true);
      }),
      { numRuns: 100 },
    );
  });

  it('with its blanks collapsed', () => {
    fc.assert(
      fc.property(recording, layouts, (given, layout) => {
        const report = parse(render(given, layout, false).replaceAll(/ {2,}/g, ' '));
        const accesses = report.cacheLines.flatMap((line) => line.accesses);
        const rows = given.lines.flatMap((line) => line.rows);
        expect(accesses.map(({ offset, symbol: name, remoteHitm }) => [offset, name, remoteHitm])).toEqual(
          rows.map(({ offset, symbol: name, remote }) => [offset, name, remote]),
        );
      }),
      { numRuns: 100 },
    );
  });
});

describe('no text makes it throw', () => {
  const words = [
    ...[
      '=================================================',
      '  ----------------------------------------',
      '#',
      '',
      '...',
    ],
    ...[
      '            Trace Event Information              ',
      '  Total records : 12',
      '  LLC Misses to Local DRAM : -nan%',
      ' : x',
    ],
    ...[
      '# Index  Cacheline  records  Hitm',
      '# Num  RmtHitm  LclHitm  Offset  Symbol  Node',
      '# .....  ....  ....  ....',
    ],
    ...[
      '      0  0xffff88810c2a0600  0  77  41.36%  280',
      '      0      216       64      151  0xffff88810c2a0600',
      '0 1',
    ],
    ...[
      '  46.30%  100.00%  0.00%  0x0  [k] f  [kernel]  a.c:1  0',
      ' nan%  -nan%  0x',
      '   12.00%',
      '   |',
      '   ---f',
      '[k] ',
    ],
    ...[
      'Cacheline 0xffff88810c2a0600',
      'Shared Data Cache Line Table     (7 entries, sorted on Total HITMs)',
      ': ',
      '0x0',
      '%',
      '\t',
    ],
  ];

  it('made of its own pieces or of anything', () => {
    const piece = fc.oneof(fc.constantFrom(...words), fc.string({ maxLength: 60 }));
    const text = fc.array(
      fc.array(piece, { maxLength: 3 }).map((parts) => parts.join(' ')),
      { maxLength: 30 },
    );
    fc.assert(
      fc.property(text, (raw) => {
        const lines = raw.map((line, i) => ({ text: line, number: i + 1 }));
        for (let at = 0; at < lines.length; ) {
          if (!perfC2c.starts(lines, at)) {
            at++;
            continue;
          }
          const { end, captures } = perfC2c.read(lines, at, { file: 'x' });
          expect(end).toBeGreaterThan(at);
          for (const capture of captures) fieldsOf(capture as CacheLineReport);
          at = end;
        }
      }),
      { numRuns: 1500 },
    );
  });

  it('however long its lines are', () => {
    const long = [
      ' '.repeat(60_000),
      '-'.repeat(60_000),
      '#'.repeat(60_000),
      '1 '.repeat(30_000),
      '1.00% '.repeat(10_000),
      '<<'.repeat(30_000),
    ];
    const more = [
      `0 0x1 ${'1 '.repeat(30_000)}`,
      '. '.repeat(30_000),
      `a : ${'b '.repeat(30_000)}`,
      `1.00% ${'[k] '.repeat(15_000)}`,
    ];
    for (const text of [...long, ...more]) {
      const lines = [
        { text: '  0.00%  0.00%  0x0  [k] f', number: 1 },
        { text, number: 2 },
        { text, number: 3 },
      ];
      expect(perfC2c.starts(lines, 1)).toBe(false);
      perfC2c.read(lines, 0, { file: 'x' });
    }
  });
});
