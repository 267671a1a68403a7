import { skid } from '../../kernel/symbol-sets.ts';
import { isTimerEvent } from '../../kernel/virtual.ts';
import { unshownFrame } from '../../model/call-tree.ts';
import { isUserCode } from '../measures/user-code.ts';
import { idle } from '../view/roles.ts';
import type { View } from '../view/view.ts';

export interface Heaviest {
  readonly name: string;
  readonly share: number;
  readonly of: string;
}

/** From a quarter of the busy samples on, one function is not a cost that is spread. */
const notSpread = 25;

/**
 * The function of the kernel that takes most of what some side does, if it is so much that the cost is not spread. Samples
 * that a timer takes where interrupts are enabled again are of who called that, where callers are known.
 */
export function heaviestOf(views: readonly View[]): Heaviest | undefined {
  let heaviest: Heaviest | undefined;
  for (const view of views) {
    const { rows, base, of, stacks, profile } = view;
    if (base <= 0) continue;
    const isSkewed = stacks.length > 0 && isTimerEvent(profile.event);
    const sums = new Map<string, number>();
    for (const row of rows) {
      if (!row.self || isUserCode(row) || idle.has(row.key!)) continue;
      sums.set(row.key!, (sums.get(row.key!) ?? 0) + row.self);
    }
    for (const [name, self] of sums) {
      if ((self * 100) / base < Math.max(notSpread, heaviest?.share ?? 0)) continue;
      const blamed = isSkewed && skid.has(name) ? mostOftenFrom(name, view) : { name, self };
      const share = (blamed.self * 100) / base;
      if (share >= notSpread && share > (heaviest?.share ?? 0)) heaviest = { name: blamed.name, share, of };
    }
  }
  return heaviest;
}

/** Who calls a function most, by samples taken in it. */
function mostOftenFrom(callee: string, { stacks }: View): { name: string; self: number } {
  const callers = new Map<string, number>();
  for (const { basis, tree } of stacks) {
    if (basis !== 'self') continue;
    const { symbol, symbols, parent, self } = tree;
    for (let node = 1; node < symbol.length; node++) {
      const caller = symbol[parent[node]!]!;
      if (self[node]! <= 0 || caller < 0 || symbols[symbol[node]!] !== callee) continue;
      callers.set(symbols[caller]!, (callers.get(symbols[caller]!) ?? 0) + self[node]!);
    }
  }
  let most = { name: callee, self: 0 };
  for (const [name, samples] of callers)
    if (samples > most.self && name !== unshownFrame) most = { name, self: samples };
  return { name: `${most.name} (in ${callee})`, self: most.self };
}
