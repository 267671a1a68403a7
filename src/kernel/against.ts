import { boundOf, jointBounds } from './bounds.ts';
import { allIn, type Bound, readBound, wordBound } from './infer.ts';
import { rhelMajor } from './products.ts';
import { backports, compareNumbers, type KernelRelease, versionNumbers } from './release.ts';

/** A symbol that the kernel of a release does not have, as far as it is known which kernels have it. */
export interface Against {
  readonly symbol: string;
  readonly says: string;
}

/**
 * What speaks against the symbols being those of a kernel of this release: a text may name one machine and show the profile
 * of another. A symbol newer than the release is none where the distribution takes newer code over.
 */
export function symbolsAgainst(release: KernelRelease, symbols: ReadonlySet<string>): Against[] {
  const against = new Map<string, Against>();
  const look = (symbol: string, row: string | undefined): void => {
    if (row === undefined || against.has(row)) return;
    const bound = readBound(row);
    if (excludes(bound, release)) against.set(row, { symbol, says: wordBound(bound) });
  };
  for (const symbol of symbols) look(symbol, boundOf(symbol));
  for (const [names, row] of jointBounds()) if (allIn(symbols, names)) look(names, row);
  return [...against.values()];
}

function excludes({ since, until, rhel7 }: Bound, release: KernelRelease): boolean {
  const { stream, mainline } = release;
  if (stream === 'rhel7') {
    const [build] = release.build;
    if (rhel7 === undefined) return false;
    return build === undefined ? rhel7.from > rhel7.until : build < rhel7.from || build > rhel7.until;
  }
  const series = mainline.slice(0, 2);
  if (until !== undefined && compareNumbers(series, versionNumbers(until)) > 0) return true;
  if (since === undefined || release.orNewer) return false;
  const newest = rhelMajor(stream)?.frozenAt ?? (backports(stream) ? undefined : series);
  return newest !== undefined && compareNumbers(versionNumbers(since), newest) > 0;
}
