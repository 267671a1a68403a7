import type { Rival } from './diagnosis.ts';
import type { Fired, Rejected } from './judge.ts';
import { explainedBy } from './rank.ts';
import { percent } from './words.ts';

/** Causes that were considered and lost: those the primary finding names first, then those that came near. */
export function rivalsOf(primary: Fired | undefined, fired: readonly Fired[], rejected: readonly Rejected[]): Rival[] {
  const named = new Set(primary?.rule.rivals ?? []);
  const rivals: Rival[] = [];
  for (const one of fired) {
    if (one === primary || !named.has(one.rule.id)) continue;
    const how = explainedBy(one, fired) === primary ? 'follows from it' : 'shown too, but smaller';
    rivals.push({
      id: one.rule.id,
      title: one.rule.title,
      why: `${how}: ${percent(one.share)} of ${one.of}, ${one.confidence}`,
    });
  }
  const near = rejected
    .filter((one) => named.has(one.rule.id) || one.nearness >= 0.5)
    .sort((a, b) => Number(named.has(b.rule.id)) - Number(named.has(a.rule.id)) || b.nearness - a.nearness);
  for (const { rule, why, file, line } of near) {
    rivals.push({
      id: rule.id,
      title: rule.title,
      why,
      ...(file !== undefined ? { file } : {}),
      ...(line !== undefined ? { line } : {}),
    });
  }
  return rivals;
}
