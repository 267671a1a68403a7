import { defineRule } from './rule.ts';

export default defineRule({
  id: 'udp-rmem-not-released',
  title: 'memory of datagrams already read stays with idle sockets',
  says: 'The kernel gives memory back only once a quarter of the receive buffer has been read, even when the queue is empty: idle sockets keep it, and it counts against the limit of all.',
  stage: 'release',
  side: 'reader',
  nature: 'loss',
  kernels: { since: 'udp-bulk-free-when-empty', until: 'udp-rmem-released-when-empty' },
  thresholds: {
    queued: { value: 1, because: 'a byte in a queue: something waits to be read' },
    kept: { value: 65536, because: 'bytes: more than datagrams that arrived while the sockets were listed' },
  },
  cost: [
    { counter: 'sockstat.UDP.mem', per: 'net.ipv4.udp_mem', of: 'largest' },
    { counter: 'Udp.RcvbufErrors', per: 'Udp.InDatagrams' },
  ],
  evidence: [
    {
      strength: 'decisive',
      all: [
        { counter: 'udp.socket.rmem', atLeast: 'kept' },
        { not: { counter: 'udp.socket.rx_queue', atLeast: 'queued' } },
        { kernel: { lacks: 'udp-rmem-released-when-empty' } },
      ],
      proves: 'memory is accounted to sockets whose queues are empty, on a kernel that keeps it',
    },
    {
      strength: 'strong',
      all: [
        { counter: 'udp.socket.rmem', atLeast: 'kept' },
        { not: { counter: 'udp.socket.rx_queue', atLeast: 'queued' } },
      ],
      proves: 'memory is accounted to sockets whose queues are empty',
    },
  ],
  explains: ['udp-mem-pressure'],
  rivals: ['udp-mem-pressure', 'udp-rcvbuf-overestimate'],
  remedies: ['kernel-release-when-empty', 'udp-mem-limit'],
  check: 'ss -uanm: r is 0 where Recv-Q is 0.',
  capture: 'counters',
  sources: [
    '0d4a6608f68c',
    'its revert, mainline 5.5, stable 4.19.100 and 5.4.16',
    'Linux include/net/udp.h (udp_rqueue_get)',
  ],
});
