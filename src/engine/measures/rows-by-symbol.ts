import type { Row } from '../../model/profile.ts';
import type { View } from '../view/view.ts';

const indexes = new WeakMap<View, ReadonlyMap<string, readonly Row[]>>();

/** Rows of a view by symbol, made once: every clause of every rule asks for them. */
export function rowsBySymbol(view: View): ReadonlyMap<string, readonly Row[]> {
  let index = indexes.get(view);
  if (!index) {
    index = build(view);
    indexes.set(view, index);
  }
  return index;
}

function build(view: View): Map<string, Row[]> {
  const rows = new Map<string, Row[]>();
  // Thousands of rows, and an iterator would make an object for each.
  for (let i = 0; i < view.rows.length; i++) {
    const row = view.rows[i]!;
    const known = rows.get(row.key!);
    if (known) known.push(row);
    else rows.set(row.key!, [row]);
  }
  return rows;
}
