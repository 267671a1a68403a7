import { defineRule } from './rule.ts';

export default defineRule({
  id: 'tunnel-decap',
  title: 'packets come through a UDP tunnel',
  says: 'VXLAN, Geneve or the like is unpacked on the CPU of the outer flow, and each packet passes the stack a second time.',
  stage: 'ip',
  side: 'any',
  nature: 'work',
  thresholds: {
    unpack: { value: 10, because: 'unpacking itself is cheap; a tenth means that all tunnels share a CPU or a lock' },
    inner: { value: 30, because: 'what runs below the cell of the tunnel is the second pass through the stack' },
    functions: { value: 8, because: 'the functions of the tunnel alone, without callers' },
    one: {
      value: 70,
      because: 'one CPU does what several could: the outer packets have one source port, or RSS ignores ports',
    },
  },
  cost: [
    { path: ['@tunnel-receive'], side: 'producer' },
    { self: ['@tunnel-work'], side: 'producer' },
    { path: ['@tunnel-receive'] },
    { self: ['@tunnel-work'] },
  ],
  evidence: [
    {
      strength: 'strong',
      all: [
        { path: ['@tunnel-receive'], without: ['@ovs'], atLeast: 'unpack' },
        { present: ['@udp-recvmsg', '@queue-dequeue', '__udp_enqueue_schedule_skb'] },
      ],
      proves: 'datagrams are unpacked from a tunnel',
    },
    {
      strength: 'supporting',
      path: ['gro_cell_poll', '...', '@udp-enqueue'],
      atLeast: 'inner',
      proves: 'datagrams reach their socket in a second pass, out of the cell of a tunnel',
    },
    {
      strength: 'strong',
      all: [
        { self: ['@tunnel-work'], atLeast: 'functions' },
        { present: ['@udp-recvmsg', '@queue-dequeue', '__udp_enqueue_schedule_skb'] },
        { absent: ['@tcp', '@ovs'] },
      ],
      proves: 'functions of a tunnel beside UDP receive',
    },
    { strength: 'supporting', oneCpu: 'producer', atLeast: 'one', proves: 'all of the tunnel is on one CPU' },
  ],
  rivals: ['udp-gro-lookup-cost', 'ovs-datapath', 'wireguard-decrypt'],
  remedies: ['tunnel-entropy', 'tunnel-offload', 'host-networking'],
  check: 'the outer packets spread over queues (ethtool -S), and the inner ones are steered by RPS or by the NIC.',
  capture: 'system-callgraph',
  sources: ['Linux drivers/net/vxlan, include/net/gro_cells.h'],
});
