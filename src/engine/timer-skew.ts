import { skid } from '../kernel/symbol-sets.ts';
import { isTimerEvent, virtualMachine } from '../kernel/virtual.ts';
import type { Warning } from './diagnosis.ts';
import type { View } from './view/view.ts';
import { percent } from './words.ts';

/** Below this share of the busy samples, what a timer displaces does not change any answer. */
const worthSaying = 15;

/**
 * Says when a profile was taken by a timer that cannot interrupt code with interrupts off: its samples fall on the
 * functions that enable them again, which are no cost of their own.
 */
export function timerSkew(wholes: readonly View[]): Warning[] {
  return wholes.flatMap((view) => {
    const { event, file } = view.profile;
    if (!isTimerEvent(event) || view.base <= 0) return [];
    const displaced = view.rows.filter((row) => skid.has(row.key!) && (row.self ?? 0) > 0);
    const share = displaced.reduce((sum, row) => sum + row.self! * (100 / view.base), 0);
    if (share < worthSaying) return [];
    const most = displaced.reduce((a, b) => (b.self! > a.self! ? b : a));
    const guest = virtualMachine(view.rows.map((row) => row.key!));
    const advice = guest ? 'give the guest a PMU' : 'record with -e cycles:pp';
    const text =
      `${event} is a timer that waits while interrupts are off: ${percent(share)} of ${view.of} are in ${most.key} and others ` +
      `that enable them, but belong to what ran before; their callers tell, or ${advice}`;
    return [{ text, file, ...(most.line > 0 ? { line: most.line } : {}) }];
  });
}
