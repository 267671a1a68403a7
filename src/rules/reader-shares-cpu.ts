import { defineRule } from './rule.ts';

export default defineRule({
  id: 'reader-shares-cpu',
  title: 'another task takes the CPU of the reader',
  says: 'The reader stays on a CPU that other tasks keep busy: while they have it, datagrams fill the socket, and its code is no faster for being tuned.',
  stage: 'other',
  side: 'any',
  nature: 'steering',
  thresholds: {
    others: { value: 25, because: 'housekeeping of a CPU takes single percents of it' },
    reader: { value: 15, because: 'a reader that has less of it has little to do, or goes to sleep much' },
    wait: { value: 20, because: 'a task with a CPU of its own waits for below 1 % of the time' },
    delay: { value: 2, because: 'milliseconds: less than a scheduling slice is normal' },
    ksoftirqd: { value: 20, because: 'then the CPU is taken by softirqs, not by a task that could go elsewhere' },
    lost: { value: 1, because: 'percent of what is read: single bursts lose less' },
    stopped: {
      value: 10,
      because: 'percent of the periods: a group that gets by with its limit is hardly ever stopped',
    },
    pressure: { value: 20, because: 'percent of the time some task is kept waiting for a CPU' },
  },
  cost: [{ readersCpu: 'others' }, { counter: 'process.wait', where: { comm: '@reader' }, of: 'largest' }],
  evidence: [
    {
      strength: 'strong',
      all: [
        { readersCpu: 'others', atLeast: 'others' },
        { readersCpu: 'reader', atLeast: 'reader' },
      ],
      proves: 'they take turns on a CPU that has no time left',
    },
    {
      strength: 'decisive',
      all: [
        { readersCpu: 'others', atLeast: 'others' },
        {
          any: [
            { counter: 'process.wait', where: { comm: '@reader' }, of: 'largest', atLeast: 'wait' },
            { counter: 'sched.delay_avg', where: { comm: '@reader' }, of: 'largest', atLeast: 'delay' },
            { counter: 'Udp.RcvbufErrors', per: 'Udp.InDatagrams', atLeast: 'lost' },
            { counter: 'Udp6.RcvbufErrors', per: 'Udp6.InDatagrams', atLeast: 'lost' },
          ],
        },
      ],
      proves: 'they have the CPU of the reader while it waits or its socket overflows',
    },
    {
      strength: 'strong',
      all: [
        {
          any: [
            { counter: 'process.wait', where: { comm: '@reader' }, of: 'largest', atLeast: 'wait' },
            { counter: 'sched.delay_avg', where: { comm: '@reader' }, of: 'largest', atLeast: 'delay' },
          ],
        },
        { not: { comm: 'ksoftirqd/', atLeast: 'ksoftirqd' } },
      ],
      proves: 'the reader is ready to run and waits for a CPU, which is not full of softirqs',
    },
    {
      strength: 'against',
      veto: true,
      any: [
        { comm: 'ksoftirqd/', atLeast: 'ksoftirqd' },
        { inclusive: ['run_ksoftirqd'], atLeast: 'ksoftirqd' },
      ],
      proves: 'softirqs take the CPU',
    },
    {
      strength: 'against',
      counter: 'cgroup.cpu.nr_throttled',
      per: 'cgroup.cpu.nr_periods',
      atLeast: 'stopped',
      proves: 'a CPU limit stops a group: if it is the one of the reader, it waits for that',
    },
    {
      strength: 'supporting',
      counter: 'pressure.cpu.some',
      of: 'largest',
      atLeast: 'pressure',
      proves: 'tasks wait for CPUs',
    },
  ],
  explains: ['drop-storm', 'rcvbuf-too-small'],
  asSymptom: 'the reader waits for its CPU',
  rivals: ['ksoftirqd-starves-reader', 'cgroup-cpu-limit', 'softirq-one-cpu'],
  remedies: ['reader-own-cpu', 'reader-before-others'],
  check: 'pidstat -u 1: %wait of the reader is under 5.',
  capture: 'counters',
  sources: [
    'Linux Documentation/scheduler/sched-design-CFS.rst',
    'Linux Documentation/filesystems/proc.rst (schedstat: run_delay)',
  ],
});
