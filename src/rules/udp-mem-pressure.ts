import { defineRule } from './rule.ts';

export default defineRule({
  id: 'udp-mem-pressure',
  title: 'UDP memory of the whole machine',
  says: 'All UDP sockets share one memory limit and one counter: at the limit (udp_mem) datagrams are dropped whatever room their socket has, and below it the counter moves between the CPUs that queue and read.',
  stage: 'enqueue',
  side: 'producer',
  nature: 'loss',
  thresholds: {
    refused: { value: 0.1, because: 'percent of what was received: the limit was hit more than in passing' },
    near: { value: 90, because: 'percent of the third value of udp_mem: a burst reaches it' },
    many: { value: 1000, because: 'enough not to be one burst' },
    most: { value: 20, because: 'enough of the drops to matter' },
    counter: { value: 5, because: 'memory is taken in pages and given back in bulk: below 1 % on a free counter' },
    line: { value: 10, because: 'a line below a tenth of all HITM does not set the pace' },
  },
  cost: [
    { path: ['@udp-queue-rcv', '...', '@memory-raise'], without: ['@cgroup-socket-memory'] },
    { self: ['@memory-raise'] },
    { counter: 'Udp.MemErrors', per: 'Udp.InDatagrams' },
    { counter: 'sockstat.UDP.mem', per: 'net.ipv4.udp_mem', of: 'largest' },
  ],
  evidence: [
    {
      strength: 'decisive',
      any: [
        { counter: 'Udp.MemErrors', per: 'Udp.InDatagrams', atLeast: 'refused' },
        { counter: 'Udp6.MemErrors', per: 'Udp6.InDatagrams', atLeast: 'refused' },
      ],
      proves: 'refused because all UDP sockets together had no memory left',
    },
    {
      strength: 'strong',
      all: [
        { counter: 'drops', where: { reason: 'PROTO_MEM' }, atLeast: 'many' },
        { counter: 'drops', where: { reason: 'PROTO_MEM' }, per: 'drops', atLeast: 'most' },
      ],
      proves: 'dropped at the memory limit of the protocol',
    },
    {
      strength: 'strong',
      counter: 'sockstat.UDP.mem',
      per: 'net.ipv4.udp_mem',
      of: 'largest',
      atLeast: 'near',
      proves: 'the limit is reached or near',
    },
    {
      strength: 'strong',
      path: ['@udp-queue-rcv', '...', '@memory-raise'],
      without: ['@cgroup-socket-memory'],
      atLeast: 'counter',
      proves: 'softirqs spend it taking memory from the common counter',
    },
    {
      strength: 'supporting',
      cacheLine: 'proto.udp_memory_allocated',
      atLeast: 'line',
      proves: 'the counter bounces between CPUs',
    },
  ],
  explains: ['drop-storm', 'rcvbuf-too-small'],
  rivals: ['drop-storm', 'rmem-alloc-cache-miss', 'memcg-charge', 'udp-rmem-not-released'],
  remedies: ['udp-mem-limit', 'kernel-per-cpu-memory', 'kernel-memory-count-exact'],
  check: 'nstat UdpMemErrors stands still; sockstat UDP mem is well below the third value of net.ipv4.udp_mem.',
  capture: 'counters',
  sources: ['3cd3399dd7a8', '4890b686f408', '08d4c0370c40', 'df207de9d9e7'],
});
