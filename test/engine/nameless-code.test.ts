import { expect, it } from 'vitest';
import { diagnose } from '../../src/engine/diagnose.ts';
import { readCase } from '../../src/formats/read-case.ts';

/** A reader under a seccomp filter, as perf report prints it: each address of the filter is a row, and few have a tree. */
function report(addresses: number): string {
  const row = (share: string, symbol: string, dso = '[kernel.kallsyms]') =>
    `${share.padStart(9)}%  udp_sink  ${dso.padEnd(17)}  [k] ${symbol}`;
  const tree = (symbol: string, ...callers: string[]) => [
    '            |',
    `            ---${symbol}`,
    ...callers.map((caller) => `               ${caller}`),
    '',
  ];
  return [
    "# Samples: 20K of event 'cycles'",
    '# Event count (approx.): 20000000000',
    '#',
    '# Overhead  Command   Shared Object      Symbol',
    '# ........  ........  .................  ...............................',
    '#',
    row('20.00', 'udp_recvmsg'),
    ...tree('udp_recvmsg', 'inet_recvmsg', 'sock_recvmsg', '__sys_recvfrom', 'do_syscall_64'),
    row('12.00', 'copy_user_generic_string'),
    ...tree('copy_user_generic_string', '_copy_to_iter', 'udp_recvmsg', 'inet_recvmsg', 'do_syscall_64'),
    row('10.00', '__skb_recv_udp'),
    ...tree('__skb_recv_udp', 'udp_recvmsg', 'inet_recvmsg', 'do_syscall_64'),
    ...Array.from({ length: addresses }, (_, i) =>
      row('0.40', `0xffffffffc00${(0x29000 + i * 16).toString(16)}`, '[unknown]'),
    ),
    ...Array.from({ length: 100 - addresses }, (_, i) => row('0.40', `other_function_${i}`)),
    '',
    '',
  ].join('\n');
}

function diagnosisOf(addresses: number) {
  return diagnose(readCase([{ name: 'report.txt', bytes: Buffer.from(report(addresses)) }]));
}

it('says how much is kernel code without a name where nothing shows what runs it, and asks for the recording', () => {
  const { verdict, nextCapture } = diagnosisOf(60);
  expect(verdict.outcome).toBe('inconclusive');
  expect(verdict.summary).toMatch(/^24\.00 % of the samples are in kernel code without a name/);
  expect(nextCapture?.command).toContain('perfwhy perf.data');
});

it('says nothing of a few addresses', () => {
  expect(diagnosisOf(10).verdict.summary).not.toContain('without a name');
});

it('asks for names where no function shown has one, not even a caller', () => {
  const rows = [
    '# Children      Self  Command  Shared Object  Symbol',
    '#',
    '    17.97%     0.00%  sqpoll  [unknown]  [k] 0000000000000000',
    '            |',
    '            ---0',
    '                |',
    '                 --17.96%--0xffffffffbb001511',
    '                           0xffffffffbb0a0d9d',
    '',
  ];
  const { verdict } = diagnose(readCase([{ name: 'report.txt', bytes: Buffer.from(rows.join('\n')) }]));
  expect(verdict).toMatchObject({
    outcome: 'inconclusive',
    summary: 'No function shown has a name: run perf as root, or set kernel.kptr_restrict=0.',
  });
});
