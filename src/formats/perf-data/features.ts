import type { Fact, FactName } from '../../model/fact.ts';
import { feature } from './abi.ts';
import { hexOfBytes, textAt, u64 } from './bytes.ts';
import type { RecordedEvents } from './events.ts';

const factOf: Readonly<Partial<Record<number, FactName>>> = {
  [feature.hostname]: 'host',
  [feature.osRelease]: 'kernel',
  [feature.version]: 'perf-version',
  [feature.arch]: 'architecture',
  [feature.cpuDescription]: 'cpu-model',
};

/** What the header of a recording says of the machine and of how it was recorded, like the block that `--header` prints. */
export class Features {
  readonly facts: Fact[] = [];
  /** Build ids by file, `[kernel.kallsyms]` for the kernel. */
  readonly buildIds = new Map<string, string>();
  readonly bits = new Set<number>();
  recordCommand: string | undefined;
  /** Formats of the tracepoints, as they were written. */
  tracing: Uint8Array | undefined;
  readonly #file: string;
  readonly #events: RecordedEvents;

  constructor(file: string, events: RecordedEvents) {
    this.#file = file;
    this.#events = events;
  }

  fact(name: FactName): string | undefined {
    return this.facts.find((fact) => fact.name === name)?.value;
  }

  /** Takes one feature, whose lengths and counts are only believed as far as its bytes reach. */
  read(bit: number, bytes: Uint8Array): void {
    this.bits.add(bit);
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    const name = factOf[bit];
    if (name !== undefined) this.#add(name, stringAt(view, bytes, 0).text);
    else if (bit === feature.nrCpus && bytes.length >= 8) this.#add('cpus', String(view.getUint32(4, true)));
    else if (bit === feature.numaTopology && bytes.length >= 4) this.#nodes(view.getUint32(0, true));
    else if (bit === feature.commandLine) this.#command(view, bytes);
    else if (bit === feature.eventDescription) this.#eventNames(view, bytes);
    else if (bit === feature.buildId) this.#buildIds(view, bytes);
    else if (bit === feature.tracingData) this.tracing = bytes;
  }

  #add(name: FactName, value: string): void {
    if (value === '' || value === '(null)' || value === '(none)') return;
    this.facts.push({ name, value, how: 'read', place: { file: this.#file } });
  }

  #nodes(count: number): void {
    if (count > 0 && count <= 1024) this.#add('nodes', String(count));
  }

  #command(view: DataView, bytes: Uint8Array): void {
    if (bytes.length < 4) return;
    const words: string[] = [];
    let at = 4;
    for (let left = view.getUint32(0, true); left > 0 && at + 4 <= bytes.length; left--) {
      const { text, end } = stringAt(view, bytes, at);
      words.push(text);
      at = end;
    }
    this.recordCommand = words.join(' ');
    this.#add('perf-command', this.recordCommand);
  }

  /** u32 count and size of an attr, then for each: attr, u32 count of ids, name, ids. */
  #eventNames(view: DataView, bytes: Uint8Array): void {
    if (bytes.length < 8) return;
    const [count, size] = [view.getUint32(0, true), view.getUint32(4, true)];
    let at = 8;
    for (let event = 0; event < count && at + size + 8 <= bytes.length; event++) {
      const ids = view.getUint32(at + size, true);
      const { text, end } = stringAt(view, bytes, at + size + 4);
      at = end;
      for (let id = 0; id < ids && at + 8 <= bytes.length; id++, at += 8) this.#events.nameById(u64(view, at), text);
      this.#events.nameByIndex(event, text);
    }
  }

  /** Records like those of a pipe: header, pid, build id in 24 bytes, name of the file. */
  #buildIds(view: DataView, bytes: Uint8Array): void {
    for (let at = 0; at + 36 <= bytes.length; ) {
      const size = view.getUint16(at + 6, true);
      if (size < 36 || at + size > bytes.length) return;
      const length = view.getUint8(at + 32);
      const id = bytes.subarray(at + 12, at + 12 + (length > 0 && length <= 20 ? length : 20));
      this.buildIds.set(textAt(bytes, at + 36, at + size), hexOfBytes(id));
      at += size;
    }
  }
}

/** u32 length with padding, then the text up to its NUL. */
function stringAt(view: DataView, bytes: Uint8Array, at: number): { text: string; end: number } {
  if (at + 4 > bytes.length) return { text: '', end: bytes.length };
  const end = Math.min(bytes.length, at + 4 + view.getUint32(at, true));
  return { text: textAt(bytes, at + 4, end), end };
}
