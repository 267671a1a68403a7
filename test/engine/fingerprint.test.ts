import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { diagnose } from '../../src/engine/diagnose.ts';
import { readCase } from '../../src/formats/read-case.ts';
import { fixture } from '../support/shared.ts';

function findingsOf(...texts: readonly string[]) {
  const inputs = texts.map((text, i) => ({ name: `${i}.txt`, bytes: new TextEncoder().encode(text) }));
  return new Map(diagnose(readCase(inputs)).findings.map((finding) => [finding.id, finding]));
}

function fingerprintOf(id: string, ...texts: readonly string[]): string | undefined {
  return findingsOf(...texts).get(id)?.fingerprint;
}

const report = (comm: string, spin: string, rest = '') => `# Samples: 24K of event 'cycles'
# Overhead  Command  Shared Object      Symbol
# ........  .......  .................  ......
    ${spin}%  ${comm}  [kernel.kallsyms]  [k] _raw_spin_lock_bh
     4.25%  ${comm}  [kernel.kallsyms]  [k] lock_sock_fast
     2.46%  ${comm}  [kernel.kallsyms]  [k] sock_rfree
     2.37%  ${comm}  [kernel.kallsyms]  [k] __sk_mem_reclaim
     2.10%  ${comm}  [kernel.kallsyms]  [k] udp_recvmsg
     1.24%  ${comm}  [kernel.kallsyms]  [k] skb_free_datagram_locked
${rest}`;

test('is 16 hex digits', () => {
  expect(fingerprintOf('socket-lock', report('udp_sink', '70.24'))).toMatch(/^[0-9a-f]{16}$/);
});

test('is the same in the next run: other shares, other thread numbers, a bystander that received once', () => {
  const first = fingerprintOf('socket-lock', report('worker-1', '70.24'));
  expect(first).toBeDefined();
  expect(fingerprintOf('socket-lock', report('worker-12', '61.80'))).toBe(first);
  const bystander = '     0.02%  chronyd  [kernel.kallsyms]  [k] udp_recvmsg\n';
  expect(fingerprintOf('socket-lock', report('worker-1', '70.24', bystander))).toBe(first);
});

test('is the same with callers and without, and on a kernel that spins elsewhere', () => {
  const flat = readFileSync(fixture('article', 'rhel73-flat.txt'), 'utf8');
  const graph = readFileSync(fixture('article', 'rhel73-callgraph.txt'), 'utf8');
  const first = fingerprintOf('socket-lock', flat);
  expect(first).toBeDefined();
  expect(fingerprintOf('socket-lock', graph)).toBe(first);
  expect(fingerprintOf('socket-lock', flat.replaceAll('_raw_spin_lock_bh', 'native_queued_spin_lock_slowpath'))).toBe(
    first,
  );
});

test('differs for another cause and for another application', () => {
  const first = fingerprintOf('socket-lock', report('udp_sink', '70.24'));
  expect(fingerprintOf('socket-lock', report('dnsmasq', '70.24'))).not.toBe(first);
  const all = [...findingsOf(report('udp_sink', '70.24')).values()].map(({ fingerprint }) => fingerprint);
  expect(new Set(all).size).toBe(all.length);
});

test('is the same when functions that share a cost swap places', () => {
  const syscalls = (first: string, second: string) => `# Samples: 24K of event 'cycles'
# Overhead  Command  Shared Object      Symbol
# ........  .......  .................  ......
    ${first}%  sink  [kernel.kallsyms]  [k] entry_SYSCALL_64
    ${second}%  sink  [kernel.kallsyms]  [k] syscall_return_via_sysret
     6.00%  sink  [kernel.kallsyms]  [k] __fget_light
     9.00%  sink  [kernel.kallsyms]  [k] udp_recvmsg
     7.00%  sink  [kernel.kallsyms]  [k] copy_user_enhanced_fast_string
`;
  const first = fingerprintOf('per-packet-syscall', syscalls('24.10', '22.00'));
  expect(first).toBeDefined();
  expect(fingerprintOf('per-packet-syscall', syscalls('21.90', '24.30'))).toBe(first);
});
