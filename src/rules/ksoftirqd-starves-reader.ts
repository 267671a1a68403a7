import { defineRule } from './rule.ts';

export default defineRule({
  id: 'ksoftirqd-starves-reader',
  title: 'softirqs take the CPU of the reader',
  says: 'Softirqs receive packets on the CPU that the reader is to run on, in ksoftirqd or inside of its own calls: it hardly gets to read, and its socket fills.',
  stage: 'driver',
  side: 'any',
  nature: 'steering',
  thresholds: {
    ksoftirqd: { value: 20, because: 'a CPU that gets its softirqs done on the side hardly runs ksoftirqd' },
    wait: { value: 20, because: 'a task with a CPU of its own waits for below 1 % of the time' },
    delay: { value: 2, because: 'milliseconds: less than a scheduling slice is normal' },
    inside: { value: 30, because: 'an interrupt now and then takes single percents of what it interrupts' },
    lost: { value: 100, because: 'percent: as many are lost as are read' },
  },
  cost: [{ comm: 'ksoftirqd/' }, { inclusive: ['run_ksoftirqd'] }, { path: ['@udp-recvmsg', '...', 'net_rx_action'] }],
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
      strength: 'strong',
      all: [
        { path: ['@udp-recvmsg', '...', 'net_rx_action'], atLeast: 'inside' },
        {
          any: [
            { counter: 'Udp.RcvbufErrors', per: 'Udp.InDatagrams', atLeast: 'lost' },
            { counter: 'Udp6.RcvbufErrors', per: 'Udp6.InDatagrams', atLeast: 'lost' },
          ],
        },
      ],
      proves: 'packets come in inside of the call that is to read them, and more are lost than read',
    },
    {
      strength: 'supporting',
      path: ['run_ksoftirqd', '...', '@udp-enqueue'],
      atLeast: 'ksoftirqd',
      proves: 'ksoftirqd receives UDP',
    },
  ],
  asSymptom: 'softirqs take the CPU of the reader',
  explains: ['drop-storm'],
  rivals: ['softirq-one-cpu', 'rss-single-queue'],
  remedies: ['reader-off-irq-cpu', 'more-receive-queues', 'threaded-napi', 'busy-poll'],
  check: 'pidstat -u 1: %wait of the reader is under 5.',
  capture: 'counters',
  sources: [
    'Linux kernel/softirq.c',
    'Linux Documentation/networking/scaling.rst',
    'd15121be74856',
    'netdev, August 2023, J. D. Brouer: 2,948 packets/s read on the CPU of the softirq, 1,722,307 on another',
  ],
});
