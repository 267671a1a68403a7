import { PlainMemory, use } from '../../perf-script/scanner/machine.ts';
import * as source from './exports.ts';
import encoded from './exports.ts?wasm';
import { buffersEnd } from './state.ts';

type Functions = typeof source;

interface Run {
  readonly call: Functions;
  readonly buffer: () => ArrayBuffer;
}

/** A scanner of call graphs with memory of its own: the compiled one, or without a module its source. */
export class TreeScanner {
  readonly #run: Run;
  #bytes = new Uint8Array(0);
  #words = new Int32Array(0);

  constructor(module: WebAssembly.Module | undefined) {
    this.#run = module ? instance(module) : plain();
    this.#run.call.start();
  }

  /** All memory. Calls may move it, so it is asked for anew after each. */
  get bytes(): Uint8Array<ArrayBuffer> {
    this.#look();
    return this.#bytes;
  }

  /** The same as words. */
  get words(): Int32Array<ArrayBuffer> {
    this.#look();
    return this.#words;
  }

  get(at: number): number {
    return this.words[at >> 2]!;
  }

  /** Words from `at` on. */
  list(at: number, length: number): Int32Array {
    return this.words.subarray(at >> 2, (at >> 2) + length);
  }

  scan(from: number, to: number): void {
    this.#run.call.scan(from, to);
  }

  /** To be called once all is scanned. */
  finish(): void {
    this.#run.call.finish();
  }

  #look(): void {
    const buffer = this.#run.buffer();
    if (this.#bytes.buffer === buffer) return;
    this.#bytes = new Uint8Array(buffer);
    this.#words = new Int32Array(buffer);
  }
}

function instance(module: WebAssembly.Module): Run {
  const exports = new WebAssembly.Instance(module).exports as Functions & { memory: { buffer: ArrayBuffer } };
  let { buffer } = exports.memory;
  return {
    call: exports,
    buffer() {
      // growing takes the bytes out of the old one
      if (buffer.byteLength === 0) buffer = exports.memory.buffer;
      return buffer;
    },
  };
}

function plain(): Run {
  const memory = new PlainMemory(2 * buffersEnd);
  const start = () => {
    use(memory);
    source.start();
  };
  const scan = (from: number, to: number) => {
    use(memory);
    source.scan(from, to);
  };
  const finish = () => {
    use(memory);
    source.finish();
  };
  return { call: { start, scan, finish }, buffer: () => memory.bytes.buffer };
}

let kept: WebAssembly.Module | 'none' | undefined;

/** The module, compiled once; undefined where that can't be done: a page's policy may forbid it. */
export function compiled(): WebAssembly.Module | undefined {
  if (kept === undefined) {
    try {
      kept = new WebAssembly.Module(Uint8Array.from(atob(encoded), (character) => character.charCodeAt(0)));
    } catch {
      kept = 'none';
    }
  }
  return kept === 'none' ? undefined : kept;
}
