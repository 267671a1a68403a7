import { defineRule } from './rule.ts';

export default defineRule({
  id: 'drop-storm',
  title: 'datagrams are dropped at the full socket',
  says: 'Datagrams come faster than they are read: the receive buffer is full, and the softirqs work for datagrams that are thrown away at its end.',
  stage: 'enqueue',
  side: 'producer',
  nature: 'overload',
  thresholds: {
    lost: { value: 10, because: 'bursts cost single percents; a tenth and more is lost when the rate is too high' },
    freeing: { value: 4, because: 'a receiver that loses nothing frees no datagram in softirq' },
    queueing: {
      value: 10,
      because: 'then what is freed is a tenth of the work of queueing or more, and freeing is the cheaper part',
    },
    some: { value: 1, because: 'where no reader is woken nothing was queued, and what is freed is all that came' },
    many: { value: 1000, because: 'a burst costs some datagrams on every machine' },
    most: { value: 50, because: 'most of the drops are these' },
    sleeps: { value: 5, because: 'a reader that is late finds its queue full and never goes to sleep' },
    starved: { value: 1000, because: 'percent: ten are lost for each that is read' },
    storm: { value: 50, because: 'a third of what arrives: the reader is too slow however it sleeps' },
  },
  cost: [
    { counter: 'Udp.RcvbufErrors', per: 'Udp.InDatagrams' },
    { counter: 'Udp6.RcvbufErrors', per: 'Udp6.InDatagrams' },
    { path: ['@udp-queue-rcv', '@drop-free'] },
    { path: ['@udp-queue-rcv', '@drop-free'], side: 'any' },
  ],
  evidence: [
    {
      strength: 'strong',
      any: [
        {
          all: [
            { counter: 'Udp.RcvbufErrors', per: 'Udp.InDatagrams', atLeast: 'lost' },
            { counter: 'Udp.RcvbufErrors', atLeast: 'many' },
          ],
        },
        {
          all: [
            { counter: 'Udp6.RcvbufErrors', per: 'Udp6.InDatagrams', atLeast: 'lost' },
            { counter: 'Udp6.RcvbufErrors', atLeast: 'many' },
          ],
        },
      ],
      proves: 'lost for want of room in the receive buffer, against what was received',
    },
    {
      strength: 'strong',
      path: ['@udp-queue-rcv', '@drop-free'],
      atLeast: 'freeing',
      proves: 'softirqs free what they could not queue to the socket',
    },
    {
      strength: 'strong',
      all: [
        { path: ['@udp-queue-rcv', '@drop-free'], atLeast: 'some' },
        { absent: ['sock_def_readable'], side: 'any' },
        { absent: ['@udp-recvmsg'], side: 'any' },
      ],
      proves: 'softirqs free what they could not queue, and nobody is woken or reads',
    },
    {
      strength: 'strong',
      all: [
        { path: ['@udp-queue-rcv', '@drop-free'], side: 'any', atLeast: 'some' },
        { not: { path: ['@udp-queue-rcv'], side: 'any', atLeast: 'queueing' } },
      ],
      proves: 'softirqs free what they could not queue, a tenth of the work of queueing or more',
    },
    {
      strength: 'strong',
      all: [
        { counter: 'drops', where: { at: 'udp_queue_rcv_one_skb|udp_queue_rcv_skb' }, atLeast: 'many' },
        { counter: 'drops', where: { at: 'udp_queue_rcv_one_skb|udp_queue_rcv_skb' }, per: 'drops', atLeast: 'most' },
      ],
      proves: 'dropped where the datagram is queued to the socket',
    },
    {
      strength: 'supporting',
      counter: 'Udp.RcvbufErrors',
      per: 'Udp.InDatagrams',
      atLeast: 'starved',
      proves: 'so little is read that the reader may hardly run: see whether softirqs have its CPU',
    },
    {
      strength: 'against',
      veto: true,
      all: [
        { path: ['@udp-recvmsg', '...', '@wait-for-datagram'], side: 'reader', atLeast: 'sleeps' },
        { not: { counter: 'Udp.RcvbufErrors', per: 'Udp.InDatagrams', atLeast: 'storm' } },
      ],
      proves: 'the reader has time to sleep: bursts overflow the buffer, not the rate',
    },
  ],
  asSymptom: 'datagrams are dropped at the full socket',
  rivals: ['rcvbuf-too-small', 'no-listener', 'udp-mem-pressure'],
  remedies: ['reuseport-sharding', 'recvmmsg', 'reader-off-irq-cpu', 'drop-earlier'],
  check: 'nstat -az UdpRcvbufErrors stands still; ss -uanm: d of the socket too.',
  capture: 'reader-callgraph',
  sources: ['Linux net/ipv4/udp.c (udp_queue_rcv_one_skb)', '3e215c8d1b6b', '1379a92d38e3'],
});
