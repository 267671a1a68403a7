import { i32at, setByte, setF64, setI32 } from '../../perf-script/scanner/machine.ts';
import {
  blankCount,
  blanks,
  kinds,
  lineCount,
  lineFirst,
  nodeColumns,
  nodeCount,
  nodeLines,
  nodeNames,
  nodeValues,
} from './state.ts';

// The same as `Packed` of ../tree-lines.ts.
export const isText: i32 = 0;
export const isBars: i32 = 1;
export const isBlanks: i32 = 2;
export const isFrame: i32 = 3;
export const isShare: i32 = 4;
export const isCount: i32 = 5;
export const isRoot: i32 = 6;
export const isSpacedRoot: i32 = 7;
export const isCountChain: i32 = 8;
export const isShareChain: i32 = 9;

/** Tells what the next line is. */
export function addLine(kind: i32): void {
  const line = i32at(lineCount);
  setByte(kinds + line - i32at(lineFirst), kind);
  setI32(lineCount, line + 1);
}

/** Tells of the next line all that is on it. */
export function addNode(kind: i32, column: i32, name: i32, value: f64): void {
  const node = i32at(nodeCount);
  setI32(nodeNames + 4 * node, name);
  setI32(nodeColumns + 4 * node, column);
  setI32(nodeLines + 4 * node, i32at(lineCount) + 1);
  setF64(nodeValues + 8 * node, value);
  setI32(nodeCount, node + 1);
  addLine(kind);
}

export function addBlanks(): void {
  const count = i32at(blankCount);
  setI32(blanks + 4 * count, i32at(lineCount));
  setI32(blankCount, count + 1);
}
