import { copy, f64at, i32at, multiply, sameBytes, setF64, setI32 } from './machine.ts';
import { area, bitsFor, free } from './memory.ts';
import {
  depth,
  firstBlock,
  frameLines,
  frames,
  framesHash,
  lastBlock,
  sampleLine,
  stackCount,
  stackSlotCount,
  stackSlots,
} from './state.ts';

/**
 * Distinct stacks, each with its group (an event and a command) and frames innermost first. Weights are added up while
 * the text is read, so memory grows with distinct stacks and not with samples. A stack lies in a block as: hash, group,
 * depth, line of the sample that showed it first (negative when its frame stands on it too), samples, the lines of its
 * frames or 0 when they follow the sample's line one by one, period; then frames.
 */
export const stackHash: i32 = 0;
export const stackGroup: i32 = 4;
export const stackDepth: i32 = 8;
export const stackLine: i32 = 12;
export const stackSamples: i32 = 16;
export const stackFrameLines: i32 = 20;
export const stackPeriod: i32 = 24;
export const stackFrames: i32 = 32;

// A block: the next one, what is used of it, its size as a power of two; then stacks.
export const blockNext: i32 = 0;
export const blockUsed: i32 = 4;
const blockSize: i32 = 8;
export const blockStacks: i32 = 16;
const blockBits: i32 = 18;

export function makeStackTable(): void {
  setI32(stackSlotCount, 1 << 11);
  setI32(stackSlots, area(13));
  const block = newBlock(blockBits);
  setI32(firstBlock, block);
  setI32(lastBlock, block);
}

function newBlock(bits: i32): i32 {
  const block = area(bits);
  setI32(block + blockUsed, blockStacks);
  setI32(block + blockSize, bits);
  return block;
}

/** Adds samples that have the frames of the open one. */
export function addStack(group: i32, samples: i32, period: f64): void {
  const hash = multiply(i32at(framesHash) ^ group, 0x2c1b3c6d);
  const mixed = hash ^ (hash >>> 15);
  const length = 4 * i32at(depth);
  const slots = i32at(stackSlots);
  const mask = i32at(stackSlotCount) - 1;
  const own = i32at(frames);
  let slot = mixed & mask;
  let stack: i32 = 0;
  for (; ; slot = (slot + 1) & mask) {
    stack = i32at(slots + 4 * slot);
    if (stack === 0) break;
    if (i32at(stack + stackHash) !== mixed || i32at(stack + stackGroup) !== group) continue;
    if (4 * i32at(stack + stackDepth) === length && sameBytes(stack + stackFrames, own, length)) break;
  }
  if (stack === 0) {
    stack = newStack(mixed, group, length);
    setI32(slots + 4 * slot, stack);
    setI32(stackCount, i32at(stackCount) + 1);
    if (2 * i32at(stackCount) > mask) widenSlots();
  }
  setI32(stack + stackSamples, i32at(stack + stackSamples) + samples);
  setF64(stack + stackPeriod, f64at(stack + stackPeriod) + period);
}

function newStack(hash: i32, group: i32, length: i32): i32 {
  const size = (stackFrames + length + 15) & -16;
  let block = i32at(lastBlock);
  if (i32at(block + blockUsed) + size > 1 << i32at(block + blockSize)) {
    const bits = bitsFor(blockStacks + size);
    const next = newBlock(bits > blockBits ? bits : blockBits);
    setI32(block + blockNext, next);
    setI32(lastBlock, next);
    block = next;
  }
  const stack = block + i32at(block + blockUsed);
  setI32(block + blockUsed, i32at(block + blockUsed) + size);
  setI32(stack + stackHash, hash);
  setI32(stack + stackGroup, group);
  setI32(stack + stackDepth, length >>> 2);
  copy(stack + stackFrames, i32at(frames), length);
  keepLines(stack, length);
  return stack;
}

function keepLines(stack: i32, length: i32): void {
  const line = i32at(sampleLine);
  const lines = i32at(frameLines);
  const onOneLine = length > 0 && i32at(lines) === line && i32at(lines + length - 4) === line;
  setI32(stack + stackLine, onOneLine ? -line : line);
  if (onOneLine) return;
  let i: i32 = 0;
  while (i < length && i32at(lines + i) === line + 1 + (i >>> 2)) i += 4;
  if (i === length) return;
  const kept = area(bitsFor(length));
  copy(kept, lines, length);
  setI32(stack + stackFrameLines, kept);
}

function widenSlots(): void {
  const old = i32at(stackSlots);
  const count = i32at(stackSlotCount);
  const mask = 2 * count - 1;
  const slots = area(bitsFor(8 * count));
  for (let i: i32 = 0; i < count; i++) {
    const stack = i32at(old + 4 * i);
    if (stack === 0) continue;
    let slot = i32at(stack + stackHash) & mask;
    while (i32at(slots + 4 * slot) !== 0) slot = (slot + 1) & mask;
    setI32(slots + 4 * slot, stack);
  }
  setI32(stackSlots, slots);
  setI32(stackSlotCount, 2 * count);
  free(old, bitsFor(4 * count));
}
