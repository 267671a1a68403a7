import type { Remedy } from '../remedy.ts';
import { aggregationRemedies } from './aggregation.ts';
import { applicationRemedies } from './application.ts';
import { configurationRemedies } from './configuration.ts';
import { consumerRemedies } from './consumer.ts';
import { hookRemedies } from './hooks.ts';
import { kernelRemedies } from './kernel.ts';
import { memoryRemedies } from './memory.ts';
import { platformRemedies } from './platform.ts';
import { schedulingRemedies } from './scheduling.ts';
import { socketRemedies } from './socket.ts';
import { steeringRemedies } from './steering.ts';

const remedies: ReadonlyMap<string, Remedy> = new Map(
  [
    ...kernelRemedies,
    ...configurationRemedies,
    ...applicationRemedies,
    ...platformRemedies,
    ...steeringRemedies,
    ...schedulingRemedies,
    ...hookRemedies,
    ...aggregationRemedies,
    ...socketRemedies,
    ...consumerRemedies,
    ...memoryRemedies,
  ].map((remedy) => [remedy.id, remedy]),
);

/** The executable looks it up in a file. */
export function findRemedy(id: string): Remedy | undefined {
  return remedies.get(id);
}

/** All remedies by id. */
export function allRemedies(): ReadonlyMap<string, Remedy> {
  return remedies;
}
