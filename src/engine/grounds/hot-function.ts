import { skid } from '../../kernel/symbol-sets.ts';
import { resolveSymbols } from '../../rules/symbol-names.ts';
import type { View } from '../view/view.ts';
import { percent } from '../words.ts';
import type { UnnamedCost } from './unnamed-cost.ts';

/** From this share of a population on, in percent, a spinlock that nothing explains is worth a capture of its own. */
const hotLockShare = 15;
/** Samples taken with interrupts off land where they come back on; from this percentage on they may hide any cause. */
const skidShare = 25;
const spinlocks = resolveSymbols(['@spin-locks']);

/** A spinlock that nothing shows the callers of. */
export function hotLock(views: readonly View[]): UnnamedCost | undefined {
  const hot = hottest(views, spinlocks, hotLockShare);
  return hot && { ...costOf(hot), says: `${partOf(hot)}, but nothing shows which lock it waits for.` };
}

/** A function on which samples of code with interrupts off land. */
export function skidding(views: readonly View[]): UnnamedCost | undefined {
  const hot = hottest(views, skid, skidShare);
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
function hottest(views: readonly View[], symbols: ReadonlySet<string>, least: number): Hot | undefined {
  let most: Hot | undefined;
  for (const { profile, side, rows, stacks, base, of } of views) {
    if (base <= 0 || stacks.length > 0) continue;
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
