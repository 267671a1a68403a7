import { describe, expect, it } from 'vitest';
import { factsInText, promptCommand } from '../../../src/formats/facts-in-text.ts';
import { readHeaderBlock } from '../../../src/formats/perf-header.ts';

const linesOf = (text: string) => text.split('\n').map((line, i) => ({ text: line, number: i + 1 }));
const factsOf = (text: string) =>
  factsInText(linesOf(text), 'ticket.txt').map(({ name, value, place }) => [name, value, place?.line]);

describe('facts in the text around', () => {
  it.each([
    [
      'Linux sut1 3.10.0-514.el7.x86_64 #1 SMP Wed Oct 19 11:24:13 EDT 2016 x86_64 x86_64 x86_64 GNU/Linux',
      [
        ['host', 'sut1', 1],
        ['kernel', '3.10.0-514.el7.x86_64', 1],
        ['architecture', 'x86_64', 1],
      ],
    ],
    ['$ uname -r\n4.18.0-305.el8.x86_64', [['kernel', '4.18.0-305.el8.x86_64', 2]]],
    ['uname -r: 5.14.0-70.el9', [['kernel', '5.14.0-70.el9', 1]]],
    ['Linux version 5.15.0-76-generic (buildd@lcy02)', [['kernel', '5.15.0-76-generic', 1]]],
    ['Kernel: 6.1.176', [['kernel', '6.1.176', 1]]],
    ['installed: kernel-3.10.0-514.el7.x86_64', [['kernel', '3.10.0-514.el7.x86_64', 1]]],
    ['ID="rhel"\nVERSION_ID="7.3"', [['distribution', 'rhel 7.3', 2]]],
    ['Red Hat Enterprise Linux Server release 7.3 (Maipo)', [['distribution', 'rhel 7.3', 1]]],
    [
      'CPU(s):                24\nModel name: Intel(R) Xeon(R) CPU',
      [
        ['cpus', '24', 1],
        ['cpu-model', 'Intel(R) Xeon(R) CPU', 2],
      ],
    ],
    ['driver: ixgbe\nversion: 5.1.0-k', [['driver', 'ixgbe', 1]]],
    [
      '[root@rx1 ~]# perf record -a -g -- sleep 5',
      [
        ['host', 'rx1', 1],
        ['perf-command', 'perf record -a -g -- sleep 5', 1],
      ],
    ],
  ])('%s', (text, expected) => {
    expect(factsOf(text)).toEqual(expected);
  });

  it.each([
    'this was fixed in kernel 4.10.0-1 and later',
    'please upgrade to kernel-4.18.0-305.el8.x86_64',
    'we compared kernel 3.10.0-514.el7 with kernel 3.10.0-693.el7',
    'commit 69629464e0b5 landed in Linux 4.15',
    'running perf on RHEL 7',
  ])('is no fact about this machine: %s', (text) => {
    expect(factsOf(text)).toEqual([]);
  });
});

describe('commands', () => {
  it.each([
    ['[root@host ~]# perf top -p 1234', 'perf top -p 1234'],
    ['user@host:~/x$ sudo perf report --stdio', 'perf report --stdio'],
    ['# perf top', 'perf top'],
    ['perf top -C 8', 'perf top -C 8'],
    ['perf top on a stock system shows:', undefined],
    ['# perf version : 4.15.0', undefined],
    ['the perf report above', undefined],
  ])('%s', (text, expected) => {
    expect(promptCommand(text)).toBe(expected);
  });
});

describe('header block', () => {
  const block = `# ========
# captured on: Mon Nov 18 09:20:12 2019
# hostname : train-gpu9
# os release : 4.15.0-041500-generic
# perf version : 4.15.0
# nrcpus online : 32
# cmdline : /root/perf record -ags sleep 10 
# total memory : (null)
# ========
# Samples: 1`;

  it('gives facts with their lines, and the recording command', () => {
    const read = readHeaderBlock(linesOf(block), 0, 'r.txt')!;
    expect(read.end).toBe(9);
    expect(read.recordCommand).toBe('/root/perf record -ags sleep 10');
    expect(read.facts.map(({ name, value, place }) => [name, value, place?.line])).toEqual([
      ['host', 'train-gpu9', 3],
      ['kernel', '4.15.0-041500-generic', 4],
      ['perf-version', '4.15.0', 5],
      ['cpus', '32', 6],
      ['perf-command', '/root/perf record -ags sleep 10', 7],
    ]);
  });

  it('is nothing else', () => {
    expect(readHeaderBlock(linesOf('# Samples: 1'), 0, 'r.txt')).toBeUndefined();
  });
});
