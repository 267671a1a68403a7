import { cpuIsFull, spreadingWouldNotHelp } from './one-cpu-clauses.ts';
import { defineRule } from './rule.ts';

export default defineRule({
  id: 'softirq-one-cpu',
  title: 'one CPU runs all receive softirqs',
  says: 'Nearly all receive work is done on one CPU, which is full, while others have time: one queue, or the interrupts of several queues on one CPU.',
  stage: 'driver',
  side: 'producer',
  nature: 'steering',
  thresholds: {
    share: { value: 70, because: 'with work on two CPUs alike none has more than about half' },
    all: { value: 90, because: 'what is left to the others is their own housekeeping' },
    busy: { value: 80, because: 'a CPU with a fifth of its time left gets its work done' },
    idle: { value: 50, because: 'another CPU that idles half its time could do it' },
    ksoftirqd: { value: 20, because: 'ksoftirqd takes over when softirqs do not get done on the side' },
    spin: { value: 20, because: 'from there on the CPU is full of waiting, not of receiving' },
    loss: { value: 5, because: 'then the reader, not the softirqs, is what is too slow' },
  },
  cost: [
    { counter: 'cpu.soft', of: 'largest', by: 'cpu' },
    { comm: 'ksoftirqd/', side: 'any' },
    { inclusive: ['net_rx_action'], side: 'any' },
    { self: ['@udp-enqueue'] },
  ],
  evidence: [
    {
      strength: 'strong',
      all: [
        { counter: 'cpu.soft', of: 'largest', by: 'cpu', atLeast: 'busy' },
        { counter: 'cpu.soft', of: 'largest-share', by: 'cpu', atLeast: 'share' },
        { counter: 'cpu.idle', of: 'largest', by: 'cpu', atLeast: 'idle' },
      ],
      proves: 'one CPU is full of softirqs while another idles',
    },
    {
      strength: 'strong',
      all: [{ oneCpu: 'producer', atLeast: 'all' }, cpuIsFull],
      proves: 'the receive path runs on one CPU, which does not get done with it',
    },
    ...spreadingWouldNotHelp,
  ],
  explains: ['ksoftirqd-starves-reader', 'nic-ring-drop'],
  asSymptom: 'one CPU runs all softirqs',
  rivals: ['rss-single-queue', 'ksoftirqd-starves-reader', 'reuseport-missing'],
  remedies: ['spread-interrupts', 'more-receive-queues', 'hash-udp-ports', 'threaded-napi'],
  check: 'mpstat -P ALL 1: %soft on several CPUs, none above 80.',
  capture: 'counters',
  sources: ['Linux Documentation/networking/scaling.rst'],
});
