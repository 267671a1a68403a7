/** A share in percent, and the number of samples it was counted from when that is known. */
export interface Counted {
  readonly share: number;
  readonly samples?: number | undefined;
  /** How far off it may be for other reasons than chance, as a part of it. */
  readonly doubt?: number;
  /** What rows that are not listed may add to it. */
  readonly hidden?: number;
}

/** 2 sigma: of 20 findings that did not change, one seems to. */
export const findingSigmas = 2;
/** A profile has hundreds of symbols: at 2 sigma a handful of them would seem to have changed. */
export const symbolSigmas = 3;
/**
 * Taken when the text does not say: what one busy CPU gives in a quarter of a second at perf's default of 4000 samples a
 * second, less than most captures have. The bound is then wider than needed rather than too narrow.
 */
const assumedSamples = 1000;
/** With many samples chance is small, but two runs of the same load still differ: less than half a point says nothing. */
const leastNoise = 0.5;

/**
 * How many points of percent two captures of the same load may be apart: `sigmas` standard errors of the
 * difference of two binomial shares. `scale`: the first share is compared multiplied by it.
 */
export function noiseBound(before: Counted, after: Counted, sigmas: number, scale = 1): number {
  const error = Math.sqrt(scale * scale * variance(before) + variance(after));
  const doubt = before.share * scale * (before.doubt ?? 0) + after.share * (after.doubt ?? 0);
  const hidden = (before.share < after.share ? before : after).hidden ?? 0;
  return Math.max(sigmas * error * 100, leastNoise) + doubt + hidden;
}

/** Variance of a share of 1. One sample is added on either side: a share of 0 is not known without error. */
function variance({ share, samples = assumedSamples }: Counted): number {
  const n = Math.max(samples, 1);
  const p = ((Math.min(Math.max(share, 0), 100) / 100) * n + 1) / (n + 2);
  return (p * (1 - p)) / n;
}
