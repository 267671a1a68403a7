import { describe, expect, it } from 'vitest';
import { diagnose } from '../../src/engine/diagnose.ts';
import { judge } from '../../src/engine/judge.ts';
import { viewsOf } from '../../src/engine/view/view.ts';
import { readCase } from '../../src/formats/read-case.ts';
import { render } from '../../src/report/render.ts';
import { rules } from '../../src/rules/index.ts';
import type { Rule } from '../../src/rules/rule.ts';

function caseOf(text: string) {
  return readCase([{ name: 'input.txt', bytes: new TextEncoder().encode(text) }]);
}

const table = `# Samples: 10K of event 'cycles'
#
# Overhead  Command  Shared Object      Symbol
# ........  .......  .................  ......
#
    15.00%  udp_sink  [kernel.kallsyms]  [k] udp_recvmsg
     8.00%  udp_sink  [kernel.kallsyms]  [k] copy_user_generic_string
`;

function whyRejected(rule: Partial<Rule>): string | undefined {
  const { captures } = caseOf(table);
  const views = captures.flatMap((capture) => (capture.kind === 'profile' ? viewsOf(capture) : []));
  const { kernels: _, ...any } = rules[0]!;
  const judgement = judge({ ...any, side: 'any', ...rule }, { views, counters: [], cacheLines: [], kernel: {} });
  return judgement.status === 'rejected' ? judgement.why : undefined;
}

describe('evidence', () => {
  it('is said with its value once, also where that is 100 %', () => {
    const report = render(diagnose(caseOf('UdpInDatagrams  1000000  0.0\nUdpRcvbufErrors 1000000  0.0\n')), 'markdown');
    expect(report).toContain('| strong | Udp.RcvbufErrors is 100 % of Udp.InDatagrams in total: ');
  });
});

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
