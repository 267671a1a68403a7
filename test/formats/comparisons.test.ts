import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readCase } from '../../src/formats/read-case.ts';
import type { Profile } from '../../src/model/profile.ts';
import { describeShared, sharedFolder } from '../support/shared.ts';

function profilesIn(text: string | Buffer): Profile[] {
  const { captures } = readCase([{ name: 'compared.txt', bytes: Buffer.from(text) }]);
  return captures.filter((capture) => capture.kind === 'profile');
}

function shares(profile: Profile): Record<string, number | undefined> {
  return Object.fromEntries(profile.rows.map((row) => [row.key ?? row.dso, row.self]));
}

describe('perf diff', () => {
  const twoFiles = `# Event 'cycles'
#
# Baseline  Delta Abs  Shared Object      Symbol
# ........  .........  .................  .......................
#
    20.63%     -5.62%  [kernel.kallsyms]  [k] finish_task_switch.isra.0
               +1.19%  [kernel.kallsyms]  [k] skb_defer_free_flush
     0.23%             [kernel.kallsyms]  [k] __wake_up
`;

  it('gives a profile of each file, with shares and lines', () => {
    const [baseline, compared, ...more] = profilesIn(twoFiles);
    expect(more).toEqual([]);
    expect(shares(baseline!)).toEqual({ finish_task_switch: 20.63, __wake_up: 0.23 });
    expect(shares(compared!).finish_task_switch).toBeCloseTo(15.01);
    expect(shares(compared!).skb_defer_free_flush).toBeCloseTo(1.19);
    expect(compared!.rows.map((row) => row.line)).toEqual([6, 7]);
    expect(baseline).toMatchObject({ format: 'perf-diff', event: 'cycles', member: { index: 0, of: 2 } });
  });

  it('knows columns by their edges when cells are empty', () => {
    const three = `# Event 'cycles'
#
# Data files:
#  [0] old.data (Baseline)
#  [1] new.data
#  [2] newer.data
#
# Baseline/0  Delta Abs/1  Delta Abs/2  Shared Object  Symbol
# ..........  ...........  ...........  .............  ..........
#
      24.49%                   +47.09%  [pktgen]       [k] pktgen_xmit
                   +1.10%               [kernel]       [k] memset
`;
    const [, first, second] = profilesIn(three);
    expect(shares(first!)).toEqual({ memset: 1.1 });
    expect(shares(second!)).toEqual({ pktgen_xmit: 71.58 });
    expect([first!.member!.name, second!.member!.name]).toEqual(['new.data', 'newer.data']);
  });

  it('tells comparisons apart that follow each other below titles', () => {
    const rows = (first: string) => `
    ${first}     -2.77%  [kernel.kallsyms]     [k] queued_spin_lock_slowpath
     2.08%     +0.23%  [kernel.kallsyms]     [k] io_wq_submit_work
`;
    const profiles = profilesIn(`Static file:\n${rows('42.79%')}\nPHP, same machine:\n${rows('35.03%')}`);
    expect(profiles.map(({ rows: [first, ...more] }) => [first?.self?.toFixed(2), more.length])).toEqual([
      ['42.79', 1],
      ['40.02', 1],
      ['35.03', 1],
      ['32.26', 1],
    ]);
  });

  it('reads pasted rows without their header', () => {
    const [baseline] = profilesIn(
      'diff of the two runs:\n    37.91%     -2.00%  [kernel.kallsyms]  [k] queued_spin_lock_slowpath\n',
    );
    expect(shares(baseline!)).toEqual({ queued_spin_lock_slowpath: 37.91 });
  });
});

describe('perf-profile rows of the kernel test robot', () => {
  const rows = `     43.56           -19.9       23.69        perf-profile.calltrace.cycles-pp._raw_spin_lock_irqsave.free_pcppages_bulk.skb_release_data.udp_recvmsg
      1.48 ± 12%      -0.9        0.61 ± 10%  perf-profile.self.cycles-pp.udp_rmem_release
     49.78            +2.7       52.49        perf-profile.children.cycles-pp.finish_task_switch.isra.0
`;

  it('become a profile of each kernel, with callers', () => {
    const [base, compared] = profilesIn(rows);
    expect(base!.member!.name).toBe('base');
    expect(base!.rows.map(({ key, self, total, line }) => ({ key, self, total, line }))).toEqual([
      { key: '_raw_spin_lock_irqsave', self: undefined, total: undefined, line: 1 },
      { key: 'udp_rmem_release', self: 1.48, total: undefined, line: 2 },
      { key: 'finish_task_switch', self: undefined, total: 49.78, line: 3 },
    ]);
    expect(base!.stacks[0]!.tree.symbols).toEqual([
      'udp_recvmsg',
      'skb_release_data',
      'free_pcppages_bulk',
      '_raw_spin_lock_irqsave',
    ]);
    expect(compared!.rows[1]!.self).toBe(0.61);
  });
});

describeShared('perf-samples', 'perf diff samples', () => {
  const names = readdirSync(sharedFolder('perf-samples')).filter((name) => name.startsWith('diff-'));

  it.each(names)('%s: each row is in a profile', (name) => {
    const text = readFileSync(sharedFolder('perf-samples', name), 'utf8');
    const lines = text.split('\n').flatMap((line, i) => (/^[^#].*[%,].*\S/.test(line) ? [i + 1] : []));
    const read = new Set(profilesIn(text).flatMap((profile) => profile.rows.map((row) => row.line)));
    expect(lines.filter((line) => !read.has(line))).toEqual([]);
  });
});
