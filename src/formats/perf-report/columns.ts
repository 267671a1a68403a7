import { isBlank, splitCells } from '../lexical.ts';

/** One column of a table with a header. */
export interface Column {
  readonly name: string;
  readonly kind: 'percent' | 'number' | 'text';
  /** Where the column's cells lie in a row of its width; -1 when the header has no positions to trust. */
  readonly start: number;
  readonly end: number;
  /** Numbers in each cell: members of a group, or parts of a spanned column. 0 = as many as the rows show. */
  readonly count: number;
}

const percentColumns = new Set(
  ['Overhead', 'Children', 'Self', 'Latency', 'sys', 'usr', 'guest sys', 'guest usr', 'overhead'].concat([
    'Overhead_children',
    'Mem Op Load',
    'Mem Op Store',
  ]),
);
const numberColumns = new Set(['Samples', 'Period', 'Weight1', 'Weight2', 'Weight3']);
const textColumns = [
  ...['Command', 'Shared Object', 'Symbol', 'Pid:Command', 'Tid', 'Tid:Command', 'Command:  Pid', 'Source:Line'],
  ...['Source File', 'Parent symbol', 'CPU', 'Socket', 'NUMA', 'Time', 'Trace output', 'Symbol size', 'DSO size'],
  ...['Cgroup', 'cgroup id (dev/inode)', 'Transaction', 'Branch Mispredicted', 'Branch in transaction'],
  ...['Transaction abort', 'Source Symbol', 'Target Symbol', 'Source Shared Object', 'Target Shared Object'],
  ...['Basic Block Cycles', 'IPC   [IPC Coverage]', 'Memory access', 'TLB access', 'Locked', 'Snoop', 'Blocked'],
  ...['Data Symbol', 'Data Object', 'Data Cacheline', 'Data Physical Address', 'Code Symbol', 'Data Page Size'],
  ...['Code Page Size', 'Data Type', 'Data Type Offset', 'Data Type Cacheline', 'Parallelism', 'Local Weight'],
  ...['Weight', 'Local INSTR Latency', 'INSTR Latency', 'Local Retire Latency', 'Retire Latency'],
  ...['Pipeline Stage Cycle', 'Object', 'Comm', 'Pid', 'Process'],
];
const knownNames = [...percentColumns, ...numberColumns, ...textColumns];

/** Columns of other tables of perf (diff, c2c): a header with one of them is not ours. */
const foreignColumns = /^(?:Baseline|Delta|Ratio|Weighted diff|Index|Cacheline|Num$|RmtHitm|LclHitm|Tot|Address|Hitm)/;

/**
 * Reads a header line, already without its `#` (which a blank must replace, so that positions stay). With the line of
 * dots below it the positions are exact; without, as on a screen, they follow from where the names stand. `above` is the
 * line before, which since 7.2 may hold the upper half of two-line names.
 */
export function readHeader(names: string, dots: string | undefined, above?: string): Column[] | undefined {
  let columns = dots === undefined ? fromNames(names) : inOrder(names, fromDots(names, dots, above));
  // dots that a mail program wrapped or whose blanks were collapsed do not fit the names above them
  if (dots !== undefined && !fits(names, columns)) columns = isHeaderLine(names) ? fromNames(names) : fromWords(names);
  if (columns.length === 0 || columns.some((column) => foreignColumns.test(column.name))) return undefined;
  return columns;
}

/** True for a line of dot runs, the rule below a header. */
export function isDotsLine(line: string): boolean {
  let dots = 0;
  for (let i = line.charCodeAt(0) === 35 ? 1 : 0; i < line.length; i++) {
    const code = line.charCodeAt(i);
    if (code === 46) dots++;
    else if (!isBlank(code)) return false;
  }
  return dots >= 3;
}

/** True for a header line without `#`: nothing but names of columns, beginning with a number's. */
export function isHeaderLine(line: string): boolean {
  const cells = splitCells(line);
  const first = cells[0];
  if (first === undefined || cells.length < 2) return false;
  if (!percentColumns.has(first) && !numberColumns.has(first)) return false;
  return cells.every((cell) => fullName(cell) !== undefined);
}

function fromDots(names: string, dots: string, above: string | undefined): Column[] {
  const columns: Column[] = [];
  for (let i = 0; i < dots.length; ) {
    if (dots.charCodeAt(i) !== 46) {
      i++;
      continue;
    }
    let end = i;
    while (dots.charCodeAt(end) === 46) end++;
    columns.push(columnOf(names, above, i, end));
    i = end;
  }
  // the last name may be longer than its dots when the line was cut
  return columns;
}

/** perf pads a name to 1023 characters at most: below a wider column the next names stand too far left for their dots. */
function inOrder(names: string, columns: readonly Column[]): Column[] {
  const named = columns.some(({ name }) => name === '') ? fromNames(names) : [];
  if (named.length !== columns.length) return [...columns];
  return columns.map(({ start, end }, index) => makeColumn(named[index]!.name, start, end));
}

/** False when a column's dots begin or end inside a word, or span several names. */
function fits(names: string, columns: readonly Column[]): boolean {
  return columns.every(({ start, end, name, kind }) => {
    if (kind === 'text' && / {2}/.test(name) && !knownNames.includes(name) && splitCells(name).every(isKnown))
      return false;
    const inside = (at: number) => at > 0 && !isBlankAt(names, at - 1) && !isBlankAt(names, at);
    return !inside(start) && !inside(end);
  });
}

function isBlankAt(text: string, at: number): boolean {
  return at >= text.length || isBlank(text.charCodeAt(at));
}

/** Names that stand one blank apart, with longer names first (`Shared Object` before `Shared`). Without positions. */
function fromWords(names: string): Column[] {
  const columns: Column[] = [];
  const words = names.trim().split(/\s+/);
  for (let i = 0; i < words.length; ) {
    let length = Math.min(3, words.length - i);
    while (length > 1 && !isKnown(words.slice(i, i + length).join(' '))) length--;
    columns.push(makeColumn(words.slice(i, i + length).join(' '), -1, -1));
    i += length;
  }
  return columns;
}

function columnOf(names: string, above: string | undefined, start: number, end: number): Column {
  const name = names.slice(start, end).trim();
  const span = above?.slice(start, end).trim() ?? '';
  // --- Memory ---   over   RAM  Other
  const title = /^-+ (.*) -+$/.exec(span);
  if (title) {
    const parts = name.split(/\s+/);
    return { name: `${title[1]} (${parts.join(', ')})`, kind: 'percent', start, end, count: parts.length };
  }
  return makeColumn(span ? `${span} ${name}` : name, start, end);
}

function fromNames(names: string): Column[] {
  const found: { name: string; start: number }[] = [];
  let from = 0;
  for (const cell of splitCells(names)) {
    const start = names.indexOf(cell, from);
    from = start + cell.length;
    // IPC   [IPC Coverage] is one name with a gap inside
    const last = found.at(-1);
    if (cell === '[IPC Coverage]' && last?.name === 'IPC') last.name = 'IPC   [IPC Coverage]';
    else found.push({ name: fullName(cell) ?? cell, start });
  }
  return found.map(({ name, start }, index) => {
    const numeric = percentColumns.has(name) || numberColumns.has(name);
    const end = numeric ? start + name.length : (found[index + 1]?.start ?? Number.POSITIVE_INFINITY) - 2;
    return makeColumn(name, start, end);
  });
}

function makeColumn(name: string, start: number, end: number): Column {
  const percent = percentColumns.has(name);
  const kind = percent ? 'percent' : numberColumns.has(name) ? 'number' : 'text';
  return { name, kind, start, end, count: kind === 'text' ? 1 : 0 };
}

/** The column a header's cell names; screens cut names (`Shared O`). Undefined for what is no column. */
function fullName(cell: string): string | undefined {
  if (knownNames.includes(cell)) return cell;
  if (cell.includes(' / '))
    return cell.split(' / ').every((level) => level.split('+').every(isKnown)) ? cell : undefined;
  if (cell === 'IPC' || cell === '[IPC Coverage]') return cell;
  // a screen that was not redrawn: Symbol over the end of an older header
  if (cell.startsWith('Symbol') && cell.endsWith(']')) return 'Symbol';
  return cell.length > 3 ? knownNames.find((name) => name.startsWith(cell)) : undefined;
}

function isKnown(name: string): boolean {
  return knownNames.includes(name);
}
