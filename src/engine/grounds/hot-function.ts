import { skid } from '../../kernel/symbol-sets.ts';
import { resolveSymbols } from '../../rules/symbol-names.ts';
import { partOfBusy, smallPart } from '../view/part-of-busy.ts';
import type { View } from '../view/view.ts';
import { percent } from '../words.ts';
import type { UnnamedCost } from './unnamed-cost.ts';

/** From this share of a population on, in percent, a spinlock that nothing explains is worth a capture of its own. */
const hotLockShare = 15;
/** Samples taken with interrupts off land where they come back on; from this percentage on they may hide any cause. */
const skidShare = 25;
const spinlocks = resolveSymbols(['@spin-locks']);

/** A spinlock that nothing shows the callers of. */
export function hotLock(views: readonly View[], cpus: number | undefined): UnnamedCost | undefined {
  const hot = hottest(views, cpus, spinlocks, hotLockShare);
  return hot && { ...costOf(hot), says: `${partOf(hot)}, but nothing shows which lock it waits for.` };
}

/** A function on which samples of code with interrupts off land. */
export function skidding(views: readonly View[], cpus: number | undefined): UnnamedCost | undefined {
  const hot = hottest(views, cpus, skid, skidShare);
  if (!hot) return undefined;
  const says = `${partOf(hot)}: samples of code that runs with interrupts off land there, and nothing shows which code.`;
  return { ...costOf(hot), says };
}

interface Hot {
  readonly name: string;
  /** Percent of `of`. */
  readonly share: number;
  readonly of: string;
  /** Not known to be of the reader alone: its callers may be on any CPU. */
  readonly everywhere: boolean;
}

function partOf({ name, share, of }: Hot): string {
  return `${name} takes ${percent(share)} of ${of}`;
}

function costOf({ everywhere }: Hot): Omit<UnnamedCost, 'says'> {
  return {
    next: everywhere ? 'system-callgraph' : 'reader-callgraph',
    because: 'callers name what is waited for',
    comesFirst: true,
  };
}

/** The row with the largest share of its view among those of the symbols, where the text shows no callers. */
function hottest(
  views: readonly View[],
  cpus: number | undefined,
  symbols: ReadonlySet<string>,
  least: number,
): Hot | undefined {
  let most: Hot | undefined;
  for (const view of views) {
    const { profile, side, rows, stacks, base, of } = view;
    if (base <= 0 || stacks.length > 0 || partOfBusy(view, views, cpus) < smallPart) continue;
    const { ids, comms } = profile.population;
    const everywhere = side !== 'reader' && ids.length + comms.length === 0;
    for (const { key, self = 0 } of rows) {
      const share = (self * 100) / base;
      if (share >= least && share > (most?.share ?? 0) && symbols.has(key!))
        most = { name: key!, share, of, everywhere };
    }
  }
  return most;
}
