import { defineRule } from './rule.ts';

export default defineRule({
  id: 'udp-rcvbuf-overestimate',
  title: 'memory of datagrams already read fills the receive buffer',
  says: 'What the reader has taken is given back in bulk: up to a quarter of the receive buffer stays accounted for datagrams that are gone, and new ones are dropped although they would fit.',
  stage: 'release',
  side: 'reader',
  nature: 'loss',
  kernels: { since: 'udp-batched-release' },
  thresholds: {
    full: { value: 95, because: 'percent of the receive buffer: the next datagram is refused' },
    gone: {
      value: 112,
      because: 'accounted over queued, in percent: 133 at most, since a quarter is given back at once',
    },
    lost: { value: 0.1, because: 'percent of what was received: a handful since boot is no fault' },
  },
  cost: [
    { counter: 'Udp.RcvbufErrors', per: 'Udp.InDatagrams' },
    { counter: 'Udp6.RcvbufErrors', per: 'Udp6.InDatagrams' },
  ],
  evidence: [
    {
      strength: 'strong',
      all: [
        { counter: 'udp.socket.rmem', per: 'udp.socket.rx_queue', within: 'address port', atLeast: 'gone' },
        { counter: 'udp.socket.rmem', per: 'udp.socket.rcvbuf', within: 'address port', atLeast: 'full' },
        {
          any: [
            { counter: 'Udp.RcvbufErrors', per: 'Udp.InDatagrams', atLeast: 'lost' },
            { counter: 'Udp6.RcvbufErrors', per: 'Udp6.InDatagrams', atLeast: 'lost' },
          ],
        },
      ],
      proves: 'the socket is full by its account, but less is queued: the rest has been read and is not given back yet',
    },
  ],
  explains: ['rcvbuf-too-small', 'drop-storm'],
  rivals: ['rcvbuf-too-small', 'drop-storm', 'udp-rmem-not-released'],
  remedies: ['larger-rcvbuf-by-a-third', 'drain-the-queue', 'reuseport-sharding'],
  check: 'ss -uanm: r is close to Recv-Q when the socket is full, and d stands still.',
  capture: 'counters',
  sources: ['6b229cf77d68', 'netdev, August 2025: "[RFC, RESEND] UDP receive path batching improvement"'],
});
