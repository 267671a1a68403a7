import type { Clause } from './rule.ts';

/** Something in the text that shows that a remedy can do nothing: the reader does it already, or it acts on what is not there. */
export interface Unless {
  /** What functions are there or not: other clauses need the thresholds of a rule. */
  readonly when: Clause;
  readonly applies: 'already there' | 'not available';
  readonly because: string;
}

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
  /** Offered only where this holds, and for whom that is in words. */
  readonly only?: { readonly when: Clause; readonly whom: string };
  /** The first that holds is why it is not offered. */
  readonly unless?: readonly Unless[];
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
