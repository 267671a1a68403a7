import { boundOf, jointBounds } from './bounds.ts';
import { changeSigns } from './change-by-id.ts';
import { rhelMajor } from './products.ts';
import { compareNumbers, versionNumbers } from './release.ts';

/** The kernels that a set of symbols allows. Versions are mainline's, both ends included. */
export interface InferredKernel {
  readonly from?: string;
  readonly until?: string;
  /** What else it can be, or must be when `contradiction` is set: `RHEL 7.4 to 7.9`. */
  readonly streams?: readonly string[];
  /** The symbols that set the bounds. */
  readonly reasons: readonly { readonly symbol: string; readonly says: string }[];
  /** No mainline kernel has all these symbols: a distribution took newer code over. */
  readonly contradiction?: string;
  /** Build numbers of the enterprise streams that fit the symbols, both ends included. */
  readonly builds: readonly { readonly stream: 'rhel7'; readonly from: number; readonly until: number }[];
  /** Ids of changes that symbols prove to be there, or not to be there. */
  readonly shows: readonly string[];
  readonly lacks: readonly string[];
  /** Only one symbol dates the kernel: a hint, no evidence. */
  readonly hint: boolean;
}

export interface Bound {
  readonly since?: string;
  readonly until?: string;
  /** RHEL 7 builds that have it; undefined when not known. */
  readonly rhel7?: { readonly from: number; readonly until: number };
}

export function readBound(row: string): Bound {
  const [, since, until, rhel7] = row.split('|').map((cell) => cell.trim());
  const builds = rhel7Builds(rhel7!);
  return { ...(since && { since }), ...(until && { until }), ...(builds && { rhel7: builds }) };
}

function rhel7Builds(cell: string): Bound['rhel7'] {
  if (cell === '?') return undefined;
  if (cell === 'all') return { from: 0, until: Infinity };
  if (cell === 'none') return { from: Infinity, until: 0 };
  const [from, until] = cell.split('-');
  return { from: from ? Number(from) : 0, until: until ? Number(until) : Infinity };
}

/**
 * Dates a kernel by symbols (as `symbolKey` spells them) that came and went. Undefined when none of them tells anything.
 * Pass kernel symbols only: a program may well have a function called copyin.
 */
export function inferKernel(symbols: Iterable<string>): InferredKernel | undefined {
  const present = new Set(symbols);
  const fired: { symbol: string; bound: Bound }[] = [];
  const rows = new Set<string>();
  const fire = (symbol: string, row: string | undefined): void => {
    if (row === undefined || rows.has(row)) return;
    rows.add(row);
    fired.push({ symbol, bound: readBound(row) });
  };
  for (const symbol of present) fire(symbol, boundOf(symbol));
  for (const [names, row] of jointBounds()) if (allIn(present, names)) fire(names, row);
  if (fired.length === 0) return undefined;

  let oldest: (typeof fired)[number] | undefined;
  let newest: (typeof fired)[number] | undefined;
  let rhel7From = 0;
  let rhel7Until = Infinity;
  for (const one of fired) {
    const { since, until, rhel7 } = one.bound;
    if (since && (!oldest || isNewer(since, oldest.bound.since!))) oldest = one;
    if (until && (!newest || isNewer(newest.bound.until!, until))) newest = one;
    if (!rhel7) continue;
    rhel7From = Math.max(rhel7From, rhel7.from);
    rhel7Until = Math.min(rhel7Until, rhel7.until);
  }

  const from = oldest?.bound.since;
  const until = newest?.bound.until;
  const contradicts = from !== undefined && until !== undefined && isNewer(from, until);
  const rhel7 = rhel7Range(rhel7From, rhel7Until);
  const proven = provenChanges(present);
  const reasons = [
    oldest,
    newest,
    ...fired.filter(({ bound }) => rhel7 && bound.rhel7?.from === rhel7From && rhel7From > 0),
  ]
    .filter((one, i, all) => one !== undefined && all.indexOf(one) === i)
    .map((one) => ({ symbol: one!.symbol, says: wordBound(one!.bound) }));
  return {
    ...(from !== undefined && !contradicts && { from }),
    ...(until !== undefined && !contradicts && { until }),
    ...(rhel7 ? { streams: [rhel7.name] } : contradicts ? { streams: ['a distribution kernel'] } : {}),
    reasons,
    ...(contradicts && {
      contradiction: `${oldest!.symbol} is not in mainline before ${from}, ${newest!.symbol} not after ${until}: a distribution kernel with newer code`,
    }),
    builds: rhel7 ? [rhel7.builds] : [],
    ...proven,
    hint: fired.length < 2 && proven.shows.length + proven.lacks.length === 0,
  };
}

export function allIn(present: ReadonlySet<string>, names: string): boolean {
  return names.split('+').every((name) => present.has(name));
}

function isNewer(a: string, b: string): boolean {
  return compareNumbers(versionNumbers(a), versionNumbers(b)) > 0;
}

/** The minor releases of RHEL 7 between two builds, or undefined when there is none. */
function rhel7Range(from: number, until: number) {
  const minors = rhelMajor('rhel7')!.minors.filter(({ build }) => build >= from && build <= until);
  const first = minors[0];
  const last = minors.at(-1);
  if (!first || !last) return undefined;
  const name = first === last ? `RHEL 7.${first.minor}` : `RHEL 7.${first.minor} to 7.${last.minor}`;
  return { name, builds: { stream: 'rhel7' as const, from: first.build, until: last.build } };
}

/** Changes that symbols prove. A symbol of the new code outweighs one of the old: old names live on in other users. */
function provenChanges(present: ReadonlySet<string>): { shows: string[]; lacks: string[] } {
  const shows: string[] = [];
  const lacks: string[] = [];
  for (const change of changeSigns()) {
    if (change.shows?.some((symbol) => present.has(symbol))) shows.push(change.id);
    else if (change.lacks?.some((names) => allIn(present, names))) lacks.push(change.id);
  }
  return { shows, lacks };
}

export function wordBound({ since, until, rhel7 }: Bound): string {
  const mainline =
    since && until
      ? `mainline ${since} to ${until}`
      : since
        ? `mainline ${since} and later`
        : `mainline up to ${until}`;
  if (!rhel7 || rhel7.from > rhel7.until) return mainline;
  const range = rhel7Range(rhel7.from, rhel7.until);
  return range ? `${mainline}, ${range.name}` : mainline;
}
