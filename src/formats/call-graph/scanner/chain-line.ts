import { byteAt, i32at, setI32 } from '../../perf-script/scanner/machine.ts';
import { addNode, isCountChain, isShareChain } from './found.ts';
import { blanksEnd } from './machine.ts';
import { nameOf } from './names.ts';
import { endRun } from './run.ts';
import { above, chainCount, chained, chains, count, odd, other, row, share, valueIsShare } from './state.ts';
import { readValue, valueFound } from './value.ts';

const newline: i32 = 10;
const blank: i32 = 32;
const percentSign: i32 = 37;
const semicolon: i32 = 59;
const mostFrames: i32 = 4000;
/** Frames of all chains that are kept: more have no number. */
const mostChained: i32 = 1 << 26;

// What is packed here is of no interest to any repair: prefixes of lines hide perf's own lines, which are no chains, and what
// continues a broken row or chain has brackets or a mark.

/** The line at `at` is kept as text. One below a chain may be the rest of it: then all must be read as text. */
export function textAt(at: i32): void {
  const code = byteAt(at);
  const isOwnLine = code === newline || code === 35 || blanksEnd(at) - at >= 3;
  if (i32at(above) === share && !isOwnLine) setI32(odd, 1);
  setI32(above, isRow(at) ? row : other);
}

/** Packs the chain of `-g folded` at `at`, which begins with a digit: the index behind its newline, or -1. */
export function packChain(at: i32): i32 {
  const before = i32at(above);
  if (before === other) return -1;
  const i = readValue(at);
  const kind = i32at(valueIsShare) !== 0 ? share : count;
  if (i < 0 || byteAt(i) !== blank || (before !== row && before !== kind)) return -1;
  // `PerfTop:` is no frame
  if (byteAt(i + 1) === 80 && byteAt(i + 2) === 101 && byteAt(i + 3) === 114) return -1;
  const end = packFrames(i + 1, kind === share ? isShareChain : isCountChain);
  if (end > 0 && i32at(chained) < mostChained) setI32(above, kind);
  // Repairs look at all lines when there is one at the left edge.
  else setI32(odd, 1);
  return end;
}

function packFrames(at: i32, kind: i32): i32 {
  const chain = chains + 4 * i32at(chainCount);
  let size: i32 = 0;
  for (let i = at; ; i++) {
    const start = i;
    while (isInName(byteAt(i))) i++;
    const code = byteAt(i);
    const ends = code === newline;
    if ((code !== semicolon && !ends) || size === mostFrames || !isFrame(start, i, start === at)) return -1;
    size++;
    setI32(chain + 4 * size, nameOf(start, i - start, isCountChain));
    if (!ends) continue;
    endRun();
    setI32(chain, size);
    addNode(kind, 0, i32at(chained), valueFound());
    setI32(chainCount, i32at(chainCount) + size + 1);
    setI32(chained, i32at(chained) + size + 1);
    return i + 1;
  }
}

/** What no repair takes for anything else: no round or angle brackets, bars, blanks, quotes. */
function isInName(code: i32): boolean {
  if (code >= 97) return code <= 122 || code === 126;
  // `+-.`, digits and `:`, `@` and capitals
  if (code >= 64) return code <= 91 || code === 93 || code === 95;
  return (code >= 48 && code <= 58) || code === 43 || code === 45 || code === 46 || code === 36;
}

/**
 * A letter, `_`, `[unknown]` but no mark (`[k]`), `.slowpath` behind another, and an address (`0x7f711df788a8`, `0`) but no
 * number with decimals.
 */
function isFrame(from: i32, to: i32, first: boolean): boolean {
  const code = byteAt(from);
  if ((code >= 97 && code <= 122) || code === 95 || (code >= 65 && code <= 90)) return true;
  if (code === 91) return byteAt(from + 2) !== 93;
  if (code === 46) return !first && to - from > 1;
  if (code < 48 || code > 57) return false;
  for (let i = from; i < to; i++) if (byteAt(i) === 46) return false;
  return true;
}

/** `     0.15%  swapper  [kernel.kallsyms]  [k] pv_native_safe_halt` */
function isRow(at: i32): boolean {
  const digits = blanksEnd(at);
  if (digits - at < 2) return false;
  let i = digits;
  while (byteAt(i) >= 48 && byteAt(i) <= 57) i++;
  if (i === digits || i - digits > 3 || byteAt(i) !== 46) return false;
  // A line may be shorter than that.
  for (let digit: i32 = 1; digit < 4; digit++) if (byteAt(i + digit) === newline) return false;
  if (byteAt(i + 3) !== percentSign || byteAt(i + 4) !== blank) return false;
  return byteAt(blanksEnd(i + 4)) !== newline;
}
