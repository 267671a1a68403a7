import { bytesHash, clear, copy, i32at, lineHash, multiply, sameBytes, setI32 } from './machine.ts';
import { area, bitsFor, free } from './memory.ts';
import {
  lastEntry,
  lineBlock,
  lineBlockSizes,
  lineBlockUsed,
  lineEntries,
  lineNumber,
  lineSlotCount,
  lineSlots,
  pausedUntil,
  seenOnce,
  seenOnceCount,
  seenSince,
} from './state.ts';

// An entry: length and kind, value, the entry of the line that followed last, hash, then the text itself.
export const entryLength: i32 = 0;
export const entryValue: i32 = 4;
export const entryNext: i32 = 8;
const entryHash: i32 = 12;
export const entryText: i32 = 16;

/** What a text is: a whole line, found without knowing where it ends, or a part of one. */
export const lineKind: i32 = 0;
export const headKind: i32 = 1;
export const headWithCpuKind: i32 = 2;
export const eventKind: i32 = 3;
/** A frame without its address and offset. */
export const frameKind: i32 = 4;
/** The same behind the event of a line. */
export const ownFrameKind: i32 = 5;
/** A command's name. */
export const commKind: i32 = 6;
const kindUnit: i32 = 1 << 24;

/** Value of no line. */
export const unseen: i32 = -0x80000000;

/** Texts are thrown away beyond this size: what is lost is time, since every line can be parsed anew. */
const mostBlocks: i32 = 1 << 24;
const blockBits: i32 = 18;
const longestText: i32 = 1 << 20;
// A block: the one before it, its size as a power of two, then entries.
const blockBefore: i32 = 0;
const blockSize: i32 = 4;
const blockEntries: i32 = 16;
/** Slots looked at before giving up: lines that hash alike (one address, many inlined names) must not cost more. */
const probes: i32 = 32;
const seenBits: i32 = 14;
/** Lines that are noted as seen once before that begins anew. */
const mostSeen: i32 = 1 << 15;
/** So many lines must have been read for each of them, or nothing is kept for a while. */
const worthwhile: i32 = 4;
const pause: i32 = 1 << 20;

/** The entry before each sample's first frame, which is no line. */
export const startEntry: i32 = 416;

export function makeLineTable(): void {
  setI32(lineSlotCount, 1 << 13);
  setI32(lineSlots, area(15));
  setI32(seenOnce, area(seenBits));
  setI32(startEntry + entryLength, 16);
  setI32(startEntry + entryValue, unseen);
  setI32(startEntry + entryNext, startEntry);
  setI32(lastEntry, startEntry);
  addBlock(blockBits);
}

function addBlock(bits: i32): void {
  const block = area(bits);
  setI32(block + blockBefore, i32at(lineBlock));
  setI32(block + blockSize, bits);
  setI32(lineBlock, block);
  setI32(lineBlockUsed, blockEntries);
  setI32(lineBlockSizes, i32at(lineBlockSizes) + (1 << bits));
}

function forgetLines(): void {
  clear(i32at(lineSlots), 4 * i32at(lineSlotCount));
  setI32(lineEntries, 0);
  setI32(startEntry + entryNext, startEntry);
  setI32(lastEntry, startEntry);
  while (i32at(lineBlock) !== 0) {
    const block = i32at(lineBlock);
    setI32(lineBlock, i32at(block + blockBefore));
    free(block, i32at(block + blockSize));
  }
  setI32(lineBlockSizes, 0);
  addBlock(blockBits);
}

/** The entry of the line that begins at `at`, or 0. */
export function findLine(at: i32): i32 {
  const hash = lineHash(at);
  const slots = i32at(lineSlots);
  const mask = i32at(lineSlotCount) - 1;
  for (let slot = hash & mask, left = probes; left > 0; left--, slot = (slot + 1) & mask) {
    const entry = i32at(slots + 4 * slot);
    if (entry === 0) return 0;
    if (i32at(entry + entryHash) !== hash) continue;
    const length = i32at(entry + entryLength);
    if (length < kindUnit && sameBytes(entry + entryText, at, length)) return entry;
  }
  return 0;
}

/** Keeps what a line means; `to` is behind its newline. */
export function addLine(from: i32, to: i32, value: i32): void {
  add(from, to - from, lineKind, lineHash(from), value);
}

/**
 * Keeps a frame's line once it comes back: of lines that never do there are as many as the file is long. Where most are
 * like that, so that keeping them does not pay, it pauses.
 */
export function addLineSeenBefore(from: i32, to: i32, value: i32): void {
  if (i32at(lineNumber) < i32at(pausedUntil)) return;
  const hash = lineHash(from);
  const word = i32at(seenOnce) + (((hash >>> 5) << 2) & ((1 << seenBits) - 4));
  const bits = i32at(word);
  if ((bits & (1 << (hash & 31))) !== 0) {
    add(from, to - from, lineKind, hash, value);
    return;
  }
  setI32(word, bits | (1 << (hash & 31)));
  const seen = i32at(seenOnceCount) + 1;
  setI32(seenOnceCount, seen);
  if (seen === mostSeen) startAnew();
}

function startAnew(): void {
  const lines = i32at(lineNumber) - i32at(seenSince);
  if (lines < mostSeen * worthwhile) setI32(pausedUntil, i32at(lineNumber) + pause);
  clear(i32at(seenOnce), 1 << seenBits);
  setI32(seenOnceCount, 0);
  setI32(seenSince, i32at(lineNumber));
}

function kindHash(at: i32, length: i32, kind: i32): i32 {
  return bytesHash(at, length) ^ multiply(kind, 0x2c1b3c6d);
}

/** What the `length` bytes at `at` mean, or `unseen`. */
export function findPart(at: i32, length: i32, kind: i32): i32 {
  const hash = kindHash(at, length, kind);
  const slots = i32at(lineSlots);
  const mask = i32at(lineSlotCount) - 1;
  for (let slot = hash & mask, left = probes; left > 0; left--, slot = (slot + 1) & mask) {
    const entry = i32at(slots + 4 * slot);
    if (entry === 0) return unseen;
    if (i32at(entry + entryLength) !== length + kind * kindUnit) continue;
    if (sameBytes(entry + entryText, at, length)) return i32at(entry + entryValue);
  }
  return unseen;
}

export function addPart(at: i32, length: i32, kind: i32, value: i32): void {
  add(at, length, kind, kindHash(at, length, kind), value);
}

function add(at: i32, length: i32, kind: i32, hash: i32, value: i32): void {
  const size = (entryText + length + 15) & -16;
  if (length > longestText) return;
  if (2 * i32at(lineEntries) > i32at(lineSlotCount)) widenSlots();
  if (i32at(lineBlockUsed) + size > 1 << i32at(i32at(lineBlock) + blockSize)) {
    if (i32at(lineBlockSizes) >= mostBlocks) forgetLines();
    const bits = bitsFor(blockEntries + size);
    addBlock(bits > blockBits ? bits : blockBits);
  }
  const entry = i32at(lineBlock) + i32at(lineBlockUsed);
  setI32(entry + entryLength, length + kind * kindUnit);
  setI32(entry + entryValue, value);
  setI32(entry + entryNext, startEntry);
  setI32(entry + entryHash, hash);
  copy(entry + entryText, at, length);
  setI32(lineBlockUsed, i32at(lineBlockUsed) + size);
  setI32(lineEntries, i32at(lineEntries) + 1);
  place(entry, hash);
}

/** An entry that finds no slot near its own stays unfindable: its line is parsed each time. */
function place(entry: i32, hash: i32): void {
  const slots = i32at(lineSlots);
  const mask = i32at(lineSlotCount) - 1;
  for (let slot = hash & mask, left = probes; left > 0; left--, slot = (slot + 1) & mask) {
    if (i32at(slots + 4 * slot) !== 0) continue;
    setI32(slots + 4 * slot, entry);
    return;
  }
}

function widenSlots(): void {
  const old = i32at(lineSlots);
  const count = i32at(lineSlotCount);
  setI32(lineSlots, area(bitsFor(8 * count)));
  setI32(lineSlotCount, 2 * count);
  for (let slot = old; slot < old + 4 * count; slot += 4) {
    const entry = i32at(slot);
    if (entry !== 0) place(entry, i32at(entry + entryHash));
  }
  free(old, bitsFor(4 * count));
}
