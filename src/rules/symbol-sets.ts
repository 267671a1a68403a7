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
