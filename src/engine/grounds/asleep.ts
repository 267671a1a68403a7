import { isTimerEvent } from '../../kernel/virtual.ts';
import { resolveSymbols } from '../../rules/symbol-names.ts';
import { shareInStacks } from '../paths/path-query.ts';
import type { View } from '../view/view.ts';
import type { Heaviest } from './heaviest.ts';

const waiting = resolveSymbols(['@wait-for-datagram']);
const switching: ReadonlySet<string> = new Set(['finish_task_switch']);
/** From half of its samples on, what else a reader does is too small a part to tell what limits it. */
const mostly = 50;

/**
 * A reader that a timer finds where it wakes up: finish_task_switch turns interrupts on again, and a timer that was due while
 * they were off takes its sample there. Such samples count how often the task was switched in, not what it does.
 */
export function asleep(views: readonly View[]): Heaviest | undefined {
  for (const { profile, side, stacks, base, of } of views) {
    if (side !== 'reader' || base <= 0 || stacks.length === 0 || !isTimerEvent(profile.event)) continue;
    const share = (shareInStacks(stacks, [waiting, '...', switching]).share * 100) / base;
    if (share >= mostly) return { name: 'finish_task_switch', share, of };
  }
  return undefined;
}
