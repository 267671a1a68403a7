/** One frame of a recorded stack, as printed but without address and offset. */
export interface RecordedFrame {
  /** `[unknown]` when perf found no name. */
  readonly symbol: string;
  /** Absent when not printed: `-F ip,sym`, folded stacks, or a frame that was inlined into the next one. */
  readonly dso?: string;
  readonly inlined: boolean;
  /** `k` kernel, `.` user, `g` guest kernel; empty when the text does not tell. */
  readonly mark: string;
}

/** Whose samples a stack is. */
export interface StackOwner {
  /** Absent when the text names no command. */
  readonly comm?: string;
  /** Only where the case was read with `threads`. */
  readonly pid?: number;
  readonly tid?: number;
}

export interface RecordedStack {
  readonly owner: StackOwner;
  /** Indices into the frames, innermost first: a view that is valid until the next stack is asked for. */
  readonly frames: Int32Array;
  readonly samples: number;
  /** Sum of the samples' periods, or the number behind a folded stack. */
  readonly period: number;
}

/**
 * The distinct stacks of one event with their exact counts and the names as printed: what perf script and folded stacks
 * have, and tables of shares do not.
 */
export interface RecordedStacks extends Iterable<RecordedStack> {
  readonly frames: readonly RecordedFrame[];
}
