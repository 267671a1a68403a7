import { defineRule } from './rule.ts';

const lost = [
  { counter: 'nic.rx_missed', per: 'nic.rx_packets' },
  { counter: 'nic.rx_no_buffer', per: 'nic.rx_packets' },
  { counter: 'nic.rx_out_of_buffer', per: 'nic.rx_packets' },
  { counter: 'nic.rx_fifo_errors', per: 'nic.rx_packets' },
  { counter: 'nic.rx_over_errors', per: 'nic.rx_packets' },
  { counter: 'dev.rx_missed', per: 'dev.rx_packets' },
] as const;

export default defineRule({
  id: 'nic-ring-drop',
  title: 'the NIC loses packets before the kernel sees them',
  says: 'The receive ring is full when packets arrive: the CPU of the queue does not refill it in time, or the ring is too small for the bursts.',
  stage: 'driver',
  side: 'producer',
  nature: 'loss',
  thresholds: {
    lost: { value: 1, because: 'below 1 % other causes of loss come first; single bursts since boot stay far below' },
    busy: { value: 80, because: 'a CPU with a fifth of its time left refills in time' },
    idle: { value: 60, because: 'with all CPUs mostly idle it is bursts, not lack of CPU' },
  },
  cost: lost,
  evidence: [
    {
      strength: 'strong',
      any: lost.map((one) => ({ ...one, atLeast: 'lost' })),
      proves: 'packets that the NIC had no descriptor or buffer for',
    },
    {
      strength: 'supporting',
      counter: 'cpu.soft',
      of: 'largest',
      by: 'cpu',
      atLeast: 'busy',
      proves: 'the CPU of a queue is full',
    },
    {
      strength: 'supporting',
      counter: 'cpu.idle',
      atLeast: 'idle',
      of: 'largest',
      proves: 'some CPU has time: the load is uneven, or comes in bursts',
    },
  ],
  asSymptom: 'the NIC drops what its ring cannot hold',
  rivals: ['rss-single-queue', 'softirq-one-cpu'],
  remedies: ['larger-ring', 'more-receive-queues', 'spread-interrupts'],
  check: 'ethtool -S twice under load: the counter stands still.',
  capture: 'counters',
  sources: ['RHEL 8 documentation, network tuning (chapter 34)', 'RHEL 10 documentation, tuning UDP connections'],
});
