import type { Profile, Row } from '../../model/profile.ts';
import type { Line } from '../../model/source.ts';
import type { RowTree } from '../call-graph/to-stacks.ts';
import { isBlank, percentEnd, percentValue, rowStart, skipBlanks, splitCells } from '../lexical.ts';
import type { Column } from './columns.ts';
import { profileOfRows, type Table } from './profiles.ts';
import { readBody } from './read-body.ts';
import { setSymbol } from './row-of-cells.ts';

/** One line of a hierarchy: how far its percentage is moved to the right is its level. */
interface Entry {
  readonly line: number;
  readonly edge: number;
  readonly share: number;
  readonly numbers: readonly string[];
  readonly name: string;
}

type Draft = { -readonly [field in keyof Row]: Row[field] };

/**
 * `--hierarchy`: each level is moved three columns to the right and named after its part of the header
 * (`Command / Shared Object / Symbol`). Rows of the lowest level carry self shares; those above hold the sum of the rows
 * below them and carry it as total, so that nothing is counted twice.
 */
export function readHierarchy(
  lines: readonly Line[],
  at: number,
  columns: readonly Column[],
  separator: string | undefined,
  layout: 'stdio' | 'tui',
  table: Table,
): { profile: Profile; end: number } {
  const levels = (columns.at(-1)?.name ?? '').split(' / ').map((level) => level.split('+'));
  const numeric = columns.filter((column) => column.kind !== 'text').length;
  const body = readBody(lines, at, (line) => readEntry(line, numeric, separator, levels), {
    file: table.file,
    layout,
    sorted: false,
    below: 'tree',
  });
  const base = body.rows.length > 0 ? body.rows[0]!.edge : 0;
  const path: Draft[] = [];
  const rows: Row[] = body.rows.map((entry) => {
    const level = Math.max(0, Math.min(levels.length - 1, Math.round((entry.edge - base) / 3), path.length));
    path.length = level;
    const row: Draft = { ...path[level - 1], line: entry.line };
    delete row.self;
    delete row.total;
    delete row.samples;
    delete row.period;
    setNames(row, levels[level]!, entry.name);
    if (level === levels.length - 1) row.self = entry.share;
    else row.total = entry.share;
    const [samples, period] = numbersOf(columns, entry.numbers);
    if (samples !== undefined) row.samples = samples;
    if (period !== undefined) row.period = period;
    path.push(row);
    return row;
  });
  const trees: RowTree[] = body.trees;
  const profile = profileOfRows(
    {
      ...table,
      trees,
      lastLine: Math.max(table.lastLine, lines[body.end - 1]?.number ?? 0),
      notes: [...table.notes, ...body.notes],
      truncated: body.elided || layout === 'tui',
    },
    rows,
  );
  return { profile, end: body.end };
}

function readEntry(
  { text, number }: Line,
  numeric: number,
  separator: string | undefined,
  levels: readonly (readonly string[])[],
): Entry | undefined {
  const start = rowStart(text);
  if (start < 0) return undefined;
  let end = percentEnd(text, start);
  const share = percentValue(text.slice(start, end));
  if (share === undefined) return undefined;
  // `-t SEP` pads behind the number, so there the left edge moves; else the right one
  const edge = separator ? start : end;
  const numbers: string[] = [];
  for (let i = 1; i < numeric; i++) {
    const from = skipBlanks(text, separator ? end + separator.length : end);
    end = from;
    while (end < text.length && !isBlank(text.charCodeAt(end)) && !(separator && text.startsWith(separator, end)))
      end++;
    numbers.push(text.slice(from, end));
  }
  const cut = separator ? text.indexOf(separator, end) : end;
  const name = cut < 0 ? '' : text.slice(cut + (separator?.length ?? 0)).trim();
  // a call graph's line has its name one blank behind the number; here it is at least two
  if (name === '' || (!separator && !isBlank(text.charCodeAt(end + 1)) && levels.length > 0)) return undefined;
  return { line: number, edge, share, numbers, name };
}

function setNames(row: Draft, names: readonly string[], text: string): void {
  const cells = names.length === 1 ? [text] : splitCells(text);
  names.forEach((name, i) => {
    const cell = i === names.length - 1 ? cells.slice(i).join('  ') : (cells[i] ?? '');
    if (name === 'Command') row.comm = cell;
    else if (name === 'Shared Object') row.dso = cell;
    else if (name === 'Symbol') setSymbol(row, cell);
    else if (name === 'Pid:Command') {
      const found = /^(\d+):/.exec(cell);
      if (found) row.tid = Number(found[1]);
    } else row.cells = { ...row.cells, [name]: cell };
  });
}

function numbersOf(columns: readonly Column[], cells: readonly string[]): (number | undefined)[] {
  const names = columns.filter((column) => column.kind !== 'text').map((column) => column.name);
  return ['Samples', 'Period'].map((name) => {
    const at = names.indexOf(name) - 1;
    const value = at < 0 ? Number.NaN : Number(cells[at]);
    return Number.isFinite(value) ? value : undefined;
  });
}
