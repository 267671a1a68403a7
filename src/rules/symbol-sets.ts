import { aggregationNames } from './names/aggregation.ts';
import { consumerNames } from './names/consumer.ts';
import { coreNames } from './names/core.ts';
import { hookNames } from './names/hooks.ts';
import { memoryNames } from './names/memory.ts';
import { platformNames } from './names/platform.ts';
import { socketNames } from './names/socket.ts';
import { steeringNames } from './names/steering.ts';
import type { SymbolSet } from './names/symbol-set.ts';

/** In functions, as the executable only loads what it looks into; those that most runs ask for come first. */
const parts: readonly (() => Readonly<Record<string, SymbolSet>>)[] = [
  () => coreNames,
  () => hookNames,
  () => aggregationNames,
  () => socketNames,
  () => steeringNames,
  () => platformNames,
  () => consumerNames,
  () => memoryNames,
];

/** The set of an `@name` that rules may use. */
export function setNamed(name: string): SymbolSet | undefined {
  for (const part of parts) {
    const found = part()[name];
    if (found) return found;
  }
  return undefined;
}

/** All `@names`. */
export function allSets(): ReadonlyMap<string, SymbolSet> {
  return new Map(parts.flatMap((part) => Object.entries(part())));
}
