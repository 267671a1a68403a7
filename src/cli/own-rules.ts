import type { Remedy } from '../rules/remedy.ts';
import type { Rule } from '../rules/rule.ts';

/** The rules and remedies of `--rules`. Without it, what reads them is not even loaded. */
export async function ownRules(
  paths: readonly string[],
): Promise<{ readonly rules: readonly Rule[]; readonly remedies: readonly Remedy[] }> {
  if (paths.length === 0) return { rules: [], remedies: [] };
  const { loadPacks } = await import('./rule-packs.ts');
  return loadPacks(paths);
}
