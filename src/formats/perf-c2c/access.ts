import { symbolKey } from '../../model/symbol.ts';
import { integerOf, isAddress, isNodeList, nodesOf, offsetOf, percentOf } from './cells.ts';
import { type Column, piecesOf } from './columns.ts';
import { shareLayout } from './layouts.ts';

/** One row of the pareto: its cells under their columns' names. Shares are of the block the row stands in. */
export interface AccessCells {
  readonly shares: readonly { readonly column: Column; readonly percent: number }[];
  readonly offset?: number;
  readonly pid?: number;
  readonly tid?: number;
  readonly comm?: string;
  readonly records?: number;
  readonly cpus?: number;
  readonly symbol?: string;
  readonly key?: string;
  readonly dso?: string;
  readonly source?: string;
  readonly nodes: readonly number[];
  readonly cells: Readonly<Record<string, string>>;
  /** The header does not fit the row: the cells were told apart by their shape. */
  readonly guessed: boolean;
}

/** Reads a row of the pareto by its columns, or by the shape of its cells when there are none or they do not fit. */
export function readAccess(text: string, columns: readonly Column[] | undefined): AccessCells | undefined {
  const fitted = columns && byColumns(text, columns);
  if (fitted) return { ...cellsOf(fitted), guessed: false };
  const shaped = byShape(text);
  return shaped && { ...cellsOf(shaped), guessed: true };
}

interface Cell {
  readonly column: Column;
  readonly text: string;
}

/** Cells are separated by two blanks; only the last column, the list of nodes, holds such gaps itself. */
function byColumns(text: string, columns: readonly Column[]): Cell[] | undefined {
  const pieces = piecesOf(text);
  const cells: Cell[] = [];
  for (let i = 0; i < columns.length && i < pieces.length; i++) {
    const column = columns[i]!;
    const isLast = column.name.startsWith('Node') && i === columns.length - 1;
    const cell = isLast ? text.slice(pieces[i]!.start).trim() : pieces[i]!.text;
    if (!isLast && !fits(cell, column)) return undefined;
    cells.push({ column, text: cell });
  }
  const hasNodes = columns.at(-1)?.name.startsWith('Node') ?? false;
  if (pieces.length > columns.length && !hasNodes) return undefined;
  // Of a row without nodes (hand-made excerpts) nothing else may be missing.
  return cells.length >= columns.length - (hasNodes ? 1 : 0) ? cells : undefined;
}

function fits(cell: string, column: Column): boolean {
  if (isShare(column)) return percentOf(cell) !== undefined;
  switch (column.name) {
    case 'Offset':
    case 'Off':
      return offsetOf(cell) !== undefined;
    case 'Code address':
      return /^0x[0-9a-f]{1,16}$/.test(cell);
    case 'Tid':
      return /^\d+:/.test(cell);
    case 'Pid':
    case 'records':
    case 'cnt':
    case 'PA cnt':
      return integerOf(cell) !== undefined;
    case 'Source:Line':
      return !isNodeList(cell);
    default:
      return true;
  }
}

export function isShare(column: Column): boolean {
  return ['RmtHitm', 'LclHitm', 'Rmt', 'Lcl', 'Peer'].includes(column.name) || isStore(column);
}

export function isStore(column: Column): boolean {
  return ['L1 Hit', 'L1 Miss', 'L1Hit', 'L1Miss', 'N/A'].includes(column.name);
}

/**
 * Without a header: shares, offset, what stands before the code address, cycles and counts, then from the symbol's mark on.
 *
 *  0.00%  42.29%  0.00%  0.00%  0.00%  0x8  1  1  0xffffffff81373b7b  0  231  129  5312  64  [k] f  [kernel.vmlinux]  memcontrol.h:752  1
 */
function byShape(text: string): Cell[] | undefined {
  const mark = /\s\[[k.guHb]\]\s/.exec(text);
  const numbers = (mark ? text.slice(0, mark.index) : text).trim().split(/\s+/);
  let shares = 0;
  while (shares < numbers.length && percentOf(numbers[shares]!) !== undefined) shares++;
  if (shares === 0 || shares > 6) return undefined;
  const cells = shareLayout(shares).map((column, i) => ({ column, text: numbers[i]! }));
  const add = (label: string, cell: string | undefined): void => {
    if (cell) cells.push({ column: { name: label, label }, text: cell });
  };
  let at = shares;
  if (at < numbers.length && offsetOf(numbers[at]!) !== undefined) add('Offset', numbers[at++]);
  const code = numbers.findIndex((cell, i) => i >= at && isAddress(cell));
  if (code >= 0) {
    addBeforeCode(numbers.slice(at, code), add);
    add('Code address', numbers[code]);
    addLatencies(numbers.slice(code + 1), add);
  } else if (at < numbers.length) {
    if (!mark) return undefined;
    add('?', numbers.slice(at).join(' '));
  }
  if (mark) addSymbol(text.slice(mark.index).trim(), add);
  return cells;
}

type Add = (label: string, cell: string | undefined) => void;

/** `[Node PA-cnt] [Pid] [Tid:comm]`, the thread's name perhaps with blanks. */
function addBeforeCode(cells: readonly string[], add: Add): void {
  const tid = cells.findIndex((cell) => /^\d+:/.test(cell));
  const before = tid < 0 ? cells : cells.slice(0, tid);
  if (before.length === 1 || before.length === 3) add('Pid', before.at(-1));
  if (before.length >= 2) {
    add('Data address Node', before[0]);
    add('Data address PA cnt', before[1]);
  }
  if (tid >= 0) add('Tid', cells.slice(tid).join(' '));
}

/** Three mean latencies, or four with a peer column; then records (not in perf 4.10) and the number of CPUs. */
function addLatencies(cells: readonly string[], add: Add): void {
  const names = ['cycles rmt hitm', 'cycles lcl hitm', 'cycles load'];
  if (cells.length >= 6) names.push('cycles peer');
  if (cells.length >= 5) names.push('records');
  if (cells.length >= 4) names.push('cnt');
  for (const [i, cell] of cells.entries()) add(names[i] ?? '?', cell);
}

/** `[k] name  [kernel.kallsyms]  file.c:90   0  1`; with blanks collapsed, from the right. */
function addSymbol(text: string, add: Add): void {
  const pieces = piecesOf(text);
  if (pieces.length >= 2) {
    add('Symbol', pieces[0]!.text);
    add('Object', pieces[1]!.text);
    const rest = pieces.length > 2 && !isNodeList(pieces[2]!.text) ? 3 : 2;
    if (rest === 3) add('Source:Line', pieces[2]!.text);
    if (pieces.length > rest) add('Node', text.slice(pieces[rest]!.start));
    return;
  }
  const words = text.split(' ');
  const nodes: string[] = [];
  while (words.length > 2 && /^(?:\d{1,4}(?:\{.*)?|N\/A)$/.test(words.at(-1)!)) nodes.unshift(words.pop()!);
  // file.c:90   udp_rmem_release+156   false_sharing.exe[13e9]   ??:0
  const source = words.length > 3 && /(?::|\+)\d+$|\[[0-9a-f]+\]$/.test(words.at(-1)!) ? words.pop() : undefined;
  const dso = words.length > 2 ? words.pop() : undefined;
  add('Symbol', words.join(' '));
  add('Object', dso);
  add('Source:Line', source);
  add('Node', nodes.join(' '));
}

function cellsOf(all: readonly Cell[]): Omit<AccessCells, 'guessed'> {
  const found: { -readonly [name in keyof AccessCells]?: AccessCells[name] } = {};
  const shares: { column: Column; percent: number }[] = [];
  const rest: Record<string, string> = {};
  let nodes: number[] = [];
  for (const { column, text } of all) {
    if (isShare(column)) {
      shares.push({ column, percent: percentOf(text) ?? 0 });
      if (isStore(column) || column.name === 'Peer') rest[column.label] = text;
    } else if (column.name === 'Offset' || column.name === 'Off') found.offset = offsetOf(text)!;
    else if (column.name === 'Pid') found.pid = integerOf(text)!;
    else if (column.name === 'Tid') {
      const colon = text.indexOf(':');
      found.tid = Number(text.slice(0, colon));
      found.comm = text.slice(colon + 1).trim();
    } else if (column.name === 'records') found.records = integerOf(text)!;
    else if (column.name === 'cnt') found.cpus = integerOf(text)!;
    else if (column.name === 'Symbol') {
      found.symbol = text.replace(/^\[.\] /, '');
      found.key = symbolKey(found.symbol);
      rest.mark = text.startsWith('[') ? text.slice(1, 2) : '';
    } else if (column.name === 'Object') found.dso = text;
    else if (column.name === 'Source:Line') found.source = text;
    else if (column.label.startsWith('Node')) {
      nodes = nodesOf(text);
      if (text.includes('{')) rest[column.label] = text;
    } else rest[column.label] = text;
  }
  return { ...found, shares, nodes, cells: rest };
}
