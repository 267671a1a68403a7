import { unshownFrame } from '../model/call-tree.ts';
import type { Profile, Row } from '../model/profile.ts';
import type { RecordedFrame } from '../model/recorded-stacks.ts';
import { apportion } from './apportion.ts';
import {
  type Collapsed,
  type CollapsedStack,
  eventOf,
  type Measure,
  periodOf,
  samplesMeasure,
  shareMeasure,
} from './collapsed.ts';
import { FrameTable } from './frame-table.ts';
import { nameInTrees, type Share, sharesOf } from './shares.ts';

/** perf prints two decimals. */
const rounding = 0.005;

/**
 * The stacks of a table of shares. They add up to what the table says it is of, or to 100.00 %: what the text does not show
 * is a stack of its own, unless the table was limited to what it shows. Where rows say how many samples or events they
 * have, their stacks add up to that.
 */
export function collapseTable(profile: Profile): Collapsed {
  const { shares, printed } = sharesOf(profile);
  const event = eventOf(profile);
  const notShown = notShownOf(shares, printed);
  const limited = isLimited(profile);
  const missing = limited ? 0 : notShown;
  const measures = measuresOf(profile, shares, event);
  const columns = measures.map(({ kind }) => {
    const all = wholeOf(profile, kind);
    const whole = limited && all !== undefined ? Math.round((all * (100 - notShown)) / 100) : all;
    const column = kind === 'samples' || kind === 'period' ? columnOf(shares, profile.rows, kind) : undefined;
    if (!column) return apportion([...shares.map(({ percent }) => percent), missing], whole!);
    const counts = countsByRow(shares, column);
    const shown = counts.reduce((sum, count) => sum + count, 0);
    if (limited) return [...counts, 0];
    return [...counts, Math.max(0, (whole ?? Math.round((shown * 100) / (100 - missing))) - shown)];
  });
  const frames = new FrameTable();
  const frameOf = framesOf(profile.rows);
  const stacks: CollapsedStack[] = [];
  const rest = { owner: {}, path: [unshownFrame] };
  for (const [i, { owner, path }] of [...shares, rest].entries()) {
    const counts = columns.map((column) => column[i]!);
    if (counts.every((count) => count === 0)) continue;
    stacks.push({ owner, frames: path.map((name) => frames.id(frameOf(name))), counts });
  }
  const outside = notShown - missing;
  return { profiles: [profile], event, measures, frames: frames.frames, stacks, missing, outside };
}

/** Percent that no stack shows; what rounding alone explains is not missing. */
function notShownOf(shares: readonly Share[], printed: number): number {
  const shown = shares.reduce((sum, { percent }) => sum + percent, 0);
  return 100 - shown > rounding * (printed + 1) ? 100 - shown : 0;
}

/** Of a table of one command or object, what is not shown belongs to others, though percentages are of all samples. */
function isLimited({ population: { comms, filters, base }, truncated }: Profile): boolean {
  return (comms.length > 0 || filters.length > 0) && base === 'all' && !truncated;
}

/** What 100 % is; undefined when the table does not say it exactly. */
function wholeOf({ samples, eventCount }: Profile, kind: Measure['kind']): number | undefined {
  if (kind === 'share') return 10_000;
  if (kind === 'period') return eventCount;
  return samples?.exact ? samples.count : undefined;
}

/** What stacks can be counted in: in the table's own numbers, or else in shares. */
function measuresOf({ rows, samples, eventCount }: Profile, shares: readonly Share[], event: string | undefined) {
  const measures: Measure[] = [];
  if (eventCount || columnOf(shares, rows, 'period')) measures.push(periodOf(event));
  if ((samples?.exact && samples.count > 0) || columnOf(shares, rows, 'samples')) measures.push(samplesMeasure);
  return measures.length > 0 ? measures : [shareMeasure];
}

/** Numbers by row, where each stack is of a row that has one. */
function columnOf(shares: readonly Share[], rows: readonly Row[], column: 'samples' | 'period') {
  const counts = new Map<number, number>();
  for (const { row } of shares) {
    const count = row === undefined ? undefined : rows[row]?.[column];
    if (count === undefined) return undefined;
    counts.set(row!, count);
  }
  return counts;
}

function countsByRow(shares: readonly Share[], byRow: ReadonlyMap<number, number>): number[] {
  const members = new Map<number, number[]>();
  for (const [i, { row }] of shares.entries()) {
    const list = members.get(row!);
    if (list) list.push(i);
    else members.set(row!, [i]);
  }
  const counts = new Array<number>(shares.length).fill(0);
  for (const [row, indices] of members) {
    // A row of 0.00 % may have samples all the same.
    const weights = indices.map((i) => shares[i]!.percent || Number.MIN_VALUE);
    for (const [at, count] of apportion(weights, byRow.get(row)!).entries()) counts[indices[at]!] = count;
  }
  return counts;
}

/** What the rows tell of the functions in their call graphs, by name. */
function framesOf(rows: readonly Row[]): (name: string) => RecordedFrame {
  const known = new Map<string, { mark: string; dso: string | undefined }>();
  for (const { key, mark = '', dso } of rows) {
    if (key === undefined) continue;
    const name = nameInTrees(key);
    const before = known.get(name);
    if (!before) known.set(name, { mark, dso });
    else {
      if (before.mark !== mark) before.mark = '';
      if (before.dso !== dso) before.dso = undefined;
    }
  }
  return (symbol) => {
    const { mark = '', dso } = known.get(symbol) ?? {};
    return { symbol, inlined: false, mark, ...(dso !== undefined && { dso }) };
  };
}
