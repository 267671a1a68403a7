import type { Collapsed, CollapsedStack } from '../../collapse/collapsed.ts';
import { type Ids, ownerName } from './names.ts';

/** A stack with the places of its owner and frames among all names, by which it is sorted. */
interface Ranked {
  readonly stack: CollapsedStack;
  readonly owner: number;
  readonly frames: Int32Array;
}

/** Stacks of the same owner and frames as one, in the order of their names, whatever order they were read in. */
export function sortedStacks({ stacks, frames }: Collapsed, ids: Ids): CollapsedStack[] {
  const rankOf = ranks(
    frames.map(({ symbol, dso = '', inlined, mark }) => `${symbol}\0${dso}\0${mark}${inlined ? 'i' : ''}`),
  );
  const owners = stacks.map(({ owner }) => ownerName(owner, ids) ?? '');
  const ownerRanks = ranks(owners);
  const ranked = stacks.map((stack, i): Ranked => {
    return { stack, owner: ownerRanks[i]!, frames: Int32Array.from(stack.frames, (frame) => rankOf[frame]!) };
  });
  ranked.sort(compare);
  const merged: CollapsedStack[] = [];
  for (const [i, one] of ranked.entries()) {
    const before = merged.at(-1);
    if (!before || compare(ranked[i - 1]!, one) !== 0) merged.push(one.stack);
    else {
      const counts = before.counts.map((count, at) => count + one.stack.counts[at]!);
      merged[merged.length - 1] = { ...before, counts };
    }
  }
  return merged;
}

/** The place of each text among all of them, equal ones sharing theirs. */
function ranks(texts: readonly string[]): number[] {
  const places = new Map([...new Set(texts)].sort().map((text, place) => [text, place]));
  return texts.map((text) => places.get(text)!);
}

function compare(a: Ranked, b: Ranked): number {
  if (a.owner !== b.owner) return a.owner - b.owner;
  const common = Math.min(a.frames.length, b.frames.length);
  for (let i = 0; i < common; i++) if (a.frames[i] !== b.frames[i]) return a.frames[i]! - b.frames[i]!;
  return a.frames.length - b.frames.length;
}
