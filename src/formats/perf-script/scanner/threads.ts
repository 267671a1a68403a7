import { addPair, findPair, pairValue } from './counts.ts';
import { addPart, commKind, findPart, headWithCpuKind, unseen } from './line-table.ts';
import { byteAt, i32at, setI32 } from './machine.ts';
import { area } from './memory.ts';
import { commTo, headCpu, headFrom, idsPid, idsTid, threadTo } from './state.ts';

// A thread that the scanner has named: its process or -1, its number, a thread of the host's with the same command.
export const threadPid: i32 = 0;
export const threadTid: i32 = 4;
export const threadLike: i32 = 8;
const threadBits: i32 = 4;
/** Digits that a word holds, whatever they are. */
const mostDigits: i32 = 9;
const slash: i32 = 47;

function isBlankByte(byte: i32): boolean {
  return byte === 32 || byte === 9;
}

function digitsFrom(end: i32, least: i32): i32 {
  let at = end;
  while (at > least && byteAt(at - 1) >= 48 && byteAt(at - 1) <= 57) at--;
  return at;
}

function numberIn(from: i32, to: i32): i32 {
  let value: i32 = 0;
  for (let at = from; at < to; at++) value = 10 * value + byteAt(at) - 48;
  return value;
}

/** Takes `rx worker 1 11478/11480`, the head before its CPU, apart; false when it is not of that shape. */
function splitHead(): boolean {
  const from = i32at(headFrom);
  const end = i32at(threadTo);
  const tid = digitsFrom(end, from);
  if (i32at(headCpu) < 0 || tid === end || end - tid > mostDigits || tid <= from) return false;
  let at = tid;
  setI32(idsPid, -1);
  if (byteAt(tid - 1) === slash) {
    at = digitsFrom(tid - 1, from);
    if (at === tid - 1 || tid - 1 - at > mostDigits || at <= from) return false;
    setI32(idsPid, numberIn(at, tid - 1));
  }
  if (!isBlankByte(byteAt(at - 1))) return false;
  setI32(idsTid, numberIn(tid, end));
  while (at > from && isBlankByte(byteAt(at - 1))) at--;
  setI32(commTo, at);
  return at > from;
}

/** The command of the head that was read last is that of `thread`. */
export function keepComm(thread: i32): void {
  if (!splitHead()) return;
  const from = i32at(headFrom);
  const length = i32at(commTo) - from;
  if (findPart(from, length, commKind) === unseen) addPart(from, length, commKind, thread);
}

/**
 * A number, negative, for the thread of the head that was read last, if its command has samples of the event; else `unseen`.
 * There are thousands of threads in a text of a few commands, and the host would take longer for each than for its samples.
 */
export function newThread(event: i32): i32 {
  if (!splitHead()) return unseen;
  const from = i32at(headFrom);
  const like = findPart(from, i32at(commTo) - from, commKind);
  const origin = like === unseen ? 0 : findPair(event, like);
  if (origin === 0) return unseen;
  const thread = area(threadBits);
  setI32(thread + threadPid, i32at(idsPid));
  setI32(thread + threadTid, i32at(idsTid));
  setI32(thread + threadLike, like);
  addPair(event, -thread, i32at(origin + pairValue), event);
  addPart(from, i32at(threadTo) - from, headWithCpuKind, -thread);
  return -thread;
}
