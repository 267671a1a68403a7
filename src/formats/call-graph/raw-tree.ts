/**
 * A call graph as it stands in the text: one node per frame printed, in the order of the lines, so a parent's index is
 * always below its children's. What the values mean is not decided here.
 */
export interface RawTree {
  /** `graph`: nodes hang under each other; `chains` (`-g flat`, `-g folded`): each root is one whole chain. */
  readonly kind: 'graph' | 'flat' | 'folded';
  /** Parent of each node, -1 for a root. */
  readonly parent: number[];
  /** As printed, without the suffixes perf adds to it (`(cycles:7)`). */
  readonly name: string[];
  /** Number printed before the name; NaN for a frame that shares the value of the one above. */
  readonly value: number[];
  /** Line each frame was printed on. */
  readonly line: number[];
  /** Values are percentages (`6.80%`), or numbers of samples or events. */
  readonly percent: boolean;
  /** Nodes with more below them than the screen showed (`+` in a TUI). */
  readonly folded: readonly number[];
  /** The depth of the branches is no longer in the text and was worked out from the values. */
  readonly guessed: boolean;
}
