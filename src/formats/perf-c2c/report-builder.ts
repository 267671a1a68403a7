import type { CacheLine, CacheLineAccess, CacheLineReport } from '../../model/cache-line.ts';
import type { Note } from '../../model/source.ts';
import { type AccessCells, isStore } from './access.ts';
import { hitmOf, type LineCells } from './table.ts';

type Mutable<T> = { -readonly [name in keyof T]: T[name] };

/** A cache line while its parts are read: the table's row, then the block of the pareto. */
interface Draft extends Omit<Mutable<CacheLine>, 'share' | 'accesses' | 'counts'> {
  share?: number;
  readonly counts: Record<string, number>;
  readonly accesses: CacheLineAccess[];
  /** Counts of the block's head, which weigh its shares. */
  head?: Readonly<Record<string, number>>;
}

/** Puts the sections of one report together: rows of the table and blocks of the pareto speak of the same lines. */
export class ReportBuilder {
  readonly events: Record<string, number> = {};
  readonly details: Record<string, string> = {};
  readonly notes: Note[] = [];
  sortedOn: string | undefined;
  cut = false;
  rows = 0;
  blocks = 0;
  readonly #lines: Draft[] = [];
  readonly #byAddress = new Map<string, Draft>();
  #current: Draft | undefined;

  row(cells: LineCells, line: number): void {
    this.rows++;
    const draft = this.#add(cells, line);
    if (cells.share !== undefined) draft.share = cells.share;
    this.sortedOn ??= sortName(cells.shareOf);
  }

  /** The head of a block, or the title of a TUI screen, which has an address and no counts. */
  block(cells: LineCells, line: number): Draft {
    this.blocks++;
    const draft = this.#byAddress.get(cells.address) ?? this.#add(cells, line);
    Object.assign(draft.counts, cells.counts);
    draft.head = cells.counts;
    draft.hitm ??= hitmOf(cells.counts);
    this.#current = draft;
    return draft;
  }

  access(cells: AccessCells, line: number): void {
    // Rows pasted without their block's head are taken as one line.
    this.#current ??= this.block({ index: this.#lines.length, address: '', counts: {}, unnamed: 0 }, line);
    this.#current.accesses.push(accessOf(cells, this.#current.head ?? {}, line));
  }

  endBlock(): void {
    this.#current = undefined;
  }

  #add(cells: LineCells, line: number): Draft {
    const draft: Draft = {
      line,
      index: cells.index,
      address: cells.address,
      counts: { ...cells.counts },
      accesses: [],
    };
    const hitm = hitmOf(cells.counts);
    if (hitm) draft.hitm = hitm;
    this.#lines.push(draft);
    if (cells.address !== '' && !this.#byAddress.has(cells.address)) this.#byAddress.set(cells.address, draft);
    return draft;
  }

  cacheLines(): CacheLine[] {
    const all = this.#allHitm();
    let inferred = 0;
    const lines = this.#lines.map(({ head: _head, share, ...line }): CacheLine => {
      if (share !== undefined) return { ...line, share };
      inferred++;
      // A TUI screen of one line, or rows without the head of their block: how many loads that is, the text does not say.
      if (!line.hitm) return { ...line, share: 100, shareIsUpperBound: true };
      const hitm = line.hitm.remote + line.hitm.local;
      const ofAll = all.count === 0 ? 0 : Math.min(100, (100 * hitm) / all.count);
      return all.shownOnly ? { ...line, share: ofAll, shareIsUpperBound: true } : { ...line, share: ofAll };
    });
    if (inferred > 0) {
      const text = `the table does not show the share of ${inferred} cache lines; it was taken of ${all.of}`;
      this.notes.push({ kind: 'inferred', text });
    }
    return lines;
  }

  /**
   * What shares are of where the table's row is missing: the HITM of the recording, by its event counts or by what another
   * row's share comes from, or else only those of the lines shown.
   */
  #allHitm(): { count: number; of: string; shownOnly?: true } {
    const { 'Load Local HITM': local = 0, 'Load Remote HITM': remote = 0 } = this.events;
    if (local + remote > 0) return { count: local + remote, of: `all ${local + remote} HITM loads` };
    let shown = 0;
    let best = 0;
    let implied = 0;
    for (const { hitm, share } of this.#lines) {
      const count = hitm ? hitm.remote + hitm.local : 0;
      shown += count;
      if (share === undefined || share === 0 || count <= best) continue;
      best = count;
      implied = Math.round((100 * count) / share);
    }
    if (implied > shown) return { count: implied, of: `the about ${implied} HITM loads that other rows are shares of` };
    return { count: shown, of: 'the lines shown, so it may be less', shownOnly: true };
  }
}

function accessOf(cells: AccessCells, head: Readonly<Record<string, number>>, line: number): CacheLineAccess {
  const { shares, guessed: _guessed, cells: rest, ...fields } = cells;
  let remoteHitm = 0;
  let localHitm = 0;
  let peer = 0;
  for (const { column, percent } of shares) {
    if (column.name.startsWith('Rmt')) remoteHitm = percent;
    else if (column.name.startsWith('Lcl')) localHitm = percent;
    else if (column.name === 'Peer') peer = percent;
  }
  // A line that nobody hit modified, in a recording with a peer column: its shares are of snoops, near or far.
  if (head['Snoop Peer'] && !head['HITM RmtHitm'] && !head['HITM LclHitm']) localHitm = peer;
  return {
    line,
    remoteHitm,
    localHitm,
    stores: storesOf(shares, head),
    ...fields,
    ...(hasAny(rest) ? { cells: rest } : {}),
  };
}

/**
 * One share of the line's stores from those of its L1 hits, L1 misses and stores of unknown level. The counts of the block's
 * head weigh them; without a head the largest of the three stands.
 */
function storesOf(shares: AccessCells['shares'], head: Readonly<Record<string, number>>): number {
  let sum = 0;
  let all = 0;
  let largest = 0;
  for (const { column, percent } of shares) {
    if (!isStore(column)) continue;
    const count = head[column.label] ?? 0;
    sum += percent * count;
    all += count;
    largest = Math.max(largest, percent);
  }
  return all > 0 ? sum / all : largest;
}

function hasAny(cells: Readonly<Record<string, string>>): boolean {
  return Object.keys(cells).length > 0;
}

/** `Cachelines sort on` as perf words it, from the name of the share's column. */
function sortName(column: string | undefined): string | undefined {
  switch (column) {
    case 'Tot Hitm':
      return 'Total HITMs';
    case 'Lcl Hitm':
      return 'Local HITMs';
    case 'Rmt Hitm':
      return 'Remote HITMs';
    default:
      return column;
  }
}

/** All that a section holds besides its lines, in the order of the model. */
export function reportOf(
  builder: ReportBuilder,
  place: Pick<CacheLineReport, 'file' | 'firstLine' | 'lastLine' | 'cacheLines' | 'stacks'> & {
    readonly command?: string;
  },
): CacheLineReport {
  const { command, cacheLines, stacks, ...where } = place;
  return {
    kind: 'cache-lines',
    format: 'perf-c2c',
    ...where,
    events: builder.events,
    ...(builder.sortedOn === undefined ? {} : { sortedOn: builder.sortedOn }),
    ...(Object.keys(builder.details).length > 0 ? { details: builder.details } : {}),
    cacheLines,
    stacks,
    truncated: builder.cut || (builder.rows > 0 || builder.blocks > 0 ? builder.rows !== builder.blocks : false),
    ...(command === undefined ? {} : { command }),
    notes: builder.notes,
  };
}
