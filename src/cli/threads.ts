import { availableParallelism } from 'node:os';
import { MessageChannel, receiveMessageOnPort, SHARE_ENV, Worker } from 'node:worker_threads';
import type { Threads } from '../input/input.ts';
import { workerFile } from './worker-file.ts';

/** More threads than this would need more memory than they save time. */
const mostThreads = 4;
/** Milliseconds without any progress after which a thread is given up. */
const patience = 5000;

/** What a worker is started with; `shared` holds 1 when it is done, and the number of pieces it has read. */
export interface Setup {
  readonly shared: Int32Array<SharedArrayBuffer>;
  readonly port: MessagePort;
}

/** What a worker is told to read. */
export interface Task {
  readonly file: string;
  readonly from: number;
  readonly end: number | undefined;
}

export type MessagePort = MessageChannel['port1'];

/** How many threads may be of use beside this one: none where there is one processor, or the worker's file is not there. */
export function mostOthers(): number {
  return workerFile === undefined ? 0 : Math.min(availableParallelism(), mostThreads) - 1;
}

/** Threads that are started before they are needed, because that takes them longer than anything else. */
export function startThreads(started: number, count: number): Threads & { close(): void } {
  return threadsOf(workerFile!, count, started);
}

/** Threads that run a file, `started` of them at once. */
export function threadsOf(file: string, count: number, started = 0): Threads & { close(): void } {
  const waiting = Array.from({ length: started }, () => start(file));
  return {
    count,
    readScript: (name, from, end) => (waiting.shift() ?? start(file)).read({ file: name, from, end }),
    close() {
      for (const thread of waiting) thread.close();
    },
  };
}

function start(file: string): { read(task: Task): () => unknown; close(): void } {
  const shared = new Int32Array(new SharedArrayBuffer(8));
  const { port1, port2 } = new MessageChannel();
  const setup: Setup = { shared, port: port2 };
  const worker = new Worker(file, { workerData: setup, transferList: [port2], env: SHARE_ENV, execArgv: [] });
  // What a thread does not do, the main one does.
  worker.on('error', () => {});
  worker.unref();
  return {
    read(task) {
      port1.postMessage(task);
      return () => found(shared, port1);
    },
    close: () => port1.close(),
  };
}

/** Waits for what a thread has found. */
function found(shared: Setup['shared'], port: MessagePort): unknown {
  let seen = -1;
  while (Atomics.load(shared, 0) === 0) {
    const read = Atomics.load(shared, 1);
    if (read === seen) return undefined;
    seen = read;
    Atomics.wait(shared, 0, 0, patience);
  }
  const message = receiveMessageOnPort(port)?.message;
  port.close();
  return message;
}
