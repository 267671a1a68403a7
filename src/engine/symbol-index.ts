import type { Row } from '../model/profile.ts';
import type { View } from './view.ts';

/** Rows and tree lines of a view by symbol, made once: every clause of every rule asks for them. */
export interface SymbolIndex {
  readonly rows: ReadonlyMap<string, readonly Row[]>;
  /** First line of the stacks on which a symbol stands, for symbols of callers that have no row. */
  readonly lineInStacks: ReadonlyMap<string, number>;
}

const indexes = new WeakMap<View, SymbolIndex>();

export function indexOf(view: View): SymbolIndex {
  let index = indexes.get(view);
  if (!index) {
    index = build(view);
    indexes.set(view, index);
  }
  return index;
}

function build(view: View): SymbolIndex {
  const rows = new Map<string, Row[]>();
  for (const row of view.rows) {
    const known = rows.get(row.key!);
    if (known) known.push(row);
    else rows.set(row.key!, [row]);
  }
  const lineInStacks = new Map<string, number>();
  for (const { tree } of view.stacks) {
    for (let node = 1; node < tree.parent.length; node++) {
      const symbol = tree.symbols[tree.symbol[node]!]!;
      if (!lineInStacks.has(symbol)) lineInStacks.set(symbol, tree.line[node]!);
    }
  }
  return { rows, lineInStacks };
}
