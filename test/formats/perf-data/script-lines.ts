import { AddressSpace } from '../../../src/formats/perf-data/address-space.ts';
import { type Chunk, signedAddress } from '../../../src/formats/perf-data/bytes.ts';
import { RecordedEvents } from '../../../src/formats/perf-data/events.ts';
import { Features } from '../../../src/formats/perf-data/features.ts';
import { Frames } from '../../../src/formats/perf-data/frames.ts';
import { readHeader } from '../../../src/formats/perf-data/header.ts';
import { RawStacks } from '../../../src/formats/perf-data/raw-stacks.ts';
import { readRecording } from '../../../src/formats/perf-data/recording.ts';
import { SampleTally } from '../../../src/formats/perf-data/tally.ts';
import { type Consumer, walkRecords } from '../../../src/formats/perf-data/walk.ts';
import { zstdInflater } from '../../../src/formats/perf-data/zstd.ts';
import { ScriptNames } from '../../../src/formats/perf-script/names.ts';
import type { RecordingInput, SymbolFiles } from '../../../src/input/input.ts';

/** Remembers which stacks the last samples were added to. */
class LastStacks extends RawStacks {
  readonly last: { stack: number; time: number; trace?: string | undefined }[] = [];

  override add(source: Int32Array, from: number, to: number, lane: number): number {
    const stack = super.add(source, from, to, lane);
    this.last.push({ stack, time: this.sample[1]! });
    return stack;
  }
}

/** The samples of a recording in the order of their times, as `perf script -F comm,pid,tid,cpu,time,event,trace,ip,sym,dso` has them. */
export function* scriptLines(input: RecordingInput, files: SymbolFiles): Generator<string> {
  const { events, features, processes, kernel, traces } = readRecording(input, files, zstdInflater);
  const names = new ScriptNames();
  const frames = new Frames(names, kernel, files, features.buildIds);
  const layouts = events.layouts();
  const eventOf = (low: number, high: number) => events.byId(low, high);
  const stacks = new LastStacks();
  const ownersOf = (pid: number, tid: number) => processes.ownersOf(pid, tid);
  const raw = (event: number, chunk: Chunk, at: number, size: number) => {
    stacks.last.at(-1)!.trace = traces.text(event, chunk, at, size);
  };
  const tally = new SampleTally({ layouts, eventOf, ownersOf, raw }, stacks);
  const seen: { stack: number; time: number; cpu: number; trace: string | undefined }[] = [];
  const oneByOne: Consumer = {
    take(chunk, from, to, order) {
      let at = from;
      while (at + 8 <= to) {
        const size = chunk.words[(at >> 2) + 1]! >>> 16;
        stacks.last.length = 0;
        if (at + size > to || tally.take(chunk, at, at + size, order) === at) return at;
        for (const { stack, time, trace } of stacks.last) {
          const { cpu } = layouts[Math.floor(stacks.lane(stack) / 8) % layouts.length]!;
          seen.push({ stack, time, trace, cpu: cpu < 0 ? -1 : chunk.words[(at >> 2) + cpu]! });
        }
        at += size;
      }
      return at;
    },
  };
  const range = readHeader(input.recording, new RecordedEvents(), new Features('', new RecordedEvents()));
  walkRecords(input.recording, range.from, range.to, oneByOne, zstdInflater);
  for (const part of input.parts) walkRecords(part, 0, part.size, oneByOne, zstdInflater);

  const bodies: (readonly string[])[] = [];
  let space: AddressSpace | undefined;
  for (const { stack, time, cpu, trace } of seen.sort((a, b) => a.time - b.time)) {
    const lane = Math.floor(stacks.lane(stack) / 8);
    const [event, owner] = [lane % layouts.length, processes.owners[Math.floor(lane / layouts.length)]!];
    const { hasCallchain } = layouts[event]!;
    if (!bodies[stack]) {
      const mode = stacks.lane(stack) % 8;
      const depth = hasCallchain ? frames.chain(stacks, stack, owner) : frames.single(stacks, stack, mode, owner);
      if (space?.process !== owner.process || space.maps !== owner.maps)
        space = new AddressSpace(owner.process, owner.maps, 0);
      const addresses = printedAddresses(stacks, stack, hasCallchain ? 2 : 0, space);
      bodies[stack] = Array.from(frames.frames.subarray(0, depth), (frame, i) => {
        const { symbol, dso } = names.frames[frame]!;
        return `${addresses[i]} ${symbol} (${dso})`;
      });
    }
    const micros = Math.floor(time / 1000);
    const seconds = `${Math.floor(micros / 1e6)}.${String(micros % 1e6).padStart(6, '0')}`;
    const where = cpu < 0 ? '' : ` [${String(cpu).padStart(3, '0')}]`;
    yield `${owner.comm} ${owner.pid}/${owner.tid}${where} ${seconds} ${events.name(event)}`;
    if (trace) yield trace.trim();
    yield* bodies[stack]!;
  }
}

/** perf prints addresses of files as their offsets, but in call chains only. */
function printedAddresses(stacks: RawStacks, stack: number, first: number, space: AddressSpace): string[] {
  const [low, high] = [stacks.low, stacks.high].map((words) => words.subarray(stacks.start(stack), stacks.end(stack)));
  const printed: string[] = [];
  let mode = first;
  for (const [i, word] of low!.entries()) {
    if (high![i] === -1 && word >= -4095 && word < 0) mode = word === -128 ? 1 : 2;
    else {
      const map = mode === 2 ? space.find(signedAddress(word, high![i]!)) : undefined;
      const moved = map?.isFile ? BigInt(map.offset) - BigInt(map.start) : 0n;
      const address = (BigInt(high![i]! >>> 0) << 32n) | BigInt(word >>> 0);
      printed.push(BigInt.asUintN(64, address + moved).toString(16));
    }
  }
  return printed;
}

// udp_sink 4242/4243  [001] 10371.237461: cpu-clock:      and, of events without call chains, the frame behind it
const eventLine = /^\s*(.*?)\s+(-?\d+)\/(-?\d+)\s+(\[\d+\]\s+)?(\d+\.\d+):\s+(\S+):\s*(.*?)\s*$/;

/** Lines of that command, spelt like those of `scriptLines`. */
export function* plainLines(text: Iterable<string>): Generator<string> {
  for (const line of text) {
    if (line.trim() === '') continue;
    const event = line.startsWith('\t') ? null : eventLine.exec(line);
    if (!event) {
      yield line.trim();
      continue;
    }
    const [, comm, pid, tid, cpu, time, name, rest] = event;
    yield [comm, `${pid}/${tid}`, cpu?.trim(), time, name].filter(Boolean).join(' ');
    if (rest !== '') yield rest!;
  }
}
