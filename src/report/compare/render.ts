import type { Comparison } from '../../compare/comparison.ts';
import type { TerminalOptions } from '../terminal.ts';
import { type ComparisonFormat, comparisonFormats } from './formats.ts';
import { json } from './json.ts';
import { markdown } from './markdown.ts';
import { terminal } from './terminal.ts';

/** A report of the comparison. The same comparison and options give the same text, byte for byte. */
export function renderComparison(
  comparison: Comparison,
  format: ComparisonFormat,
  options: TerminalOptions = {},
): string {
  switch (format) {
    case 'terminal':
      return terminal(comparison, options);
    case 'markdown':
      return markdown(comparison);
    case 'json':
      return json(comparison);
    default:
      return neither(format);
  }
}

function neither(format: never): never {
  throw new TypeError(
    `no format ${JSON.stringify(format)} for a comparison; there are ${comparisonFormats.join(', ')}`,
  );
}
