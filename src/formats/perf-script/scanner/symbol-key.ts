import { addPart, findPart, frameKind, unseen } from './line-table.ts';
import { byteAt, copyShort, hexDigits, i32at, newlineFrom, parenthesisBefore, setByte } from './machine.ts';
import { bare, opened, sample, scratch, scratchSize } from './state.ts';

// 	ffffffff820473e7 __udp4_lib_rcv+0x957 ([kernel.kallsyms])
//                  ^ from here, without +0x957: what names the frame, wherever in it the sample was taken

const space: i32 = 32;
const opening: i32 = 40;
const closing: i32 = 41;
const letterX: i32 = 120;
const addressDigits: i32 = 16;

export function isBlank(at: i32): boolean {
  const byte = byteAt(at);
  return byte === space || byte === 9;
}

/** Where an offset (`+0x957`) that ends at `end` begins, or `end`. */
function offsetStart(from: i32, end: i32): i32 {
  let at = end - 1;
  let least = end - addressDigits - 1;
  if (least < from + 2) least = from + 2;
  while (at >= least && byteAt(at) !== letterX) at--;
  if (at < least || at === end - 1) return end;
  const isOffset = byteAt(at - 1) === 48 && byteAt(at - 2) === 43 && hexDigits(at + 1) >= end - at - 1;
  return isOffset ? at - 2 : end;
}

/** Writes what names the frame of an indented line; its length, or 0 when the line is not of the usual shape. */
function writeKey(line: i32, kind: i32): i32 {
  let at = line;
  while (isBlank(at)) at++;
  const address = at;
  const digits = hexDigits(at);
  at += digits;
  if (digits === 0 || byteAt(at) !== space) return 0;
  let end = newlineFrom(at);
  if (end - at > scratchSize - 64) return 0;
  if (byteAt(end - 1) === 13) end--;
  // The address tells kernel from user where no object does.
  setByte(scratch, digits === addressDigits && byteAt(address) >= 56 ? 107 : 46);
  if (byteAt(end - 1) !== closing) {
    // -F ip,sym: whether that is a frame is certain only below an event line or another frame
    if (kind !== frameKind || (i32at(opened) !== sample && i32at(opened) !== bare)) return 0;
    const length = offsetStart(at, end) - at;
    copyShort(scratch + 1, at, length);
    return 1 + length;
  }
  const open = parenthesisBefore(end - 1, at);
  // Parentheses in the object's name, or `(.isra.0)`, which is none: the line is kept as a whole only.
  if (open <= at || byteAt(open) !== opening || byteAt(open - 1) !== space || byteAt(open + 1) === 46) return 0;
  const nameTo = offsetStart(at, open - 1);
  const name = nameTo - at;
  copyShort(scratch + 1, at, name);
  // -F +dsoff prints one in the object too
  const object = offsetStart(open, end - 1) - open;
  copyShort(scratch + 1 + name, open, object);
  return 1 + name + object;
}

/** Value of the frame on an indented line, by all of it but address and offset, or `unseen`. */
export function findFrame(line: i32, kind: i32): i32 {
  const length = writeKey(line, kind);
  return length === 0 ? unseen : findPart(scratch, length, kind);
}

/** False when the line is not of the usual shape. */
export function addFrame(line: i32, kind: i32, value: i32): boolean {
  const length = writeKey(line, kind);
  if (length === 0) return false;
  addPart(scratch, length, kind, value);
  return true;
}
