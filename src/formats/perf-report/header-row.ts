import {
  isBlank,
  markAt,
  percentEnd,
  rowStart,
  skipBlanks,
  splitCells,
  splitCommAndObject,
  withMarkRepaired,
  wordEnd,
} from '../lexical.ts';
import type { Column } from './columns.ts';

/** Cells of a row, one per column, as printed; a cell of a group holds the members' values separated by blanks. */
export type ReadRow = (text: string) => string[] | undefined;

/** A reader of rows below a header with these columns; it answers undefined for lines that are no rows. */
export function headerRowReader(columns: readonly Column[]): ReadRow {
  const leading = columns.findIndex((column) => column.kind === 'text');
  const numeric = leading < 0 ? columns.length : leading;
  const percents = columns.findIndex((column) => column.kind !== 'percent' || column.count > 0);
  const symbol = columns.findIndex((column) => column.name === 'Symbol');
  let members = 0;

  return (text) => {
    if (numeric === 0) return symbolFirst(text, columns, symbol);
    const at = rowStart(text);
    if (at < 0) return undefined;
    if (members === 0) members = membersPerColumn(text, at, percents < 0 ? numeric : percents);

    const cells: string[] = [];
    let end = at;
    for (let i = 0; i < numeric; i++) {
      const start = skipBlanks(text, end);
      end = numbersEnd(text, start, columns[i]!.count || members);
      if (end < 0) return undefined;
      cells.push(text.slice(start, end));
    }
    if (numeric === columns.length) return cells;
    if (skipBlanks(text, end) === text.length) return undefined;
    // Numbers are right-aligned: where the last one ends tells how far the line was moved sideways.
    const shift = end - columns[numeric - 1]!.end;
    if (slice(text, columns, numeric, shift, symbol, cells)) return cells;
    cells.length = numeric;
    const rest =
      split(text.slice(end), columns.slice(numeric), symbol - numeric) ??
      repaired(text.slice(end), columns.slice(numeric), symbol - numeric);
    return rest && cells.concat(rest);
  };
}

function repaired(rest: string, columns: readonly Column[], symbol: number): string[] | undefined {
  const text = withMarkRepaired(rest);
  return text === undefined ? undefined : split(text, columns, symbol);
}

/** A group prints one value per member in each numeric column; its first row tells how many. */
function membersPerColumn(text: string, at: number, columns: number): number {
  let values = 0;
  for (let i = at; i < text.length; values++) {
    const end = percentEnd(text, i);
    if (end < 0) break;
    i = skipBlanks(text, end);
  }
  return Math.max(1, Math.floor(values / Math.max(1, columns)));
}

/** Index after `count` numbers (`12.02%`, `441`, `N/A`, `-nan%`), or -1. */
function numbersEnd(text: string, at: number, count: number): number {
  let end = at;
  for (let i = 0; i < count; i++) {
    const start = skipBlanks(text, end);
    end = wordEnd(text, start);
    const code = text.charCodeAt(start);
    const number = code >= 48 && code <= 57;
    if (!number && !/^(?:-?nan%?|inf%?|N\/A)$/.test(text.slice(start, end))) return -1;
  }
  return end;
}

/** Adds cells by position. False when a cell is longer than its column, or the row does not stand where it should. */
function slice(
  text: string,
  columns: readonly Column[],
  from: number,
  shift: number,
  symbol: number,
  cells: string[],
): boolean {
  if (columns[from]!.start < 0) return false;
  for (let i = from; i < columns.length; i++) {
    const { start, end } = columns[i]!;
    const last = i === columns.length - 1;
    if (!last) {
      const next = columns[i + 1]!.start + shift;
      for (let gap = end + shift; gap < next && gap < text.length; gap++) {
        if (!isBlank(text.charCodeAt(gap))) return false;
      }
    }
    const cell = (last ? text.slice(start + shift) : text.slice(start + shift, end + shift)).trim();
    if (i === symbol && cell.charCodeAt(2) !== 93 && markAt(cell, 0) < 0) return false;
    cells.push(cell);
  }
  return true;
}

/** Cells by the gaps between them, and by shape where those are gone. */
function split(rest: string, columns: readonly Column[], symbol: number): string[] | undefined {
  const cells = splitCells(rest);
  const mark = symbol < 0 ? -1 : markAt(rest, 0);
  // Without its mark a symbol is believed where perf's two blanks set it off: lines of call graphs have one.
  if (symbol >= 0 && mark < 0) return cells.length === columns.length && rest.startsWith('  ') ? cells : undefined;
  if (cells.length === columns.length && (symbol < 0 || markAt(cells[symbol]!, 0) >= 0)) return cells;
  if (symbol < 0) return fitColumns(cells, columns);
  const address = addressBefore(rest, mark);
  const before = fitColumns(splitCells(rest.slice(0, address)), columns.slice(0, symbol));
  const behind = splitCells(rest.slice(address));
  const columnsBehind = columns.length - symbol - 1;
  // names hold single blanks but never two: what is too much belongs to the symbol only if no column follows it
  const name = columnsBehind === 0 ? behind.join('  ') : behind[0]!;
  const after = columnsBehind === 0 ? [] : behind.slice(1);
  while (after.length < columnsBehind) after.push('');
  return [...before, name, ...after.slice(0, columnsBehind - 1), ...tail(after, columnsBehind)];
}

function tail(cells: string[], count: number): string[] {
  return count === 0 ? [] : [cells.slice(count - 1).join('  ')];
}

/** With `-v` an address and a letter stand before the mark: `0xffffffff813a2413 k [k] f`. */
function addressBefore(rest: string, mark: number): number {
  const found = /0x[0-9a-f]+\s+\S\s+$/.exec(rest.slice(Math.max(0, mark - 40), mark));
  return found ? mark - found[0].length : mark;
}

/** Makes as many cells as there are columns of cells whose gaps are lost or doubled. */
function fitColumns(cells: string[], columns: readonly Column[]): string[] {
  if (cells.length === columns.length) return cells;
  if (cells.length > columns.length) {
    if (columns.length === 0) return [];
    const extra = cells.length - columns.length + 1;
    return [cells.slice(0, extra).join('  '), ...cells.slice(extra)];
  }
  const object = columns.length - 1;
  if (columns[object]?.name === 'Shared Object' && cells.length > 0) {
    const [comm, dso] = splitCommAndObject(cells.at(-1)!);
    const before = [...cells.slice(0, -1), comm].filter((cell) => cell !== '');
    while (before.length < object) before.push('');
    return [...before.slice(0, object), dso];
  }
  const fitted = [...cells];
  while (fitted.length < columns.length) fitted.push('');
  return fitted;
}

/** `-F sym,...`: text stands first, so only positions and gaps tell the cells apart. */
function symbolFirst(text: string, columns: readonly Column[], symbol: number): string[] | undefined {
  const isRow = (cells: string[]) =>
    cells.some((cell, i) => columns[i]!.kind === 'percent' && percentEnd(cell, 0) >= 0);
  const byPosition: string[] = [];
  if (slice(text, columns, 0, 0, symbol, byPosition) && isRow(byPosition)) return byPosition;
  const byGaps = splitCells(text);
  return byGaps.length === columns.length && isRow(byGaps) ? byGaps : undefined;
}
