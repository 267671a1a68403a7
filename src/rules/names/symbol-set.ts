/**
 * The `@names` that rules use for symbols which mean the same to them, in all spellings from RHEL 6 to 7.x. `title` is
 * what a report calls the set. Sources: kernel trees as listed in the symbol table.
 */
export interface SymbolSet {
  readonly title: string;
  readonly symbols: ReadonlySet<string>;
}

export function set(title: string, ...symbols: (string | ReadonlySet<string>)[]): SymbolSet {
  const lists = symbols.map((list) => (typeof list === 'string' ? list.trim().split(/\s+/) : [...list]));
  return { title, symbols: new Set(lists.flat()) };
}
