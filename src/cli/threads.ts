import { availableParallelism } from 'node:os';
import { MessageChannel, receiveMessageOnPort, SHARE_ENV, Worker } from 'node:worker_threads';
import type { Threads } from '../input/input.ts';
import { file } from './script-worker.ts';

/** More threads than this would need more memory than they save time. */
const mostThreads = 4;
/** Milliseconds without any progress after which a thread is given up. */
const patience = 5000;

/** What a worker is told; `shared` holds 1 when it is done, and the number of pieces it has read. */
export interface Task {
  readonly file: string;
  readonly from: number;
  readonly end: number | undefined;
  readonly shared: Int32Array<SharedArrayBuffer>;
  readonly port: MessagePort;
}

export type MessagePort = MessageChannel['port1'];

/** Undefined where there is one processor, or the worker's file is not there. */
export function otherThreads(): Threads | undefined {
  const count = Math.min(availableParallelism(), mostThreads) - 1;
  return file === undefined || count === 0 ? undefined : threadsOf(file, count);
}

/** Threads that run a file. */
export function threadsOf(workerFile: string, count: number): Threads {
  return { count, readScript: (name, from, end) => start(workerFile, { file: name, from, end }) };
}

function start(workerFile: string, part: Pick<Task, 'file' | 'from' | 'end'>): () => unknown {
  const shared = new Int32Array(new SharedArrayBuffer(8));
  const { port1, port2 } = new MessageChannel();
  const task: Task = { ...part, shared, port: port2 };
  const worker = new Worker(workerFile, { workerData: task, transferList: [port2], env: SHARE_ENV, execArgv: [] });
  // What a thread does not do, the main one does.
  worker.on('error', () => {});
  worker.unref();
  return () => {
    let seen = -1;
    while (Atomics.load(shared, 0) === 0) {
      const read = Atomics.load(shared, 1);
      if (read === seen) return undefined;
      seen = read;
      Atomics.wait(shared, 0, 0, patience);
    }
    const found = receiveMessageOnPort(port1)?.message;
    port1.close();
    return found;
  };
}
