import type { Comparison } from '../../compare/comparison.ts';
import type { TerminalOptions } from '../terminal.ts';
import type { ComparisonFormat } from './formats.ts';
import { json } from './json.ts';
import { markdown } from './markdown.ts';
import { terminal } from './terminal.ts';

/** A report of the comparison. The same comparison and options give the same text, byte for byte. */
export function renderComparison(
  comparison: Comparison,
  format: ComparisonFormat,
  options: TerminalOptions = {},
): string {
  if (format === 'json') return json(comparison);
  return format === 'markdown' ? markdown(comparison) : terminal(comparison, options);
}
