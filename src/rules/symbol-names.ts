import { coreNames } from './names/core.ts';
import { steeringNames } from './names/steering.ts';
import { socketNames } from './names/socket.ts';
import type { SymbolSet } from './names/symbol-set.ts';

/** All `@names` that rules may use. */
export const symbolSets: Readonly<Record<string, SymbolSet>> = { ...coreNames, ...socketNames, ...steeringNames };

/** The symbol keys that a rule's list of symbols and `@names` stands for. */
export function resolveSymbols(names: readonly string[]): ReadonlySet<string> {
  const symbols = new Set<string>();
  for (const name of names) {
    if (!name.startsWith('@')) symbols.add(name);
    else for (const symbol of symbolSets[name]?.symbols ?? []) symbols.add(symbol);
  }
  return symbols;
}

/** The steps of a rule's path: `a|b`, `@name` or `...`. */
export function resolvePath(path: readonly string[]): (ReadonlySet<string> | '...')[] {
  return path.map((step) => (step === '...' ? '...' : resolveSymbols(step.split('|'))));
}
