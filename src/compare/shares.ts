import { costMap } from '../engine/cost-map.ts';
import { round } from '../engine/judge.ts';
import type { View } from '../engine/view/view.ts';
import { stages } from '../kernel/stages.ts';
import type { ShareChange, StageChanges, SymbolChanges } from './comparison.ts';
import { hiddenIn } from './hidden.ts';
import { findingSigmas, noiseBound, symbolSigmas } from './noise.ts';
import { doubtOf, samplesOf, type ViewPair } from './populations.ts';

/** The cost maps of a population, side by side. Stages that neither has are left out. */
export function stageChanges({ views, side }: ViewPair): StageChanges {
  const withCallers = views.every(({ stacks }) => stacks.length > 0);
  const maps = views.map((view) => {
    const { shares } = costMap(withCallers ? view : { ...view, stacks: [] });
    const listed = shares.reduce((sum, { share }) => sum + share, 0);
    return { of: new Map(shares.map(({ stage, share }) => [stage, share])), hidden: Math.max(100 - listed, 0) };
  });
  const changes = stages.flatMap((stage) => {
    const [was, is] = maps.map(({ of, hidden }) => ({ share: of.get(stage) ?? 0, hidden })) as [Share, Share];
    return was.share + is.share > 0 ? [shareChange(stage, was, is, views, findingSigmas)] : [];
  });
  return { side, of: wordsFor(views), changes };
}

/** How many symbols are listed each way. */
const listed = 10;

/** The symbols whose own share changed most, beyond noise. */
export function symbolChanges({ views, side }: ViewPair): SymbolChanges {
  const [before, after] = [selfShares(views[0]), selfShares(views[1])];
  const all: ShareChange<string>[] = [];
  for (const name of new Set([...before.shares.keys(), ...after.shares.keys()])) {
    all.push(shareChange(name, before.of(name), after.of(name), views, symbolSigmas));
  }
  const changed = all
    .filter(({ beyondNoise }) => beyondNoise)
    .sort((a, b) => Math.abs(b.after - b.before) - Math.abs(a.after - a.before) || (a.name < b.name ? -1 : 1));
  const rose = changed.filter((one) => one.after > one.before);
  const fell = changed.filter((one) => one.after < one.before);
  return {
    side,
    of: wordsFor(views),
    rose: rose.slice(0, listed),
    fell: fell.slice(0, listed),
    more: Math.max(rose.length - listed, 0) + Math.max(fell.length - listed, 0),
  };
}

interface Share {
  readonly share: number;
  /** What rows that are not listed may add to it. */
  readonly hidden?: number;
  /** Not listed: the share is below this, and not known better. */
  readonly below?: boolean;
}

function selfShares(view: View): { shares: ReadonlyMap<string, number>; of: (name: string) => Share } {
  const shares = new Map<string, number>();
  for (const { key, self } of view.rows) {
    if (self === undefined || self <= 0 || view.base <= 0) continue;
    shares.set(key!, (shares.get(key!) ?? 0) + (self * 100) / view.base);
  }
  const hidden = hiddenIn(view);
  return {
    shares,
    of: (name) => {
      const share = shares.get(name);
      if (share !== undefined) return { share, hidden: hidden.of(name) };
      const most = hidden.of(name);
      return most > 0 ? { share: most, below: true } : { share: 0 };
    },
  };
}

function shareChange<Name extends string>(
  name: Name,
  before: Share,
  after: Share,
  views: readonly [View, View],
  sigmas: number,
): ShareChange<Name> {
  const noise = noiseBound(
    { share: before.share, samples: samplesOf(views[0]), doubt: doubtOf(views[0]) },
    { share: after.share, samples: samplesOf(views[1]), doubt: doubtOf(views[1]) },
    sigmas,
  );
  return {
    name,
    before: round(before.share),
    after: round(after.share),
    ...(before.below ? { beforeBelow: true } : {}),
    ...(after.below ? { afterBelow: true } : {}),
    noise: round(noise),
    beyondNoise: leastDifference(before, after) > noise,
  };
}

/** How far apart two shares are at least, whatever the rows hold that are not listed. */
function leastDifference(before: Share, after: Share): number {
  const [small, large] = before.share < after.share ? [before, after] : [after, before];
  // The larger one is a bound: what it is a bound of may be as small as the other.
  return large.below ? 0 : large.share - small.share - (small.hidden ?? 0);
}

function wordsFor([before, after]: readonly [View, View]): string {
  return before.of === after.of ? after.of : `${before.of}, then ${after.of}`;
}
