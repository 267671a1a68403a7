import { clear, i32at, memoryUpTo, setI32 } from './machine.ts';
import { freed, memoryEnd } from './state.ts';

/** Smallest area, as a power of two, that is kept for later when it is freed. */
const leastBits: i32 = 6;

/** An area of 2^`bits` bytes, all zero. Tables double: what one of them outgrew serves the next. */
export function area(bits: i32): i32 {
  const free = i32at(freed + 4 * bits);
  if (free !== 0) {
    setI32(freed + 4 * bits, i32at(free));
    clear(free, 1 << bits);
    return free;
  }
  const at = i32at(memoryEnd);
  setI32(memoryEnd, at + (1 << bits));
  memoryUpTo(at + (1 << bits) + 0x10000);
  return at;
}

export function free(at: i32, bits: i32): void {
  if (bits < leastBits) return;
  setI32(at, i32at(freed + 4 * bits));
  setI32(freed + 4 * bits, at);
}

export function bitsFor(length: i32): i32 {
  let bits = leastBits;
  while (1 << bits < length) bits++;
  return bits;
}
