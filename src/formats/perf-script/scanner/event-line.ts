import { begin, eventIsTracepoint, findPair } from './counts.ts';
import { pushFrame } from './frames.ts';
import {
  addLineSeenBefore,
  entryLength,
  entryValue,
  eventKind,
  findLine,
  findPart,
  headKind,
  headWithCpuKind,
  ownFrameKind,
  unseen,
} from './line-table.ts';
import { byteAt, colonFrom, copy, f64at, i32at, newlineFrom, sameBytes, setF64, setI32, toF64 } from './machine.ts';
import {
  eventFrom,
  eventTo,
  foundEvent,
  foundThread,
  headCpu,
  headFrom,
  headTo,
  lineNumber,
  newEventLine,
  oddEventLine,
  opened,
  pending,
  period,
  periodFrom,
  periodTo,
  restFrom,
  tail,
  tailEvent,
  tailLength,
  tailPeriod,
  tailSize,
  threadTo,
  why,
} from './state.ts';
import { findFrame, isBlank } from './symbol-key.ts';
import { newThread } from './threads.ts';

// Longest text before the time that perf can print, with room for a cgroup.
const longestHead: i32 = 400;
const newline: i32 = 10;
/** Digits that a double holds exactly. */
const exactDigits: i32 = 15;

function isDigit(byte: i32): boolean {
  return byte >= 48 && byte <= 57;
}

export function skipBlanks(at: i32): i32 {
  let i = at;
  while (isBlank(i)) i++;
  return i;
}

/** Whether a line ends at `at`. */
export function atEnd(at: i32): boolean {
  return byteAt(at) === newline || (byteAt(at) === 13 && byteAt(at + 1) === newline);
}

/** Index behind the word at `at`. */
function wordEnd(at: i32): i32 {
  let i = at;
  while (!isBlank(i) && !atEnd(i)) i++;
  return i;
}

/** Start of the digits that end at `end`. */
function digitsStart(end: i32, from: i32): i32 {
  let i = end;
  while (i > from && isDigit(byteAt(i - 1))) i--;
  return i;
}

/** Start of the time (`3157.422042:`, up to 9 decimals) whose colon is at `colon`, or -1. */
function timeStart(colon: i32, from: i32): i32 {
  const decimals = digitsStart(colon, from);
  if (decimals === colon || colon - decimals > 9 || decimals - 1 <= from || byteAt(decimals - 1) !== 46) return -1;
  const start = digitsStart(decimals - 1, from);
  return start < decimals - 1 && (start === from || isBlank(start - 1)) ? start : -1;
}

/** Finds the first time of a line and notes where what stands before it ends; index of its colon, or -1. */
function readTime(from: i32): i32 {
  for (let colon = colonFrom(from); byteAt(colon) !== newline; colon = colonFrom(colon + 1)) {
    if (colon - from >= longestHead) return -1;
    let to = timeStart(colon, from);
    if (to < 0) continue;
    while (to > from && isBlank(to - 1)) to--;
    setI32(headFrom, from);
    setI32(headTo, to);
    return colon;
  }
  return -1;
}

/** Takes the CPU off the head (`udp-tx 11480/11480 [003]`), if it seems to end in one. */
function readCpu(): void {
  const from = i32at(headFrom);
  let at = i32at(headTo) - 1;
  setI32(headCpu, -1);
  if (at <= from || byteAt(at) !== 93) return;
  const digits = digitsStart(at, from);
  const length = at - digits;
  if (length < 1 || length > 5 || digits === from || byteAt(digits - 1) !== 91) return;
  if (digits - 1 > from && !isBlank(digits - 2)) return;
  let cpu: i32 = 0;
  for (at = digits; at < digits + length; at++) cpu = 10 * cpu + byteAt(at) - 48;
  at = digits - 1;
  while (at > from && isBlank(at - 1)) at--;
  setI32(headCpu, cpu);
  setI32(threadTo, at);
}

/** The thread that the head names, or `unseen`; also its CPU. */
function findThread(): i32 {
  const from = i32at(headFrom);
  readCpu();
  if (i32at(headCpu) >= 0) {
    const known = findPart(from, i32at(threadTo) - from, headWithCpuKind);
    if (known !== unseen) return known;
  }
  const place = findPart(from, i32at(headTo) - from, headKind);
  if (place === unseen) return unseen;
  setI32(headCpu, i32at(place + 4));
  return i32at(place);
}

/** Reads the period and the event behind the time; false when there is no event. */
function readEventName(from: i32): boolean {
  let at = skipBlanks(from);
  let end = wordEnd(at);
  setI32(periodFrom, at);
  setI32(periodTo, at);
  setF64(period, -1);
  const digits = digitsStart(end, at) === at ? end - at : 0;
  if (digits > 0 && digits <= 20) {
    setI32(periodTo, end);
    let value: f64 = 0;
    for (let i = at; i < end; i++) value = 10 * value + toF64(byteAt(i) - 48);
    setF64(period, value);
    at = skipBlanks(end);
    end = wordEnd(at);
  }
  setI32(eventFrom, at);
  setI32(eventTo, end - 1);
  setI32(restFrom, skipBlanks(end));
  return end - at >= 2 && byteAt(end - 1) === 58;
}

// PERF_RECORD_LOST lost 24
function isRecord(at: i32): boolean {
  return (
    i32at(eventTo) - at >= 12 &&
    i32at(at) === 0x46524550 &&
    i32at(at + 4) === 0x4345525f &&
    i32at(at + 8) === 0x5f44524f
  );
}

/**
 * Reads `udp-tx 11480/11480 [000]  3157.422042:    2004008 cpu-clock: `, which begins at `from`; where the next line
 * begins, 0 when it is no event line, or -1 when the host has to read it.
 */
export function readEventLine(from: i32): i32 {
  const colon = readTime(from);
  if (colon < 0) return 0;
  const known = sameBytes(tail, colon, i32at(tailLength)) ? readBefore(colon) : 0;
  if (known > 0) return known;
  const named = readEventName(colon + 1);
  if (isRecord(i32at(eventFrom))) return 0;
  if (!named) return stop(oddEventLine);
  const event = findPart(i32at(eventFrom), i32at(eventTo) - i32at(eventFrom), eventKind);
  let thread = findThread();
  if (thread === unseen && event !== unseen) thread = newThread(event);
  setI32(foundThread, thread);
  setI32(foundEvent, event);
  if (thread === unseen || event === unseen || i32at(opened) === pending) return stop(newEventLine);
  if (i32at(periodTo) - i32at(periodFrom) > exactDigits) return stop(newEventLine);
  const origin = findPair(event, thread);
  if (origin === 0 || i32at(event + eventIsTracepoint) !== 0) return stop(newEventLine);
  const rest = i32at(restFrom);
  const line = i32at(lineNumber) + 1;
  if (atEnd(rest)) {
    begin(origin, i32at(headCpu), f64at(period), line);
    setI32(lineNumber, line);
    const next = byteAt(rest) === newline ? rest + 1 : rest + 2;
    keepTail(colon, next - colon, event);
    return next;
  }
  const own = findLine(rest);
  const frame = own === 0 ? findFrame(rest, ownFrameKind) : i32at(own + entryValue);
  if (frame < 0) return stop(newEventLine);
  begin(origin, i32at(headCpu), f64at(period), line);
  setI32(lineNumber, line);
  pushFrame(frame, line);
  if (own !== 0) return rest + i32at(own + entryLength);
  const next = newlineFrom(rest) + 1;
  addLineSeenBefore(rest, next, frame);
  return next;
}

/** Remembers what follows the time: the event, and the period, which is often the same in all samples. */
function keepTail(colon: i32, length: i32, event: i32): void {
  if (length > tailSize) return;
  copy(tail, colon, length);
  setI32(tailLength, length);
  setI32(tailEvent, event);
  setF64(tailPeriod, f64at(period));
}

/** An event line that ends as the last one did; 0 when its thread is new. */
function readBefore(colon: i32): i32 {
  let thread = findThread();
  if (thread === unseen) thread = newThread(i32at(tailEvent));
  const origin = thread === unseen ? 0 : findPair(i32at(tailEvent), thread);
  if (origin === 0 || i32at(opened) === pending) return 0;
  const line = i32at(lineNumber) + 1;
  begin(origin, i32at(headCpu), f64at(tailPeriod), line);
  setI32(lineNumber, line);
  return colon + i32at(tailLength);
}

function stop(reason: i32): i32 {
  setI32(why, reason);
  return -1;
}
