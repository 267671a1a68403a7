import type { Remedy } from '../remedy.ts';
import { applicationRemedies } from './application.ts';
import { configurationRemedies } from './configuration.ts';
import { kernelRemedies } from './kernel.ts';

export const remedies: ReadonlyMap<string, Remedy> = new Map(
  [...kernelRemedies, ...configurationRemedies, ...applicationRemedies].map((remedy) => [remedy.id, remedy]),
);
