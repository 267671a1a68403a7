import { describe, expect, test } from 'vitest';
import { shareInStacks } from '../../../src/engine/paths/path-query.ts';
import { readCase } from '../../../src/formats/read-case.ts';
import type { Profile } from '../../../src/model/profile.ts';

/** `perf report --comm udp_sink -g caller`: rows with what of each the tree shows, the second branch pruned away. */
function report(rows: readonly (readonly [symbol: string, share: number, shown: number])[]): string {
  const head = [
    '# comm: udp_sink',
    '#',
    "# Samples: 3K of event 'cycles'",
    '#',
    '# Overhead  Symbol',
    '# ........  ......',
  ];
  const tables = rows.map(
    ([symbol, share, shown]) => `    ${share.toFixed(2)}%  [k] ${symbol}
            |
            ---entry_SYSCALL_64
               |
                --${shown.toFixed(2)}%--udp_recvmsg
                          ${symbol}
`,
  );
  return [...head, ...tables].join('\n');
}

function below(text: string, caller: string): number {
  const { captures } = readCase([{ name: 'report.txt', bytes: Buffer.from(text) }]);
  const { stacks } = captures[0] as Profile;
  return Math.round(shareInStacks(stacks, [new Set([caller])]).share);
}

describe('call graphs of a filtered report', () => {
  test('are percent of all samples where the rows are of those that pass (--percentage relative)', () => {
    const half = report([
      ['a', 50, 25],
      ['b', 30, 15],
      ['c', 12, 6],
      ['d', 8, 3],
    ]);
    expect(below(half, 'udp_recvmsg')).toBe(98);
  });

  test('are left alone where one shows more of its row than the others, or too few agree', () => {
    expect(
      below(
        report([
          ['a', 50, 25],
          ['b', 30, 15],
          ['c', 12, 6],
          ['d', 8, 7.9],
        ]),
        'udp_recvmsg',
      ),
    ).toBe(54);
    expect(
      below(
        report([
          ['a', 60, 30],
          ['b', 40, 20],
        ]),
        'udp_recvmsg',
      ),
    ).toBe(50);
  });

  test('are left alone without a filter', () => {
    const text = report([
      ['a', 50, 25],
      ['b', 30, 15],
      ['c', 12, 6],
      ['d', 8, 3],
    ]).replace('# comm: udp_sink', '#');
    expect(below(text, 'udp_recvmsg')).toBe(49);
  });
});
