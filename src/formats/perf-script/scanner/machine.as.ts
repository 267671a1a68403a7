// What `machine.ts` does in JavaScript, by the instructions of WebAssembly: same names, same results.

export function i32at(at: i32): i32 {
  return load<i32>(at);
}

export function setI32(at: i32, value: i32): void {
  store<i32>(at, value);
}

export function f64at(at: i32): f64 {
  return load<f64>(at);
}

export function setF64(at: i32, value: f64): void {
  store<f64>(at, value);
}

export function byteAt(at: i32): i32 {
  return load<u8>(at);
}

export function setByte(at: i32, value: i32): void {
  store<u8>(at, value);
}

export function copy(to: i32, from: i32, length: i32): void {
  memory.copy(to, from, length);
}

/** Copies whole blocks of 16 bytes, beyond `length` if need be: what follows is written later, or not looked at. */
export function copyShort(to: i32, from: i32, length: i32): void {
  for (let i: i32 = 0; i < length; i += 16) v128.store(to + i, v128.load(from + i));
}

export function clear(at: i32, length: i32): void {
  memory.fill(at, 0, length);
}

export function multiply(a: i32, b: i32): i32 {
  return a * b;
}

export function toF64(value: i32): f64 {
  return <f64>value;
}

export function memoryUpTo(end: i32): void {
  const missing: i32 = ((end + 0xffff) >>> 16) - memory.size();
  if (missing > 0 && memory.grow(missing) < 0) unreachable();
}

/** Equality of 16 bytes, as the bits that differ. */
@inline
function unlike(a: i32, b: i32): v128 {
  return v128.xor(v128.load(a), v128.load(b));
}

@inline
function least(a: i32, b: i32): i32 {
  return select<i32>(a, b, a < b);
}

/** Of up to 64 bytes, which most lines have, all are compared at once: one jump that is foreseen instead of several. */
// @ts-ignore: decorator
@inline
export function sameBytes(a: i32, b: i32, length: i32): boolean {
  const last: i32 = length - 16;
  if (last < 0) {
    let i: i32 = 0;
    while (i < length && load<u8>(a + i) == load<u8>(b + i)) i++;
    return i == length;
  }
  let rest = unlike(a, b);
  let i: i32 = 16;
  if (last > 48) {
    for (; i < last - 32; i += 32) {
      rest = v128.or(rest, v128.or(unlike(a + i, b + i), unlike(a + i + 16, b + i + 16)));
      if (v128.any_true(rest)) return false;
    }
  }
  const second = least(i, last);
  const third = least(i + 16, last);
  rest = v128.or(rest, v128.or(unlike(a + second, b + second), unlike(a + third, b + third)));
  return !v128.any_true(v128.or(rest, unlike(a + last, b + last)));
}

/** Products that do not wait for one another. */
@inline
function mixed(low: v128, high: v128): i32 {
  const first = i64x2.extract_lane(low, 0) * 0x9e3779b97f4a7c15 + i64x2.extract_lane(low, 1) * 0x85ebca6bc2b2ae35;
  const second = i64x2.extract_lane(high, 0) * 0xd6e8feb86659fd93 + i64x2.extract_lane(high, 1) * 0xc2b2ae3d27d4eb4f;
  const sum = first + second;
  return <i32>(((sum ^ (sum >>> 32)) * 0xff51afd7ed558ccd) >>> 32);
}

/** Hash of a line's first 32 bytes, its newline the last one that counts. */
export function lineHash(at: i32): i32 {
  let low = v128.load(at);
  let high = v128.load(at + 16);
  const newline = i8x16.splat(10);
  const ends = i8x16.bitmask(i8x16.eq(low, newline)) | (i8x16.bitmask(i8x16.eq(high, newline)) << 16);
  if (ends != 0) {
    const length: i32 = ctz(ends) + 1;
    low = v128.and(low, firstBytes(length));
    high = v128.and(high, firstBytes(length - 16));
  }
  return mixed(low, high);
}

/** A mask of the first `length` bytes of 16. */
@inline
function firstBytes(length: i32): v128 {
  const limit: i32 = min(max(length, 0), 16);
  return i8x16.lt_u(i8x16(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15), i8x16.splat(<i8>limit));
}

export function bytesHash(at: i32, length: i32): i32 {
  let hash: i32 = length;
  let i: i32 = 0;
  for (; i + 32 <= length; i += 32) hash = hash * 0x01000193 + mixed(v128.load(at + i), v128.load(at + i + 16));
  const low = v128.and(v128.load(at + i), firstBytes(length - i));
  const high = v128.and(v128.load(at + i + 16), firstBytes(length - i - 16));
  return hash * 0x01000193 + mixed(low, high);
}

/** Where the next newline is. */
export function newlineFrom(at: i32): i32 {
  const newline = i8x16.splat(10);
  let i = at;
  let found = i8x16.bitmask(i8x16.eq(v128.load(i), newline));
  while (found == 0) {
    i += 16;
    found = i8x16.bitmask(i8x16.eq(v128.load(i), newline));
  }
  return i + ctz(found);
}

@inline
function colonsAndNewlines(at: i32): i32 {
  const bytes = v128.load(at);
  return i8x16.bitmask(v128.or(i8x16.eq(bytes, i8x16.splat(10)), i8x16.eq(bytes, i8x16.splat(58))));
}

/** Where the next colon or newline is. */
export function colonFrom(at: i32): i32 {
  let i = at;
  let found = colonsAndNewlines(i);
  while (found == 0) {
    i += 16;
    found = colonsAndNewlines(i);
  }
  return i + ctz(found);
}

/** Number of hexadecimal digits at `at`, of 16 at most. */
export function hexDigits(at: i32): i32 {
  const bytes = v128.load(at);
  const digits = i8x16.lt_u(i8x16.sub(bytes, i8x16.splat(48)), i8x16.splat(10));
  const letters = i8x16.lt_u(i8x16.sub(bytes, i8x16.splat(97)), i8x16.splat(6));
  return ctz(~i8x16.bitmask(v128.or(digits, letters)));
}

/** Where the last parenthesis before `end` is, or anywhere up to `from` when there is none behind it. */
export function parenthesisBefore(end: i32, from: i32): i32 {
  let i: i32 = end - 16;
  let found: i32 = 0;
  while (true) {
    const bytes = v128.and(v128.load(i), i8x16.splat(-2));
    found = i8x16.bitmask(i8x16.eq(bytes, i8x16.splat(40)));
    if (found != 0 || i <= from) break;
    i -= 16;
  }
  return found == 0 ? from : i + 31 - clz(found);
}
