import { shownOf } from '../view/shown-symbols.ts';
import type { View } from '../view/view.ts';
import { percent } from '../words.ts';
import type { UnnamedCost } from './unnamed-cost.ts';

/** From this part of a view on, in percent, they may be the cause that is looked for. */
const worthAWord = 10;
const programs = ['@bpf-programs'];

/**
 * BPF programs whose callers the text does not show. The same program may be run by tc, XDP, a cgroup, a socket or a probe: only its callers, or
 * the names of those of them that are not inlined, tell.
 */
export function programsWithoutCallers(views: readonly View[]): UnnamedCost | undefined {
  let most: { readonly largest: string; readonly share: number; readonly of: string } | undefined;
  for (const { profile, rows, stacks, base, of } of views) {
    if (base <= 0 || stacks.length > 0) continue;
    const found = shownOf(profile, programs);
    if (found.size === 0) continue;
    const ofThem = rows.filter(({ key, self }) => self && found.has(key!)).sort((a, b) => b.self! - a.self!);
    const share = (ofThem.reduce((sum, row) => sum + row.self!, 0) * 100) / base;
    if (share >= worthAWord && share > (most?.share ?? 0)) most = { largest: ofThem[0]!.key!, share, of };
  }
  if (!most) return undefined;
  const { largest, share, of } = most;
  return {
    says: `BPF programs take ${percent(share)} of ${of}, most of it ${largest}, and nothing shows what runs them.`,
    next: 'system-callgraph',
    because: 'callers tell what runs the BPF programs',
    comesFirst: true,
  };
}
