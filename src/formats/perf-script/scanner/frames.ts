import { copy, i32at, multiply, setI32 } from './machine.ts';
import { area, bitsFor, free } from './memory.ts';
import { attributeCounts, depth, frameLines, frames, framesHash, room } from './state.ts';

/**
 * Values of lines that belong to a sample without being frames: -1 and -2 for two kinds of them, which are counted. Below
 * is the place of a list of frames, negative.
 */
export const leastAttribute: i32 = -2;

export function countAttribute(value: i32): void {
  const at = attributeCounts - 4 * value;
  setI32(at, i32at(at) + 1);
}

export function makeFrames(): void {
  setI32(room, 1 << 10);
  setI32(frames, area(12));
  setI32(frameLines, area(12));
}

export function widenFrames(): void {
  const bits = bitsFor(4 * i32at(room));
  setI32(frames, doubled(i32at(frames), bits));
  setI32(frameLines, doubled(i32at(frameLines), bits));
  setI32(room, 2 * i32at(room));
}

function doubled(old: i32, bits: i32): i32 {
  const wider = area(bits + 1);
  copy(wider, old, 1 << bits);
  free(old, bits);
  return wider;
}

/** The hash of some frames and one more. */
export function hashWith(hash: i32, frame: i32): i32 {
  const mixed = multiply(hash ^ frame, 0x297a2d39);
  return mixed ^ (mixed >>> 15);
}

/** Adds a frame to the open sample. */
export function pushFrame(frame: i32, line: i32): void {
  const at = i32at(depth);
  if (at === i32at(room)) widenFrames();
  setI32(i32at(frames) + 4 * at, frame);
  setI32(i32at(frameLines) + 4 * at, line);
  setI32(depth, at + 1);
  setI32(framesHash, hashWith(i32at(framesHash), frame));
}

/** Adds the frames of a list: their number, then themselves, innermost first. */
export function pushList(list: i32, line: i32): void {
  const end = list + 4 * i32at(list);
  for (let at = list + 4; at <= end; at += 4) pushFrame(i32at(at), line);
}

/** Makes room for a stack that the host writes at once. */
export function reserveFrames(count: i32): void {
  while (i32at(room) < count) widenFrames();
}

/** The host has written `count` frames and their lines. */
export function framesWritten(count: i32): void {
  const first = i32at(frames);
  let hash: i32 = 0;
  for (let i: i32 = 0; i < count; i++) hash = hashWith(hash, i32at(first + 4 * i));
  setI32(depth, count);
  setI32(framesHash, hash);
}
