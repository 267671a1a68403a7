import { byteAt } from '../../perf-script/scanner/machine.ts';

/**
 * What reading call graphs asks of bytes beyond perf script's machine, in JavaScript; `machine.as.ts` has the same for
 * WebAssembly.
 */

/** Where the blanks that begin at `at` end. */
export function blanksEnd(at: i32): i32 {
  let i = at;
  while (byteAt(i) === 32) i++;
  return i;
}

/** Whether ten blanks begin at `at`. */
export function tenBlanks(at: i32): boolean {
  let i: i32 = 0;
  while (i < 10 && byteAt(at + i) === 32) i++;
  return i === 10;
}

/** Where the blanks and bars that begin at `at` end. */
export function prefixEnd(at: i32): i32 {
  let i = at;
  let code = byteAt(i);
  while (code === 32 || code === 124) code = byteAt(++i);
  return i;
}

/** Where the printable ASCII that begins at `at` ends. */
export function printableEnd(at: i32): i32 {
  let i = at;
  let code = byteAt(i);
  while (code >= 32 && code < 127) code = byteAt(++i);
  return i;
}

/** Compares `length` bytes, of which each side has a few more. */
export function sameName(a: i32, b: i32, length: i32): boolean {
  let i: i32 = 0;
  while (i < length && byteAt(a + i) === byteAt(b + i)) i++;
  return i === length;
}
