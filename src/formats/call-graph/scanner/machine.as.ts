// What `machine.ts` does in JavaScript, 16 bytes at a time. Beyond the last line there is room to look ahead.

export function blanksEnd(at: i32): i32 {
  const blank = i8x16.splat(32);
  let i = at;
  let found = i8x16.bitmask(i8x16.ne(v128.load(i), blank));
  while (found == 0) {
    i += 16;
    found = i8x16.bitmask(i8x16.ne(v128.load(i), blank));
  }
  return i + ctz(found);
}

export function tenBlanks(at: i32): boolean {
  return (i8x16.bitmask(i8x16.eq(v128.load(at), i8x16.splat(32))) & 0x3ff) == 0x3ff;
}

/** 1 in the bits of bytes that are neither blanks nor bars. */
// @ts-ignore: decorator
@inline
function others(at: i32): i32 {
  const bytes = v128.load(at);
  return ~i8x16.bitmask(v128.or(i8x16.eq(bytes, i8x16.splat(32)), i8x16.eq(bytes, i8x16.splat(124)))) & 0xffff;
}

export function prefixEnd(at: i32): i32 {
  let i = at;
  let found = others(i);
  while (found == 0) {
    i += 16;
    found = others(i);
  }
  return i + ctz(found);
}

/** 1 in the bits of bytes that are no printable ASCII: below a blank, or `DEL` and beyond, which are negative or the last. */
// @ts-ignore: decorator
@inline
function unprintable(at: i32): i32 {
  return i8x16.bitmask(i8x16.gt_u(i8x16.sub(v128.load(at), i8x16.splat(32)), i8x16.splat(94)));
}

export function printableEnd(at: i32): i32 {
  let i = at;
  let found = unprintable(i);
  while (found == 0) {
    i += 16;
    found = unprintable(i);
  }
  return i + ctz(found);
}

export function sameName(a: i32, b: i32, length: i32): boolean {
  for (let i: i32 = 0; i < length; i += 16) {
    let unlike = ~i8x16.bitmask(i8x16.eq(v128.load(a + i), v128.load(b + i))) & 0xffff;
    if (length - i < 16) unlike &= (1 << (length - i)) - 1;
    if (unlike != 0) return false;
  }
  return true;
}
