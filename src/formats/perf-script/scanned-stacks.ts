import type { Stacks } from './aggregate.ts';
import type { Scanner } from './scanner/scanner.ts';
import {
  blockNext,
  blockStacks,
  blockUsed,
  stackDepth,
  stackFrameLines,
  stackFrames,
  stackGroup,
  stackLine,
  stackPeriod,
  stackSamples,
} from './scanner/stack-table.ts';
import { firstBlock, stackCount } from './scanner/state.ts';

/** The stacks that a scanner has found, when all text is read. */
export class ScannedStacks implements Stacks {
  readonly group: Int32Array;
  readonly samples: Int32Array;
  readonly period: Float64Array<ArrayBuffer>;
  /** The scanner's memory. */
  readonly frames: Int32Array;
  /** Where in the scanner's memory each lies, in words. */
  readonly #at: Int32Array;

  constructor(scanner: Scanner) {
    const count = scanner.get(stackCount);
    this.group = new Int32Array(count);
    this.samples = new Int32Array(count);
    this.period = new Float64Array(count);
    this.#at = new Int32Array(count);
    this.frames = scanner.words;
    let stack = 0;
    for (let block = scanner.get(firstBlock); block !== 0; block = scanner.get(block + blockNext)) {
      const end = block + scanner.get(block + blockUsed);
      for (let at = block + blockStacks; at < end; stack++) {
        const depth = scanner.get(at + stackDepth);
        this.group[stack] = scanner.get(at + stackGroup);
        this.samples[stack] = scanner.get(at + stackSamples);
        this.period[stack] = scanner.getDouble(at + stackPeriod);
        this.#at[stack] = at >>> 2;
        at += (stackFrames + 4 * depth + 15) & -16;
      }
    }
  }

  depth(stack: number): number {
    return this.frames[this.#at[stack]! + (stackDepth >>> 2)]!;
  }

  start(stack: number): number {
    return this.#at[stack]! + (stackFrames >>> 2);
  }

  line(stack: number): number {
    return Math.abs(this.frames[this.#at[stack]! + (stackLine >>> 2)]!);
  }

  frameLine(stack: number, index: number): number {
    const at = this.#at[stack]!;
    const line = this.frames[at + (stackLine >>> 2)]!;
    if (line < 0) return -line;
    const lines = this.frames[at + (stackFrameLines >>> 2)]!;
    return lines === 0 ? line + 1 + index : this.frames[(lines >>> 2) + index]!;
  }
}
