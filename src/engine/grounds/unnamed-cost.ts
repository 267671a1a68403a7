/** A cost that is seen, and of which the text does not show whose it is. */
export interface UnnamedCost {
  readonly says: string;
  /** The capture that would tell. */
  readonly next: 'reader-callgraph' | 'system-callgraph' | 'recording';
  readonly because: string;
  /**
   * A lock that is waited for, programs that need not be there and what ran with interrupts off come before what each
   * receiver pays, though nothing shows yet which lock it is, who runs them, and what it was.
   */
  readonly comesFirst: boolean;
}
