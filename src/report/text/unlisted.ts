import type { CostMap } from '../../engine/diagnosis.ts';
import { percent } from './numbers.ts';

/** What a map of a list that was cut does not show; undefined where it is next to nothing. */
export function unlisted({ shares, of }: CostMap): string | undefined {
  const listed = shares.reduce((sum, { share }) => sum + share, 0);
  if (listed >= 99) return undefined;
  return `Listed are ${percent(listed)} of ${of}; the text does not tell what the rest does.`;
}
