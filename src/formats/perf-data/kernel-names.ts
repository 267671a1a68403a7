import type { KernelSymbolFile, SymbolFiles } from '../../input/input.ts';
import { cpuMode } from './abi.ts';
import { type KernelSymbols, readKallsyms } from './kallsyms.ts';
import { isKernelMap, type SideBandRecord } from './side-band.ts';
import type { Symbols } from './symbols.ts';

/** Code of the kernel with a name of its own: a module, a program of BPF. */
interface Area {
  readonly start: number;
  readonly end: number;
  /** As perf prints it: `[nf_conntrack]`, `bpf_prog_6deef7357e7b4530`. */
  readonly object: string;
  /** A program's name, which all its addresses have. */
  readonly name?: string;
}

export interface KernelName {
  readonly symbol: string;
  readonly object: string;
}

const kernelObject = '[kernel.kallsyms]';
const unknown = '[unknown]';

/** Names of the kernel's addresses, as the recording's maps and a text of kernel symbols give them. */
export class KernelNames {
  /** Why there are no names, in words that follow `the kernel's functions have no names: `. */
  missing: string | undefined;
  readonly #areas: Area[] = [];
  #text: { start: number; end: number } | undefined;
  #reference: { name: string; address: number } | undefined;
  #symbols: KernelSymbols | undefined;
  /** What an address of the recording differs by from the text's: the kernel is moved at each boot. */
  #delta = 0;
  #modulesHold = false;
  readonly #named = new Map<number, KernelName>();

  constructor(records: readonly SideBandRecord[]) {
    for (const record of records) {
      if (record.kind === 'code') {
        const { start, length, name } = record;
        this.#areas.push({ start, end: start + length, object: name, name });
      } else if (record.kind === 'map' && isKernelMap(record) && record.mode === cpuMode.kernel) {
        const { start, length, offset, file } = record;
        const end = start + length;
        if (file.startsWith(kernelObject)) {
          this.#text = { start, end };
          const name = file.slice(kernelObject.length);
          if (offset !== 0 && name !== '') this.#reference = { name, address: offset };
        } else this.#areas.push({ start, end, object: moduleName(file) });
      }
    }
  }

  /** Takes the first text that fits this kernel. */
  load(files: SymbolFiles, buildId: string, release: string | undefined): void {
    this.missing = 'no file with its symbols was found';
    for (const file of files.kernel(buildId, release)) {
      if (this.#take(file)) return;
    }
  }

  name(address: number): KernelName {
    const area = this.#areas.findLast(({ start, end }) => address >= start && address < end);
    if (area?.name !== undefined) return { symbol: area.name, object: area.object };
    if (area) return { symbol: this.#inModule(area, address), object: area.object };
    const found = this.#symbols?.text.find(address + this.#delta) ?? -1;
    if (found >= 0) {
      let named = this.#named.get(found);
      if (!named) {
        named = { symbol: this.#symbols!.text.name(found), object: kernelObject };
        this.#named.set(found, named);
      }
      return named;
    }
    const isText = this.#text !== undefined && address >= this.#text.start && address < this.#text.end;
    return { symbol: unknown, object: isText ? kernelObject : unknown };
  }

  /** The function that an address lies in and where that begins, as `perf script` has it for `%pS`. */
  locate(address: bigint): { symbol: string; start: bigint } | undefined {
    const from = Number(BigInt.asIntN(64, address));
    const area = this.#areas.findLast(({ start, end }) => from >= start && from < end);
    if (area?.name !== undefined) return placeOf(area.name, area.start);
    const symbols = area ? this.#moduleSymbols(area) : this.#symbols?.text;
    const delta = area ? 0 : this.#delta;
    const found = symbols?.find(from + delta) ?? -1;
    return found < 0 ? undefined : placeOf(symbols!.name(found), symbols!.start(found) - delta);
  }

  /** The text of another build hardly ends at the same byte. */
  #isSameText(symbols: KernelSymbols, delta: number): boolean {
    const end = this.#text && this.#text.end + delta;
    return delta === 0 && ends.some((name) => symbols.addressOf(name) === end);
  }

  #inModule(area: Area, address: number): string {
    const symbols = this.#moduleSymbols(area);
    const found = symbols?.find(address) ?? -1;
    return found >= 0 ? symbols!.name(found) : unknown;
  }

  /** Those of a module, if it lies where it was: at another boot it does not, though the kernel may. */
  #moduleSymbols({ object, start, end }: Area): Symbols | undefined {
    const symbols = this.#modulesHold ? this.#symbols?.module(object) : undefined;
    if (!symbols || symbols.count === 0) return undefined;
    const isHere = symbols.start(symbols.count - 1) >= start && symbols.start(0) < end;
    return isHere ? symbols : undefined;
  }

  #take({ path, bytes, isRunning, isGuess }: KernelSymbolFile): boolean {
    const symbols = readKallsyms(bytes);
    if (symbols.hidden || symbols.text.count === 0) {
      this.missing = isRunning
        ? `${path} hides all addresses from this user: sudo, or sysctl kernel.kptr_restrict=0 kernel.perf_event_paranoid=1`
        : `${path} holds no addresses`;
      return false;
    }
    let delta = 0;
    if (this.#reference) {
      const address = symbols.addressOf(this.#reference.name);
      if (address === undefined) {
        this.missing = `${path} has no ${this.#reference.name}, which the recording goes by`;
        return false;
      }
      delta = address - this.#reference.address;
    }
    if (isGuess && !this.#isSameText(symbols, delta)) {
      this.missing = 'the recording does not tell its kernel, and it is not the one that runs here';
      return false;
    }
    this.#symbols = symbols;
    this.#delta = delta;
    this.#modulesHold = delta === 0;
    this.missing = undefined;
    return true;
  }
}

function placeOf(symbol: string, start: number): { symbol: string; start: bigint } {
  return { symbol, start: BigInt.asUintN(64, BigInt(start)) };
}

/** Symbols that the map of the kernel ends at, of which perf takes the first there is. */
const ends = ['_edata', '_etext'];

/** `/lib/modules/6.1.0/kernel/net/nf-conntrack.ko.xz` is `[nf_conntrack]`. */
function moduleName(file: string): string {
  if (file.startsWith('[')) return file;
  const name = file.slice(file.lastIndexOf('/') + 1).replace(/\.ko(?:\.\w+)?$/, '');
  return `[${name.replaceAll('-', '_')}]`;
}
