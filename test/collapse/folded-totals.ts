/** What folded stacks add up to, by command and function. */
export interface Totals {
  readonly all: number;
  readonly byComm: ReadonlyMap<string, number>;
  /** Keys are `comm function`. Samples in what was inlined into a function are the function's own. */
  readonly self: ReadonlyMap<string, number>;
  /** Each stack counts once, however often the function is in it. */
  readonly inclusive: ReadonlyMap<string, number>;
}

/** Adds up folded lines that begin with a command. */
export function totalsOfFolded(text: string): Totals {
  let all = 0;
  const byComm = new Map<string, number>();
  const self = new Map<string, number>();
  const inclusive = new Map<string, number>();
  const add = (sums: Map<string, number>, key: string, count: number) => sums.set(key, (sums.get(key) ?? 0) + count);
  for (const line of text.trimEnd().split('\n')) {
    const blank = line.lastIndexOf(' ');
    const count = Number(line.slice(blank + 1));
    const [comm, ...frames] = line.slice(0, blank).split(';') as [string, ...string[]];
    all += count;
    add(byComm, comm, count);
    let own = frames.length - 1;
    while (own > 0 && frames[own]!.endsWith('_[i]')) own--;
    add(self, `${comm} ${frames[own] ?? '[unknown]'}`, count);
    for (const frame of new Set(frames)) add(inclusive, `${comm} ${frame}`, count);
  }
  return { all, byComm, self, inclusive };
}

/** Two tables of numbers side by side: only what differs. */
export function differences(found: ReadonlyMap<string, number>, expected: ReadonlyMap<string, number>): string[] {
  return [...new Set([...found.keys(), ...expected.keys()])]
    .filter((key) => found.get(key) !== expected.get(key))
    .map((key) => `${key}: ${found.get(key)} instead of ${expected.get(key)}`);
}
