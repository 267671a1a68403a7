import { aggregationNames } from './names/aggregation.ts';
import { consumerNames } from './names/consumer.ts';
import { coreNames } from './names/core.ts';
import { hookNames } from './names/hooks.ts';
import { memoryNames } from './names/memory.ts';
import { platformNames } from './names/platform.ts';
import { socketNames } from './names/socket.ts';
import { steeringNames } from './names/steering.ts';
import type { SymbolSet } from './names/symbol-set.ts';

/** All `@names` that rules may use. */
export const symbolSets: Readonly<Record<string, SymbolSet>> = {
  ...coreNames,
  ...socketNames,
  ...steeringNames,
  ...platformNames,
  ...hookNames,
  ...aggregationNames,
  ...consumerNames,
  ...memoryNames,
};

const resolved = new WeakMap<readonly string[], ReadonlySet<string>>();
const resolvedPaths = new WeakMap<readonly string[], readonly (ReadonlySet<string> | '...')[]>();

/** The symbol keys that a rule's list of symbols and `@names` stands for. */
export function resolveSymbols(names: readonly string[]): ReadonlySet<string> {
  let symbols = resolved.get(names);
  if (!symbols) {
    symbols = names.length === 1 ? symbolsOf(names[0]!) : new Set(names.flatMap((name) => [...symbolsOf(name)]));
    resolved.set(names, symbols);
  }
  return symbols;
}

function symbolsOf(name: string): ReadonlySet<string> {
  return name.startsWith('@') ? (symbolSets[name]?.symbols ?? new Set()) : new Set([name]);
}

/**
 * The same, cut down to `shown`. `sets` keeps what was found for each `@name`, as many lists share one: it belongs to
 * that `shown` alone.
 */
export function resolveAmong(
  names: readonly string[],
  shown: ReadonlySet<string>,
  sets: Map<string, ReadonlySet<string>>,
): ReadonlySet<string> {
  if (names.length === 1 && names[0]!.startsWith('@')) return setAmong(names[0]!, shown, sets);
  const found = new Set<string>();
  for (const name of names) {
    if (!name.startsWith('@')) {
      if (shown.has(name)) found.add(name);
    } else for (const symbol of setAmong(name, shown, sets)) found.add(symbol);
  }
  return found;
}

function setAmong(
  name: string,
  shown: ReadonlySet<string>,
  sets: Map<string, ReadonlySet<string>>,
): ReadonlySet<string> {
  let found = sets.get(name);
  if (!found) {
    found = symbolSets[name]?.among(shown) ?? new Set();
    sets.set(name, found);
  }
  return found;
}

/** The steps of a rule's path: `a|b`, `@name` or `...`. */
export function resolvePath(path: readonly string[]): readonly (ReadonlySet<string> | '...')[] {
  let steps = resolvedPaths.get(path);
  if (!steps) {
    steps = path.map((step) => (step === '...' ? '...' : resolveSymbols(step.split('|'))));
    resolvedPaths.set(path, steps);
  }
  return steps;
}
