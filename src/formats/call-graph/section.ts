import type { SymbolTable } from '../../model/call-tree.ts';
import type { Row } from '../../model/profile.ts';
import { frameKey, hasPosition } from './frame-name.ts';
import type { RawTree } from './raw-tree.ts';

/** What is known about the table the trees hang in. */
export interface TreeOptions {
  /** The table has a Children column. */
  readonly children: boolean;
  /** perf top: the numbers decay while they are printed and do not fit each other. */
  readonly live: boolean;
  /** perf command line, if known. */
  readonly command?: string;
  /** Samples and sum of event counts of the section: what `-g count` and `-g period` values are parts of. */
  readonly samples?: number;
  readonly eventCount?: number;
  /** Rows and trees are percent of the filtered samples: both have the same base, so nothing changes. */
  readonly relativeBase?: boolean;
  /** perf then leaves the symbol out of its trees; the trees themselves show that. */
  readonly symbolIsFirstKey?: boolean;
}

/** A tree and the row it hangs under, an index into the rows. */
export interface RowTree {
  readonly tree: RawTree;
  readonly row: number;
}

/** A tree with its frames' names as numbers of the section's table. */
export interface NamedTree {
  readonly raw: RawTree;
  readonly key: Int32Array;
  readonly row: Row;
  readonly rowIndex: number;
  /** The row's symbol, -1 when the table has none. */
  readonly symbol: number;
  /** What the tree is a breakdown of, in percent: Children where there is that column, else Overhead. */
  readonly share: number | undefined;
}

/** Names all trees of a section. Each distinct spelling is looked at once. */
export function nameTrees(
  trees: readonly RowTree[],
  rows: readonly Row[],
  options: TreeOptions,
  table: SymbolTable,
): NamedTree[] {
  const spellings = new Map<string, number>();
  const named: NamedTree[] = [];
  for (const { tree, row: rowIndex } of trees) {
    const row = rows[rowIndex];
    if (!row) continue;
    const key = new Int32Array(tree.name.length);
    for (let node = 0; node < key.length; node++) {
      const name = tree.name[node]!;
      let spelling = spellings.get(name);
      if (spelling === undefined) {
        spelling = spellings.size;
        spellings.set(name, spelling);
      }
      key[node] = spelling;
    }
    const share = options.children ? (row.total ?? row.self) : (row.self ?? row.total);
    named.push({ raw: tree, key, row, rowIndex, symbol: rowSymbol(row, table), share });
  }
  const printed = [...spellings.keys()];
  const positions = printed.filter(hasPosition).length * 2 >= printed.length;
  const symbols = printed.map((name) => table.id(frameKey(name, positions)));
  for (const { key } of named) for (let node = 0; node < key.length; node++) key[node] = symbols[key[node]!]!;
  return named;
}

/** Number of a row's symbol; -1 without one. Rows pad addresses with zeros (`0x00000000000013bf`), trees do not. */
export function rowSymbol(row: Row, table: SymbolTable): number {
  const name = row.key ?? row.symbol;
  if (name === undefined) return -1;
  return table.id(frameKey(name.startsWith('0x0') ? name.replace(/^0x0+(?=[0-9a-f])/, '0x') : name, false));
}
