import { makePairs } from './counts.ts';
import { makeFrames } from './frames.ts';
import { addLine, addLineSeenBefore, lineKind, makeLineTable } from './line-table.ts';
import { setI32 } from './machine.ts';
import { makeStackTable } from './stack-table.ts';
import { memoryEnd, text, textSize, textSlack } from './state.ts';
import { addFrame } from './symbol-key.ts';

export { addEvent, addPair, begin, cpuRecord, findPair, finish } from './counts.ts';
export { framesWritten, pushFrame, pushList, reserveFrames } from './frames.ts';
export { addPart } from './line-table.ts';
export { area } from './memory.ts';
export { borrow, giveBack, pack, packedLength, unpack } from './pack.ts';
export { scan } from './scan.ts';
export { addStack } from './stack-table.ts';
export { keepComm } from './threads.ts';

/** To be called once, before all else. */
export function start(): void {
  setI32(memoryEnd, text + textSize + textSlack);
  makeLineTable();
  makeStackTable();
  makePairs();
  makeFrames();
}

/**
 * Keeps what a line means that lies between `from` and `to`, its newline included. Of a frame (`kind` is no line) it is
 * also kept what all lines mean that name it.
 */
export function keepLine(from: i32, to: i32, kind: i32, value: i32): void {
  if (kind !== lineKind && addFrame(from, kind, value)) addLineSeenBefore(from, to, value);
  else addLine(from, to, value);
}
