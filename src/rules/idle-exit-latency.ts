import { defineRule } from './rule.ts';

export default defineRule({
  id: 'idle-exit-latency',
  title: 'CPUs go in and out of idle states all the time',
  says: 'CPUs fall idle between packets, and each time choosing a state, stopping the tick and waking up come before the next packet; deep states and a low clock add latency that samples do not show.',
  stage: 'idle',
  side: 'any',
  nature: 'circumstance',
  thresholds: {
    governor: { value: 5, because: 'a CPU that idles for long spends below 1 % on entering and leaving it' },
    missed: { value: 0.1, because: 'percent of the packets: loss at the ring of a CPU that had time' },
  },
  cost: [{ ofAll: ['@idle-governor'] }],
  evidence: [
    {
      strength: 'strong',
      ofAll: ['@idle-governor'],
      atLeast: 'governor',
      proves: 'entering and leaving idle states takes time of its own',
    },
    {
      strength: 'supporting',
      any: [
        { counter: 'nic.rx_missed', per: 'nic.rx_packets', atLeast: 'missed' },
        { counter: 'nic.rx_no_buffer', per: 'nic.rx_packets', atLeast: 'missed' },
        { counter: 'nic.rx_out_of_buffer', per: 'nic.rx_packets', atLeast: 'missed' },
      ],
      proves: 'the ring overflows at the beginning of bursts',
    },
  ],
  rivals: ['idle-not-saturated', 'wakeup-storm'],
  remedies: ['shallow-idle-states', 'performance-governor', 'busy-poll'],
  check: 'turbostat: C6 near 0 % and Bzy_MHz near the rated clock on the CPUs of the queues.',
  capture: 'counters',
  sources: ['Linux Documentation/admin-guide/pm/cpuidle.rst'],
});
