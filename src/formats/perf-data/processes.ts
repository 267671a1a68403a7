import { type CommRecord, type ForkRecord, isKernelMap, type MapRecord, type SideBandRecord } from './side-band.ts';

/** Code of a file in the addresses of a process. */
export interface MappedFile {
  readonly start: number;
  readonly end: number;
  /** Offset in the file of the address `start`. */
  readonly offset: number;
  readonly file: string;
  readonly buildId: string;
  /** False for memory without a file: its addresses are not offsets in one. */
  readonly isFile: boolean;
}

/** An address space. `maps` only grows: what is mapped at a time is the first so many, later ones over earlier ones. */
export interface Process {
  readonly pid: number;
  readonly maps: MappedFile[];
  readonly times: number[];
}

/** A thread from some time on. */
interface Change {
  readonly time: number;
  readonly comm: string;
  readonly process: Process;
}

interface Thread {
  readonly tid: number;
  readonly changes: Change[];
  /** False while its name is made up of its number. */
  named: boolean;
}

/** Who a sample is of: a thread while it has one name and its process one set of maps. */
export interface Owner {
  readonly pid: number;
  readonly tid: number;
  readonly comm: string;
  readonly process: Process;
  /** How many of the process's maps count. */
  readonly maps: number;
}

/** The owners of one thread, each from its time on. */
export interface Owners {
  readonly times: readonly number[];
  readonly owners: readonly number[];
}

/**
 * Who ran what when, by the rules of tools/perf/util/machine.c and thread.c: a child has its parent's name and a copy of its
 * maps, threads of a process share them, and a thread nothing was said of is called by its number.
 */
export class Processes {
  readonly owners: Owner[] = [];
  readonly #threads = new Map<number, Thread>();
  readonly #processes = new Map<number, Process>();

  /** `records` in the order of the file; those of one time, and those without one, stay in it. */
  constructor(records: readonly SideBandRecord[]) {
    const idle = this.#thread(0, 0, 0);
    idle.named = true;
    idle.changes[0] = { ...idle.changes[0]!, comm: 'swapper' };
    for (const record of records.toSorted((a, b) => a.time - b.time)) {
      if (record.kind === 'comm') this.#comm(record);
      else if (record.kind === 'fork') this.#fork(record);
      else if (record.kind === 'map' && !isKernelMap(record)) this.#map(record);
    }
  }

  /** Numbers, in `owners`, of who the samples of a thread are of. */
  ownersOf(pid: number, tid: number): Owners {
    const { changes } = this.#thread(pid, tid, 0);
    const times: number[] = [];
    const owners: number[] = [];
    for (const [i, { time, comm, process }] of changes.entries()) {
      const until = changes[i + 1]?.time ?? Number.POSITIVE_INFINITY;
      if (until === time) continue;
      let maps = countUntil(process.times, time);
      let from = i === 0 ? Number.NEGATIVE_INFINITY : time;
      for (;;) {
        const next = process.times[maps];
        times.push(from);
        owners.push(this.owners.push({ pid: process.pid, tid, comm, process, maps }) - 1);
        if (next === undefined || next >= until) break;
        from = next;
        maps = countUntil(process.times, next);
      }
    }
    return { times, owners };
  }

  #comm({ pid, tid, time, comm }: CommRecord): void {
    const thread = this.#thread(pid, tid, time);
    const { process } = thread.changes.at(-1)!;
    thread.named = true;
    change(thread, { time, comm, process });
  }

  #fork({ pid, tid, parentPid, parentTid, copiesMaps, time }: ForkRecord): void {
    const parent = this.#thread(parentPid, parentTid, time);
    const before = parent.changes.at(-1)!;
    let process = before.process;
    if (pid !== parentPid) {
      const count = copiesMaps ? process.maps.length : 0;
      process = { pid, maps: process.maps.slice(0, count), times: process.times.slice(0, count).fill(time) };
      this.#processes.set(pid, process);
    }
    let thread = this.#threads.get(tid);
    if (!thread) {
      thread = { tid, changes: [], named: false };
      this.#threads.set(tid, thread);
    }
    thread.named = parent.named;
    change(thread, { time, comm: parent.named ? before.comm : numberName(tid), process });
  }

  #map(record: MapRecord): void {
    const { pid, tid, time } = record;
    const { process } = this.#thread(pid, tid, time).changes.at(-1)!;
    process.maps.push(mappedFile(record, process.pid));
    process.times.push(time);
  }

  #thread(pid: number, tid: number, time: number): Thread {
    let thread = this.#threads.get(tid);
    if (thread) return thread;
    let process = this.#processes.get(pid);
    if (!process) {
      process = { pid, maps: [], times: [] };
      this.#processes.set(pid, process);
    }
    thread = { tid, changes: [{ time, comm: numberName(tid), process }], named: false };
    this.#threads.set(tid, thread);
    return thread;
  }
}

// memory that has no file, as perf knows it: is_anon_memory and is_no_dso_memory of tools/perf/util/map.h
const noFile = /^(?:\/\/anon|\/dev\/zero|\/anon_hugepage|\[stack|\/SYSV|\[heap\]$)/;

/** Code in memory without a file was made by a just-in-time compiler, which may write its names to a map. */
function mappedFile({ start, length, offset, file, buildId, isExecutable }: MapRecord, pid: number): MappedFile {
  const end = start + length;
  if (file === '[vdso]') return { start, end, offset: 0, file, buildId, isFile: true };
  if (!noFile.test(file)) return { start, end, offset, file, buildId, isFile: true };
  return { start, end, offset, file: isExecutable ? `/tmp/perf-${pid}.map` : file, buildId, isFile: false };
}

/** What is said of the same time again replaces what was said first. */
function change(thread: Thread, next: Change): void {
  if (thread.changes.at(-1)?.time === next.time) thread.changes.pop();
  thread.changes.push(next);
}

function numberName(tid: number): string {
  return `:${tid}`;
}

/** How many of the times, which grow, are not after `time`. */
function countUntil(times: readonly number[], time: number): number {
  let low = 0;
  let high = times.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (times[middle]! <= time) low = middle + 1;
    else high = middle;
  }
  return low;
}
