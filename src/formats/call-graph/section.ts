import { type SymbolTable, unshownFrame } from '../../model/call-tree.ts';
import type { Row } from '../../model/profile.ts';
import { frameKey, hasPosition } from './frame-name.ts';
import type { NamePool } from './name-pool.ts';
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
  /** The table is of a part of the samples, and its percentages may be of that part. */
  readonly filtered?: boolean;
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
  /** Lies as the lists of the raw tree do. */
  readonly key: Int32Array | number[];
  readonly row: Row;
  readonly rowIndex: number;
  /** The row's symbol, -1 when the table has none. */
  readonly symbol: number;
  /** What the tree is a breakdown of, in percent: Children where there is that column, else Overhead. */
  readonly share: number | undefined;
  /** Some of its nodes stand for what was not printed: `[...]`. */
  readonly elided: boolean;
}

/** The distinct names of a section's frames. */
class Spellings {
  readonly printed: string[] = [];
  /** Number of `[...]`, -1 until there is one. */
  elision = -1;
  readonly #ids = new Map<string, number>();
  /** Spelling + 1 by the numbers of a pool. */
  #byNumber = new Int32Array(0);

  ofNames(names: readonly string[]): number[] {
    return names.map((name) => this.#id(name));
  }

  /** Fills `key` with the spellings of numbered names. */
  ofNumbers({ numbers, from, size }: RawTree, pool: NamePool, key: Int32Array): void {
    if (this.#byNumber.length < pool.names.length) {
      const wider = new Int32Array(pool.names.length);
      wider.set(this.#byNumber);
      this.#byNumber = wider;
    }
    const byNumber = this.#byNumber;
    for (let at = from; at < from + size; at++) {
      const number = numbers[at]!;
      if (byNumber[number] === 0) byNumber[number] = this.#id(pool.names[number]!) + 1;
      key[at] = byNumber[number]! - 1;
    }
  }

  #id(name: string): number {
    let id = this.#ids.get(name);
    if (id === undefined) {
      id = this.printed.push(name) - 1;
      this.#ids.set(name, id);
      if (name === unshownFrame) this.elision = id;
    }
    return id;
  }
}

/** Names all trees of a section. Each distinct spelling is looked at once. */
export function nameTrees(
  trees: readonly RowTree[],
  rows: readonly Row[],
  options: TreeOptions,
  table: SymbolTable,
): NamedTree[] {
  const spellings = new Spellings();
  const named: NamedTree[] = [];
  let shared = new Int32Array(0);
  const keysOf = ({ numbers, size }: RawTree): Int32Array => {
    if (numbers.length === size) return new Int32Array(size);
    if (shared.length < numbers.length) shared = new Int32Array(numbers.length);
    return shared;
  };
  for (const { tree, row: rowIndex } of trees) {
    const row = rows[rowIndex];
    if (!row) continue;
    const key = tree.pool ? keysOf(tree) : spellings.ofNames(tree.name);
    if (tree.pool) spellings.ofNumbers(tree, tree.pool, key as Int32Array);
    const share = options.children ? (row.total ?? row.self) : (row.self ?? row.total);
    const elided = spellings.elision >= 0 && isAmong(spellings.elision, key, tree);
    named.push({ raw: tree, key, row, rowIndex, symbol: rowSymbol(row, table), share, elided });
  }
  const { printed } = spellings;
  const positions = printed.filter(hasPosition).length * 2 >= printed.length;
  const symbols = printed.map((name) => table.id(frameKey(name, positions)));
  noteInlined(printed, symbols, named, table);
  for (const { key, raw } of named) {
    const end = raw.from + raw.size;
    for (let at = raw.from; at < end; at++) key[at] = symbols[key[at]!]!;
  }
  return named;
}

/** What is printed as inlined only, here and as a row. */
function noteInlined(
  printed: readonly string[],
  symbols: readonly number[],
  named: readonly NamedTree[],
  table: SymbolTable,
): void {
  const inlined = new Set(symbols.filter((_, at) => printed[at]!.endsWith('(inlined)')));
  if (inlined.size === 0) return;
  for (let at = 0; at < printed.length; at++) if (!printed[at]!.endsWith('(inlined)')) inlined.delete(symbols[at]!);
  for (const { symbol } of named) inlined.delete(symbol);
  for (const id of inlined) table.inlined.add(id);
}

function isAmong(wanted: number, key: ArrayLike<number>, { from, size }: RawTree): boolean {
  for (let at = from; at < from + size; at++) if (key[at] === wanted) return true;
  return false;
}

/** Number of a row's symbol; -1 without one. Rows pad addresses with zeros (`0x00000000000013bf`), trees do not. */
export function rowSymbol(row: Row, table: SymbolTable): number {
  const name = row.key ?? row.symbol;
  if (name === undefined) return -1;
  return table.id(frameKey(name.startsWith('0x0') ? name.replace(/^0x0+(?=[0-9a-f])/, '0x') : name, false));
}
