import type { SymbolFiles } from '../../input/input.ts';
import { type Elf, readElf } from './elf.ts';
import type { MappedFile } from './processes.ts';
import { inOrder, Symbols } from './symbols.ts';

/** Why addresses of a file have no names. */
export type Missing = 'no file' | 'another build' | 'no symbols' | 'no map';

/** Names in one mapped file. */
export interface FileSymbols {
  readonly symbols: Symbols | undefined;
  readonly missing?: Missing;
  /** Numbers of frames by those of symbols, kept by who makes frames. */
  readonly frames: Map<number, number>;
}

/** Finds and reads the symbols of mapped files, each file once. */
export class CodeNames {
  readonly #files: SymbolFiles;
  readonly #known = new Map<string, FileSymbols>();

  constructor(files: SymbolFiles) {
    this.#files = files;
  }

  /** `buildId` is empty where the recording does not tell it. */
  symbolsOf({ file }: MappedFile, buildId: string): FileSymbols {
    const key = `${buildId} ${file}`;
    let known = this.#known.get(key);
    if (!known) {
      known = { ...(isJitMap(file) ? this.#jit(file) : this.#elf(file, buildId)), frames: new Map() };
      this.#known.set(key, known);
    }
    return known;
  }

  /**
   * A file with all functions is better than one with those that others call; dso__load goes through the places in the same
   * order. What has another build id is another program.
   */
  #elf(file: string, buildId: string): Omit<FileSymbols, 'frames'> {
    let runtime: Elf | undefined;
    let missing: Missing = 'no file';
    for (const source of this.#files.elf(file, buildId)) {
      const elf = readElf(source);
      if (!elf) continue;
      if (buildId !== '' && elf.buildId !== buildId) {
        missing = 'another build';
        continue;
      }
      // the recording does not say which build it was: the one that is here leads to its debug symbols
      if (buildId === '' && elf.buildId !== undefined) return this.#elf(file, elf.buildId);
      if (elf.hasSymtab) return { symbols: elf.symbols(runtime) };
      runtime ??= elf;
    }
    if (!runtime) return { symbols: undefined, missing };
    const linked = runtime.debugLink === undefined ? undefined : this.#files.debugLink(file, runtime.debugLink);
    const debug = linked && readElf(linked);
    const symbols = debug?.hasSymtab && debug.buildId === runtime.buildId ? debug.symbols(runtime) : runtime.symbols();
    return symbols.count > 0 ? { symbols } : { symbols: undefined, missing: 'no symbols' };
  }

  #jit(file: string): Omit<FileSymbols, 'frames'> {
    const bytes = this.#files.jitMap(file);
    return bytes ? { symbols: readJitMap(bytes) } : { symbols: undefined, missing: 'no map' };
  }
}

function isJitMap(file: string): boolean {
  return /^\/tmp\/perf-\d+\.map$/.test(file);
}

// 7f1c2c0a1000 1a0 Lcom/example/Server;::receive
const jitLine = /^([0-9a-f]{1,16}) ([0-9a-f]{1,16}) (.+)$/;

function readJitMap(bytes: Uint8Array): Symbols {
  const found: { start: number; size: number; name: string }[] = [];
  for (const line of new TextDecoder().decode(bytes).split('\n')) {
    const match = jitLine.exec(line);
    if (!match) continue;
    found.push({ start: Number.parseInt(match[1]!, 16), size: Number.parseInt(match[2]!, 16), name: match[3]! });
  }
  const start = Float64Array.from(found, (symbol) => symbol.start);
  const order = inOrder(start, start.length);
  const sorted = order ? Array.from(order, (index) => found[index]!) : found;
  return new Symbols({
    count: sorted.length,
    start: Float64Array.from(sorted, (symbol) => symbol.start),
    size: Float64Array.from(sorted, ({ size }) => size),
    binding: new Uint8Array(sorted.length).fill(1),
    name: (index) => sorted[index]!.name,
  });
}
