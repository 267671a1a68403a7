import { inferKernel } from '../kernel/infer.ts';
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
    const range = [inferred.from && `from ${inferred.from}`, inferred.until && `up to ${inferred.until}`].filter(
      Boolean,
    );
    if (range.length > 0) {
      all.push({
        name: 'kernel',
        value: range.join(' '),
        how: 'inferred',
        why: inferred.reasons
          .slice(0, 4)
          .map(({ symbol, says }) => `${symbol}: ${says}`)
          .join('; '),
      });
    }
  }
  return {
    kernel: { ...(release ? { release } : {}), ...(inferred ? { inferred } : {}) },
    facts: all,
    warnings,
  };
}
