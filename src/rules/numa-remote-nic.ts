import { defineRule } from './rule.ts';

export default defineRule({
  id: 'numa-remote-nic',
  title: 'reader, NIC and memory on different nodes',
  says: 'Payload, buffers and descriptors come from the memory of another NUMA node, so everything that touches a packet first is slow.',
  stage: 'copy',
  side: 'any',
  nature: 'cache-miss',
  thresholds: {
    remote: { value: 30, because: 'a task on the node of its memory has few remote loads; a third sets the pace' },
    loads: { value: 1000, because: 'too few loads went past the last-level cache to matter' },
    nodes: { value: 2, because: 'one node has no other' },
    copy: { value: 15, because: 'the first touch of small datagrams takes 8 to 15 % when they are near' },
  },
  cost: [
    { self: ['@user-copies', 'page_frag_free', 'kmem_cache_free', '__slab_free', 'skb_release_data'], side: 'reader' },
    { counter: 'perf-stat.node-load-misses', per: 'perf-stat.node-loads' },
  ],
  evidence: [
    {
      strength: 'strong',
      all: [
        { counter: 'perf-stat.node-load-misses', per: 'perf-stat.node-loads', atLeast: 'remote' },
        { counter: 'perf-stat.node-load-misses', atLeast: 'loads' },
      ],
      proves: 'loads are served by another node',
    },
    {
      strength: 'supporting',
      counter: 'numa.nodes',
      of: 'largest',
      atLeast: 'nodes',
      proves: 'the machine has more than one node',
    },
    {
      strength: 'supporting',
      self: ['@user-copies'],
      side: 'reader',
      atLeast: 'copy',
      proves: 'the copy waits for the payload',
    },
  ],
  explains: ['copy-to-user', 'drop-storm'],
  rivals: ['copy-to-user', 'page-frag-free', 'slab-partial-lock'],
  remedies: ['same-node', 'reader-near-nic'],
  check: 'perf stat -e node-loads,node-load-misses: under 5 % misses.',
  capture: 'counters',
  sources: ['Linux Documentation/networking/scaling.rst', 'Red Hat Developer, June 2017 (single-node setup)'],
});
