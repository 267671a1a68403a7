import { defineRule } from './rule.ts';

export default defineRule({
  id: 'cgroup-cpu-limit',
  title: 'a CPU limit stops the reader',
  says: 'The cgroup has used up its CPU time before the period of its limit ends, and all its tasks stand still for the rest of it: datagrams fill the socket meanwhile, though CPUs idle.',
  stage: 'other',
  side: 'any',
  nature: 'contention',
  thresholds: {
    stopped: {
      value: 10,
      because: 'percent of the periods: a group that gets by with its limit is hardly ever stopped',
    },
    lost: { value: 1, because: 'percent of what is read: single bursts lose less' },
    pressure: { value: 10, because: 'percent of the time in which no task of the group could run' },
  },
  cost: [{ counter: 'cgroup.cpu.nr_throttled', per: 'cgroup.cpu.nr_periods' }],
  evidence: [
    {
      strength: 'strong',
      counter: 'cgroup.cpu.nr_throttled',
      per: 'cgroup.cpu.nr_periods',
      atLeast: 'stopped',
      proves: 'the limit stops the group, and the reader if it is in it',
    },
    {
      strength: 'supporting',
      any: [
        { counter: 'Udp.RcvbufErrors', per: 'Udp.InDatagrams', atLeast: 'lost' },
        { counter: 'Udp6.RcvbufErrors', per: 'Udp6.InDatagrams', atLeast: 'lost' },
      ],
      proves: 'the socket overflows',
    },
    {
      strength: 'supporting',
      counter: 'pressure.cpu.full',
      of: 'largest',
      atLeast: 'pressure',
      proves: 'all tasks of the group wait at once',
    },
  ],
  explains: ['drop-storm', 'rcvbuf-too-small'],
  rivals: ['reader-shares-cpu', 'steal-time'],
  remedies: ['raise-cpu-limit', 'cpu-burst'],
  check: 'cpu.stat of the cgroup, twice: nr_throttled no longer grows.',
  capture: 'counters',
  sources: ['Linux Documentation/scheduler/sched-bwc.rst', 'Linux Documentation/admin-guide/cgroup-v2.rst (cpu.stat)'],
});
