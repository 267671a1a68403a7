import { expect, it } from 'vitest';
import { diagnose } from '../../src/engine/diagnose.ts';
import { readCase } from '../../src/formats/read-case.ts';

/** A flat list of a timer-based profile: a reader, and what other tasks and the exits from idle take. */
function outcome(reader: number, others: number): string {
  const each = (reader / 4).toFixed(2);
  const text = `# Samples: 40K of event 'cpu-clock'
#
# Overhead  Command  Shared Object      Symbol
# ........  .......  .................  ......
#
    ${each}%  sink     [kernel.kallsyms]  [k] udp_recvmsg
    ${each}%  sink     [kernel.kallsyms]  [k] _copy_to_iter
    ${each}%  sink     [kernel.kallsyms]  [k] __skb_recv_udp
    ${each}%  sink     [kernel.kallsyms]  [k] skb_release_data
    ${others.toFixed(2)}%  swapper  [kernel.kallsyms]  [k] finish_task_switch.isra.0
`;
  return diagnose(readCase([{ name: 'report.txt', bytes: Buffer.from(text) }])).verdict.outcome;
}

it('a function that enables interrupts hides the cause where it takes much of what other tasks do, not of next to nothing', () => {
  expect(outcome(80, 20)).toBe('inconclusive');
  expect(outcome(98.6, 1.4)).toBe('no-single-culprit');
});

it('nor is it told that UDP is not received where most samples may be anything', () => {
  const text = `# Samples: 40K of event 'cpu-clock'
#
# Overhead  Command  Shared Object      Symbol
# ........  .......  .................  ......
#
    52.10%  flood    [kernel.kallsyms]  [k] _raw_spin_unlock_irqrestore
    31.40%  sink     [kernel.kallsyms]  [k] finish_task_switch.isra.0
     6.20%  sink     [kernel.kallsyms]  [k] do_epoll_wait
     6.60%  sink     [kernel.kallsyms]  [k] mutex_lock
     3.20%  flood    [kernel.kallsyms]  [k] skb_set_owner_w
     0.20%  sink     [kernel.kallsyms]  [k] udp_recvmsg
     0.30%  flood    [kernel.kallsyms]  [k] __udp_enqueue_schedule_skb
`;
  const { verdict, nextCapture } = diagnose(readCase([{ name: 'report.txt', bytes: Buffer.from(text) }]));
  expect(verdict.outcome).toBe('inconclusive');
  expect(verdict.summary).toContain('samples of code that runs with interrupts off land there');
  expect(nextCapture?.command).toContain('perf record -a -g');
});
