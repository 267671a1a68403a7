import type { Stage } from '../../kernel/stages.ts';
import { idleSymbols, udpReaderFunctions } from '../../kernel/symbol-sets.ts';
import { lookupSymbol } from '../../kernel/symbols.ts';

/** Functions that only a task receiving UDP runs: a command with one of them is a reader. */
export const certainReader: ReadonlySet<string> = udpReaderFunctions;

/** The same, and those that raw, packet and netlink sockets share: enough in a list that names no other protocol. */
export const readerSide: ReadonlySet<string> = new Set([
  ...certainReader,
  'skb_free_datagram_locked',
  '__skb_free_datagram_locked',
  '__skb_recv_datagram',
  '__skb_try_recv_datagram',
  '__skb_try_recv_from_queue',
  '__skb_wait_for_more_packets',
]);

const producerStages: ReadonlySet<Stage> = new Set(['driver', 'gro', 'ip', 'netfilter', 'lookup', 'enqueue']);

/** True for functions of the softirq side of the receive path. */
export function producerSide(symbol: string): boolean {
  const known = lookupSymbol(symbol);
  return known !== undefined && known.side === 'producer' && producerStages.has(known.stage);
}

/** Functions in which a CPU waits for work; their samples are no load. */
export const idle: { has(symbol: string): boolean } = {
  has: (symbol) =>
    idleSymbols.has(symbol) || (/idle|halt|mwait/.test(symbol) && lookupSymbol(symbol)?.stage === 'idle'),
};

/**
 * Calls of the hypervisor with which an idle CPU of a POWER guest gives itself back (H_CEDE); in other tasks they yield to the
 * holder of a lock (H_CONFER): arch/powerpc/include/asm/plpar_wrappers.h and paravirt.h.
 */
export const idleInSwapper: ReadonlySet<string> = new Set(['plpar_hcall_norets', 'plpar_hcall_norets_notrace']);
