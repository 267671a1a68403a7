/** Sums of a table's rows by frame, 0 for stacks without any; `order` are those there are, as they were first seen. */
export class RowSums {
  /** Index of the frame + 1. */
  readonly order: number[] = [];
  readonly self: Float64Array;
  readonly total: Float64Array;
  readonly samples: Float64Array;
  readonly line: Int32Array;
  /** Index of the object in `Rows`, by the same number. */
  readonly dso: (string | undefined)[] = [];
  /** The last stack that was counted + 1, so that recursion counts once; 0 where there is no sum. */
  readonly stack: Int32Array;

  constructor(frames: number) {
    this.self = new Float64Array(frames + 1);
    this.total = new Float64Array(frames + 1);
    this.samples = new Float64Array(frames + 1);
    this.line = new Int32Array(frames + 1);
    this.stack = new Int32Array(frames + 1);
  }

  /** Begins anew, in the same room. */
  clear(): void {
    for (const id of this.order) {
      this.self[id] = 0;
      this.total[id] = 0;
      this.samples[id] = 0;
      this.stack[id] = 0;
    }
    this.order.length = 0;
  }
}
