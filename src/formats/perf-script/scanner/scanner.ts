import * as source from './exports.ts';
import encoded from './exports.ts?wasm';
import { PlainMemory, use } from './machine.ts';
import { text, textSize, textSlack } from './state.ts';

type Functions = typeof source;

/** A scanner with memory of its own: the compiled one, or without a module its source. */
export class Scanner {
  readonly call: Functions;
  readonly #buffer: () => ArrayBuffer;
  #bytes = new Uint8Array(0);
  #words = new Int32Array(0);
  #doubles = new Float64Array(0);

  constructor(module: WebAssembly.Module | undefined) {
    const { call, buffer } = module ? instance(module) : plain(() => this.#look());
    this.call = call;
    this.#buffer = buffer;
    call.start();
    this.#look();
  }

  /** All memory. Calls may move it, so it is asked for anew after each. */
  get bytes(): Uint8Array<ArrayBuffer> {
    if (this.#bytes.length === 0) this.#look();
    return this.#bytes;
  }

  /** The same as words. */
  get words(): Int32Array<ArrayBuffer> {
    if (this.#words.length === 0) this.#look();
    return this.#words;
  }

  // Each new line asks a dozen times, before any of this is compiled: so it is done in one step.
  get(at: number): number {
    if (this.#words.length === 0) this.#look();
    return this.#words[at >>> 2]!;
  }

  set(at: number, value: number): void {
    if (this.#words.length === 0) this.#look();
    this.#words[at >>> 2] = value;
  }

  setDouble(at: number, value: number): void {
    if (this.#doubles.length === 0) this.#look();
    this.#doubles[at >>> 3] = value;
  }

  getDouble(at: number): number {
    if (this.#doubles.length === 0) this.#look();
    return this.#doubles[at >>> 3]!;
  }

  /** Takes the memory as it is now: growing takes the bytes out of the old one, which leaves arrays of length 0. */
  #look(): void {
    const buffer = this.#buffer();
    this.#bytes = new Uint8Array(buffer);
    this.#words = new Int32Array(buffer);
    this.#doubles = new Float64Array(buffer);
  }
}

interface Run {
  readonly call: Functions;
  readonly buffer: () => ArrayBuffer;
}

function instance(module: WebAssembly.Module): Run {
  const exports = new WebAssembly.Instance(module).exports as Functions & { memory: { buffer: ArrayBuffer } };
  return { call: exports, buffer: () => exports.memory.buffer };
}

/** The source, over memory that is copied when it grows; `moved` is called then. */
function plain(moved: () => void): Run {
  const memory = new PlainMemory(2 * (text + textSize + textSlack));
  let { bytes } = memory;
  const call = Object.fromEntries(
    Object.entries<(...args: never[]) => unknown>(source).map(([name, run]) => [
      name,
      (...args: never[]) => {
        use(memory);
        const result = run(...args);
        if (memory.bytes !== bytes) {
          ({ bytes } = memory);
          moved();
        }
        return result;
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
      kept = new WebAssembly.Module(decoded(encoded));
    } catch {
      // A page's policy may forbid it, and some browsers compile at once only what is very small.
      kept = 'none';
    }
  }
  return kept === 'none' ? undefined : kept;
}

function decoded(base64: string): Uint8Array {
  const characters = atob(base64);
  const bytes = new Uint8Array(characters.length);
  for (let i = 0; i < bytes.length; i++) bytes[i] = characters.charCodeAt(i);
  return bytes;
}
