import { eventType, readBit, sampleBit } from './abi.ts';
import { addressAt, u64 } from './bytes.ts';

/** What one event was recorded with: struct perf_event_attr, as far as it is needed to read its samples. */
export interface Attr {
  readonly type: number;
  readonly config: number;
  readonly sampleType: number;
  readonly readFormat: number;
  /** Records other than samples end in the thread, time and so on of the event. */
  readonly sampleIdAll: boolean;
  readonly excludes: { readonly user: boolean; readonly kernel: boolean; readonly hypervisor: boolean };
  readonly excludesHost: boolean;
  readonly excludesGuest: boolean;
  readonly precise: number;
  readonly branchSampleType: number;
}

/** Bytes of the first version of the structure, below which nothing can be read. */
export const smallestAttr = 64;

export function readAttr(view: DataView, at: number, length: number): Attr {
  const flags = view.getUint32(at + 40, true);
  const bit = (n: number) => ((flags >>> n) & 1) === 1;
  return {
    type: view.getUint32(at, true),
    config: addressAt(view, at + 8),
    sampleType: view.getUint32(at + 24, true),
    readFormat: view.getUint32(at + 32, true),
    sampleIdAll: bit(18),
    excludes: { user: bit(4), kernel: bit(5), hypervisor: bit(6) },
    excludesHost: bit(19),
    excludesGuest: bit(20),
    precise: (flags >>> 15) & 3,
    branchSampleType: length >= 80 ? u64(view, at + 72) : 0,
  };
}

/** PERF_COUNT_SW_BPF_OUTPUT */
const bpfOutput = 10;

/** Where the fields of an event's samples stand, in 32-bit words from the record's header on; -1 when absent. */
export interface SampleLayout {
  readonly id: number;
  readonly ip: number;
  readonly tid: number;
  readonly time: number;
  readonly cpu: number;
  readonly period: number;
  /** The values of a group's counters, whose number tells where the call chain begins. */
  readonly read: number;
  /** Words of each value in `read`, and of what stands before them. */
  readonly readValue: number;
  readonly readFixed: number;
  readonly readsGroup: boolean;
  readonly readId: boolean;
  readonly hasCallchain: boolean;
  /** Where the call chain begins when the event has no `read`. */
  readonly afterFixed: number;
  /** Behind the call chain stand a size of 32 bits and as many bytes: of a tracepoint, its fields. */
  readonly hasRaw: boolean;
  /** The raw bytes say whose sample it is, its period and its stack: `perf record --off-cpu` since Linux 6.15. */
  readonly isOffCpu: boolean;
}

export function sampleLayout({ type, config, sampleType, readFormat }: Attr, name: string): SampleLayout {
  let next = 2;
  const field = (bit: number) => {
    if ((sampleType & bit) === 0) return -1;
    next += 2;
    return next - 2;
  };
  const identifier = field(sampleBit.identifier);
  const ip = field(sampleBit.ip);
  const tid = field(sampleBit.tid);
  const time = field(sampleBit.time);
  field(sampleBit.addr);
  const id = field(sampleBit.id);
  field(sampleBit.streamId);
  const cpu = field(sampleBit.cpu);
  const period = field(sampleBit.period);
  const bits = (mask: number) => [readBit.id, readBit.lost].filter((bit) => (readFormat & mask & bit) !== 0).length;
  const times = [readBit.enabled, readBit.running].filter((bit) => (readFormat & bit) !== 0).length;
  const readsGroup = (readFormat & readBit.group) !== 0;
  return {
    id: identifier >= 0 ? identifier : id,
    ip,
    tid,
    time,
    cpu,
    period,
    read: (sampleType & sampleBit.read) !== 0 ? next : -1,
    readValue: 2 * (1 + bits(-1)),
    readFixed: 2 * ((readsGroup ? 1 : 0) + times),
    readsGroup,
    readId: (readFormat & readBit.id) !== 0,
    hasCallchain: (sampleType & sampleBit.callchain) !== 0,
    afterFixed: next,
    hasRaw: (sampleType & sampleBit.raw) !== 0,
    isOffCpu: name === 'offcpu-time' && type === eventType.software && config === bpfOutput,
  };
}

/**
 * How far before the end of records that are no samples their time stands, in bytes; 0 when it does not. The order there is
 * tid, time, id, stream id, cpu, identifier.
 */
export function timeFromEnd({ sampleType, sampleIdAll }: Attr): number {
  const { time, id, streamId, cpu, identifier } = sampleBit;
  if (!sampleIdAll || (sampleType & time) === 0) return 0;
  return 8 + 8 * [id, streamId, cpu, identifier].filter((bit) => (sampleType & bit) !== 0).length;
}

export function isTracepointAttr({ type }: Attr): boolean {
  return type === eventType.tracepoint;
}
