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

/** The function of the kernel that takes most of what some side does, if it is so much that the cost is not spread. */
export function heaviestOf(views: readonly View[]): Heaviest | undefined {
  let heaviest: Heaviest | undefined;
  for (const { rows, base, of } of views) {
    if (base <= 0) continue;
    const sums = new Map<string, number>();
    for (const row of rows) {
      if (!row.self || isUserCode(row) || idle.has(row.key!)) continue;
      sums.set(row.key!, (sums.get(row.key!) ?? 0) + row.self);
    }
    for (const [name, self] of sums) {
      const share = (self * 100) / base;
      if (share >= notSpread && share > (heaviest?.share ?? 0)) heaviest = { name, share, of };
    }
  }
  return heaviest;
}
