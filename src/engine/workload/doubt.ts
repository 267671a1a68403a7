import { percent } from '../words.ts';
import type { AnyonesWork } from './anyones-work.ts';

/** Why a text leaves open whether UDP receive is behind what it shows. */
export interface Doubt {
  readonly says: string;
  /** What the text leaves out may be it. */
  readonly isCut: boolean;
}

interface Doubts {
  readonly anyones: AnyonesWork | undefined;
  readonly cut: { readonly shown: number; readonly mayHide: boolean } | undefined;
  /** Percent of the busy samples that the rows are, where all of them are of what every kind of work has. */
  readonly common: number | undefined;
  readonly dominant: { readonly what: string; readonly share: number };
  /** Too little is shown to say anything. */
  readonly little: boolean;
  readonly of: string;
}

/** The doubt that says most. */
export function doubtOf({ anyones, cut, common, dominant, little, of }: Doubts): Doubt | undefined {
  const isCut = cut?.mayHide === true;
  if (anyones) {
    const { what, share } = anyones;
    const says = `${percent(share)} of ${of} are ${what}, and nothing shows whose: UDP receive may be behind them, and others, too.`;
    return { says, isCut };
  }
  if (isCut) {
    const says = `The rows shown are ${percent(cut.shown)} of ${of}: whether UDP receive is in the rest, and what costs there, the text does not tell.`;
    return { says, isCut };
  }
  if (common !== undefined) {
    const { what, share } = dominant;
    const says = `The rows shown are ${percent(common)} of ${of}, ${what} ${percent(share)}, and all work has such rows: whose they are, the text does not tell.`;
    return { says, isCut };
  }
  return little ? { says: 'The text shows too small a part of the samples to name a cause.', isCut } : undefined;
}
