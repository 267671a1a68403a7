import type { RecordingInput, SymbolFiles } from '../../input/input.ts';
import { feature, sampleBit } from './abi.ts';
import { readAttr, smallestAttr } from './attr.ts';
import { type Chunk, textAt, u64 } from './bytes.ts';
import { RecordedEvents } from './events.ts';
import { Features } from './features.ts';
import { type DataRange, readHeader } from './header.ts';
import { KernelNames } from './kernel-names.ts';
import { Processes } from './processes.ts';
import { NotReadHere, SideBand } from './side-band.ts';
import { SampleTally } from './tally.ts';
import { TraceTally } from './trace/trace-tally.ts';
import { type Consumer, type Inflater, type WalkEnd, walkRecords } from './walk.ts';

/** All of a recording but the names of its addresses, which are those of `kernel` and of files. */
export interface Recording {
  readonly events: RecordedEvents;
  readonly features: Features;
  readonly sideBand: SideBand;
  readonly processes: Processes;
  readonly kernel: KernelNames;
  readonly tally: SampleTally;
  readonly traces: TraceTally;
  readonly isUnfinished: boolean;
  readonly end: WalkEnd;
}

/** PERF_EVENT_UPDATE__NAME. */
const updatesName = 2;
/** PERF_SAMPLE_BRANCH_CALL_STACK: call chains are made of branch records. */
const callStackBranches = 1 << 11;
// Recordings of `perf c2c record` and `perf mem record`: memory loads with their latency, AMD IBS, Arm SPE.
const memoryEvents = /ldlat|mem-loads|mem-stores|ibs_op|arm_spe/;

/**
 * Reads a recording in two passes, so that memory does not grow with it: first who ran what when, then the samples. The
 * records of several CPUs are in no order of time, and what is true of a sample may stand behind it.
 */
export function readRecording(input: RecordingInput, symbols: SymbolFiles, inflater?: () => Inflater): Recording {
  const events = new RecordedEvents();
  const features = new Features(input.name, events);
  const range = readHeader(input.recording, events, features);
  refuseOthers(events, features);
  const sideBand = new SideBand(() => events.timeFromEnd, headerRecords(events, features));
  const end = walk(input, range, sideBand, inflater);
  for (const [file, id] of sideBand.buildIds) features.buildIds.set(file, id);
  if (events.count === 0) throw new NotReadHere('it names no event');
  refuseOthers(events, features);
  const processes = new Processes(sideBand.records);
  const kernel = new KernelNames(sideBand.records);
  if (sideBand.samples > 0) {
    kernel.load(symbols, features.buildIds.get('[kernel.kallsyms]') ?? '', features.fact('kernel'));
  }
  const traces = new TraceTally(events, features.tracing, (address) => kernel.locate(address));
  const tally = new SampleTally({
    layouts: events.layouts(),
    eventOf: (low, high) => events.byId(low, high),
    ownersOf: (pid, tid) => processes.ownersOf(pid, tid),
    raw: (event, chunk, at, size, time) => traces.add(event, chunk, at, size, time),
  });
  walk(input, range, tally, inflater);
  const { isUnfinished } = range;
  return { events, features, sideBand, processes, kernel, tally, traces, isUnfinished, end };
}

/** The records of the file, and of `data.0`, `data.1`, ... where they lie beside it. */
function walk(input: RecordingInput, range: DataRange, consumer: Consumer, inflater?: () => Inflater): WalkEnd {
  let end = walkRecords(input.recording, range.from, range.to, consumer, inflater);
  for (const part of input.parts) {
    const of = walkRecords(part, 0, part.size, consumer, inflater);
    if (end.how === 'end') end = of;
  }
  return end;
}

/** What needs more than addresses and names: unwinding, traces of the processor, tables of memory accesses. */
function refuseOthers(events: RecordedEvents, features: Features): void {
  if (features.bits.has(feature.auxtrace)) {
    throw new NotReadHere('it holds a trace of the processor (Intel PT, Arm SPE or CoreSight)');
  }
  for (const [i, { sampleType, branchSampleType }] of events.attrs.entries()) {
    if (memoryEvents.test(events.name(i))) throw new NotReadHere('it records accesses to memory (perf c2c, perf mem)');
    if ((sampleType & sampleBit.userStack) !== 0) {
      throw new NotReadHere('its user stacks are copies that must be unwound (--call-graph dwarf)');
    }
    if ((sampleType & sampleBit.branchStack) !== 0 && (branchSampleType & callStackBranches) !== 0) {
      throw new NotReadHere('its stacks are records of branches (--call-graph lbr)');
    }
  }
}

/** What a pipe says of itself in records. */
function headerRecords(events: RecordedEvents, features: Features) {
  return {
    attr({ view }: Chunk, at: number, size: number) {
      const length = size >= 8 + smallestAttr ? view.getUint32(at + 12, true) : 0;
      if (length < smallestAttr || length + 8 > size) return;
      const ids: number[] = [];
      for (let id = at + 8 + length; id + 8 <= at + size; id += 8) ids.push(u64(view, id));
      events.add(readAttr(view, at + 8, length), ids);
    },
    feature({ bytes, view }: Chunk, at: number, size: number) {
      features.read(u64(view, at + 8), bytes.slice(at + 16, at + size));
    },
    tracing(bytes: Uint8Array) {
      features.tracing = bytes;
    },
    eventName({ bytes, view }: Chunk, at: number, size: number) {
      if (u64(view, at + 8) === updatesName) events.nameById(u64(view, at + 16), textAt(bytes, at + 24, at + size));
    },
  };
}
