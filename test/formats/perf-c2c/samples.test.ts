import { readdirSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import type { CacheLine } from '../../../src/model/cache-line.ts';
import { describeShared, sharedExists, sharedFolder } from '../../support/shared.ts';
import { readReport, readReports } from './read.ts';

const samples = sharedExists('perf-samples')
  ? readdirSync(sharedFolder('perf-samples')).filter((name) => /^(?:c2c-|tui-6\.1-c2c)/.test(name))
  : [];

/** What a text holds, told by single lines and nothing else. */
function countOf(text: string) {
  const lines = text.split('\n');
  const isBar = (line: string | undefined) => /^\s*#?\s*-{20,}\s*$/.test(line ?? '');
  const isHead = (i: number) =>
    /^\s*\d+\s+\d/.test(lines[i]!) && isBar(lines[i - 1]) && (isBar(lines[i + 1]) || !lines[i + 1]);
  return {
    rows: lines.filter((line) => /^\s*\d+\s+0x[0-9a-f]{6,16}\s.*\d%\s/.test(line)).length,
    heads: lines.filter((_, i) => isHead(i)).length,
    accesses: lines.flatMap((line, i) => (/^\s*\d+\.\d\d%\s+\d/.test(line) ? [i + 1] : [])),
    values: lines.filter((line) => /^ {2}[A-Z].* : +[\d.]+%?$/.test(line)).length,
  };
}

function columnSums({ accesses }: CacheLine): Record<string, number> {
  const sums: Record<string, number> = {};
  for (const { remoteHitm, localHitm, cells = {} } of accesses) {
    const stores = Object.entries(cells).filter(([name]) => name.startsWith('Store Refs'));
    const all = [
      ['rmt', remoteHitm] as const,
      ['lcl', localHitm] as const,
      ...stores.map(([n, v]) => [n, Number.parseFloat(v)] as const),
    ];
    for (const [name, value] of all) sums[name] = (sums[name] ?? 0) + value;
  }
  return sums;
}

describeShared('perf-samples', 'perf c2c report of all releases and options', () => {
  it('are 38 reports and 4 screens', () => {
    expect(samples.filter((name) => name.startsWith('c2c-'))).toHaveLength(38);
    expect(samples.filter((name) => name.startsWith('tui-'))).toHaveLength(4);
  });

  it.each(samples)('%s: every row, head and value is in the report', (name) => {
    const text = readFileSync(sharedFolder('perf-samples', name), 'utf8');
    const { reports, outside } = readReports(text);
    expect(reports).toHaveLength(1);
    expect(outside).toEqual([]);
    const report = reports[0]!;
    expect(report.notes.filter((note) => note.kind === 'unread')).toEqual([]);
    expect(report.notes.filter((note) => note.text.includes('do not fit'))).toEqual([]);
    const esc = String.fromCharCode(27);
    const counted = countOf(text.replaceAll(new RegExp(`${esc}[[(][0-9;]*[A-Za-z]`, 'g'), ''));
    const accesses = report.cacheLines.flatMap((line) => line.accesses);
    expect(accesses.map((access) => access.line).sort((a, b) => a - b)).toEqual(counted.accesses);
    expect(report.cacheLines.filter((line) => line.counts['Total records'] !== undefined)).toHaveLength(counted.rows);
    expect(Object.keys(report.events)).toHaveLength(counted.values);
    expect(report.cacheLines.length).toBe(Math.max(counted.rows, counted.heads, name.includes('details') ? 1 : 0));
  });

  it.each(samples)('%s: shares of a block add up to all or nothing', (name) => {
    const report = readReport(readFileSync(sharedFolder('perf-samples', name), 'utf8'));
    const blocks = report.cacheLines.filter((line) => line.accesses.length > 0);
    // The block that the end of an excerpt cuts is short of its rows.
    const last = Math.max(0, ...blocks.map((line) => line.accesses.at(-1)!.line));
    // Sorted on HITM of one kind, perf leaves out rows that have none of it.
    const whole =
      report.sortedOn === 'Local HITMs' ? ['lcl'] : report.sortedOn === 'Remote HITMs' ? ['rmt'] : undefined;
    for (const block of blocks) {
      const isCut = report.truncated && block.accesses.at(-1)!.line === last;
      for (const [column, sum] of Object.entries(columnSums(block))) {
        if (isCut || whole?.includes(column) === false) expect(sum).toBeLessThan(100.2);
        else expect(Math.min(sum, Math.abs(sum - 100))).toBeLessThan(0.2);
      }
    }
  });

  it.each(samples.filter((name) => /default|callchain|peer\.txt/.test(name) && !name.includes('tot-on')))(
    '%s: the same recording gives the same lines in each layout',
    (name) => {
      const report = readReport(readFileSync(sharedFolder('perf-samples', name), 'utf8'));
      const kernel = report.cacheLines.filter((line) => line.address.startsWith('0xffff'));
      const lines = kernel.map(({ address, share, hitm }) => [address, share, hitm!.remote, hitm!.local]);
      expect(lines.sort((a, b) => Number(b[1]) - Number(a[1]))).toEqual([
        ['0xffff88810c2a0600', 41.36, 216, 64],
        ['0xffff88810c2a05c0', 22.3, 63, 88],
        ['0xffff88890d41ca40', 11.52, 59, 19],
        ['0xffff88810c2a0680', 11.37, 31, 46],
        ['0xffff88890d41ca00', 7.24, 16, 33],
        ['0xffff88890d41cac0', 2.51, 8, 9],
      ]);
      expect(report.sortedOn).toBe(name.includes('peer') ? 'Peer Snoop' : 'Total HITMs');
      expect(report.events['Total records']).toBe(1600);
      expect(Number.parseInt(report.details!['Cacheline data grouping']!.slice(0, 6), 36)).not.toBeNaN();
    },
  );

  it('keeps offset, thread, symbol, source, counts and nodes of a row', () => {
    const report = readReport(readFileSync(sharedFolder('perf-samples', 'c2c-6.1-coalesce-pid-tid.txt'), 'utf8'));
    const access = report.cacheLines[0]!.accesses.find((one) => one.line === 38)!;
    expect(access).toMatchObject({ offset: 0, remoteHitm: 17.13, localHitm: 0, records: 106, cpus: 2, nodes: [0] });
    expect(access).toMatchObject({ pid: 7776, tid: 7777, comm: 'rx worker 0', key: 'udp_rmem_release' });
    expect(access).toMatchObject({ dso: '[kernel.kallsyms]', source: 'udp_rmem_release+156' });
    expect(access.cells).toMatchObject({ 'Code address': '0xffffffff8204227c', 'cycles rmt hitm': '586', mark: 'k' });
    expect(access.stores).toBeCloseTo((21.19 * 151) / 180, 5);
  });

  it('reads node lists with shares and with CPUs', () => {
    const shares = readReport(readFileSync(sharedFolder('perf-samples', 'c2c-6.1-N.txt'), 'utf8'));
    const cpus = readReport(readFileSync(sharedFolder('perf-samples', 'c2c-6.1-NN.txt'), 'utf8'));
    for (const report of [shares, cpus]) expect(report.cacheLines[0]!.accesses[0]!.nodes).toEqual([0, 1]);
    expect(cpus.cacheLines[0]!.accesses[0]!.cells!['Node{cpu list}']).toBe('0{0-1,6-7,12-13}  1{18-19}');
  });

  it('tells an Arm recording without HITM how to be printed', () => {
    const report = readReport(readFileSync(sharedFolder('perf-samples', 'c2c-6.1-tot-on-peer.txt'), 'utf8'));
    expect(report.cacheLines).toEqual([]);
    expect(report.notes.find((note) => note.kind === 'trouble')?.text).toContain('-d peer');
  });

  it.each(samples.filter((name) => /callchain|graph-caller/.test(name)))('%s: a stack below each row', (name) => {
    const report = readReport(readFileSync(sharedFolder('perf-samples', name), 'utf8'));
    const accesses = report.cacheLines.flatMap((line) => line.accesses);
    expect(report.stacks).toHaveLength(accesses.length);
    let all = 0;
    for (const { tree, row } of report.stacks) {
      const leaf = tree.self.findLastIndex((weight) => weight > 0);
      const access = accesses.sort((a, b) => a.line - b.line)[row!]!;
      if (leaf > 0) expect(tree.symbols[tree.symbol[leaf]!]).toBe(access.key);
      all += Array.from(tree.self).reduce((sum, weight) => sum + weight, 0);
    }
    expect(all).toBeLessThan(100.1);
    if (!report.truncated) expect(all).toBeGreaterThan(99.9);
  });

  it('a report cut at 80 columns is whole again after the clean-up', () => {
    const cut = readReport(readFileSync(sharedFolder('perf-samples', 'mangled-wrap80-c2c.txt'), 'utf8'));
    const whole = readReport(readFileSync(sharedFolder('perf-samples', 'c2c-6.1-default.txt'), 'utf8'));
    const table = (lines: readonly CacheLine[]) => lines.map(({ address, share }) => [address, share]);
    expect(cut.cacheLines[2]!.counts).toEqual(
      Object.fromEntries(Object.entries(whole.cacheLines[2]!.counts).filter(([name]) => !/HITM|Refs/.test(name))),
    );
    expect(table(cut.cacheLines)).toEqual(table(whole.cacheLines));
  });
});

describeShared('corpus/public', 'perf c2c as people publish it', () => {
  const read = (start: string) => {
    const name = readdirSync(sharedFolder('corpus', 'public')).find((file) => file.startsWith(start))!;
    return readReports(readFileSync(sharedFolder('corpus', 'public', name), 'utf8'));
  };

  it.each([
    ['162', 5, 28],
    ['163', 5, 14],
    ['164', 1, 5],
    ['168', 3, 13],
    ['169', 3, 8],
    ['171', 2, 5],
    ['172', 1, 2],
    ['173', 9, 11],
    ['174', 1, 2],
  ])('%s: one report of %i cache lines and %i rows', (start, cacheLines, rows) => {
    const { reports } = read(start);
    expect(reports).toHaveLength(1);
    const report = reports[0]!;
    expect(report.notes.filter((note) => note.kind === 'unread')).toEqual([]);
    expect(report.cacheLines).toHaveLength(cacheLines);
    const accesses = report.cacheLines.flatMap((line) => line.accesses);
    expect(accesses).toHaveLength(rows);
    for (const line of report.cacheLines)
      for (const sum of Object.values(columnSums(line))) expect(sum).toBeLessThan(100.2);
  });

  it('a blog that explains the parts one by one is one report, its prose said to be prose', () => {
    const { reports, sections } = read('163');
    expect(sections[0]!.unread?.map(({ looksLike }) => looksLike)).toEqual(['prose', 'prose']);
    expect(reports[0]!.events['Load Remote HITM']).toBe(12757);
    expect(reports[0]!.cacheLines[0]!.accesses).toHaveLength(6);
    expect(reports[0]!.cacheLines[0]!.share).toBe(77.09);
  });

  it('shares that only the event counts tell', () => {
    const [line] = read('164').reports[0]!.cacheLines;
    expect(line!.share).toBeCloseTo((100 * 2374) / (92117 + 139), 5);
    expect(line!.shareIsUpperBound).toBeUndefined();
  });

  it('shares that other rows tell, when the head of the table is gone', () => {
    const line = read('173').reports[0]!.cacheLines.find(({ address }) => address === '0xff110002a24ffc00')!;
    expect(line.share).toBeGreaterThan(26);
    expect(line.share).toBeLessThan(31);
  });

  it('columns that an author cut out are missing, not zero', () => {
    const [line] = read('168').reports[0]!.cacheLines;
    expect(line).toMatchObject({ address: '', hitm: { remote: 412, local: 1028 } });
    expect(line!.accesses[0]).toMatchObject({ key: 'revert_creds', remoteHitm: 41.5, localHitm: 42.22, nodes: [0, 1] });
    expect(line!.accesses[0]!.offset).toBeUndefined();
  });

  it('a peer column beside HITM columns that are all zero is what the line is about', () => {
    const [line] = read('172').reports[0]!.cacheLines;
    expect(line).toMatchObject({ share: 100, hitm: { remote: 0, local: 99 } });
    expect(line!.accesses.map(({ localHitm }) => localHitm)).toEqual([6.06, 93.94]);
  });
});
