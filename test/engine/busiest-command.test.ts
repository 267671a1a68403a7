import { expect, it } from 'vitest';
import { diagnose } from '../../src/engine/diagnose.ts';
import { readCase } from '../../src/formats/read-case.ts';

const byCommand = (first: string) => `# Samples: 48K of event 'cycles'
#
# Overhead  Command
# ........  ...............
#
${first}
     6.40%  dnsd
     0.90%  sshd
`;
const summaryOf = (text: string) =>
  diagnose(readCase([{ name: 'by-command.txt', bytes: new TextEncoder().encode(text) }])).verdict.summary;

it('a list by command says which is busiest, and that ksoftirqd is the softirqs of a CPU', () => {
  expect(summaryOf(byCommand('    86.12%  ksoftirqd/3'))).toBe(
    'No profile by symbol is in the input; by command: ksoftirqd/3, the softirqs of CPU 3, has 86.12 % of the samples.',
  );
  expect(summaryOf(byCommand('    86.12%  swapper'))).toContain('by command: dnsd has 6.40 % of the samples.');
});
