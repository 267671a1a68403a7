import { isShare } from './access.ts';
import { integerOf, percentOf } from './cells.ts';
import type { Column } from './columns.ts';
import { shareLayout, tableLayout } from './layouts.ts';

/** A row of the cache line table, or the head of a block of the pareto. */
export interface LineCells {
  readonly index: number;
  readonly address: string;
  /** Percent of what the table is sorted by; absent in block heads. */
  readonly share?: number;
  /** Name of the column the share stands in (`Tot Hitm`, `Peer Snoop`). */
  readonly shareOf?: string;
  readonly counts: Readonly<Record<string, number>>;
  /** Cells that could not be given a name: the row was cut, or the header does not fit it. */
  readonly unnamed: number;
}

/** `      0  0xffff88810c2a0600     0      77   41.36%      280 ...`: no cell holds a blank, so their order is enough. */
export function readTableRow(text: string, header: readonly Column[] | undefined): LineCells {
  const cells = text.trim().split(/\s+/);
  const columns = header && header.length >= cells.length ? header : (tableLayout(cells) ?? []);
  const counts: Record<string, number> = {};
  let share: number | undefined;
  let shareOf: string | undefined;
  let unnamed = Math.max(0, columns.length - cells.length);
  for (let i = 2; i < cells.length; i++) {
    const percent = percentOf(cells[i]!);
    const label = columns[i]?.label;
    if (percent !== undefined && share === undefined) {
      share = percent;
      shareOf = header && columns === header ? label : undefined;
    } else if (label === undefined) unnamed++;
    else {
      const count = percent ?? integerOf(cells[i]!);
      // `N/A` for the node of a page that perf could not place: not known, so no number.
      if (count !== undefined) counts[label] = count;
    }
  }
  return {
    index: Number(cells[0]),
    address: cells[1]!,
    counts,
    unnamed,
    ...(share === undefined ? {} : { share }),
    ...(shareOf === undefined ? {} : { shareOf }),
  };
}

/** `      0      216       64      151       29        0  0xffff88810c2a0600`: the counts whose shares stand below. */
export function readHead(text: string, header: readonly Column[] | undefined): LineCells {
  const cells = text.trim().split(/\s+/);
  const address = cells.at(-1)!.startsWith('0x') ? cells.pop()! : '';
  const numbers = cells.slice(1).map(Number);
  const named = header?.filter(isShare) ?? [];
  const columns = named.length === numbers.length ? named : shareLayout(numbers.length);
  const counts: Record<string, number> = {};
  for (const [i, column] of columns.entries()) counts[column.label] = numbers[i]!;
  return { index: Number(cells[0]), address, counts, unnamed: Math.max(0, numbers.length - columns.length) };
}

/**
 * Loads that hit the line modified in another cache. On Arm, and wherever the table is sorted by them, peer snoops: SPE
 * does not tell whether the line was modified. Undefined when the text has no such column.
 */
export function hitmOf(counts: Readonly<Record<string, number>>): { remote: number; local: number } | undefined {
  let remote: number | undefined;
  let local: number | undefined;
  let peer = 0;
  for (const [label, count] of Object.entries(counts)) {
    // Pareto: `HITM RmtHitm`, `HITM Rmt`, `Peer Snoop Lcl`. Table: `LLC Load Hitm Rmt`, `Load Hitm LclHitm`, `Load Peer Local`
    const match = /^(?:HITM|Peer Snoop|(?:LLC )?Load (?:Hitm|Peer)) (Rmt|Remote|Lcl|Local)/.exec(label);
    if (match?.[1]?.startsWith('R')) remote = count;
    else if (match) local = count;
    else if (label === 'Snoop Peer') peer = count;
  }
  if (remote === undefined || local === undefined) return undefined;
  // A single peer column does not say how far the peer was.
  return remote + local === 0 ? { remote: 0, local: peer } : { remote, local };
}
