/** Something to do about a cause, known apart from the rules because several causes share it. */
export interface Remedy {
  readonly id: string;
  readonly kind: 'kernel' | 'configuration' | 'application';
  /** For kernel remedies: the change of `kernel/timeline.ts` that removes the cause. */
  readonly change?: string;
  /** For the others: the change that brought what the remedy uses. */
  readonly needs?: string;
  /** For the others: the change that took away what the remedy uses. */
  readonly until?: string;
  readonly what: string;
  readonly why: string;
  readonly command?: string;
  readonly undo?: string;
  readonly risk: string;
  /** What to expect in the profile. */
  readonly expect: string;
  readonly verify: string;
  /** Measured by others; shown with its source, never as a promise. */
  readonly reportedGain?: string;
  readonly source: readonly string[];
}
