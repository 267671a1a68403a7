/**
 * Whole numbers in the proportion of `weights` that add up to `total` exactly: each is rounded down, and what is missing
 * goes to those that lost most by it, the first of equals first.
 */
export function apportion(weights: readonly number[], total: number): number[] {
  const sum = weights.reduce((all, weight) => all + weight, 0);
  if (sum <= 0) return weights.map(() => 0);
  const exact = weights.map((weight) => (weight / sum) * total);
  const parts = exact.map(Math.floor);
  let left = total - parts.reduce((all, part) => all + part, 0);
  const byLoss = [...parts.keys()].sort((a, b) => exact[b]! - parts[b]! - (exact[a]! - parts[a]!) || a - b);
  // Sums of doubles may be off by one either way.
  for (const i of byLoss) {
    if (left <= 0) break;
    parts[i]!++;
    left--;
  }
  for (const i of byLoss.reverse()) {
    if (left >= 0) break;
    if (parts[i] === 0) continue;
    parts[i]!--;
    left++;
  }
  return parts;
}
