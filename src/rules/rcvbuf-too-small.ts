import { defineRule } from './rule.ts';

export default defineRule({
  id: 'rcvbuf-too-small',
  title: 'bursts overflow the receive buffer of a reader with time to spare',
  says: 'The reader sleeps between datagrams and the socket drops all the same: bursts, or pauses of the reader, are longer than its receive buffer.',
  stage: 'enqueue',
  side: 'reader',
  nature: 'overload',
  thresholds: {
    lost: { value: 0.1, because: 'percent of what was received: a handful since boot is no fault' },
    storm: { value: 50, because: 'when a third is lost the rate is too high, and a larger buffer fills as well' },
    sleeps: { value: 5, because: 'a reader that is late finds its queue full and never goes to sleep' },
    flat: { value: 8, because: 'without callers the switch may be a preemption' },
    busy: { value: 70, because: 'percent of one CPU: a reader below has time left in every second' },
    large: { value: 8388608, because: 'bytes: thousands of datagrams; a burst that fills it is a pause of the reader' },
    raised: { value: 425985, because: 'bytes: twice 212992, the most that the default of rmem_max allows' },
  },
  cost: [
    { counter: 'Udp.RcvbufErrors', per: 'Udp.InDatagrams' },
    { counter: 'Udp6.RcvbufErrors', per: 'Udp6.InDatagrams' },
  ],
  evidence: [
    {
      strength: 'strong',
      all: [
        {
          any: [
            { counter: 'Udp.RcvbufErrors', per: 'Udp.InDatagrams', atLeast: 'lost' },
            { counter: 'Udp6.RcvbufErrors', per: 'Udp6.InDatagrams', atLeast: 'lost' },
          ],
        },
        { not: { counter: 'Udp.RcvbufErrors', per: 'Udp.InDatagrams', atLeast: 'storm' } },
        {
          any: [
            { path: ['@udp-recvmsg', '...', '@wait-for-datagram'], atLeast: 'sleeps' },
            { path: ['@event-wait-entry', '...', 'schedule|__schedule'], atLeast: 'sleeps' },
            {
              all: [
                { self: ['__schedule', 'schedule', 'finish_task_switch', 'pick_next_task_fair'], atLeast: 'flat' },
                { present: ['__skb_wait_for_more_packets', 'prepare_to_wait_exclusive', 'ep_poll', 'do_sys_poll'] },
              ],
            },
            { not: { counter: 'process.cpu', of: 'largest', atLeast: 'busy' } },
          ],
        },
      ],
      proves: 'datagrams are lost at a socket whose reader has time',
    },
    {
      strength: 'supporting',
      not: { counter: 'udp.socket.rcvbuf', of: 'largest', atLeast: 'raised' },
      proves: 'no UDP socket has more than the default limit gives',
    },
    {
      strength: 'against',
      counter: 'udp.socket.rcvbuf',
      of: 'largest',
      atLeast: 'large',
      proves: 'a buffer is large already: look for pauses of the reader',
    },
  ],
  // While the reader sleeps now and then, what a datagram costs it does not limit the rate: the buffer loses what is lost.
  explains: ['idle-not-saturated', 'per-packet-syscall', 'copy-to-user'],
  rivals: ['drop-storm', 'udp-rcvbuf-overestimate', 'udp-mem-pressure'],
  remedies: ['larger-rcvbuf', 'reader-priority'],
  check: 'nstat UdpRcvbufErrors stands still during bursts.',
  capture: 'counters',
  sources: ['a6d4f25888b8', 'Linux man page socket(7) (SO_RCVBUF)'],
});
