import { workerData } from 'node:worker_threads';
import { PartReader } from '../formats/perf-script/part-reader.ts';
import { stream } from '../input/read-large.ts';
import type { Setup, Task } from './threads.ts';

const { shared, port } = workerData as Setup;
// Made before it is known which part is to be read: the main thread still finds that out.
const part = new PartReader();

port.once('message', (task: Task) => {
  try {
    read(task);
  } finally {
    Atomics.store(shared, 0, 1);
    Atomics.notify(shared, 0);
    port.close();
  }
});

/** What another thread does: reads a part of perf script and sends what it found, or nothing when that fails. */
function read({ file, from, end }: Task): void {
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
  stream(file, to, from, end ?? Number.POSITIVE_INFINITY);
  const found = part.end(end === undefined);
  if (found) port.postMessage(found, [found.stacks.buffer, found.threads.buffer]);
}
