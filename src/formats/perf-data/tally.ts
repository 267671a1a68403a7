import { context, record } from './abi.ts';
import type { SampleLayout } from './attr.ts';
import type { Chunk } from './bytes.ts';
import type { Owners } from './processes.ts';
import { RawStacks } from './raw-stacks.ts';
import { isForWalk } from './walk.ts';

/** CPUs from here on are not believed. */
const mostCpus = 1 << 16;

/** What the tally has to ask for. */
export interface TallyContext {
  /** Per event. */
  readonly layouts: readonly SampleLayout[];
  /** The event of a sample's id; -1 when none has it. */
  eventOf(low: number, high: number): number;
  ownersOf(pid: number, tid: number): Owners;
  /** Takes the raw bytes of a sample, which lie at `at`. */
  raw?(event: number, chunk: Chunk, at: number, size: number, time: number): void;
}

/** Samples of one event, one owner and one CPU (-1: not recorded). */
export interface OriginTally {
  readonly event: number;
  readonly owner: number;
  readonly cpu: number;
  readonly samples: number;
  readonly period: number;
}

/**
 * Counts the samples of a recording by their addresses. It sees every sample, so it makes no strings, no objects and no
 * 64-bit integers: the words of a call chain are looked up as they stand in the file.
 */
export class SampleTally {
  readonly stacks: RawStacks;
  /** Samples whose fields do not fit into their record, or of an event nobody told of. */
  malformed = 0;
  /** Samples whose user stack is a record of its own (Linux 6.19), which is not joined to them. */
  deferred = 0;
  readonly #context: TallyContext;
  readonly #layouts: readonly SampleLayout[];
  readonly #origins: Pick<OriginTally, 'event' | 'owner' | 'cpu'>[] = [];
  /** Numbers of origins by owner and event, then by CPU + 1. */
  readonly #byCpu: number[][] = [];
  /** Samples and period of each origin. */
  #sums = new Float64Array(2 << 8);
  /** Last value of each counter, by its id. */
  readonly #values = new Map<number, number>();
  readonly #threads = new Map<number, Owners>();
  /** What the last sample was of: the next one is mostly of the same. */
  #idLow = 0;
  #idHigh = 0;
  #idEvent = -1;
  #tid = -1;
  #pid = -1;
  #owners: Owners | undefined;
  /** Where the raw bytes of the sample lie, and how many; 0 when it has none. */
  #chunk: Chunk | undefined;
  #rawAt = 0;
  #rawSize = 0;

  constructor(context: TallyContext, stacks = new RawStacks()) {
    this.stacks = stacks;
    this.#context = context;
    this.#layouts = context.layouts;
  }

  take(chunk: Chunk, from: number, to: number, order: number): number {
    const { words } = chunk;
    this.#chunk = chunk;
    let at = from;
    while (at + 8 <= to) {
      const word = at >> 2;
      const type = words[word]!;
      const header = words[word + 1]!;
      const size = header >>> 16;
      if (size < 8 || (size & 7) !== 0 || at + size > to || isForWalk(type)) break;
      if (type === record.sample && !this.#add(words, word, size >> 2, header & 7, order + at)) this.malformed++;
      at += size;
    }
    return at;
  }

  #add(words: Int32Array, at: number, length: number, mode: number, order: number): boolean {
    const event = this.#layouts.length === 1 ? 0 : this.#event(words, at, length);
    if (event < 0) return false;
    const layout = this.#layouts[event]!;
    if (layout.afterFixed > length) return false;
    let from = at + layout.ip;
    let to = from + 2;
    let rest = at + layout.afterFixed;
    if (layout.read >= 0) rest += readLength(layout, words, at, length);
    if (layout.hasCallchain) {
      from = rest + 2;
      if (rest < at || from > at + length || words[rest + 1] !== 0) return false;
      to = from + 2 * words[rest]!;
      if (to < from || to > at + length) return false;
      rest = to;
    } else if (layout.ip < 0) to = from = at;
    if (layout.hasRaw && !this.#findRaw(words, at, rest, length)) return false;
    if (layout.isOffCpu) return this.#addOffCpu(words, layout, at, event);
    if (to - from >= 4 && words[to - 3] === -1 && words[to - 4] === context.userDeferred) {
      // the mark, and a number that the other record has too
      to -= 4;
      this.deferred++;
    }
    const { sample } = this.stacks;
    const periodAt = at + layout.period;
    const timeAt = at + layout.time;
    // written out, as a function may give an object: 64-bit numbers as doubles
    sample[0] = layout.period < 0 ? 0 : (words[periodAt + 1]! >>> 0) * 0x1_0000_0000 + (words[periodAt]! >>> 0);
    sample[1] = layout.time < 0 ? order : (words[timeAt + 1]! >>> 0) * 0x1_0000_0000 + (words[timeAt]! >>> 0);
    const owner =
      layout.tid < 0 ? this.#owner(-1, -1) : this.#owner(words[at + layout.tid]!, words[at + layout.tid + 1]!);
    const cpu = layout.cpu < 0 ? -1 : words[at + layout.cpu]!;
    const kept = layout.hasCallchain ? 0 : mode;
    if (layout.read >= 0) this.#addValues(words, at, layout, [from, to, owner, kept, cpu]);
    else this.#count(words, from, to, owner, event, kept, cpu);
    return true;
  }

  /**
   * In raw bytes: process, thread, period and a call chain with its length before it, of 64 bits each but for the first two
   * (set_offcpu_sample of tools/perf/util/evsel.c).
   */
  #addOffCpu(words: Int32Array, layout: SampleLayout, at: number, event: number): boolean {
    const raw = this.#rawAt >> 2;
    const from = raw + 6;
    const to = from + 2 * words[raw + 4]!;
    if (this.#rawSize < 24 || words[raw + 5] !== 0 || to < from || to > raw + (this.#rawSize >> 2)) return false;
    const { sample } = this.stacks;
    sample[0] = unsigned(words, raw + 2);
    sample[1] = layout.time < 0 ? 0 : unsigned(words, at + layout.time);
    const owner = this.#owner(words[raw]!, words[raw + 1]!);
    this.#rawSize = 0;
    this.#count(words, from, to, owner, event, 0, layout.cpu < 0 ? -1 : words[at + layout.cpu]!);
    return true;
  }

  #findRaw(words: Int32Array, at: number, place: number, length: number): boolean {
    this.#rawSize = 0;
    if (place < at || place >= at + length) return false;
    const size = words[place]!;
    if (size < 0 || place + 1 + (size >> 2) > at + length) return false;
    this.#rawAt = 4 * place + 4;
    this.#rawSize = size;
    return true;
  }

  /** Period and time stand in `stacks.sample`. */
  #count(words: Int32Array, from: number, to: number, owner: number, event: number, mode: number, cpu: number): void {
    const lane = owner * this.#layouts.length + event;
    this.stacks.add(words, from, to, lane * 8 + mode);
    const at = 2 * this.#origin(lane, cpu);
    this.#sums[at]! += 1;
    this.#sums[at + 1]! += this.stacks.sample[0]!;
    if (this.#rawSize > 0) this.#context.raw?.(event, this.#chunk!, this.#rawAt, this.#rawSize, this.stacks.sample[1]!);
  }

  /**
   * A sample with the values of counters (`{cycles,instructions}:S`) is one sample of each, with a period of what the counter
   * grew by since its last: deliver_sample_value of tools/perf/util/session.c.
   */
  #addValues(words: Int32Array, at: number, layout: SampleLayout, shared: readonly number[]): void {
    const [from, to, owner, mode, cpu] = shared as [number, number, number, number, number];
    const { read, readsGroup, readFixed, readValue, readId } = layout;
    let value = at + read + (readsGroup ? readFixed : 0);
    for (let left = readsGroup ? words[at + read]! : 1; left > 0; left--, value += readValue) {
      const idAt = readsGroup ? value + 2 : value + 2 + readFixed;
      if (!readId || idAt + 2 > words.length) return;
      const event = this.#context.eventOf(words[idAt]!, words[idAt + 1]!);
      const id = unsigned(words, idAt);
      const now = unsigned(words, value);
      const period = now - (this.#values.get(id) ?? 0);
      this.#values.set(id, now);
      if (event < 0 || period === 0) continue;
      this.stacks.sample[0] = period;
      this.#count(words, from, to, owner, event, mode, cpu);
    }
  }

  #event(words: Int32Array, at: number, length: number): number {
    // Events recorded together have their id at the same place.
    const { id } = this.#layouts[0]!;
    if (id < 0 || id + 2 > length) return -1;
    const [low, high] = [words[at + id]!, words[at + id + 1]!];
    if (low !== this.#idLow || high !== this.#idHigh || this.#idEvent < 0) {
      this.#idEvent = this.#context.eventOf(low, high);
      this.#idLow = low;
      this.#idHigh = high;
    }
    return this.#idEvent;
  }

  /** Who ran the thread at the time of the sample. */
  #owner(pid: number, tid: number): number {
    if (tid !== this.#tid || pid !== this.#pid || this.#owners === undefined) {
      this.#owners = this.#threads.get(tid);
      if (!this.#owners) {
        this.#owners = this.#context.ownersOf(pid, tid);
        this.#threads.set(tid, this.#owners);
      }
      this.#tid = tid;
      this.#pid = pid;
    }
    const { times, owners } = this.#owners;
    let low = 0;
    if (owners.length > 1) {
      const time = this.stacks.sample[1]!;
      for (let high = times.length; high - low > 1; ) {
        const middle = (low + high) >> 1;
        if (times[middle]! <= time) low = middle;
        else high = middle;
      }
    }
    return owners[low]!;
  }

  #origin(lane: number, cpu: number): number {
    const known = cpu >= 0 && cpu < mostCpus ? cpu + 1 : 0;
    const index = this.#byCpu[lane]?.[known];
    return index === undefined ? this.#newOrigin(lane, known) : index;
  }

  #newOrigin(lane: number, known: number): number {
    const events = this.#layouts.length;
    const origin = this.#origins.push({ event: lane % events, owner: Math.floor(lane / events), cpu: known - 1 }) - 1;
    this.#byCpu[lane] ??= [];
    this.#byCpu[lane][known] = origin;
    if (2 * this.#origins.length > this.#sums.length) {
      const wider = new Float64Array(2 * this.#sums.length);
      wider.set(this.#sums);
      this.#sums = wider;
    }
    return origin;
  }

  get origins(): OriginTally[] {
    return this.#origins.map((origin, i) => ({
      ...origin,
      samples: this.#sums[2 * i]!,
      period: this.#sums[2 * i + 1]!,
    }));
  }
}

/** Words of the counters' values before the call chain; below 0 when there are more than the record holds. */
function readLength(
  { read, readFixed, readValue, readsGroup }: SampleLayout,
  words: Int32Array,
  at: number,
  length: number,
) {
  if (!readsGroup) return readFixed + readValue;
  const values = words[at + read]!;
  return values >= 0 && values * readValue <= length ? readFixed + values * readValue : -length - 2;
}

function unsigned(words: Int32Array, at: number): number {
  return (words[at + 1]! >>> 0) * 0x1_0000_0000 + (words[at]! >>> 0);
}
