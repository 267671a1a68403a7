import type { Remedy } from '../remedy.ts';
import { aggregationRemedies } from './aggregation.ts';
import { applicationRemedies } from './application.ts';
import { configurationRemedies } from './configuration.ts';
import { consumerRemedies } from './consumer.ts';
import { hookRemedies } from './hooks.ts';
import { kernelRemedies } from './kernel.ts';
import { memoryRemedies } from './memory.ts';
import { platformRemedies } from './platform.ts';
import { socketRemedies } from './socket.ts';
import { steeringRemedies } from './steering.ts';

export const remedies: ReadonlyMap<string, Remedy> = new Map(
  [
    ...kernelRemedies,
    ...configurationRemedies,
    ...applicationRemedies,
    ...platformRemedies,
    ...steeringRemedies,
    ...hookRemedies,
    ...aggregationRemedies,
    ...socketRemedies,
    ...consumerRemedies,
    ...memoryRemedies,
  ].map((remedy) => [remedy.id, remedy]),
);
