import { defineRule } from './rule.ts';

export default defineRule({
  id: 'timer-rcu-background',
  title: 'timers, RCU and load balancing take part of the CPU',
  says: 'Work that has nothing to do with the datagrams runs on the same CPUs: the tick, timers, RCU callbacks, load and NUMA balancing, or the context tracking of nohz_full CPUs.',
  stage: 'other',
  side: 'any',
  nature: 'circumstance',
  thresholds: {
    background: { value: 8, because: 'a busy CPU spends 1 to 3 % on its tick and RCU' },
    tracking: { value: 4, because: 'on CPUs without nohz_full the functions do not run at all' },
  },
  cost: [{ self: ['@background', '@context-tracking'] }],
  evidence: [
    { strength: 'strong', self: ['@background'], atLeast: 'background', proves: 'more than a tick costs' },
    {
      strength: 'strong',
      self: ['@context-tracking'],
      side: 'reader',
      atLeast: 'tracking',
      proves: 'the reader pays for nohz_full with each system call',
    },
  ],
  rivals: ['tracing-or-debug-overhead'],
  remedies: ['numa-balancing-off', 'reader-off-nohz-full', 'recvmmsg'],
  check: 'the functions together are below 3 % of the busy samples.',
  capture: 'system-callgraph',
  sources: ['Linux Documentation/timers/no_hz.rst', 'Linux Documentation/admin-guide/sysctl/kernel.rst'],
});
