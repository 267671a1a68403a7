import { defineRule } from './rule.ts';

export default defineRule({
  id: 'rps-ipi',
  title: 'RPS hands packets to other CPUs',
  says: 'RPS puts each packet into the backlog of another CPU, whose lock and interrupts cost about as much as the work it spreads.',
  stage: 'gro',
  side: 'producer',
  nature: 'work',
  thresholds: {
    rps: { value: 8, because: 'without RPS the backlog of the own CPU (loopback, veth) takes 1 to 4 %' },
    spin: { value: 5, because: 'no one but RPS takes the backlog lock of another CPU' },
    line: { value: 10, because: 'a line below a tenth of all HITM does not set the pace' },
    some: { value: 1, because: 'counts packets that RPS brought' },
  },
  cost: [{ path: ['@rps'] }, { self: ['@rps'] }],
  evidence: [
    {
      strength: 'decisive',
      all: [
        { path: ['enqueue_to_backlog', '@spin-locks'], atLeast: 'spin' },
        { any: [{ present: ['@rps-only'] }, { counter: 'softnet.received_rps', atLeast: 'some' }] },
      ],
      proves: 'CPUs wait for the lock of a backlog that RPS fills',
    },
    {
      strength: 'strong',
      all: [{ self: ['@rps'], atLeast: 'rps' }, { present: ['@rps-only'] }],
      proves: 'choosing another CPU and handing the packet over',
    },
    {
      strength: 'supporting',
      counter: 'softnet.received_rps',
      atLeast: 'some',
      proves: 'CPUs are called by RPS',
    },
    {
      strength: 'supporting',
      cacheLine: 'input_pkt_queue.lock',
      atLeast: 'line',
      proves: 'the lock word bounces',
    },
  ],
  explains: ['software-flow-hash'],
  rivals: ['udp-busylock-contention', 'wakeup-storm', 'software-flow-hash'],
  remedies: ['no-rps', 'more-receive-queues', 'hash-udp-ports'],
  check: 'get_rps_cpu and enqueue_to_backlog are gone, call function interrupts in /proc/interrupts stop.',
  capture: 'system-callgraph',
  sources: ['Linux net/core/dev.c', 'Linux Documentation/networking/scaling.rst'],
});
