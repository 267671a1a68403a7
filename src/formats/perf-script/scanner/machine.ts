/**
 * The instructions that the scanner is written in, over a piece of memory. This is their meaning in JavaScript, where
 * WebAssembly is not to be had; the build compiles the scanner with `machine.as.ts` instead, which has the same functions.
 */

/** Bytes with room to grow: what `WebAssembly.Memory` is to a module. */
export class PlainMemory {
  bytes: Uint8Array<ArrayBuffer>;
  view: DataView<ArrayBuffer>;

  constructor(length: number) {
    this.bytes = new Uint8Array(length);
    this.view = new DataView(this.bytes.buffer);
  }

  grow(length: number): void {
    const wider = new Uint8Array(length);
    wider.set(this.bytes);
    this.bytes = wider;
    this.view = new DataView(wider.buffer);
  }
}

let plain = new PlainMemory(0);

/** Which memory the next instructions are about. */
export function use(memory: PlainMemory): void {
  plain = memory;
}

export function i32at(at: i32): i32 {
  return plain.view.getInt32(at, true);
}

export function setI32(at: i32, value: i32): void {
  plain.view.setInt32(at, value, true);
}

export function f64at(at: i32): f64 {
  return plain.view.getFloat64(at, true);
}

export function setF64(at: i32, value: f64): void {
  plain.view.setFloat64(at, value, true);
}

export function byteAt(at: i32): i32 {
  return plain.bytes[at]!;
}

export function setByte(at: i32, value: i32): void {
  plain.bytes[at] = value;
}

export function copy(to: i32, from: i32, length: i32): void {
  plain.bytes.copyWithin(to, from, from + length);
}

/** Copies `length` bytes or a few more, which must not matter. */
export function copyShort(to: i32, from: i32, length: i32): void {
  plain.bytes.copyWithin(to, from, from + length);
}

export function clear(at: i32, length: i32): void {
  plain.bytes.fill(0, at, at + length);
}

/** The low 32 bits of a product. */
export function multiply(a: i32, b: i32): i32 {
  return Math.imul(a, b);
}

export function toF64(value: i32): f64 {
  return value;
}

/** Makes the memory at least `end` bytes long. */
export function memoryUpTo(end: i32): void {
  if (end > plain.bytes.length) plain.grow(Math.max(end, 2 * plain.bytes.length));
}

export function sameBytes(a: i32, b: i32, length: i32): boolean {
  const { bytes } = plain;
  let i = 0;
  while (i < length && bytes[a + i] === bytes[b + i]) i++;
  return i === length;
}

/** Bytes of a line that are hashed at most. Hashes decide where things are kept, never what is found. */
const hashed = 32;

export function lineHash(at: i32): i32 {
  const newline = plain.bytes.indexOf(10, at);
  return bytesHash(at, Math.min(newline + 1 - at, hashed));
}

export function bytesHash(at: i32, length: i32): i32 {
  let hash = 0x811c9dc5;
  for (let i = 0; i < length; i++) hash = Math.imul(hash ^ plain.bytes[at + i]!, 0x01000193);
  return hash ^ (hash >>> 15);
}

export function newlineFrom(at: i32): i32 {
  return plain.bytes.indexOf(10, at);
}

export function colonFrom(at: i32): i32 {
  let i = at;
  while (plain.bytes[i] !== 58 && plain.bytes[i] !== 10) i++;
  return i;
}

/** Number of hexadecimal digits at `at`, of 16 at most. */
export function hexDigits(at: i32): i32 {
  let digits = 0;
  while (digits < 16 && /[0-9a-f]/.test(String.fromCharCode(plain.bytes[at + digits]!))) digits++;
  return digits;
}

/** Where the last parenthesis before `end` is, or anywhere up to `from` when there is none behind it. */
export function parenthesisBefore(end: i32, from: i32): i32 {
  let i = end - 1;
  while (i > from && plain.bytes[i] !== 40 && plain.bytes[i] !== 41) i--;
  return i;
}
