/** One line of the text handed to the parsers, after clean-up. `number` is the 1-based line of the file it began on. */
export interface Line {
  readonly text: string;
  readonly number: number;
}

/** Where something was read: what is cited as `file:line`, or as the file alone where it has no lines (a recording). */
export interface Place {
  readonly file: string;
  readonly line?: number;
}

/**
 * Something the reader of the report should know about how the text was read: what was repaired, cut off, guessed or not
 * understood. `line` is absent when it concerns the whole file.
 */
export interface Note {
  readonly kind: 'repaired' | 'inferred' | 'truncated' | 'unread' | 'trouble';
  readonly text: string;
  readonly file?: string;
  readonly line?: number;
}
