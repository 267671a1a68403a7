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
  // Thousands of rows, and an iterator would make an object for each.
  for (let i = 0; i < view.rows.length; i++) {
    const row = view.rows[i]!;
    const known = rows.get(row.key!);
    if (known) known.push(row);
    else rows.set(row.key!, [row]);
  }
  const lineInStacks = new Map<string, number>();
  // All trees of a section share one table of names: each number is looked at once.
  const seenIn = new Map<readonly string[], Uint8Array>();
  for (const { tree } of view.stacks) {
    const { symbol, symbols } = tree;
    const seen = seenIn.get(symbols) ?? new Uint8Array(symbols.length);
    seenIn.set(symbols, seen);
    for (let node = 1; node < symbol.length; node++) {
      const id = symbol[node]!;
      if (seen[id] === 1) continue;
      seen[id] = 1;
      const name = symbols[id]!;
      if (!lineInStacks.has(name)) lineInStacks.set(name, tree.line[node]!);
    }
  }
  return { rows, lineInStacks };
}
