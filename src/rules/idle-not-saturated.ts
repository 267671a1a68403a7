import { defineRule } from './rule.ts';

export default defineRule({
  id: 'idle-not-saturated',
  title: 'the reader waits for datagrams: CPUs are not the limit',
  says: 'The reader finds its queue empty and sleeps, or asks it or the NIC without end by choice, and CPU time is left: what arrives is limited by the sender, the network, or loss before the socket.',
  stage: 'idle',
  side: 'reader',
  nature: 'headroom',
  thresholds: {
    idle: { value: 40, because: 'with less, one full CPU of two or three may hide among idle ones' },
    sleeps: { value: 10, because: 'a reader that is late finds its queue full and never goes to sleep' },
    calls: { value: 40, because: 'a reader of small datagrams pays 5 to 30 % for its calls' },
    polls: { value: 50, because: 'half of its time, and more, a polling reader finds nothing' },
    lost: { value: 0.1, because: 'percent of all datagrams: a single burst may lose some' },
    ksoftirqd: { value: 5, because: 'ksoftirqd runs where a CPU does not get its softirqs done' },
    full: { value: 80, because: 'percent of one CPU: the CPU of the queue, or of the reader, has little left' },
    several: { value: 2, because: 'one of several threads may be full while the others sleep' },
  },
  cost: [{ path: ['@busy-poll'], without: ['@packet-delivery'] }, { ofAll: ['@idle'] }],
  evidence: [
    {
      strength: 'decisive',
      all: [
        { ofAll: ['@idle'], atLeast: 'idle' },
        { path: ['@udp-recvmsg', '...', '@wait-for-datagram'], atLeast: 'sleeps' },
        { not: { counter: 'Udp.RcvbufErrors', per: 'Udp.InDatagrams', atLeast: 'lost' } },
        { not: { counter: 'cpu.soft', of: 'largest', by: 'cpu', atLeast: 'full' } },
      ],
      proves: 'the reader sleeps, no CPU is full, and its socket loses nothing',
    },
    {
      strength: 'strong',
      all: [
        { ofAll: ['@idle'], atLeast: 'idle' },
        {
          any: [
            { path: ['@udp-recvmsg', '...', '@wait-for-datagram'], atLeast: 'sleeps' },
            {
              all: [
                { path: ['@event-wait', '...', '@sleep'], atLeast: 'sleeps' },
                { not: { counter: 'Udp.RcvbufErrors', per: 'Udp.InDatagrams', atLeast: 'lost' } },
              ],
            },
          ],
        },
      ],
      proves: 'the reader goes to sleep between datagrams, and CPUs idle',
    },
    {
      strength: 'strong',
      path: ['@busy-poll'],
      without: ['@packet-delivery'],
      atLeast: 'polls',
      proves: 'the reader polls an empty queue of the NIC: its CPU is full by choice',
    },
    {
      strength: 'strong',
      all: [
        { present: ['__skb_recv_udp', '__skb_recv_datagram', '__skb_try_recv_datagram'] },
        { absent: ['@udp-skb-free', '@datagram-copy', 'udp_rmem_release', 'skb_attempt_defer_free'] },
        { self: ['@syscall-path'], atLeast: 'calls' },
      ],
      proves: 'the reader calls without end, and copies and frees next to nothing: its socket is empty',
    },
    { strength: 'against', counter: 'Udp.RcvbufErrors', per: 'Udp.InDatagrams', atLeast: 'lost', proves: 'loss' },
    { strength: 'against', threads: { atLeast: 'several' }, proves: 'one of the threads may be full' },
    {
      strength: 'against',
      veto: true,
      any: [
        { comm: 'ksoftirqd/', side: 'any', atLeast: 'ksoftirqd' },
        { inclusive: ['run_ksoftirqd'], side: 'any', atLeast: 'ksoftirqd' },
        { counter: 'cpu.soft', of: 'largest', by: 'cpu', atLeast: 'full' },
      ],
      proves: 'one CPU is full while others idle',
    },
  ],
  explains: ['copy-to-user', 'per-packet-syscall', 'fd-refcount', 'mitigation-entry', 'retpoline-indirect'],
  rivals: ['wakeup-storm', 'per-packet-syscall', 'copy-to-user'],
  remedies: ['shallow-idle-states', 'busy-poll'],
  check:
    'mpstat -P ALL 1: no CPU near 100 % (perf report --sort cpu,sym shows one); nstat and ethtool -S: nothing is dropped.',
  capture: 'counters',
  sources: ['Linux net/core/datagram.c (a reader sleeps only when its queue is empty)'],
});
