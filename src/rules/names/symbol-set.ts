/**
 * The `@names` that rules use for symbols which mean the same to them, in all spellings from RHEL 6 to 7.x. `title` is
 * what a report calls the set. Sources: kernel trees as listed in the symbol table.
 */
export interface SymbolSet {
  readonly title: string;
  readonly symbols: ReadonlySet<string>;
}

/** A set made on first use: a run needs few of them, and there are thousands of names. */
export function set(title: string, ...symbols: (string | ReadonlySet<string>)[]): SymbolSet {
  let made: ReadonlySet<string> | undefined;
  return {
    title,
    get symbols() {
      made ??= new Set(symbols.flatMap((list) => (typeof list === 'string' ? list.trim().split(/\s+/) : [...list])));
      return made;
    },
  };
}
