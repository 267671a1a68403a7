import type { Diagnosis } from '../../engine/diagnosis.ts';
import type { TouchedField } from '../../kernel/fields-touched.ts';
import type { Side } from '../../kernel/stages.ts';
import type { CacheLine } from '../../model/cache-line.ts';
import type { CallTree } from '../../model/call-tree.ts';

/** All that the page shows: the diagnosis, and what it was read from. `htmlInput` makes it of a case. */
export interface HtmlInput {
  readonly diagnosis: Diagnosis;
  /** Call graphs, the one that shows the culprit best first. */
  readonly trees: readonly TreeView[];
  /** Call graphs that are not drawn because there are too many, by name. */
  readonly treesLeftOut: readonly string[];
  readonly cacheLines: readonly SharedLine[];
  readonly sources: readonly SourceExcerpt[];
  /** Texts that were read and are not in the page, by name: too large, or the caller no longer has them. */
  readonly sourcesLeftOut: readonly string[];
}

/** The stacks of one view as one tree. */
export interface TreeView {
  readonly file: string;
  /** Where its profile begins, when the file holds several. */
  readonly line?: number;
  /** Whose samples: `udp_sink's samples`. */
  readonly of: string;
  readonly side: Side | 'any';
  /** What 100 % of the view is in the tree's own percents. */
  readonly base: number;
  readonly tree: CallTree;
  /** For each node, a `mark`. */
  readonly marks: Uint8Array;
  /** Share of the view's samples in the culprit's frames, in percent. */
  readonly marked: number;
  /** Percent of the population that idled and is left out of the tree. */
  readonly idle: number;
}

/**
 * `missing`: no frame, but samples whose stacks the text does not show. `onPath`: the culprit's frames are below it. `own`:
 * the samples in the frame itself are the culprit's, not those of all that it calls. `culprit`: all of it is.
 */
export const mark = { none: 0, missing: 1, onPath: 2, own: 3, culprit: 4 } as const;

/** A cache line of perf c2c, and the kernel fields it holds as far as that is known. */
export interface SharedLine {
  readonly file: string;
  readonly line: CacheLine;
  readonly fields: readonly TouchedField[];
}

/** Lines of one input. */
export interface SourceExcerpt {
  readonly file: string;
  /** Blocks of consecutive lines; between them lines are left out. */
  readonly blocks: readonly { readonly firstLine: number; readonly lines: readonly string[] }[];
  /** Number of lines of the whole file. */
  readonly lineCount: number;
}

/** Text of an input, as far as the caller still has it. */
export interface SourceText {
  readonly name: string;
  readonly text: string;
}
