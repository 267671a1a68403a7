import { defineRule } from './rule.ts';

export default defineRule({
  id: 'reuseport-missing',
  title: 'one socket and one reader for what several queues bring',
  says: 'Several receive queues feed one socket, and the one task that reads it is at the end of its CPU while others have time.',
  stage: 'dequeue',
  side: 'reader',
  nature: 'steering',
  thresholds: {
    lost: { value: 1, because: 'below 1 % a burst explains it' },
    one: { value: 90, because: 'all losses are at one socket' },
    sockets: { value: 2, because: 'with two on the port the load is already spread' },
    queue: { value: 60, because: 'more on one queue, and the queue is what to look at' },
    full: { value: 90, because: 'a reader with CPU time left loses datagrams to bursts, not to lack of time' },
    soft: { value: 80, because: 'then the softirqs are the limit' },
    idle: { value: 50, because: 'a CPU for a second reader' },
  },
  cost: [{ counter: 'Udp.RcvbufErrors', per: 'Udp.InDatagrams' }],
  evidence: [
    {
      strength: 'strong',
      all: [
        { counter: 'Udp.RcvbufErrors', per: 'Udp.InDatagrams', atLeast: 'lost' },
        { not: { counter: 'udp.socket.rx_queue', of: 'number', within: 'address port', atLeast: 'sockets' } },
        { counter: 'process.cpu', where: { comm: '@reader' }, of: 'largest', atLeast: 'full' },
        { not: { counter: 'nic.rx_packets', of: 'largest-share', by: 'queue', within: 'dev', atLeast: 'queue' } },
        { counter: 'cpu.idle', of: 'largest', by: 'cpu', atLeast: 'idle' },
      ],
      proves: 'lost at the socket, one socket on its port, a task at its limit, queues in the plural, and idle CPUs',
    },
    {
      strength: 'supporting',
      counter: 'udp.socket.drops',
      of: 'largest-share',
      atLeast: 'one',
      proves: 'one socket has the losses',
    },
    {
      strength: 'against',
      counter: 'cpu.soft',
      of: 'largest',
      by: 'cpu',
      atLeast: 'soft',
      proves: 'a CPU is full of softirqs',
    },
  ],
  explains: ['drop-storm'],
  rivals: ['reuseport-imbalance', 'rss-single-queue', 'softirq-one-cpu'],
  remedies: ['reuseport-sharding', 'recvmmsg'],
  check: 'ss -uanp: as many sockets on the port as readers, drops stand still.',
  capture: 'counters',
  sources: ['Linux 3.9 (SO_REUSEPORT for UDP)', 'e32ea7e74727', 'Red Hat Developer, June 2017'],
});
