/** `41.36%`, `-nan%` (nothing to take a share of: 0). Undefined for anything else. */
export function percentOf(cell: string): number | undefined {
  const match = /^-?(?:(nan|inf)|(\d{1,6}\.\d{1,2}))%$/.exec(cell);
  if (!match) return undefined;
  return match[2] === undefined ? 0 : Number(match[2]);
}

export function integerOf(cell: string): number | undefined {
  return /^\d{1,15}$/.test(cell) ? Number(cell) : undefined;
}

/** `0x38` in bytes. Offsets reach 0x7f with --double-cl; anything longer is an address. */
export function offsetOf(cell: string): number | undefined {
  return /^0x[0-9a-f]{1,3}$/.test(cell) ? Number.parseInt(cell, 16) : undefined;
}

export function isAddress(cell: string): boolean {
  return /^0x[0-9a-f]{4,16}$/.test(cell);
}

/**
 * NUMA nodes of the last column, in all three forms: `0  1`, `0{ 6  78.7%    n/a}  1{ 2  21.3%    n/a}`,
 * `0{0-1,6-7}  1{18}`. Empty for `N/A`.
 */
export function nodesOf(text: string): number[] {
  return [...text.replace(/\{[^}]*\}?/g, ' ').matchAll(/\d+/g)].map((node) => Number(node[0]));
}

/** True when the text can only be the Node column. */
export function isNodeList(text: string): boolean {
  return text === 'N/A' || /^\d{1,4}(?:$|\{|\s+\d)/.test(text);
}

/** Remarks that authors write behind a row: `<< loads that hit in the L1 cache.`, `<---- read`. */
export function withoutRemark(text: string): string {
  // A C++ name may hold `<<`, but not after a blank and before one.
  const at = text.search(/\s<(?:<|-)[<-]*\s/);
  return at < 0 ? text : text.slice(0, at);
}
