import { aggregationNames } from './names/aggregation.ts';
import { consumerNames } from './names/consumer.ts';
import { coreNames } from './names/core.ts';
import { hookNames } from './names/hooks.ts';
import { memoryNames } from './names/memory.ts';
import { platformNames } from './names/platform.ts';
import { socketNames } from './names/socket.ts';
import { steeringNames } from './names/steering.ts';
import type { SymbolSet } from './names/symbol-set.ts';

const sets: ReadonlyMap<string, SymbolSet> = new Map(
  Object.entries({
    ...coreNames,
    ...hookNames,
    ...aggregationNames,
    ...socketNames,
    ...steeringNames,
    ...platformNames,
    ...consumerNames,
    ...memoryNames,
  }),
);

/** The set of an `@name` that rules may use. The executable looks it up in a file. */
export function setNamed(name: string): SymbolSet | undefined {
  return sets.get(name);
}

/** All `@names`. */
export function allSets(): ReadonlyMap<string, SymbolSet> {
  return sets;
}
