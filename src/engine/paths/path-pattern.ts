import { softirqLoop } from '../../kernel/symbol-sets.ts';
import { type NodesByName, numbersOf } from './nodes-by-name.ts';

/**
 * A step of a call path, outermost first: symbol keys any of which matches. `'...'` between two steps allows any frames
 * between them; without it the next step must be the very next frame that was not inlined. Consecutive frames of one step
 * (`_raw_spin_lock_bh`, then `native_queued_spin_lock_slowpath`) count as one.
 */
export type PathStep = ReadonlySet<string> | '...';

/**
 * Steps as bits: bit i of a node's `here` says that step i matches at this frame with all steps before it above; bit i of
 * `above` that it does at some frame above or here, which is what a `'...'` after it asks for.
 */
export interface Pattern {
  /** By symbol number: which steps the name matches, with `excluded`, `through` and `afresh`. */
  readonly matches: Uint32Array;
  /** Steps that may follow the one before at a distance. */
  readonly gaps: number;
  /** Bit of the last step, and the symbols it matches. */
  readonly goal: number;
  readonly goalSymbols: readonly number[];
  /** Symbols that no stack may have. */
  readonly barringSymbols: readonly number[];
}

/** Set for a name that no stack may have. */
export const excluded = 0x80000000;
/** Set for a function that was inlined: frames beside it are next to each other. */
export const through = 0x20000000;
/** Set where a softirq begins: unless the path is complete above, what was excluded there does not count. */
export const afresh = 0x40000000;

export function compile(
  { symbols, inlined }: Pick<NodesByName, 'symbols' | 'inlined'>,
  steps: readonly PathStep[],
  without: ReadonlySet<string> | undefined,
): Pattern | undefined {
  const ids = numbersOf(symbols);
  const matches = new Uint32Array(symbols.length);
  let gaps = 0;
  let count = 0;
  let goalSymbols: number[] = [];
  for (const step of steps) {
    if (step === '...') {
      gaps |= 1 << count;
      continue;
    }
    goalSymbols = [];
    for (const name of step) {
      const id = ids.get(name);
      if (id === undefined) continue;
      matches[id]! |= 1 << count;
      goalSymbols.push(id);
    }
    if (goalSymbols.length === 0) return undefined;
    count++;
  }
  if (count === 0 || count > 28) return undefined;
  const barringSymbols: number[] = [];
  for (const name of without ?? []) {
    const id = ids.get(name);
    if (id === undefined) continue;
    matches[id]! |= excluded;
    barringSymbols.push(id);
  }
  if (barringSymbols.length > 0) {
    for (const name of softirqLoop) {
      const id = ids.get(name);
      if (id !== undefined) matches[id]! |= afresh;
    }
  }
  for (const id of inlined) matches[id]! |= through;
  return { matches, gaps, goal: 1 << (count - 1), goalSymbols, barringSymbols };
}
