import type { Palette } from '../text/palette.ts';
import { displayWidth, pad } from '../text/width.ts';
import { wrap } from '../text/wrap.ts';

const labelWidth = 10;
const gap = '  ';

/** What the sections of the terminal report share: how wide the page is, and what was left out of it. */
export interface Page {
  readonly palette: Palette;
  readonly verbose: boolean;
  /** Columns right of the labels. */
  readonly width: number;
  /** How many things of each kind are not shown. */
  readonly leftOut: Map<Thing, number>;
}

/** What may be left out without --verbose, in one and in many. */
export const things = {
  proof: ['proof', 'proofs'],
  rival: ['cause ruled out', 'causes ruled out'],
  map: ['cost map', 'cost maps'],
  remedy: ['remedy', 'remedies'],
  useless: ['remedy of no use here', 'remedies of no use here'],
  finding: ['finding', 'findings'],
  capture: ['capture', 'captures'],
  fact: ['fact', 'facts'],
  note: ['note', 'notes'],
  notJudged: ['cause not judged', 'causes not judged'],
} as const;

export type Thing = keyof typeof things;

export interface PageOptions {
  readonly width: number;
  readonly palette: Palette;
  readonly verbose: boolean;
}

export function newPage({ width, palette, verbose }: PageOptions): Page {
  return { palette, verbose, width: width - labelWidth - gap.length, leftOut: new Map() };
}

/** Lines under a label in the left margin. */
export function labelled(page: Page, label: string, lines: readonly string[]): string[] {
  return lines.map((line, i) => {
    if (line === '' && i > 0) return '';
    const margin =
      i === 0 && label !== '' ? page.palette.label(label) + pad('', labelWidth - label.length) : pad('', labelWidth);
    return `${margin}${gap}${line}`.trimEnd();
  });
}

/** The first `most` items, or all of them with --verbose; what is left out is counted. */
export function atMost<T>(page: Page, items: readonly T[], most: number, thing: Thing): readonly T[] {
  if (page.verbose || items.length <= most) return items;
  leaveOut(page, thing, items.length - most);
  return items.slice(0, most);
}

export function leaveOut(page: Page, thing: Thing, howMany: number): void {
  if (howMany > 0) page.leftOut.set(thing, (page.leftOut.get(thing) ?? 0) + howMany);
}

/** Items that may each take several lines: all but the first line of an item are indented. */
export function items(texts: readonly string[], width: number): string[] {
  return texts.flatMap((text) => wrap(text, width - 2).map((line, i) => (i === 0 ? line : `  ${line}`)));
}

/** Width of a column of ids, but no more than `most`: ids of rules of the user's own may be of any length. */
export function columnFor(named: readonly { readonly id: string }[], most: number): number {
  return Math.min(most, Math.max(0, ...named.map(({ id }) => displayWidth(id))));
}
