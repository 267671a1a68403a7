import { expect, it } from 'vitest';
import { diagnose } from '../../src/engine/diagnose.ts';
import { readCase } from '../../src/formats/read-case.ts';

function findingsOf(...rows: [share: number, symbol: string, ...callers: string[]][]) {
  const lines = rows.flatMap(([share, symbol, ...callers]) => [
    `    ${share.toFixed(2)}%  sink     [kernel.kallsyms]  [k] ${symbol}`,
    '            |',
    `            ---${symbol}`,
    ...callers.map((caller) => `               ${caller}`),
    '',
  ]);
  const text = [
    "# Samples: 20K of event 'cycles'",
    '#',
    '# Overhead  Command  Shared Object      Symbol',
    '#',
    ...lines,
    '',
  ];
  return diagnose(readCase([{ name: 'report.txt', bytes: Buffer.from(text.join('\n')) }])).findings;
}

const reader = ['udp_recvmsg', 'inet_recvmsg', '__sys_recvfrom', '__arm64_sys_recvfrom', 'el0_svc'];

it('atomics of arm64 that are functions of their own belong to what calls them', () => {
  const findings = findingsOf(
    [50, 'udp_recvmsg', ...reader.slice(1)],
    [30, '__ll_sc_atomic_sub_return', 'udp_rmem_release', '__skb_recv_udp', ...reader],
    [15, '__arch_copy_to_user', '_copy_to_iter', ...reader],
    [5, 'udp_rmem_release', '__skb_recv_udp', ...reader],
  );
  expect(findings[0]).toMatchObject({ id: 'rmem-alloc-cache-miss', share: 35 });
  expect(findings[0]?.evidence.map(({ value }) => value)).toContain(35);
});

it('the atomics of others do not', () => {
  const findings = findingsOf(
    [65, 'udp_recvmsg', ...reader.slice(1)],
    [30, '__ll_sc_atomic_sub_return', 'fput', '__sys_recvfrom', '__arm64_sys_recvfrom', 'el0_svc'],
    [5, 'udp_rmem_release', '__skb_recv_udp', ...reader],
  );
  expect(findings.map(({ id }) => id)).not.toContain('rmem-alloc-cache-miss');
});
