import type { Profile, Row } from '../model/profile.ts';
import type { Line, Note } from '../model/source.ts';
import { symbolKey } from '../model/symbol.ts';
import type { Format, Section, SectionContext } from './format.ts';
import { markAt, splitCommAndObject } from './lexical.ts';

// # Baseline  Delta Abs  Shared Object      Symbol          # Baseline/0  Delta/1  Delta/2  Command  Symbol
const header = /^\s*#?\s*Baseline(?:\/0)?\b/;
// # Baseline,Delta Abs,Shared Object       of `perf diff -t ,`
const separated = /^\s*#?\s*Baseline(?:\/0)?\s*([,;|\t])/;
const event = /^\s*#\s*Event '([^']{1,200})'/;
// Without its header, the change stands behind the share:   37.91%     -2.00%  [kernel.kallsyms]  [k] queued_spin_lock_slowpath
const bareRow = /^\s{0,40}\d{1,3}\.\d\d%\s+[+-]\d{1,3}\.\d\d%\s+\S/;
// #  [1] patched_pktgen.data
const dataFile = /^\s*#\s*\[(\d+)\]\s*(\S+)/;

interface Cells {
  readonly line: number;
  /** Baseline, then a value per further column; undefined where the cell is blank. */
  readonly numbers: readonly (number | undefined)[];
  readonly rest: string;
}

/** perf diff: a profile of the baseline and one of each file compared with it, as far as the columns give shares. */
export const perfDiff: Format = {
  name: 'perf-diff',
  starts: (lines, at) => startsAt(lines, at),
  read(lines: readonly Line[], at: number, { file, command }: SectionContext): Section {
    const names: string[] = [];
    const cells: Cells[] = [];
    const notes: Note[] = [];
    let eventName: string | undefined;
    let columns = ['Baseline', 'Delta'];
    let ends = defaultEnds;
    let separator: string | undefined;
    let end = at;
    for (let i = at; i < lines.length && i - end < 4; i++) {
      const { text, number } = lines[i]!;
      const named = event.exec(text);
      if (named && cells.length > 0) break;
      if (named) eventName = named[1];
      const data = dataFile.exec(text);
      if (data) names[Number(data[1])] = data[2]!;
      if (header.test(text)) {
        separator = separated.exec(text)?.[1];
        columns = text
          .replace(/^\s*#?\s*/, '')
          .split(separator ?? /\s{2,}/)
          .map((name) => name.trim());
        ends = columnEnds(text, lines[i + 1]?.text, columns);
      }
      if (/^\s*#/.test(text) || header.test(text)) {
        end = i + 1;
        continue;
      }
      const read =
        separator === undefined ? readCells(text, number, ends) : splitRow(text, number, separator, ends.length);
      if (!read && cells.length > 0 && titlesAnother(lines, i)) break;
      if (!read) continue;
      cells.push(read);
      end = i + 1;
    }
    const shares = columns.flatMap((name, column) =>
      /^(?:Baseline|Delta|Ratio)/.test(name) ? [{ name, column }] : [],
    );
    const captures = shares.map(({ name, column }, index) =>
      profileOf(name, column, index, shares.length, cells, {
        file,
        ...(eventName !== undefined ? { event: eventName } : {}),
        ...(command !== undefined ? { command } : {}),
        name: names[index] ?? (index === 0 ? 'baseline' : `file ${index}`),
        lastLine: lines[end - 1]!.number,
        firstLine: lines[at]!.number,
        notes: index === 0 ? notes : [],
      }),
    );
    return { end, captures: captures.filter((one) => one.rows.length > 0) };
  },
};

function startsAt(lines: readonly Line[], at: number): boolean {
  const { text } = lines[at]!;
  if (text.length > 400) return false;
  if (header.test(text)) return /Delta|Ratio|Weighted diff/.test(text);
  if (event.test(text)) {
    for (let i = at + 1; i < Math.min(lines.length, at + 16); i++) if (header.test(lines[i]!.text)) return true;
    return false;
  }
  return bareRow.test(text);
}

/** `HTTP server, PHP:` between empty lines, and rows below it: the next of several comparisons. */
function titlesAnother(lines: readonly Line[], at: number): boolean {
  if (lines[at - 1]?.text.trim() !== '' || !/^\s{0,20}\w.{0,200}:\s*$/.test(lines[at]!.text)) return false;
  return lines.slice(at + 1, at + 3).some(({ text }) => text.length < 400 && bareRow.test(text));
}

const defaultEnds: readonly number[] = [];

/** Where each numeric column's cells end: numbers are right-aligned, and empty cells are legal. */
function columnEnds(text: string, dots: string | undefined, columns: readonly string[]): number[] {
  const ruler = dots !== undefined && /^\s*#?[ .]+$/.test(dots) && dots.includes('...') ? dots : undefined;
  const ends: number[] = [];
  if (ruler) for (const run of ruler.matchAll(/\.+/g)) ends.push(run.index + run[0].length);
  else {
    let from = 0;
    for (const name of columns) {
      from = text.indexOf(name, from) + name.length;
      ends.push(from);
    }
  }
  const numeric = columns.findIndex(
    (name) => !/^(?:Baseline|Delta|Ratio|Weighted|Base period|Period|Formula)/.test(name),
  );
  return ends.slice(0, numeric < 0 ? ends.length : numeric);
}

function readCells(text: string, line: number, ends: readonly number[]): Cells | undefined {
  const numbers: (number | undefined)[] = [];
  let at = 0;
  const expected = Math.max(ends.length, 2);
  // A number belongs to the column whose right edge is nearest to its own.
  const number = /^\s*([+-]?\d+(?:\.\d+)?%?)(?=\s)/;
  for (;;) {
    const found = number.exec(text.slice(at, at + 80));
    if (!found || numbers.length >= expected) break;
    const end = at + found[0].length;
    let column = numbers.length;
    while (column + 1 < ends.length && Math.abs(ends[column + 1]! - end) < Math.abs(ends[column]! - end)) column++;
    while (numbers.length < column) numbers.push(undefined);
    numbers.push(Number(found[1]!.replace('%', '')));
    at = end;
  }
  const rest = text.slice(at).trim();
  if (numbers.length === 0 || rest === '' || !text.includes('%')) return undefined;
  return { line, numbers, rest };
}

/** A row of `-t SEP`, whose cells stay padded:   88.21   ,-0.07%   ,[kernel.kallsyms] */
function splitRow(text: string, line: number, separator: string, numeric: number): Cells | undefined {
  const cells = text.split(separator).map((cell) => cell.trim());
  if (cells.length <= numeric) return undefined;
  const numbers = cells.slice(0, numeric).map((cell) => (cell === '' ? undefined : Number(cell.replace('%', ''))));
  if (numbers.every((one) => one === undefined) || numbers.some((one) => Number.isNaN(one))) return undefined;
  return { line, numbers, rest: cells.slice(numeric).join('  ') };
}

type About = Pick<Profile, 'file' | 'firstLine' | 'lastLine' | 'notes' | 'event' | 'command'> & {
  readonly name: string;
};

function profileOf(
  title: string,
  column: number,
  index: number,
  of: number,
  cells: readonly Cells[],
  about: About,
): Profile {
  const { name, ...place } = about;
  const rows: Row[] = [];
  for (const { line, numbers, rest } of cells) {
    const base = numbers[0] ?? 0;
    const change = numbers[column];
    const self = index === 0 ? numbers[0] : shareOf(title, base, change);
    if (self === undefined) continue;
    rows.push({ line, self: Math.max(self, 0), ...symbolOf(rest) });
  }
  return {
    kind: 'profile',
    format: 'perf-diff',
    ...place,
    population: { scope: 'unknown', comms: [], ids: [], cpus: [], filters: [], base: 'all' },
    columns: ['Overhead', 'Symbol'],
    rows,
    stacks: [],
    truncated: true,
    member: { index, of, name },
  };
}

/** Share in the compared file: a blank change means the symbol is gone there. */
function shareOf(title: string, base: number, change: number | undefined): number | undefined {
  if (change === undefined) return undefined;
  return title.startsWith('Ratio') ? base * change : base + change;
}

/** The cells behind the numbers: `[kernel.kallsyms]  [k] memset`, `rx worker 0  [k] __schedule`, `[k] ip6_pol_route`. */
function symbolOf(rest: string): Partial<Row> {
  const mark = markAt(rest, 0);
  if (mark < 0) return { dso: rest };
  const symbol = rest.slice(mark + 3).trim();
  // (30060120 * 100 / 507014024) - (0 * 100 / 883767528)        30060120  udpstrip     of `-c` and `-F`
  const before = rest
    .slice(0, mark)
    .replace(/^\(.*\)\s+\d+\s/, '')
    .trim();
  const [comm, dso] = before === '' ? ['', ''] : splitCommAndObject(before);
  return {
    ...(comm !== '' ? { comm } : {}),
    ...(dso !== '' ? { dso } : {}),
    mark: rest[mark + 1]!,
    symbol,
    key: symbolKey(symbol),
  };
}
