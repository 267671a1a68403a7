import { defineRule } from './rule.ts';

export default defineRule({
  id: 'ksoftirqd-starves-reader',
  title: 'ksoftirqd takes the CPU of the reader',
  says: 'ksoftirqd receives packets on the CPU that the reader is to run on: the reader is runnable but waits, and its socket fills.',
  stage: 'driver',
  side: 'any',
  nature: 'steering',
  thresholds: {
    ksoftirqd: { value: 20, because: 'a CPU that gets its softirqs done on the side hardly runs ksoftirqd' },
    wait: { value: 20, because: 'a task with a CPU of its own waits for below 1 % of the time' },
    delay: { value: 2, because: 'milliseconds: less than a scheduling slice is normal' },
  },
  cost: [{ comm: 'ksoftirqd/' }, { inclusive: ['run_ksoftirqd'] }],
  evidence: [
    {
      strength: 'strong',
      all: [
        {
          any: [
            { comm: 'ksoftirqd/', atLeast: 'ksoftirqd' },
            { inclusive: ['run_ksoftirqd'], atLeast: 'ksoftirqd' },
          ],
        },
        {
          any: [
            { counter: 'process.wait', where: { comm: '@reader' }, of: 'largest', atLeast: 'wait' },
            { counter: 'sched.delay_avg', where: { comm: '@reader' }, of: 'largest', atLeast: 'delay' },
          ],
        },
      ],
      proves: 'ksoftirqd is busy, and the reader waits for a CPU',
    },
    {
      strength: 'supporting',
      path: ['run_ksoftirqd', '...', '@udp-enqueue'],
      atLeast: 'ksoftirqd',
      proves: 'ksoftirqd receives UDP',
    },
  ],
  asSymptom: 'ksoftirqd takes the CPU of the reader',
  explains: ['drop-storm'],
  rivals: ['softirq-one-cpu', 'rss-single-queue'],
  remedies: ['reader-off-irq-cpu', 'more-receive-queues', 'threaded-napi', 'busy-poll'],
  check: 'pidstat -u 1: %wait of the reader is under 5.',
  capture: 'counters',
  sources: ['Linux kernel/softirq.c', 'Linux Documentation/networking/scaling.rst'],
});
