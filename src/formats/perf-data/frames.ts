import type { SymbolFiles } from '../../input/input.ts';
import type { ScriptNames } from '../perf-script/names.ts';
import { context, cpuMode, firstContext } from './abi.ts';
import { AddressSpace } from './address-space.ts';
import { AddressTable } from './address-table.ts';
import { signedAddress } from './bytes.ts';
import { CodeNames, type Missing } from './code-names.ts';
import type { KernelNames } from './kernel-names.ts';
import type { MappedFile, Owner, Process } from './processes.ts';
import type { RawStacks } from './raw-stacks.ts';

/** Frames of a file that have no name. */
export interface Nameless {
  readonly file: string;
  readonly why: Missing;
  samples: number;
}

const unknown = '[unknown]';

/** Turns the addresses of raw stacks into frames: each address of an address space once. */
export class Frames {
  /** Files without symbols, with the samples that were taken in them. */
  readonly nameless = new Map<string, Nameless>();
  readonly #names: ScriptNames;
  readonly #kernel: KernelNames;
  readonly #code: CodeNames;
  readonly #buildIds: ReadonlyMap<string, string>;
  /** Frames by address; the kernel is space 0. */
  readonly #frames = new AddressTable();
  #space: AddressSpace | undefined;
  readonly #spaces = new Map<Process, Map<number, AddressSpace>>();
  #spaceCount = 0;
  #depth = 0;
  frames = new Int32Array(256);
  /** Number of the nameless file of each frame, by its number. */
  readonly #namelessOf = new Map<number, Nameless>();

  constructor(names: ScriptNames, kernel: KernelNames, files: SymbolFiles, buildIds: ReadonlyMap<string, string>) {
    this.#names = names;
    this.#kernel = kernel;
    this.#code = new CodeNames(files);
    this.#buildIds = buildIds;
  }

  /** Fills `frames`, the innermost first, with those of a call chain; returns how many there are. */
  chain(raw: RawStacks, stack: number, owner: Owner): number {
    const { low, high } = raw;
    const end = raw.end(stack);
    this.#depth = 0;
    // as perf has it, a chain without a mark is of user space
    let mode: number = cpuMode.user;
    for (let i = raw.start(stack); i < end; i++) {
      const word = low[i]!;
      if (high[i] !== -1 || word < firstContext || word >= 0) {
        this.#push(this.#frame(word, high[i]!, mode, owner));
      } else if (word === context.kernel) mode = cpuMode.kernel;
      else if (word === context.user) mode = cpuMode.user;
      else if (word === context.hypervisor) mode = cpuMode.hypervisor;
      else {
        // a mark nobody knows: perf takes the whole chain for damaged
        this.#depth = 0;
        break;
      }
    }
    this.#countNameless(raw.samples(stack));
    return this.#depth;
  }

  /** The same for the one address of a sample without a call chain. */
  single(raw: RawStacks, stack: number, mode: number, owner: Owner): number {
    const at = raw.start(stack);
    this.#depth = 0;
    if (raw.end(stack) > at) {
      this.#push(this.#frame(raw.low[at]!, raw.high[at]!, mode, owner));
      this.#countNameless(raw.samples(stack));
    }
    return this.#depth;
  }

  #push(frame: number): void {
    if (this.#depth === this.frames.length) {
      const wider = new Int32Array(2 * this.frames.length);
      wider.set(this.frames);
      this.frames = wider;
    }
    this.frames[this.#depth++] = frame;
  }

  #countNameless(samples: number): void {
    const nameless = this.#depth > 0 ? this.#namelessOf.get(this.frames[0]!) : undefined;
    if (nameless) nameless.samples += samples;
  }

  #frame(low: number, high: number, mode: number, owner: Owner): number {
    if (mode === cpuMode.kernel) {
      let frame = this.#frames.get(low, high, 0);
      if (frame < 0) {
        const { symbol, object } = this.#kernel.name(signedAddress(low, high));
        frame = this.#names.frame({ symbol, dso: object, inlined: false, mark: 'k' });
        this.#frames.set(low, high, 0, frame);
      }
      return frame;
    }
    if (this.#space?.process !== owner.process || this.#space.maps !== owner.maps) this.#enter(owner);
    const space = 2 * this.#space!.number + (mode === cpuMode.user ? 1 : 2);
    let frame = this.#frames.get(low, high, space);
    if (frame < 0) {
      const address = signedAddress(low, high);
      frame = this.#userFrame(address, mode === cpuMode.user ? this.#space!.find(address) : undefined);
      this.#frames.set(low, high, space, frame);
    }
    return frame;
  }

  #enter({ process, maps }: Owner): void {
    const known = this.#spaces.get(process)?.get(maps);
    this.#space = known ?? new AddressSpace(process, maps, this.#spaceCount++);
    if (known) return;
    const spaces = this.#spaces.get(process) ?? new Map<number, AddressSpace>();
    spaces.set(maps, this.#space);
    this.#spaces.set(process, spaces);
  }

  #userFrame(address: number, map: MappedFile | undefined): number {
    if (!map)
      return this.#names.frame({ symbol: unknown, dso: unknown, inlined: false, mark: address < 0 ? 'k' : '.' });
    const place = map.isFile ? address - map.start + map.offset : address;
    const { symbols, missing, frames } = this.#code.symbolsOf(map, map.buildId || (this.#buildIds.get(map.file) ?? ''));
    const found = symbols?.find(place) ?? -1;
    const known = frames.get(found);
    if (known !== undefined) return known;
    const symbol = found < 0 ? unknown : symbols!.name(found);
    const frame = this.#names.frame({ symbol, dso: map.file, inlined: false, mark: '.' });
    frames.set(found, frame);
    if (missing !== undefined) this.#namelessOf.set(frame, this.#namelessFile(map.file, missing));
    return frame;
  }

  #namelessFile(file: string, why: Missing): Nameless {
    let known = this.nameless.get(file);
    if (!known) {
      known = { file, why, samples: 0 };
      this.nameless.set(file, known);
    }
    return known;
  }
}
