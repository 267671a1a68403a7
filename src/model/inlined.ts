/**
 * Functions that the text has only as inlined into the frame outside of them, where debug information told perf of them:
 *
 *     _raw_spin_lock_bh
 *     spin_lock_bh (inlined)
 *     __skb_recv_udp
 *
 * By the table of names that the trees share. The kernel's own names are those of the outer frames.
 */
const inlined = new WeakMap<readonly string[], ReadonlySet<number>>();
const none: ReadonlySet<number> = new Set();

export function setInlined(symbols: readonly string[], ids: ReadonlySet<number>): void {
  if (ids.size > 0) inlined.set(symbols, ids);
}

export function inlinedIn(symbols: readonly string[]): ReadonlySet<number> {
  return inlined.get(symbols) ?? none;
}
