import { defineRule } from './rule.ts';

export default defineRule({
  id: 'sk-drops-false-sharing',
  title: 'the drop counter shares a cache line with what the reader needs',
  says: 'Each dropped datagram writes sk_drops, which lies on a line that the reader and the other softirqs read: while the socket overflows the line never stays with anyone.',
  stage: 'enqueue',
  side: 'producer',
  nature: 'cache-miss',
  kernels: { until: 'drop-counters' },
  thresholds: {
    line: { value: 10, because: 'a line below a tenth of all HITM does not set the pace' },
    lost: { value: 10, because: 'percent of what was received: without many drops nobody writes the counter' },
  },
  cost: [
    { self: ['udp_queue_rcv_one_skb', 'udp_queue_rcv_skb', '__udp_queue_rcv_skb', '__udp_enqueue_schedule_skb'] },
    { counter: 'Udp.RcvbufErrors', per: 'Udp.InDatagrams' },
  ],
  evidence: [
    {
      strength: 'decisive',
      all: [
        { cacheLine: 'sock.sk_drops', atLeast: 'line' },
        { counter: 'Udp.RcvbufErrors', per: 'Udp.InDatagrams', atLeast: 'lost' },
      ],
      proves: 'perf c2c shows the line, and the counters the drops that write it',
    },
    {
      strength: 'strong',
      cacheLine: 'sock.sk_drops',
      atLeast: 'line',
      proves: 'softirqs write the drop counter while others want its line',
    },
    {
      strength: 'supporting',
      path: ['@udp-queue-rcv', '@drop-free'],
      atLeast: 'line',
      proves: 'datagrams are dropped at the socket',
    },
  ],
  explains: ['drop-storm'],
  rivals: ['drop-storm', 'rmem-alloc-cache-miss', 'udp-busylock-contention'],
  remedies: ['kernel-drop-counters', 'drop-earlier', 'reuseport-sharding'],
  check: 'perf c2c: no line with stores of udp_queue_rcv_one_skb beside loads of the reader.',
  capture: 'c2c',
  sources: ['c51613fa276f', '51132b99f01c', 'netdev, August 2025: "net: better drop accounting"'],
});
