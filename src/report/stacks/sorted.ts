import type { Collapsed, CollapsedStack } from '../../collapse/collapsed.ts';
import { type Ids, ownerName } from './names.ts';

/** Stacks of the same owner and frames as one, in the order of their names, whatever order they were read in. */
export function sortedStacks({ stacks, frames }: Collapsed, ids: Ids): CollapsedStack[] {
  const names = frames.map(({ symbol, dso = '', inlined, mark }) => `${symbol}\0${dso}\0${mark}${inlined ? 'i' : ''}`);
  const merged = new Map<string, CollapsedStack>();
  for (const stack of stacks) {
    const key = [ownerName(stack.owner, ids) ?? '', ...Array.from(stack.frames, (frame) => names[frame]!)].join('\n');
    const before = merged.get(key);
    const counts = before ? before.counts.map((count, i) => count + stack.counts[i]!) : stack.counts;
    merged.set(key, { ...stack, counts });
  }
  return [...merged.keys()].sort().map((key) => merged.get(key)!);
}
