import { byteAt, i32at, setI32, toF64 } from '../../perf-script/scanner/machine.ts';
import {
  addBlanks,
  addLine,
  addNode,
  isBars,
  isBlanks,
  isCount,
  isFrame,
  isRoot,
  isShare,
  isSpacedRoot,
} from './found.ts';
import { blanksEnd, prefixEnd, printableEnd, tenBlanks } from './machine.ts';
import { nameOf } from './names.ts';
import { beginRun, hangNode } from './run.ts';
import { inTree, keepNext, valueIsShare } from './state.ts';
import { readValue, valueFound } from './value.ts';

const newline: i32 = 10;
const blank: i32 = 32;
const dash: i32 = 45;
const bar: i32 = 124;
/** Beyond this width a line of blanks is a line of bars that perf no longer draws. */
const widestEmpty: i32 = 300;
const widest: i32 = 60000;
const longestName: i32 = 4000;

/**
 * Packs a line of a tree, which has ten blanks before it as no other line of a report does: the index behind its newline, or
 * -1 when it must be kept as text. Where the one above was none, it must be the first of a tree: bars or dashes.
 *
 *             ---lock_fn
 *                caller_1
 *                |
 *                |--6.80%--caller_2
 */
export function packTreeLine(at: i32): i32 {
  const rest = prefixEnd(at);
  const column = rest - at;
  if (column > widest || !tenBlanks(at)) return -1;
  const isFirst = i32at(inTree) === 0;
  const code = byteAt(rest);
  if (code === newline) return packBars(at, rest, isFirst);
  if (code === dash) {
    if (isFirst && blanksEnd(at) < rest) return -1;
    return packDashes(rest, column);
  }
  if (isFirst || byteAt(rest - 1) === bar) return -1;
  return packName(rest, isFrame, column, notANumber());
}

/** What a frame shares the value of the one above by. */
function notANumber(): f64 {
  return toF64(0) / toF64(0);
}

/** `--76.47%--name`, `--30--name`, `---name`, `--- name` */
function packDashes(dashes: i32, column: i32): i32 {
  if (byteAt(dashes + 1) !== dash) return -1;
  let i = dashes + 2;
  let kind = isRoot;
  let value = notANumber();
  if (byteAt(i) === dash) {
    if (byteAt(++i) === dash) return -1;
  } else {
    i = readValue(i);
    if (i < 0 || byteAt(i) !== dash || byteAt(i + 1) !== dash) return -1;
    i += 2;
    kind = i32at(valueIsShare) !== 0 ? isShare : isCount;
    value = valueFound();
  }
  if (byteAt(i) === blank) {
    i++;
    if (kind === isRoot) kind = isSpacedRoot;
  }
  return packName(i, kind, column, value);
}

/** A line of bars, of which only the first of a tree tells something: where its trunk is. */
function packBars(at: i32, end: i32, isFirst: boolean): i32 {
  const indent = blanksEnd(at);
  let kind = isBars;
  if (indent === end) {
    // A narrow line of blanks may end a tree: that depends on the line behind it.
    if (end - at <= widestEmpty) {
      setI32(keepNext, 1);
      return -1;
    }
    kind = isBlanks;
    addBlanks();
  }
  if (isFirst) {
    addNode(kind, indent - at, 0, toF64(0));
    beginRun(indent - at);
  } else addLine(kind);
  return end + 1;
}

/** The name at `at` must end the line, and be printable ASCII. */
function packName(at: i32, kind: i32, column: i32, value: f64): i32 {
  if (!beginsName(at)) return -1;
  const end = printableEnd(at);
  const length = end - at;
  if (byteAt(end) !== newline || byteAt(end - 1) === blank || length > longestName) return -1;
  if (i32at(inTree) === 0) beginRun(column);
  hangNode(kind, column);
  addNode(kind, column, nameOf(at, length, kind), value);
  return end + 1;
}

/** Letters, `_`, `[`, `<`, `~`, `(anonymous namespace)`, `0xffffffff`: what cannot be a row or a remark. */
function beginsName(at: i32): boolean {
  const code = byteAt(at);
  if ((code >= 97 && code <= 122) || code === 95 || (code >= 65 && code <= 90)) return true;
  if (code === 91 || code === 126 || code === 36) return true;
  if (code === 48) return byteAt(at + 1) === 120;
  return (code === 40 || code === 60) && byteAt(at + 1) !== 42;
}
