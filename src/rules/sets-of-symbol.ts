import { allSets } from './symbol-sets.ts';

let names: ReadonlyMap<string, readonly string[]> | undefined;

/** The `@names` that a symbol belongs to. The executable looks them up in a file. */
export function setsOf(symbol: string): readonly string[] {
  names ??= allNames();
  return names.get(symbol) ?? [];
}

function allNames(): Map<string, string[]> {
  const found = new Map<string, string[]>();
  for (const [name, { symbols }] of allSets()) {
    for (const symbol of symbols) {
      const known = found.get(symbol);
      if (known) known.push(name);
      else found.set(symbol, [name]);
    }
  }
  return found;
}
