import { cpuMode, misc, record } from './abi.ts';
import { addressAt, type Chunk, hexOfBytes, textAt, u64 } from './bytes.ts';
import { isForWalk } from './walk.ts';

/** Code that was mapped: of a process, or with a negative `pid` of the kernel. */
export interface MapRecord {
  readonly kind: 'map';
  readonly time: number;
  readonly pid: number;
  readonly tid: number;
  readonly start: number;
  readonly length: number;
  /** Offset in the file, or for the kernel the address of the symbol that its name ends in. */
  readonly offset: number;
  readonly file: string;
  readonly mode: number;
  readonly isExecutable: boolean;
  readonly buildId: string;
}

export interface CommRecord {
  readonly kind: 'comm';
  readonly time: number;
  readonly pid: number;
  readonly tid: number;
  readonly comm: string;
}

export interface ForkRecord {
  readonly kind: 'fork';
  readonly time: number;
  readonly pid: number;
  readonly tid: number;
  readonly parentPid: number;
  readonly parentTid: number;
  readonly copiesMaps: boolean;
}

/** Code that the kernel made at run time: programs and trampolines of BPF. */
export interface CodeRecord {
  readonly kind: 'code';
  readonly time: number;
  readonly start: number;
  readonly length: number;
  readonly name: string;
}

export type SideBandRecord = MapRecord | CommRecord | ForkRecord | CodeRecord;

/** What a pipe says in records that a file says in its header. */
export interface HeaderRecords {
  attr(chunk: Chunk, at: number, size: number): void;
  feature(chunk: Chunk, at: number, size: number): void;
  eventName(chunk: Chunk, at: number, size: number): void;
  tracing(bytes: Uint8Array): void;
}

/** A recording that something else has to read. */
export class NotReadHere extends Error {}

/** Kinds of records up to Linux 6.19: the kernel's end with CALLCHAIN_DEFERRED, those of perf with SCHEDSTAT_DOMAIN. */
const [lastOfKernel, firstOfPerf, lastOfPerf] = [22, 64, 86];

/** Collects everything but the samples: who ran which code where, and from when on. */
export class SideBand {
  readonly records: SideBandRecord[] = [];
  /** Build ids of files, that a pipe sends as records. */
  readonly buildIds = new Map<string, string>();
  samples = 0;
  /** Records that the buffers of the kernel had no room for, and samples that perf record counted as lost. */
  lostRecords = 0;
  lostSamples = 0;
  /** Records of kinds that came after this was written. */
  unknownRecords = 0;
  readonly #timeFromEnd: () => number;
  readonly #header: HeaderRecords;

  /** `timeFromEnd`: that of the events, which in a pipe are known later. */
  constructor(timeFromEnd: () => number, header: HeaderRecords) {
    this.#timeFromEnd = timeFromEnd;
    this.#header = header;
  }

  take(chunk: Chunk, from: number, to: number, order: number): number {
    const { words } = chunk;
    let at = from;
    let samples = 0;
    while (at + 8 <= to) {
      const type = words[at >> 2]!;
      const size = words[(at >> 2) + 1]! >>> 16;
      if (size < 8 || (size & 7) !== 0 || at + size > to || isForWalk(type)) break;
      if (type === record.sample) samples++;
      else this.#other(type, chunk, at, size, order + at);
      at += size;
    }
    this.samples += samples;
    return at;
  }

  odd(chunk: Chunk, at: number, size: number): void {
    this.#other(chunk.words[at >> 2]!, chunk, at, size, 0);
  }

  tracing(bytes: Uint8Array): void {
    this.#header.tracing(bytes);
  }

  #other(type: number, chunk: Chunk, at: number, size: number, order: number): void {
    const { view } = chunk;
    const end = at + size;
    switch (type) {
      case record.mmap:
        if (size >= 48) this.#map(chunk, at, end, at + 40, this.#time(view, end, order));
        break;
      case record.mmap2:
        if (size >= 80) this.#map(chunk, at, end, at + 72, this.#time(view, end, order));
        break;
      case record.comm:
        if (size >= 24) {
          const [pid, tid] = [view.getInt32(at + 8, true), view.getInt32(at + 12, true)];
          const comm = textAt(chunk.bytes, at + 16, Math.min(end, at + 32));
          this.records.push({ kind: 'comm', time: this.#time(view, end, order), pid, tid, comm });
        }
        break;
      case record.fork:
        if (size >= 32) this.#fork(view, at, this.#time(view, end, order));
        break;
      case record.ksymbol:
        if (size >= 32) this.#code(chunk, at, end, this.#time(view, end, order));
        break;
      case record.lost:
        if (size >= 24) this.lostRecords += u64(view, at + 16);
        break;
      case record.lostSamples:
        if (size >= 16) this.lostSamples += u64(view, at + 8);
        break;
      case record.headerAttr:
        this.#header.attr(chunk, at, size);
        break;
      case record.headerFeature:
        if (size >= 16) this.#header.feature(chunk, at, size);
        break;
      case record.eventUpdate:
        if (size >= 32) this.#header.eventName(chunk, at, size);
        break;
      case record.buildId:
        if (size > 36) {
          const length = view.getUint8(at + 32);
          const id = chunk.bytes.subarray(at + 12, at + 12 + (length > 0 && length <= 20 ? length : 20));
          this.buildIds.set(textAt(chunk.bytes, at + 36, end), hexOfBytes(id));
        }
        break;
      case record.auxtraceInfo:
        throw new NotReadHere('it holds a trace of the processor (Intel PT, Arm SPE or CoreSight)');
      default:
        if (type < 0 || type > lastOfPerf || (type > lastOfKernel && type < firstOfPerf)) this.unknownRecords++;
    }
  }

  /** 0 when it was made up by perf record at the start. Without times the place in the file counts. */
  #time(view: DataView, end: number, order: number): number {
    const fromEnd = this.#timeFromEnd();
    return fromEnd === 0 ? order : u64(view, end - fromEnd);
  }

  #map({ view, bytes }: Chunk, at: number, end: number, name: number, time: number): void {
    const flags = view.getUint16(at + 4, true);
    const isSecond = name === at + 72;
    const hasBuildId = isSecond && (flags & misc.mmapBuildId) !== 0;
    const idLength = hasBuildId ? Math.min(20, view.getUint8(at + 40)) : 0;
    this.records.push({
      kind: 'map',
      time,
      pid: view.getInt32(at + 8, true),
      tid: view.getInt32(at + 12, true),
      start: addressAt(view, at + 16),
      length: u64(view, at + 24),
      offset: addressAt(view, at + 32),
      file: textAt(bytes, name, end),
      mode: flags & misc.cpuMode,
      // PROT_EXEC; the first form has no protection and a bit for data
      isExecutable: isSecond ? (view.getUint32(at + 64, true) & 4) !== 0 : (flags & (1 << 13)) === 0,
      buildId: idLength > 0 ? hexOfBytes(bytes.subarray(at + 44, at + 44 + idLength)) : '',
    });
  }

  #fork(view: DataView, at: number, time: number): void {
    this.records.push({
      kind: 'fork',
      time,
      pid: view.getInt32(at + 8, true),
      parentPid: view.getInt32(at + 12, true),
      tid: view.getInt32(at + 16, true),
      parentTid: view.getInt32(at + 20, true),
      copiesMaps: (view.getUint16(at + 4, true) & misc.forkMadeUp) === 0,
    });
  }

  /** What is unregistered later stays known: its samples were taken before. */
  #code({ view, bytes }: Chunk, at: number, end: number, time: number): void {
    const isUnregistered = (view.getUint16(at + 22, true) & 1) !== 0;
    if (isUnregistered) return;
    const name = textAt(bytes, at + 24, end);
    const length = view.getUint32(at + 16, true);
    this.records.push({ kind: 'code', time, start: addressAt(view, at + 8), length, name });
  }
}

/** True for the records of the kernel's own text and of its modules. */
export function isKernelMap({ mode }: MapRecord): boolean {
  return mode === cpuMode.kernel || mode === cpuMode.guestKernel;
}
