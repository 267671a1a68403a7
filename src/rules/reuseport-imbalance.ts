import { defineRule } from './rule.ts';

export default defineRule({
  id: 'reuseport-imbalance',
  title: 'one of several sockets on the port gets most',
  says: 'Of the sockets on one port one takes most datagrams: few flows hash to few sockets, a connected socket is in the group, or they share the port by SO_REUSEADDR, where the last one gets all.',
  stage: 'lookup',
  side: 'any',
  nature: 'steering',
  thresholds: {
    share: { value: 80, because: 'a hash over many flows gives each of two sockets about half, of more less' },
    dropped: { value: 1000, because: 'a few losses fall on one socket by chance' },
    backlog: {
      value: 65536,
      because: 'bytes: tens of datagrams wait; a reader that keeps up has its queue near empty',
    },
    sockets: { value: 2, because: 'one socket has nothing to share with' },
    peers: { value: 3, because: 'connected sockets get what their peers send, evenly or not' },
    reader: { value: 60, because: 'of two readers alike none does more than half' },
  },
  cost: [
    { counter: 'udp.socket.drops', of: 'largest-share', by: 'inode', within: 'address port' },
    { counter: 'udp.socket.rx_queue', of: 'largest-share', within: 'address port' },
  ],
  evidence: [
    {
      strength: 'strong',
      all: [
        { counter: 'udp.socket.drops', of: 'largest-share', by: 'inode', within: 'address port', atLeast: 'share' },
        { counter: 'udp.socket.drops', of: 'largest', atLeast: 'dropped' },
      ],
      proves: 'the losses of a port are at one of its sockets',
    },
    {
      strength: 'strong',
      all: [
        { counter: 'udp.socket.rx_queue', of: 'largest-share', within: 'address port', atLeast: 'share' },
        { counter: 'udp.socket.rx_queue', of: 'largest', atLeast: 'backlog' },
        { counter: 'process.cpu', of: 'largest-share', by: 'tid', within: 'comm', atLeast: 'reader' },
      ],
      proves: 'one socket of the port is full and one of the threads busy, the others are not',
    },
    {
      strength: 'against',
      veto: true,
      counter: 'udp.socket.rx_queue',
      of: 'number',
      by: 'peer',
      within: 'port',
      atLeast: 'peers',
      proves: 'the sockets of the port are connected: each gets what its peer sends',
    },
  ],
  rivals: ['reuseport-missing', 'rss-single-queue'],
  remedies: ['reuseport-program', 'one-reuseport-group'],
  check: 'ss -uanm: Recv-Q and drops alike over the sockets of the port.',
  capture: 'counters',
  sources: ['e32ea7e74727', 'acdcecc61285', 'Linux man page socket(7)'],
});
