import type { StackSet } from './call-tree.ts';
import type { Note } from './source.ts';

/** One row of the pareto below a cache line: who touched which offset. */
export interface CacheLineAccess {
  readonly line: number;
  /** Offset in the 64-byte line, in bytes; absent when the column was cut out of the text. */
  readonly offset?: number;
  /** Shares of this cache line's remote HITM, local HITM (or peer snoops on Arm) and stores, in percent. */
  readonly remoteHitm: number;
  readonly localHitm: number;
  readonly stores: number;
  readonly records?: number;
  readonly cpus?: number;
  readonly pid?: number;
  readonly tid?: number;
  readonly comm?: string;
  readonly symbol?: string;
  readonly key?: string;
  readonly dso?: string;
  readonly source?: string;
  readonly nodes: readonly number[];
  /** Cells of all other columns, by their header's name, as printed (`cycles rmt hitm`, `Code address`, `Node{cpu list}`). */
  readonly cells?: Readonly<Record<string, string>>;
}

export interface CacheLine {
  readonly line: number;
  readonly index: number;
  /** `0xffff88810c2a0600`, as printed; empty when the text does not show it. */
  readonly address: string;
  /** Share of all HITM (or of what the table is sorted by), in percent. */
  readonly share: number;
  /** The text does not show what the share is of; it was taken of the lines shown, which are at most all there are. */
  readonly shareIsUpperBound?: true;
  /** Numbers of the table's row and of the pareto's block head, by their columns' names, the span's title first. */
  readonly counts: Readonly<Record<string, number>>;
  /** Number of sampled loads that hit this line modified in another cache (peer snoops on Arm), whatever the layout calls them. */
  readonly hitm?: { readonly remote: number; readonly local: number };
  readonly accesses: readonly CacheLineAccess[];
}

export interface CacheLineReport {
  readonly kind: 'cache-lines';
  readonly format: 'perf-c2c';
  readonly file: string;
  readonly firstLine: number;
  readonly lastLine: number;
  /** `Trace Event Information` and `Global Shared Cache Line Event Information`, by the name perf prints. */
  readonly events: Readonly<Record<string, number>>;
  /** What lines are ranked by: HITM on x86, peer snoops on Arm. */
  readonly sortedOn?: string;
  /** `c2c details` that are no numbers: `Events`, `Cacheline data grouping`. */
  readonly details?: Readonly<Record<string, string>>;
  readonly cacheLines: readonly CacheLine[];
  readonly stacks: readonly StackSet[];
  readonly truncated: boolean;
  readonly command?: string;
  readonly notes: readonly Note[];
}

/**
 * Share of all HITM of the capture that these accesses of the line make, in percent. A row's shares are of the line's remote
 * and of its local HITM: their counts weigh them, and where the text has no counts they weigh the same.
 */
export function hitmShare(line: CacheLine, accesses: readonly CacheLineAccess[]): number {
  const { remote, local } = line.hitm ?? {
    remote: line.accesses.some((access) => access.remoteHitm > 0) ? 1 : 0,
    local: line.accesses.some((access) => access.localHitm > 0) ? 1 : 0,
  };
  if (remote + local === 0) return 0;
  let part = 0;
  for (const access of accesses) part += access.remoteHitm * remote + access.localHitm * local;
  return (line.share * part) / (100 * (remote + local));
}
