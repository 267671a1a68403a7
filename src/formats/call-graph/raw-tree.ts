/**
 * A call graph as it stands in the text: one node per frame printed, in the order of the lines, so a parent's index is
 * always below its children's. What the values mean is not decided here.
 */
export interface RawTree {
  /**
   * `graph`: children hang under their parent and share its value. `flat` (`-g flat`) and `folded` (`-g folded`): each
   * root is the first frame of a whole chain with a value of its own.
   */
  readonly kind: 'graph' | 'flat' | 'folded';
  /** Parent of each node, -1 for a root. */
  readonly parent: number[];
  /** As printed. */
  readonly name: string[];
  /** Number printed before the name; NaN for a frame that shares the value of the one above. */
  readonly value: number[];
  /** Line each frame was printed on. */
  readonly line: number[];
  /** Values are percentages (`6.80%`), else numbers of samples or events. */
  readonly percent: boolean;
  /** Nodes with more below them than the screen showed (`+` in a TUI). */
  readonly folded: readonly number[];
  /** The depth of the branches is no longer in the text and was worked out from bars and values. */
  readonly guessed: boolean;
  /** `--- name` instead of `---name`: perf before 4.0, whose trees are relative unless told otherwise. */
  readonly oldRoot: boolean;
}

export interface TreeAt {
  readonly tree: RawTree;
  /** Index of the first line that is not part of the tree. */
  readonly end: number;
}

export class RawTreeBuilder implements RawTree {
  readonly kind: RawTree['kind'];
  readonly parent: number[] = [];
  readonly name: string[] = [];
  readonly value: number[] = [];
  readonly line: number[] = [];
  readonly folded: number[] = [];
  percent = true;
  guessed = false;
  oldRoot = false;

  constructor(kind: RawTree['kind']) {
    this.kind = kind;
  }

  push(parent: number, name: string, value: number, line: number): number {
    this.name.push(name);
    this.value.push(value);
    this.line.push(line);
    return this.parent.push(parent) - 1;
  }
}
