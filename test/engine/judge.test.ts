import { describe, expect, it } from 'vitest';
import { judge } from '../../src/engine/judge.ts';
import { viewsOf } from '../../src/engine/view.ts';
import { readCase } from '../../src/formats/read-case.ts';
import { rules } from '../../src/rules/index.ts';
import type { Rule } from '../../src/rules/rule.ts';

const table = `# Samples: 10K of event 'cycles'
#
# Overhead  Command  Shared Object      Symbol
# ........  .......  .................  ......
#
    15.00%  udp_sink  [kernel.kallsyms]  [k] udp_recvmsg
     8.00%  udp_sink  [kernel.kallsyms]  [k] copy_user_generic_string
`;

function whyRejected(rule: Partial<Rule>): string | undefined {
  const { captures } = readCase([{ name: 'report.txt', bytes: new TextEncoder().encode(table) }]);
  const views = captures.flatMap((capture) => (capture.kind === 'profile' ? viewsOf(capture) : []));
  const { kernels: _, ...any } = rules[0]!;
  const judgement = judge({ ...any, side: 'any', ...rule }, { views, counters: [], cacheLines: [], kernel: {} });
  return judgement.status === 'rejected' ? judgement.why : undefined;
}

describe('judge', () => {
  it('gives the reason of the threshold that was missed, where another one has the same value', () => {
    const why = whyRejected({
      nature: 'work',
      thresholds: {
        wait: { value: 20, because: 'a task with a CPU of its own never waits' },
        copy: { value: 20, because: 'small datagrams cost that much' },
      },
      evidence: [{ strength: 'strong', self: ['copy_user_generic_string'], atLeast: 'copy', proves: 'copies' }],
    });
    expect(why).toMatch(/^\d+\.\d\d % of 20 % needed: .*; expected, as small datagrams cost that much$/);
  });
});
