import { dirname, join } from 'node:path';

/** The worker, which the build makes beside the bundle that this is part of; undefined where nothing was built. */
export const workerFile =
  typeof module === 'object' && module.filename ? join(dirname(module.filename), 'script-worker.cjs') : undefined;
