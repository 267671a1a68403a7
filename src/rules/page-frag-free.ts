import { defineRule } from './rule.ts';

export default defineRule({
  id: 'page-frag-free',
  title: 'page reference count misses the cache when packet buffers are freed',
  says: 'The reader drops the last reference of a page that the NIC driver on another CPU counts too: the atomic on page._refcount misses the cache.',
  stage: 'free',
  side: 'reader',
  // Each reader that is not on the CPU of its queue pays it with a driver that reuses pages; 5 to 12 % of it, no more.
  nature: 'saving',
  thresholds: {
    free: {
      value: 5,
      because: 'with the page in the cache the function takes 1 to 3.5 % of a reader; the miss lifts it to 5 to 12 %',
    },
    line: { value: 5, because: 'the count of each page is another line, so one line holds few of all HITM' },
  },
  cost: [{ self: ['page_frag_free', '__free_page_frag'] }],
  evidence: [
    {
      strength: 'decisive',
      all: [
        { self: ['page_frag_free', '__free_page_frag'], atLeast: 'free' },
        { cacheLine: 'page._refcount', atLeast: 'line' },
      ],
      proves: 'perf c2c shows driver and reader sharing the page counts',
    },
    {
      strength: 'strong',
      self: ['page_frag_free', '__free_page_frag'],
      atLeast: 'free',
      proves: 'little but the atomic on the page count is in that function',
    },
    {
      strength: 'supporting',
      path: ['@udp-skb-free', '...', 'page_frag_free|__free_page_frag'],
      atLeast: 'free',
      proves: 'freed by the reader, away from the CPU that allocated the page',
    },
    {
      strength: 'supporting',
      present: ['skb_release_data'],
      proves: 'the buffers of consumed datagrams are being freed',
    },
    {
      strength: 'against',
      path: ['net_rx_action', '...', 'page_frag_free|__free_page_frag'],
      side: 'any',
      atLeast: 'free',
      proves: 'freed in softirq, on the CPU that owns the page',
    },
    {
      strength: 'against',
      all: [
        { present: ['skb_attempt_defer_free'], side: 'any' },
        { present: ['skb_defer_free_flush'], side: 'any' },
        { absent: ['@tcp'], side: 'any' },
        { withoutCallers: ['page_frag_free', '__free_page_frag'] },
      ],
      proves: 'readers hand their datagrams back here, and softirqs free the pages',
    },
  ],
  explains: ['drop-storm'],
  rivals: ['copy-to-user', 'slab-partial-lock', 'rmem-alloc-cache-miss', 'per-packet-syscall'],
  remedies: ['kernel-deferred-free', 'reader-near-nic', 'page-pool-driver', 'incoming-cpu'],
  check:
    'page_frag_free leaves the reader; on 6.18 and later the free shows as skb_defer_free_flush under net_rx_action.',
  capture: 'c2c',
  sources: ['c8c8b127091b', '6471658dc66c', 'Red Hat Developer, June 2017, listing 5'],
});
