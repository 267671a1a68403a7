import { byteAt, copy, i32at, newlineFrom, setI32 } from '../../perf-script/scanner/machine.ts';
import { packChain, textAt } from './chain-line.ts';
import { addLine, isText } from './found.ts';
import { endRun } from './run.ts';
import {
  above,
  blankCount,
  chainCount,
  inTree,
  keepNext,
  kept,
  keptLength,
  lineCount,
  lineFirst,
  nodeCount,
  nodesBefore,
  odd,
  other,
  runCount,
} from './state.ts';
import { packTreeLine } from './tree-line.ts';

/** Reads the lines from `from` up to `to`, all complete. What the call before found is forgotten. */
export function scan(from: i32, to: i32): void {
  setI32(lineFirst, i32at(lineCount));
  setI32(nodesBefore, i32at(nodesBefore) + i32at(nodeCount));
  setI32(nodeCount, 0);
  setI32(runCount, 0);
  setI32(chainCount, 0);
  setI32(blankCount, 0);
  setI32(keptLength, 0);
  let at = from;
  while (at < to && i32at(odd) === 0) at = scanLine(at);
}

/** Tells of the run at the end of the text, as a call of its own. */
export function finish(): void {
  scan(0, 0);
  endRun();
}

function scanLine(at: i32): i32 {
  const keep = i32at(keepNext);
  setI32(keepNext, 0);
  if (keep === 0) {
    const code = byteAt(at);
    if (code >= 48 && code <= 57) {
      const end = packChain(at);
      if (end >= 0) return end;
    } else {
      const end = packTreeLine(at);
      if (end >= 0) {
        setI32(inTree, 1);
        setI32(above, other);
        return end;
      }
    }
  }
  endRun();
  addLine(isText);
  textAt(at);
  return keepText(at);
}

function keepText(at: i32): i32 {
  const end = newlineFrom(at) + 1;
  const length = i32at(keptLength);
  copy(kept + length, at, end - at);
  setI32(keptLength, length + end - at);
  return end;
}
