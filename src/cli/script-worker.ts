import { isMainThread, workerData } from 'node:worker_threads';
import { PartReader } from '../formats/perf-script/part.ts';
import { stream } from '../input/read-large.ts';
import type { Task } from './threads.ts';

/** This file as the build has made it; undefined where nothing was built. */
export const file = typeof __filename === 'string' && __filename.endsWith('script-worker.cjs') ? __filename : undefined;

if (!isMainThread && workerData?.shared) read(workerData);

/** What another thread does: reads a part of perf script and sends what it found, or nothing when that fails. */
function read({ file: name, from, end, shared, port }: Task): void {
  try {
    const part = new PartReader();
    const filled = (length: number) => {
      Atomics.add(shared, 1, 1);
      part.filled(length);
    };
    const to = {
      space: () => part.space(),
      filled,
      get stopped() {
        return part.stopped;
      },
    };
    stream(name, to, from, end ?? Number.POSITIVE_INFINITY);
    const found = part.end(end === undefined);
    if (found) port.postMessage(found, [found.stacks.buffer, found.periods.buffer]);
  } finally {
    Atomics.store(shared, 0, 1);
    Atomics.notify(shared, 0);
  }
}
