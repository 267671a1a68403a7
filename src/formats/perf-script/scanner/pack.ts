import { framesWritten, reserveFrames } from './frames.ts';
import { f64at, i32at, setF64, setI32 } from './machine.ts';
import { area, bitsFor, free } from './memory.ts';
import {
  addStack,
  blockNext,
  blockStacks,
  blockUsed,
  stackDepth,
  stackFrameLines,
  stackFrames,
  stackGroup,
  stackLine,
  stackPeriod,
  stackSamples,
} from './stack-table.ts';
import { firstBlock, frameLines, frames, sampleLine } from './state.ts';

/**
 * All stacks in one piece, to be taken into the table of another scanner: group, samples, line (as in the table), depth,
 * period, 1 if lines of the frames follow; then the frames, innermost first, and those lines.
 */
const packedSamples: i32 = 4;
const packedLine: i32 = 8;
const packedDepth: i32 = 12;
const packedPeriod: i32 = 16;
const packedHasLines: i32 = 24;
const packedFrames: i32 = 32;

function sizeOf(depth: i32, hasLines: i32): i32 {
  return (packedFrames + 4 * depth * (1 + hasLines) + 7) & -8;
}

function sizeInTable(depth: i32): i32 {
  return (stackFrames + 4 * depth + 15) & -16;
}

/** Number of bytes that `pack` writes. */
export function packedLength(): i32 {
  let length: i32 = 0;
  for (let block = i32at(firstBlock); block !== 0; block = i32at(block + blockNext)) {
    const end = block + i32at(block + blockUsed);
    for (let stack = block + blockStacks; stack < end; stack += sizeInTable(i32at(stack + stackDepth))) {
      length += sizeOf(i32at(stack + stackDepth), i32at(stack + stackFrameLines) === 0 ? 0 : 1);
    }
  }
  return length;
}

/** Writes all stacks to `start`, in the order in which they were first seen. */
export function pack(start: i32): void {
  let to = start;
  for (let block = i32at(firstBlock); block !== 0; block = i32at(block + blockNext)) {
    const end = block + i32at(block + blockUsed);
    for (let stack = block + blockStacks; stack < end; stack += sizeInTable(i32at(stack + stackDepth))) {
      to += packOne(stack, to);
    }
  }
}

function packOne(stack: i32, to: i32): i32 {
  const depth = i32at(stack + stackDepth);
  const lines = i32at(stack + stackFrameLines);
  setI32(to, i32at(stack + stackGroup));
  setI32(to + packedSamples, i32at(stack + stackSamples));
  setI32(to + packedLine, i32at(stack + stackLine));
  setI32(to + packedDepth, depth);
  setF64(to + packedPeriod, f64at(stack + stackPeriod));
  setI32(to + packedHasLines, lines === 0 ? 0 : 1);
  for (let i: i32 = 0; i < 4 * depth; i += 4) {
    setI32(to + packedFrames + i, i32at(stack + stackFrames + i));
    if (lines !== 0) setI32(to + packedFrames + 4 * depth + i, i32at(lines + i));
  }
  return sizeOf(depth, lines === 0 ? 0 : 1);
}

/**
 * Adds packed stacks of text that comes `before` lines later. `ids` and `groups` are lists of what the numbers of their
 * frames and groups are here.
 */
export function unpack(start: i32, end: i32, ids: i32, groups: i32, before: i32): void {
  let at = start;
  while (at < end) {
    const depth = i32at(at + packedDepth);
    const hasLines = i32at(at + packedHasLines);
    const line = i32at(at + packedLine);
    reserveFrames(depth);
    setI32(sampleLine, (line < 0 ? -line : line) + before);
    for (let i: i32 = 0; i < depth; i++) {
      const from = at + packedFrames + 4 * i;
      let own = line < 0 ? before - line : before + line + 1 + i;
      if (hasLines !== 0) own = i32at(from + 4 * depth) + before;
      setI32(i32at(frames) + 4 * i, i32at(ids + 4 * i32at(from)));
      setI32(i32at(frameLines) + 4 * i, own);
    }
    framesWritten(depth);
    addStack(i32at(groups + 4 * i32at(at)), i32at(at + packedSamples), f64at(at + packedPeriod));
    at += sizeOf(depth, hasLines);
  }
  framesWritten(0);
}

/** Room for `length` bytes that the host writes or reads, until `giveBack`. */
export function borrow(length: i32): i32 {
  return area(bitsFor(length));
}

export function giveBack(at: i32, length: i32): void {
  free(at, bitsFor(length));
}
