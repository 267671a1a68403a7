import { type Against, symbolsAgainst } from '../kernel/against.ts';
import { type InferredKernel, inferKernel } from '../kernel/infer.ts';
import { type KernelRelease, parseRelease } from '../kernel/release.ts';
import type { KernelKnowledge } from '../kernel/timeline.ts';
import type { Fact } from '../model/fact.ts';
import type { Profile } from '../model/profile.ts';
import type { Place } from '../model/source.ts';
import { lineOf } from './paths/forest.ts';
import { allShown } from './view/shown-symbols.ts';

/** From this many symbols on that the release does not have, the text around the profile is of another machine. */
const notByChance = 2;

/**
 * The kernel at hand: given by flag, else read from the text, and what the symbols say beside it. A release that the
 * profiles' own symbols contradict is that of another machine, or of another day: it is told, and excludes nothing.
 */
export function knowKernel(
  facts: readonly Fact[],
  profiles: readonly Profile[],
  flag: string | undefined,
): { kernel: KernelKnowledge; facts: readonly Fact[]; warnings: readonly string[] } {
  const warnings: string[] = [];
  const all: Fact[] = [...facts];
  const symbols = symbolsOf(profiles);
  let release: KernelRelease | undefined;
  if (flag !== undefined) {
    release = parseRelease(flag);
    if (release) {
      all.unshift({ name: 'kernel', value: flag, how: 'flag' });
      const against = symbolsAgainst(release, symbols);
      if (against.length >= notByChance)
        warnings.push(`--kernel ${flag} has not what the profile shows: ${shownWords(against, profiles)}`);
    } else warnings.push(`--kernel ${flag} is no kernel release; expected what uname -r prints, or "RHEL 7.4"`);
  }
  const beside = new Set(profiles.map(({ file }) => file));
  const read = besideFirst(facts, 'kernel', beside);
  const named = new Set(read.map((fact) => fact.value));
  if (!release && named.size > 1) {
    warnings.push(`the input names several kernels (${[...named].join(', ')}); --kernel decides`);
  }
  // A release that several texts name is told once.
  const conflicts = new Map<string, string>();
  for (const fact of [...read, ...besideFirst(facts, 'distribution', beside)]) {
    if (release) break;
    const one = parseRelease(fact.value);
    if (!one) continue;
    const against = symbolsAgainst(one, symbols);
    const enough = beside.has(fact.place?.file ?? '') ? notByChance : 1;
    if (against.length < enough) release = one;
    else if (!conflicts.has(fact.value)) conflicts.set(fact.value, conflictWords(fact, against, profiles));
  }
  const inferred = inferKernel(symbols);
  if (!release) {
    warnings.push(...conflicts.values());
    const value = inferred ? inferredWords(inferred) : '';
    const why = inferred?.reasons.slice(0, 4).map(({ symbol, says }) => `${symbol}: ${says}`) ?? [];
    if (value !== '') all.push({ name: 'kernel', value, how: 'inferred', why: why.join('; ') });
  }
  return {
    kernel: { ...(release ? { release } : {}), ...(inferred ? { inferred } : {}) },
    facts: unique(all),
    warnings,
  };
}

/** What stands in the file of a profile is more likely to be of its machine than what another file says. */
function besideFirst(facts: readonly Fact[], name: Fact['name'], files: ReadonlySet<string>): Fact[] {
  const apart = ({ place }: Fact): number => (files.has(place?.file ?? '') ? 0 : 1);
  return facts.filter((fact) => fact.name === name).sort((a, b) => apart(a) - apart(b));
}

function symbolsOf(profiles: readonly Profile[]): Set<string> {
  const symbols = new Set<string>();
  for (const profile of profiles) for (const symbol of allShown(profile)) symbols.add(symbol);
  return symbols;
}

function conflictWords({ value, place }: Fact, against: readonly Against[], profiles: readonly Profile[]): string {
  return `${at(place)} names kernel ${value}, which has not what the profile shows: ${shownWords(against, profiles)}. The profile is judged by its symbols; --kernel decides`;
}

/** Two of the symbols, with the lines where they stand: enough to see for oneself which text is of another machine. */
function shownWords(against: readonly Against[], profiles: readonly Profile[]): string {
  const two = against.slice(0, 2).map(({ symbol, says }) => `${symbol} (${whereIs(symbol, profiles)}) ${says}`);
  return two.join('; ');
}

/** `perf.txt:14` of a symbol, or of the first one of `a+b`. */
function whereIs(symbol: string, profiles: readonly Profile[]): string {
  const name = symbol.split('+')[0]!;
  for (const { file, rows, stacks } of profiles) {
    const line = rows.find(({ key }) => key === name)?.line ?? lineOf(stacks, name);
    if (line !== undefined) return at({ file, line });
  }
  return 'a stack';
}

/** Recordings have no lines. */
function at(place: Place | undefined): string {
  if (!place) return 'the input';
  return place.line ? `${place.file}:${place.line}` : place.file;
}

/** The same fact of several files is one fact; the first place stands for it. */
function unique(facts: readonly Fact[]): Fact[] {
  const seen = new Set<string>();
  return facts.filter(({ name, value }) => {
    const key = `${name}\0${value}`;
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}

function inferredWords({ from, until, streams, contradiction }: InferredKernel): string {
  if (contradiction) return (streams ?? []).join(' or ');
  if (from !== undefined && from === until) return from;
  return [from && `from ${from}`, until && `up to ${until}`].filter(Boolean).join(' ');
}
