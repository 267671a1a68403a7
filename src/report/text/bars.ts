/** A bar of up to `width` characters for a share of 100 %; a share that is not nothing has at least one. */
export function bar(share: number, width: number): string {
  if (share <= 0) return '';
  return '#'.repeat(Math.max(1, Math.round((Math.min(share, 100) / 100) * width)));
}
