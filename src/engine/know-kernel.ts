import { type InferredKernel, inferKernel } from '../kernel/infer.ts';
import { type KernelRelease, parseRelease } from '../kernel/release.ts';
import type { KernelKnowledge } from '../kernel/timeline.ts';
import type { Fact } from '../model/fact.ts';

/** The kernel at hand: given by flag, else read from the text, and what the symbols say beside it. */
export function knowKernel(
  facts: readonly Fact[],
  symbols: ReadonlySet<string>,
  flag: string | undefined,
): { kernel: KernelKnowledge; facts: readonly Fact[]; warnings: readonly string[] } {
  const warnings: string[] = [];
  const all: Fact[] = [...facts];
  let release: KernelRelease | undefined;
  if (flag !== undefined) {
    release = parseRelease(flag);
    if (release) all.unshift({ name: 'kernel', value: flag, how: 'flag' });
    else warnings.push(`--kernel ${flag} is no kernel release; expected what uname -r prints, or "RHEL 7.4"`);
  }
  const read = facts.filter((fact) => fact.name === 'kernel');
  const named = new Set(read.map((fact) => fact.value));
  if (!release && named.size > 1) {
    warnings.push(`the input names several kernels (${[...named].join(', ')}); --kernel decides`);
  }
  for (const fact of [...read, ...facts.filter((one) => one.name === 'distribution')])
    release ??= parseRelease(fact.value);
  const inferred = inferKernel(symbols);
  if (!release && inferred) {
    const value = inferredWords(inferred);
    const why = inferred.reasons.slice(0, 4).map(({ symbol, says }) => `${symbol}: ${says}`);
    if (value !== '') all.push({ name: 'kernel', value, how: 'inferred', why: why.join('; ') });
  }
  return {
    kernel: { ...(release ? { release } : {}), ...(inferred ? { inferred } : {}) },
    facts: unique(all),
    warnings,
  };
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
  return [from && `from ${from}`, until && `up to ${until}`].filter(Boolean).join(' ');
}
