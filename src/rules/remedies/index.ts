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

/** In functions, as the executable only loads what it looks into; those that most answers take from come first. */
const families: readonly (() => readonly Remedy[])[] = [
  () => kernelRemedies,
  () => configurationRemedies,
  () => applicationRemedies,
  () => platformRemedies,
  () => steeringRemedies,
  () => hookRemedies,
  () => aggregationRemedies,
  () => socketRemedies,
  () => consumerRemedies,
  () => memoryRemedies,
];

export function findRemedy(id: string): Remedy | undefined {
  for (const family of families) {
    const found = family().find((remedy) => remedy.id === id);
    if (found) return found;
  }
  return undefined;
}

/** All remedies by id. */
export function allRemedies(): ReadonlyMap<string, Remedy> {
  return new Map(families.flatMap((family) => family().map((remedy) => [remedy.id, remedy])));
}
