import { apportion } from '../../collapse/apportion.ts';
import type { Collapsed, CollapsedStack } from '../../collapse/collapsed.ts';
import type { RecordedFrame } from '../../model/recorded-stacks.ts';
import { functionName, type Ids } from './names.ts';
import { ProtobufWriter } from './protobuf.ts';
import { sortedStacks } from './sorted.ts';

/** Numbers of the fields, from https://github.com/google/pprof/blob/main/proto/profile.proto */
const inProfile = { sampleType: 1, sample: 2, mapping: 3, location: 4, function: 5, text: 6, defaultSampleType: 14 };
const inValueType = { type: 1, unit: 2 };
const inSample = { location: 1, value: 2, label: 3 };
const inLabel = { key: 1, text: 2, number: 3 };
const inMapping = { id: 1, fileName: 5, hasFunctions: 7 };
const inLocation = { id: 1, mapping: 2, line: 4 };
const inLine = { function: 1 };
const inFunction = { id: 1, name: 2, systemName: 3, fileName: 4 };

/**
 * The events of one capture as an uncompressed profile.proto: a sample type for what perf's percentages are of and one for
 * samples, each stack's command as the label `comm`. Inlined functions are lines of the location they were inlined into,
 * the innermost first.
 */
export function pprofBytes(events: readonly Collapsed[], { ids = 'none' }: { readonly ids?: Ids } = {}): Uint8Array {
  const profile = new ProfileWriter();
  const width = events.reduce((sum, { measures }) => sum + measures.length, 0);
  let first = 0;
  for (const collapsed of events) {
    for (const { kind, name, unit } of collapsed.measures) {
      const alone = events.length === 1 || kind === 'period';
      const type = alone ? name : `${collapsed.event ?? 'event'}-${name}`;
      profile.sampleType(type, unit === 'samples' ? 'count' : unit);
    }
    const stacks = sortedStacks(collapsed, ids);
    const columns = collapsed.measures.map((_, i) => wholeNumbers(stacks.map(({ counts }) => counts[i]!)));
    profile.begin(collapsed.frames);
    for (const [at, stack] of stacks.entries()) {
      const values = new Array<number>(width).fill(0);
      for (const [i, column] of columns.entries()) values[first + i] = column[at]!;
      profile.sample(stack, values, ids);
    }
    first += collapsed.measures.length;
  }
  return profile.end();
}

/** profile.proto has whole numbers only; folded stacks may hold fractions. */
function wholeNumbers(counts: readonly number[]): readonly number[] {
  if (counts.every(Number.isInteger)) return counts;
  return apportion(counts, Math.round(counts.reduce((sum, count) => sum + count, 0)));
}

class ProfileWriter {
  readonly #out = new ProtobufWriter();
  readonly #message = new ProtobufWriter();
  readonly #inner = new ProtobufWriter();
  readonly #texts = new Map([['', 0]]);
  readonly #functions = new Map<string, number>();
  readonly #mappings = new Map<string, number>();
  readonly #locations = new Map<string, number>();
  #frames: readonly RecordedFrame[] = [];
  /** Location of each frame in which nothing is inlined. */
  #locationOf: (number | undefined)[] = [];
  #firstType: string | undefined;

  sampleType(type: string, unit: string): void {
    this.#firstType ??= type;
    this.#put(inProfile.sampleType, (message) => {
      message.number(inValueType.type, this.#text(type));
      message.number(inValueType.unit, this.#text(unit));
    });
  }

  /** `frames`: what the numbers in the samples that come next stand for. */
  begin(frames: readonly RecordedFrame[]): void {
    this.#frames = frames;
    this.#locationOf = [];
  }

  sample({ owner, frames }: CollapsedStack, values: readonly number[], ids: Ids): void {
    const locations: number[] = [];
    const lines: RecordedFrame[] = [];
    for (let i = frames.length - 1; i >= 0; i--) {
      const id = frames[i]!;
      const frame = this.#frames[id]!;
      if (lines.length > 0 || (frame.inlined && i > 0)) {
        lines.push(frame);
        if (frame.inlined && i > 0) continue;
        locations.push(this.#location(lines));
        lines.length = 0;
      } else {
        this.#locationOf[id] ??= this.#location([frame]);
        locations.push(this.#locationOf[id]);
      }
    }
    const labels: [string, string | number | undefined][] = [
      ['comm', owner.comm],
      ['pid', ids === 'none' ? undefined : owner.pid],
      ['tid', ids === 'tid' ? owner.tid : undefined],
    ];
    this.#put(inProfile.sample, (message) => {
      message.numbers(inSample.location, locations, this.#inner);
      message.numbers(inSample.value, values, this.#inner);
      for (const [key, value] of labels) if (value !== undefined) this.#label(message, key, value);
    });
  }

  /** The profile, with its table of texts and the sample type that is shown first. */
  end(): Uint8Array {
    if (this.#firstType !== undefined) this.#out.number(inProfile.defaultSampleType, this.#text(this.#firstType));
    for (const text of this.#texts.keys()) this.#out.text(inProfile.text, text);
    return this.#out.bytes;
  }

  #label(message: ProtobufWriter, key: string, value: string | number): void {
    this.#inner.clear();
    this.#inner.number(inLabel.key, this.#text(key));
    if (typeof value === 'number') this.#inner.number(inLabel.number, value);
    else this.#inner.number(inLabel.text, this.#text(value));
    message.block(inSample.label, this.#inner.bytes);
  }

  /** `lines`: the functions at one address, each inlined into the next. */
  #location(lines: readonly RecordedFrame[]): number {
    const outermost = lines.at(-1)!;
    const functions = lines.map((frame) => this.#function(frame, outermost.dso));
    return numbered(this.#locations, `${outermost.dso ?? ''}\0${functions.join()}`, (id) => {
      const mapping = outermost.dso === undefined ? 0 : this.#mapping(outermost.dso);
      this.#put(inProfile.location, (message) => {
        message.number(inLocation.id, id);
        message.number(inLocation.mapping, mapping);
        for (const of of functions) {
          this.#inner.clear();
          this.#inner.number(inLine.function, of);
          message.block(inLocation.line, this.#inner.bytes);
        }
      });
    });
  }

  #function(frame: RecordedFrame, dso = ''): number {
    const name = functionName(frame);
    return numbered(this.#functions, `${name}\0${dso}`, (id) => {
      this.#put(inProfile.function, (message) => {
        message.number(inFunction.id, id);
        message.number(inFunction.name, this.#text(name));
        message.number(inFunction.systemName, this.#text(frame.symbol));
        message.number(inFunction.fileName, this.#text(dso));
      });
    });
  }

  #mapping(dso: string): number {
    return numbered(this.#mappings, dso, (id) => {
      this.#put(inProfile.mapping, (message) => {
        message.number(inMapping.id, id);
        message.number(inMapping.fileName, this.#text(dso));
        message.number(inMapping.hasFunctions, 1);
      });
    });
  }

  #text(text: string): number {
    let id = this.#texts.get(text);
    if (id === undefined) {
      id = this.#texts.size;
      this.#texts.set(text, id);
    }
    return id;
  }

  #put(field: number, fill: (message: ProtobufWriter) => void): void {
    this.#message.clear();
    fill(this.#message);
    this.#out.block(field, this.#message.bytes);
  }
}

/** The number of a thing, from 1; one that is new is made with it. */
function numbered(known: Map<string, number>, key: string, make: (id: number) => void): number {
  let id = known.get(key);
  if (id === undefined) {
    id = known.size + 1;
    known.set(key, id);
    make(id);
  }
  return id;
}
