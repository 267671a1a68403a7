import { describe, expect, it } from 'vitest';
import { diagnose } from '../../src/engine/diagnose.ts';
import { readCase } from '../../src/formats/read-case.ts';

function culpritOf(text: string): string | undefined {
  return diagnose(readCase([{ name: 'report.txt', bytes: Buffer.from(text) }])).verdict.culprit;
}

const outer = 'udp_recvmsg inet_recvmsg sock_recvmsg __sys_recvfrom do_syscall_64'.split(' ');

/** Many readers of one socket, the frames of the lock as given, innermost first. */
function report(...frames: string[]): string {
  const tree = (...callers: string[]) => [
    '            |',
    `            ---${callers[0]}`,
    ...callers.slice(1).map((caller) => `               ${caller}`),
    '',
  ];
  return [
    "# Samples: 20K of event 'cycles:P'",
    '#',
    '# Overhead  Command  Shared Object      Symbol',
    '#',
    '    60.00%  rx       [kernel.kallsyms]  [k] native_queued_spin_lock_slowpath',
    ...tree('native_queued_spin_lock_slowpath', ...frames, ...(frames.includes('__do_softirq') ? [] : outer)),
    '    40.00%  rx       [kernel.kallsyms]  [k] udp_recvmsg',
    ...tree(...outer),
    '',
  ].join('\n');
}

function script(...frames: string[]): string {
  const sample = (at: number, ...stack: string[]) =>
    [
      `rx ${812 + (at % 4)} [003] ${at}.000001: 1 cycles:P: `,
      ...stack.map((frame) =>
        frame.endsWith('(inlined)')
          ? `\tffffffff81aa0010 ${frame}`
          : `\tffffffff81aa0010 ${frame}+0x10 ([kernel.kallsyms])`,
      ),
      '',
    ].join('\n');
  return Array.from({ length: 100 }, (_, i) =>
    sample(i, ...(i % 5 < 3 ? ['native_queued_spin_lock_slowpath', ...frames] : []), ...outer),
  ).join('\n');
}

describe('functions that debug information shows as inlined', () => {
  const plain = ['_raw_spin_lock_bh', '__skb_recv_udp'];
  const shown = [
    '__raw_spin_lock_bh (inlined)',
    '_raw_spin_lock_bh',
    'spin_lock_bh (inlined)',
    'recv_queue_helper (inlined)',
    '__skb_recv_udp',
  ];

  it.each([
    ['perf report', report],
    ['perf script', script],
  ])('stand between no two functions of %s', (_, text) => {
    expect(culpritOf(text(...plain))).toBe('shared-socket-many-readers');
    expect(culpritOf(text(...shown))).toBe('shared-socket-many-readers');
    // Without the mark it is a function, and the lock is its own.
    expect(culpritOf(text('_raw_spin_lock_bh', 'recv_queue_helper', '__skb_recv_udp'))).not.toBe(
      'shared-socket-many-readers',
    );
  });

  it('are the busy lock of the enqueue, whether shown or not', () => {
    const softirq = (...frames: string[]) =>
      report(
        ...frames,
        '__udp_enqueue_schedule_skb',
        'udp_queue_rcv_one_skb',
        '__udp4_lib_rcv',
        'net_rx_action',
        '__do_softirq',
      ).replaceAll('60.00%  rx ', '60.00%  ksoftirqd/1 ');
    for (const frames of [[], ['busylock_acquire (inlined)'], ['busylock_acquire']]) {
      expect(culpritOf(softirq('_raw_spin_lock', ...frames))).toBe('udp-busylock-contention');
    }
  });
});
