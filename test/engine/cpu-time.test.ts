import { describe, expect, it } from 'vitest';
import { diagnose } from '../../src/engine/diagnose.ts';
import { isCpuTime, isUserOnly } from '../../src/engine/view/cpu-time.ts';
import { readCase } from '../../src/formats/read-case.ts';
import type { Profile } from '../../src/model/profile.ts';

const report = (event: string): string => `# Samples: 10K of event '${event}'
# Event count (approx.): 1000000
#
# Overhead  Command   Shared Object      Symbol
# ........  ........  .................  ......................
#
    45.83%  udp_sink  [kernel.kallsyms]  [k] udp_rmem_release
    10.74%  udp_sink  [kernel.kallsyms]  [k] __sk_mem_reduce_allocated
     8.10%  udp_sink  [kernel.kallsyms]  [k] udp_recvmsg
`;

function diagnosed(event: string) {
  return diagnose(readCase([{ name: 'report.txt', bytes: Buffer.from(report(event)) }]));
}

describe('shares are of CPU time', () => {
  const events = [
    'cycles',
    'cycles:ppp',
    'cycles:P',
    'cpu-clock:pppH',
    'task-clock',
    'cpu_core/cycles/P',
    'cpu/cycles,freq=99/',
    'r003c',
    'bus-cycles',
  ];
  it.each(events)('of %s', (event) => {
    expect(isCpuTime({ format: 'perf-report', event } as Profile)).toBe(true);
    expect(diagnosed(event).verdict.culprit).toBe('rmem-alloc-cache-miss');
  });

  it('not where only the command above the table tells what was counted', () => {
    const rows = '  45.83%  [kernel]  [k] udp_rmem_release\n  10.74%  [kernel]  [k] udp_recvmsg\n';
    const { verdict } = diagnose(
      readCase([{ name: 'report.txt', bytes: Buffer.from(`$ sudo perf top -e cache-misses -C 3\n${rows}`) }]),
    );
    expect(verdict.summary).toBe('The profile counts cache-misses, which says nothing about where CPU time goes.');
  });

  const others = [
    'net:*',
    'page-faults',
    'context-switches',
    'cache-misses',
    'LLC-load-misses',
    'branch-misses:u',
    'skb:kfree_skb',
    'sched:sched_switch',
    'cpu/mem-loads,ldlat=30/P',
    'dTLB-load-misses',
  ];
  it.each(others)('not of %s: that is said, and no cause is named', (event) => {
    const { verdict, findings } = diagnosed(event);
    expect(findings).toEqual([]);
    expect(verdict.outcome).toBe('inconclusive');
    expect(verdict.summary).toContain(event);
  });
});

describe('samples of user space only', () => {
  it.each(['cycles:u', 'cycles:upp', 'cpu_core/cycles/u'])('%s says nothing of the kernel', (event) => {
    const rows = `# Samples: 10K of event '${event}'
#
# Overhead  Command  Shared Object  Symbol
#
    61.00%  sink     sink           [.] decode
    39.00%  sink     libc.so.6      [.] __libc_recvmsg
`;
    const { verdict } = diagnose(readCase([{ name: 'report.txt', bytes: Buffer.from(rows) }]));
    expect(verdict.outcome).toBe('inconclusive');
    expect(verdict.summary).toContain(`Only user space was recorded (${event})`);
  });

  it.each(['cycles', 'cycles:ppp', 'cycles:k', 'cycles:ukH', 'cpu-clock:pppH'])('%s has the kernel, too', (event) => {
    expect(isUserOnly({ event, population: { filters: [] as string[] } } as unknown as Profile)).toBe(false);
  });
});
