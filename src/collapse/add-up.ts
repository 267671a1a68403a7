import type { Collapsed, CollapsedStack } from './collapsed.ts';
import { FrameTable } from './frame-table.ts';

/** Several captures of one event as one: the stacks of all, with common numbers for their frames. */
export function addUp(parts: readonly Collapsed[]): Collapsed {
  const [first] = parts;
  if (parts.length === 1) return first!;
  const table = new FrameTable();
  const stacks: CollapsedStack[] = [];
  for (const part of parts) {
    const ids = part.frames.map((frame) => table.id(frame));
    for (const { owner, frames, counts } of part.stacks) {
      stacks.push({ owner, frames: Array.from(frames, (frame) => ids[frame]!), counts });
    }
  }
  return { ...first!, profiles: parts.flatMap(({ profiles }) => profiles), frames: table.frames, stacks };
}
