/**
 * The `@names` that rules use for symbols which mean the same to them, in all spellings from RHEL 6 to 7.x. `title` is
 * what a report calls the set. Sources: kernel trees as listed in the symbol table.
 */
export interface SymbolSet {
  readonly title: string;
  readonly symbols: ReadonlySet<string>;
}

type Names = string | ReadonlySet<string>;

/** A set made on first use: a run needs few of them, and there are thousands of names. */
export function set(title: string, ...symbols: Names[]): SymbolSet {
  return new LazySet(title, symbols);
}

class LazySet implements SymbolSet {
  readonly title: string;
  readonly #lists: readonly Names[];
  #symbols: ReadonlySet<string> | undefined;

  constructor(title: string, lists: readonly Names[]) {
    this.title = title;
    this.#lists = lists;
  }

  get symbols(): ReadonlySet<string> {
    this.#symbols ??= new Set(this.#lists.flatMap((list) => [...namesOf(list)]));
    return this.#symbols;
  }
}

function namesOf(list: Names): Iterable<string> {
  return typeof list === 'string' ? list.replaceAll('\n', ' ').split(' ').filter(Boolean) : list;
}
