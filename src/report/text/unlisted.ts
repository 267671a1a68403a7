import type { CostMap } from '../../engine/diagnosis.ts';
import { percent } from './numbers.ts';

/** From this percentage on it is worth a word that a list does not show everything. */
const worthAWord = 1;

/** Percent of the samples that a list which was cut does not show; undefined where it is next to nothing. */
export function unlistedShare({ shares }: CostMap): number | undefined {
  const rest = 100 - shares.reduce((sum, { share }) => sum + share, 0);
  return rest > worthAWord ? rest : undefined;
}

/** The same in a sentence. */
export function unlisted(map: CostMap): string | undefined {
  const rest = unlistedShare(map);
  if (rest === undefined) return undefined;
  const { of } = map;
  const listed = 100 - rest;
  return `Listed are ${percent(listed)} of ${of}; the text does not tell what the rest does.`;
}
