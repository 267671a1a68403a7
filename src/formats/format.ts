import type { Capture, Unread } from '../model/case.ts';
import type { Fact } from '../model/fact.ts';
import type { Line, Note } from '../model/source.ts';

/** What a parser is told about the text around the section it reads. */
export interface SectionContext {
  readonly file: string;
  /** Command line of the prompt above the section (`perf report --no-children -g fractal`), when there is one. */
  readonly command?: string;
  /** Keep the stacks of each thread apart, which costs memory, and not only those of each command. */
  readonly threads?: boolean;
}

/** What a parser made of a section. */
export interface Section {
  /** Index into the lines handed in of the first line that is not part of the section. Always beyond `at`. */
  readonly end: number;
  readonly captures: readonly Capture[];
  readonly facts?: readonly Fact[];
  readonly notes?: readonly Note[];
  /** Recognised, but of no use for a diagnosis (`perf evlist`): said, not dropped. */
  readonly unread?: readonly Unread[];
}

/**
 * One perf text format. The text is scanned from the top; at each line the formats are asked in the order of the
 * registry whether a section of theirs starts there, and the first that says so reads on as far as it goes.
 */
export interface Format {
  readonly name: string;
  /** True when a section of this format starts at `lines[at]`. Must be cheap: it is asked at each line of prose. */
  starts(lines: readonly Line[], at: number): boolean;
  /** Reads the section that starts at `lines[at]`. Never throws for what the text holds. */
  read(lines: readonly Line[], at: number, context: SectionContext): Section;
}
