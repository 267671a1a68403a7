import { readFileSync } from 'node:fs';
import type { RawTree } from '../../../src/formats/call-graph/read-tree.ts';
import { readTree } from '../../../src/formats/call-graph/read-tree.ts';
import { type RowTree, toStackSets } from '../../../src/formats/call-graph/to-stacks.ts';
import { type StackSet, totals } from '../../../src/model/call-tree.ts';
import type { Row } from '../../../src/model/profile.ts';
import type { Line, Note } from '../../../src/model/source.ts';
import { symbolKey } from '../../../src/model/symbol.ts';

/** A table read by the plainest means: what starts with a percentage is a row. */
export interface Table {
  readonly lines: readonly Line[];
  readonly rows: readonly Row[];
  readonly trees: readonly (RowTree & { readonly at: number; readonly end: number })[];
  readonly children: boolean;
  readonly stacks: readonly StackSet[];
  readonly notes: readonly Note[];
}

export function linesOf(text: string): Line[] {
  return text.split(/\r?\n/).map((line, index) => ({ text: line, number: index + 1 }));
}

//     12.02%     0.45%  udp-tx   [kernel.kallsyms]  [k] finish_task_switch
const row = /^[-+ ]? *(\d+[.,]\d\d)%\s+(?:(\d+[.,]\d\d)%\s+)?\S/;

export function readTable(lines: readonly Line[], layout: 'stdio' | 'tui', live = false): Table {
  const header = lines.find(({ text }) => /^#?\s*(?:Overhead|Children)\b/.test(text))?.text ?? '';
  const children = /Children/.test(header);
  const text = lines.slice(0, 30).map((line) => line.text);
  const samples = text.map((line) => /Samples: (\d+) /.exec(line)?.[1]).find(Boolean);
  const eventCount = text.map((line) => /Event count \(approx\.\): (\d+)/.exec(line)?.[1]).find(Boolean);
  const rows: Row[] = [];
  const trees: (RowTree & { at: number; end: number })[] = [];
  for (let i = 0; i < lines.length; i++) {
    const line = lines[i]!;
    const cells = row.exec(line.text);
    const isRow =
      cells && (/\[[.kguHX]\] /.test(line.text) || /%\s{2,}\S/.test(line.text) || /%\s*[,|;\t]/.test(line.text));
    if (!isRow) continue;
    const first = Number(cells[1]!.replace(',', '.'));
    const second = cells[2] === undefined ? undefined : Number(cells[2].replace(',', '.'));
    const symbol = /\[[.kguHX]\] (.*?)\s*$/.exec(line.text)?.[1];
    rows.push({
      line: line.number,
      ...(children ? { total: first, ...(second !== undefined && { self: second }) } : { self: first }),
      ...(symbol !== undefined && { symbol, key: symbolKey(symbol) }),
    });
    const read = readTree(lines, i + 1, layout);
    if (!read) continue;
    trees.push({ tree: read.tree, row: rows.length - 1, at: i + 1, end: read.end });
    i = read.end - 1;
  }
  const options = {
    children,
    live,
    ...(samples && { samples: Number(samples) }),
    ...(eventCount && { eventCount: Number(eventCount) }),
  };
  return { lines, rows, trees, children, ...toStackSets(trees, rows, options, 'report.txt') };
}

export function readTableFile(path: string, layout: 'stdio' | 'tui' = 'stdio', live = false): Table {
  return readTable(linesOf(readFileSync(path, 'utf8')), layout, live);
}

/** Sum of all stacks of one row, by basis. */
export function sumsOfRow(table: Table, index: number): Partial<Record<StackSet['basis'], number>> {
  const sums: Partial<Record<StackSet['basis'], number>> = {};
  for (const set of table.stacks) {
    if (set.row === index) sums[set.basis] = (sums[set.basis] ?? 0) + totals(set.tree)[0]!;
  }
  return sums;
}

/** Largest amount by which a child exceeds what its parent shows. */
export function excess(tree: RawTree, share: number): number {
  const base: number[] = [];
  let most = 0;
  for (let node = 0; node < tree.parent.length; node++) {
    const above = tree.parent[node]! < 0 ? share : base[tree.parent[node]!]!;
    const value = tree.value[node]!;
    base.push(Number.isNaN(value) ? above : value);
    most = Math.max(most, base[node]! - above);
  }
  return most;
}

/** Stacks as text, outermost frame first, with their weights rounded. */
export function listStacks(sets: readonly StackSet[], basis: StackSet['basis'] = 'self'): Record<string, number> {
  const list: Record<string, number> = {};
  for (const { tree, basis: own } of sets) {
    if (own !== basis) continue;
    const path: string[] = [''];
    for (let node = 1; node < tree.parent.length; node++) {
      const above = path[tree.parent[node]!]!;
      const name = tree.symbols[tree.symbol[node]!]!;
      path.push(above === '' ? name : `${above};${name}`);
      if (tree.self[node]! > 0) list[path[node]!] = (list[path[node]!] ?? 0) + tree.self[node]!;
    }
  }
  for (const key of Object.keys(list)) list[key] = Math.round(list[key]! * 100) / 100;
  return list;
}
