import { shownOf } from './shown-symbols.ts';
import type { View } from './view.ts';

/** BPF programs whose callers the text does not show. */
export interface Programs {
  /** The one with most samples. */
  readonly name: string;
  readonly share: number;
  readonly of: string;
}

/** From this part of a view on, in percent, they may be the cause that is looked for. */
const worthAWord = 10;
const programs = ['@bpf-programs'];

/**
 * The view with most of them. The same program may be run by tc, XDP, a cgroup, a socket or a probe: only its callers, or
 * the names of those of them that are not inlined, tell.
 */
export function programsWithoutCallers(views: readonly View[]): Programs | undefined {
  let most: Programs | undefined;
  for (const { profile, rows, stacks, base, of } of views) {
    if (base <= 0 || stacks.length > 0) continue;
    const found = shownOf(profile, programs);
    if (found.size === 0) continue;
    const ofThem = rows.filter(({ key, self }) => self && found.has(key!)).sort((a, b) => b.self! - a.self!);
    const share = (ofThem.reduce((sum, row) => sum + row.self!, 0) * 100) / base;
    if (share >= worthAWord && share > (most?.share ?? 0)) most = { name: ofThem[0]!.key!, share, of };
  }
  return most;
}
