import * as source from './exports.ts';
import encoded from './exports.ts?wasm';
import { PlainMemory, use } from './machine.ts';
import { text, textSize, textSlack } from './state.ts';

type Functions = typeof source;

/** A scanner with memory of its own: the compiled one, or without a module its source. */
export class Scanner {
  readonly call: Functions;
  readonly #buffer: () => ArrayBuffer;
  #bytes: Uint8Array<ArrayBuffer>;
  #view: DataView<ArrayBuffer>;
  #words: Int32Array<ArrayBuffer>;

  constructor(module: WebAssembly.Module | undefined) {
    const { call, buffer } = module ? instance(module) : plain();
    this.call = call;
    this.#buffer = buffer;
    call.start();
    this.#bytes = new Uint8Array(buffer());
    this.#view = new DataView(buffer());
    this.#words = new Int32Array(buffer());
  }

  /** All memory. Calls may move it, so it is asked for anew after each. */
  get bytes(): Uint8Array<ArrayBuffer> {
    const buffer = this.#buffer();
    if (this.#bytes.buffer !== buffer) this.#bytes = new Uint8Array(buffer);
    return this.#bytes;
  }

  get view(): DataView<ArrayBuffer> {
    const buffer = this.#buffer();
    if (this.#view.buffer !== buffer) this.#view = new DataView(buffer);
    return this.#view;
  }

  /** The same as words. */
  get words(): Int32Array<ArrayBuffer> {
    const buffer = this.#buffer();
    if (this.#words.buffer !== buffer) this.#words = new Int32Array(buffer);
    return this.#words;
  }

  get(at: number): number {
    return this.view.getInt32(at, true);
  }

  set(at: number, value: number): void {
    this.view.setInt32(at, value, true);
  }

  setDouble(at: number, value: number): void {
    this.view.setFloat64(at, value, true);
  }

  getDouble(at: number): number {
    return this.view.getFloat64(at, true);
  }
}

interface Run {
  readonly call: Functions;
  readonly buffer: () => ArrayBuffer;
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
  const memory = new PlainMemory(2 * (text + textSize + textSlack));
  const call = Object.fromEntries(
    Object.entries<(...args: never[]) => unknown>(source).map(([name, run]) => [
      name,
      (...args: never[]) => {
        use(memory);
        return run(...args);
      },
    ]),
  );
  return { call: call as Functions, buffer: () => memory.bytes.buffer };
}

let kept: WebAssembly.Module | 'none' | undefined;

/** The module, compiled once; undefined where that can't be done. */
export function compiled(): WebAssembly.Module | undefined {
  if (kept === undefined) {
    try {
      kept = new WebAssembly.Module(Uint8Array.from(atob(encoded), (character) => character.charCodeAt(0)));
    } catch {
      // A page's policy may forbid it, and some browsers compile at once only what is very small.
      kept = 'none';
    }
  }
  return kept === 'none' ? undefined : kept;
}
