import type { Remedy } from '../remedy.ts';

/** For packet memory on its way back. */
export const memoryRemedies: readonly Remedy[] = [
  {
    id: 'shorter-queue',
    kind: 'application',
    what: 'keep the socket queue short: a reader that keeps up, not a larger receive buffer',
    why: 'a page can be reused only when its datagrams have been read before the ring comes round to it',
    command: 'ss -uanm    # r (used) against rb (limit) of the socket',
    risk: 'a smaller buffer holds shorter bursts',
    expect: 'page allocation below the refill of the ring shrinks',
    verify: 'ethtool -S DEV | grep -iE "alloc_rx_page|reuse": reuse grows, allocation does not',
    source: ['kernel sources of ixgbe, i40e, ice (reuse of half pages)'],
  },
  {
    id: 'skb-defer-max',
    kind: 'configuration',
    needs: 'udp-deferred-free',
    what: 'shorter lists of datagrams to be freed, or none',
    why: 'half of this many datagrams on a list send an interrupt to their CPU',
    command: 'sysctl net.core.skb_defer_max; sysctl -w net.core.skb_defer_max=0',
    undo: 'sysctl -w net.core.skb_defer_max=OLD',
    risk: 'the reader frees by itself again: page_frag_free and __slab_free come back, of TCP as well',
    expect: 'skb_defer_free_flush shrinks',
    verify: '/proc/interrupts: function call interrupts fall',
    source: [
      'commit 5628f3fe3b16',
      'commit 39564c3fdc66 (the sysctl)',
      'netdev: 0 switches it off; default 64 (seen on 6.18), raised to 128 in November 2025',
    ],
  },
];
