import { defineRule } from './rule.ts';

export default defineRule({
  id: 'app-bound',
  title: 'the application is busy with its own code',
  says: 'The task that receives spends its time in its own code, not in the kernel: datagrams wait in the socket until it asks for the next.',
  stage: 'application',
  side: 'reader',
  nature: 'work',
  thresholds: {
    own: {
      value: 60,
      because: 'below, what the kernel does for the task costs about as much as what it does itself',
    },
    receives: {
      value: 0.3,
      because: 'below, receiving is a side line of the task, and its own code is for something else',
    },
    sends: {
      value: 0.3,
      because: 'a task that only receives transmits nothing; one that sends may work for what it sends',
    },
    sleeps: { value: 3, because: 'a task that falls behind never waits for a datagram' },
    freeing: { value: 4, because: 'a receiver that loses nothing frees no datagram in softirq' },
    lost: { value: 1, because: 'more than a burst now and then does not fit into the receive buffer' },
  },
  cost: [{ space: 'user', without: ['@receive-wrappers', '@user-locks'] }],
  evidence: [
    {
      strength: 'strong',
      all: [
        { space: 'user', without: ['@receive-wrappers', '@user-locks'], atLeast: 'own' },
        { self: ['@udp-recvmsg', '@udp-dequeue'], atLeast: 'receives' },
        { not: { self: ['@udp-transmit'], atLeast: 'sends' } },
        { absent: ['@tcp'] },
      ],
      proves: 'user code of the task that receives, which sends nothing',
    },
    {
      strength: 'strong',
      all: [
        { space: 'user', without: ['@receive-wrappers', '@user-locks'], atLeast: 'own' },
        { self: ['@udp-recvmsg', '@udp-dequeue'], atLeast: 'receives' },
        {
          any: [
            { counter: 'Udp.RcvbufErrors', per: 'Udp.InDatagrams', atLeast: 'lost' },
            { counter: 'Udp6.RcvbufErrors', per: 'Udp6.InDatagrams', atLeast: 'lost' },
            { path: ['@udp-queue-rcv', '@drop-free'], side: 'producer', atLeast: 'freeing' },
          ],
        },
      ],
      proves: 'user code of the task that receives, while datagrams are dropped at a full receive buffer',
    },
    {
      strength: 'against',
      self: ['@sleeping'],
      atLeast: 'sleeps',
      proves: 'the task sleeps between datagrams: it has time to spare',
    },
  ],
  explains: ['drop-storm'],
  rivals: ['app-lock', 'per-packet-syscall', 'copy-to-user', 'idle-not-saturated', 'rcvbuf-too-small'],
  remedies: ['profile-user-code', 'hand-over-work', 'reuseport-sharding'],
  check: 'user code is below half of the reader, or nstat UdpRcvbufErrors stands still.',
  capture: 'counters',
  sources: ['thresholds: recall, not verified'],
});
