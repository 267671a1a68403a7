import { finish } from './counts.ts';
import { atEnd, readEventLine, skipBlanks } from './event-line.ts';
import { countAttribute, hashWith, leastAttribute, pushFrame, pushList, widenFrames } from './frames.ts';
import {
  addLineSeenBefore,
  entryLength,
  entryNext,
  entryText,
  entryValue,
  findLine,
  frameKind,
  startEntry,
  unseen,
} from './line-table.ts';
import { byteAt, i32at, newlineFrom, sameBytes, setI32 } from './machine.ts';
import {
  bare,
  depth,
  eventCount,
  frameLines,
  frames,
  framesHash,
  lastEntry,
  lineNumber,
  nothing,
  opened,
  pending,
  room,
  sample,
  sampleLine,
  unknownLine,
  why,
} from './state.ts';
import { findFrame, isBlank } from './symbol-key.ts';

const newline: i32 = 10;

/**
 * Reads the lines from `at` on, all complete, up to `end` or to the first one that the host has to read: one that was not
 * seen before. Where that begins; why is in `why`.
 */
export function scan(at: i32, end: i32): i32 {
  let next = at;
  while (next < end) {
    if (i32at(opened) === sample || i32at(opened) === bare) next = readFrames(next, end);
    if (next >= end) break;
    const from = skipBlanks(next);
    let read: i32;
    if (atEnd(from)) read = readBlank(from);
    else {
      read = readEventLine(from);
      if (read === 0) read = readOther(next, from);
    }
    if (read < 0) return next;
    next = read;
  }
  return next;
}

/**
 * Frames of the open sample, of which nearly all were seen before, and most after the same line as now. Stops at the first
 * other line.
 */
function readFrames(start: i32, end: i32): i32 {
  const most = i32at(room);
  const values = i32at(frames);
  const lines = i32at(frameLines);
  let at = start;
  let line = i32at(lineNumber);
  let count = i32at(depth);
  let hash = i32at(framesHash);
  let last = i32at(lastEntry);
  while (at < end && count < most) {
    let entry = i32at(last + entryNext);
    let length = i32at(entry + entryLength);
    if (!sameBytes(entry + entryText, at, length)) {
      if (byteAt(at) === newline) break;
      entry = findLine(at);
      if (entry !== 0) {
        setI32(last + entryNext, entry);
        length = i32at(entry + entryLength);
      }
    }
    let value: i32;
    if (entry !== 0) {
      value = i32at(entry + entryValue);
      if (value < leastAttribute) break;
      last = entry;
    } else {
      value = isBlank(at) ? findFrame(at, frameKind) : unseen;
      if (value < 0) break;
      length = newlineFrom(at) + 1 - at;
      // What keeps it may forget all other lines.
      setI32(lastEntry, last);
      addLineSeenBefore(at, at + length, value);
      last = i32at(lastEntry);
    }
    line++;
    at += length;
    if (value < 0) {
      countAttribute(value);
      continue;
    }
    setI32(values + 4 * count, value);
    setI32(lines + 4 * count, line);
    hash = hashWith(hash, value);
    count++;
  }
  setI32(lineNumber, line);
  setI32(depth, count);
  setI32(framesHash, hash);
  setI32(lastEntry, last);
  if (count === most) widenFrames();
  return at;
}

/** An empty line ends a sample only where no event line will do it: unknown source lines are empty too. */
function readBlank(from: i32): i32 {
  if (i32at(opened) === pending) return stop();
  if (i32at(opened) === bare) finish();
  setI32(lastEntry, startEntry);
  setI32(lineNumber, i32at(lineNumber) + 1);
  return byteAt(from) === newline ? from + 1 : from + 2;
}

/** A line of something else: a frame whose address is new, a list of frames, the first frame of a sample without event line. */
function readOther(at: i32, from: i32): i32 {
  const entry = findLine(at);
  const value = entry !== 0 ? i32at(entry + entryValue) : from > at ? findFrame(at, frameKind) : unseen;
  if (value === unseen || !opensFor(value)) return stop();
  const line = i32at(lineNumber) + 1;
  setI32(lineNumber, line);
  if (value >= 0) pushFrame(value, line);
  else if (value < leastAttribute) pushList(-value, line);
  else countAttribute(value);
  if (entry !== 0) return at + i32at(entry + entryLength);
  const next = newlineFrom(from) + 1;
  addLineSeenBefore(at, next, value);
  return next;
}

/** Whether what is open takes a frame; without any event line so far a frame opens a sample of its own. */
function opensFor(value: i32): boolean {
  const open = i32at(opened);
  if (open === sample || open === bare) return true;
  if (open !== nothing || (value < 0 && value >= leastAttribute) || i32at(eventCount) > 0) return false;
  setI32(opened, bare);
  setI32(sampleLine, i32at(lineNumber));
  return true;
}

function stop(): i32 {
  setI32(why, unknownLine);
  return -1;
}
