import type { View } from '../view/view.ts';

/** A share of a view, in percent of the view's own samples. */
export interface Measured {
  readonly share: number;
  readonly view: View;
  /** Line that shows it best; 0 when the share is nothing. */
  readonly line: number;
  /** Symbols that make it up, the largest first, with their part; for a path its frames, innermost first. */
  readonly parts: readonly { readonly name: string; readonly share: number }[];
  /** How it was read: from self shares, from stacks, or as the least that Children shares leave possible. */
  readonly how: 'self' | 'children' | 'stacks' | 'at-least';
}

/** Percent of a view's samples. */
export function ofView(view: View, share: number): number {
  return Math.min((share * 100) / view.base, 100);
}
