import { parseRelease } from '../../kernel/release.ts';
import { explain } from '../../report/explain.ts';
import { allRemedies } from '../../rules/remedies/index.ts';
import type { Rule } from '../../rules/rule.ts';
import { withOwn } from '../../rules/with-own.ts';
import { didYouMean } from '../did-you-mean.ts';
import { UserError } from '../exit-code.ts';
import { layoutFor } from '../layout.ts';
import type { LayoutFlags } from '../options.ts';
import { toStdout } from '../output.ts';
import { ownRules } from '../own-rules.ts';

export async function explainRule(
  id: string,
  flags: LayoutFlags & { readonly kernel?: string; readonly rules: readonly string[] },
): Promise<void> {
  const own = await ownRules(flags.rules);
  const rules = withOwn(own.rules).map((entry) => entry.rule());
  const known = { rules, remedies: new Map([...allRemedies(), ...own.remedies.map((one) => [one.id, one] as const)]) };
  const rule = rules.find((one) => one.id === id);
  if (!rule) throw new UserError(unknownId(id, rules));
  const release = flags.kernel === undefined ? undefined : parseRelease(flags.kernel);
  const layout = await layoutFor(flags);
  toStdout(explain(rule, known, { ...layout, ...(release && { kernel: { release } }) }));
}

function unknownId(id: string, rules: readonly Rule[]): string {
  const ids = rules.map((rule) => rule.id);
  const meant = didYouMean(id, ids);
  const hint = meant === undefined ? '' : `, did you mean ${meant}?`;
  return `no finding is called "${id}"${hint}\n\`perfwhy rules\` lists all ${ids.length}.`;
}
