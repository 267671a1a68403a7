import { describe, expect, it } from 'vitest';
import { perfC2c } from '../../../src/formats/perf-c2c/format.ts';
import { readReport, readReports } from './read.ts';

const starts = (text: string) =>
  perfC2c.starts(
    text.split('\n').map((line, i) => ({ text: line, number: i + 1 })),
    0,
  );

const bar = `  ${'-'.repeat(70)}`;
const head = '      0      216       64      151       29        0  0xffff88810c2a0600';
const row =
  '          46.30%  100.00%    0.00%    0.00%    0.00%                 0x8     0       1  0xffffffff820451aa       644       209' +
  '         0      264         8  [k] __udp_enqueue_schedule_skb  [kernel.kallsyms]  udp.c:90   0  1';

describe('where a report begins', () => {
  it.each([
    [
      'its title',
      '=================================================\n            Trace Event Information              ',
    ],
    [
      'two of its event counts',
      '  Load Local HITM                   :      92117\n  Load Remote HITM                  :        139',
    ],
    [
      'a header',
      '#        ----------- Cacheline ----------      Tot\n# Index             Address  Node  PA cnt     Hitm',
    ],
    ['a row of the table', '    113  0xff110001091c4040     0       1    0.12%       12       12        0       25'],
    ['the head of a block', `${bar}\n${head}\n${bar}`],
    ['a row of the pareto', row],
    ['a screen', 'Cacheline 0xffff88810c2a0600'],
  ])('%s', (_, text) => expect(starts(text)).toBe(true));

  it.each([
    ['one count that could be anything', '  Total records : 1600\nand more'],
    ['a row of perf report', '    12.02%    3.01%  udp-tx   [kernel.kallsyms]  [k] _raw_spin_lock'],
    ['a rule of dashes', `${bar}\n some words\n${bar}`],
    ['a rule of equals signs', '=================================================\nChangelog'],
    ['numbers', '  12  34  56  78'],
  ])('not at %s', (_, text) => expect(starts(text)).toBe(false));
});

describe('pieces of a report', () => {
  it('a block alone: its share is at most that of the lines shown', () => {
    const report = readReport(`${bar}\n${head}\n${bar}\n${row}\n`);
    expect(report.cacheLines[0]).toMatchObject({
      share: 100,
      shareIsUpperBound: true,
      hitm: { remote: 216, local: 64 },
    });
    expect(report.cacheLines[0]!.accesses[0]).toMatchObject({
      offset: 8,
      key: '__udp_enqueue_schedule_skb',
      nodes: [0, 1],
    });
    expect(report.truncated).toBe(true);
    expect(report.notes.map(({ kind }) => kind)).toEqual(['truncated', 'inferred']);
  });

  it('rows alone are one line of unknown address', () => {
    const report = readReport(`${row}\n${row}`);
    expect(report.cacheLines).toHaveLength(1);
    expect(report.cacheLines[0]).toMatchObject({ address: '', share: 100, shareIsUpperBound: true });
    expect(report.cacheLines[0]!.accesses.map(({ line }) => line)).toEqual([1, 2]);
  });

  it('the head of a table, cut by dots', () => {
    const report = readReport(
      [
        '           Shared Data Cache Line Table          ',
        '#',
        '#        ----------- Cacheline ----------      Rmt  ------- Load Hitm -------',
        '# Index             Address  Node  PA cnt     Hitm    Total  LclHitm  RmtHitm',
        '# .....  ..................  ....  ......  .......  .......  .......  .......',
        '#',
        '      0  0xffff88810c2a0600     0      77   41.36%      280       64      216',
        '...',
      ].join('\n'),
    );
    expect(report).toMatchObject({ sortedOn: 'Remote HITMs', truncated: true });
    expect(report.cacheLines[0]).toMatchObject({ share: 41.36, hitm: { remote: 216, local: 64 }, line: 7 });
    expect(report.cacheLines[0]!.counts).toMatchObject({
      'Cacheline Node': 0,
      'Cacheline PA cnt': 77,
      'Load Hitm Total': 280,
    });
  });

  it('columns of a vendor keep the names of their header', () => {
    const report = readReport(
      [
        '#        ----------- Cacheline ----------  -- Load Hit --    Total',
        '# Index             Address  Node  PA cnt      Pct  Total  records',
        '# .....  ..................  ....  ......  .......  .....  .......',
        '#',
        '      0  0xffff88810c2a0600     0      77   41.36%    280      676',
      ].join('\n'),
    );
    expect(report.cacheLines[0]).toMatchObject({
      share: 41.36,
      counts: { 'Load Hit Total': 280, 'Total records': 676 },
    });
    expect(report.sortedOn).toBe('Load Hit Pct');
  });

  it('event counts keep their names, shares of nothing are said', () => {
    const report = readReport(
      [
        '=================================================',
        '            Trace Event Information              ',
        '=================================================',
        '  Total records                     :       1600  << all of them',
        '  LLC Misses to Local DRAM          :       -nan%',
        '  LLC Misses to Remote DRAM         :       50.2%',
        '  Store No available memory level   :          3',
        '=================================================',
        '    Global Shared Cache Line Event Information   ',
        '=================================================',
        '  Store No available memory level   :          2',
      ].join('\n'),
    );
    expect(report.events).toEqual({
      'Total records': 1600,
      'LLC Misses to Remote DRAM': 50.2,
      'Store No available memory level': 3,
      'Store No available memory level (shared lines)': 2,
    });
    expect(report.notes.map(({ text }) => text).join('\n')).toMatch(/nan%[\s\S]*remarks/);
  });

  it('a line that is none of its own, among its rows, is noted with its number', () => {
    const report = readReport(`${bar}\n${head}\n${bar}\n${row}\n   see here: hot!\n${row}\n`);
    expect(report.cacheLines[0]!.accesses).toHaveLength(2);
    expect(report.notes.find(({ kind }) => kind === 'unread')).toMatchObject({ line: 5 });
  });

  it('a second report is a second capture, and what follows is left alone', () => {
    const one = [
      '=================================================',
      '           Shared Data Cache Line Table          ',
      '#',
    ];
    const table = '      0  0xffff88810c2a0600     0      77   41.36%      280       64      216';
    const { reports, outside } = readReports(
      [...one, table, '', ...one, table, '', 'That is all.', 'Regards'].join('\n'),
    );
    expect(reports.map(({ firstLine, lastLine }) => [firstLine, lastLine])).toEqual([
      [1, 4],
      [6, 9],
    ]);
    expect(outside).toEqual([11, 12]);
  });

  it('C++ names with << are no remarks', () => {
    const named = row.replace('__udp_enqueue_schedule_skb', 'std::operator<< <std::char_traits<char> >(int)');
    const [access] = readReport(named).cacheLines[0]!.accesses;
    expect(access!.symbol).toBe('std::operator<< <std::char_traits<char> >(int)');
  });

  it('a symbol is compared without what the compiler added', () => {
    const [access] = readReport(row.replace('__udp_enqueue_schedule_skb', 'udp_rmem_release.constprop.0'))
      .cacheLines[0]!.accesses;
    expect(access).toMatchObject({ symbol: 'udp_rmem_release.constprop.0', key: 'udp_rmem_release' });
  });
});
