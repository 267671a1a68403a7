import { parseRelease } from '../../kernel/release.ts';
import { explain } from '../../report/explain.ts';
import { rules } from '../../rules/index.ts';
import { remedies } from '../../rules/remedies/index.ts';
import { didYouMean } from '../did-you-mean.ts';
import { UserError } from '../exit-code.ts';
import { layoutFor } from '../layout.ts';
import type { LayoutFlags } from '../options.ts';
import { toStdout } from '../output.ts';

export async function explainRule(id: string, flags: LayoutFlags & { readonly kernel?: string }): Promise<void> {
  const rule = rules.find((one) => one.id === id);
  if (!rule) throw new UserError(unknownId(id));
  const release = flags.kernel === undefined ? undefined : parseRelease(flags.kernel);
  const layout = await layoutFor(flags);
  toStdout(explain(rule, { rules, remedies }, { ...layout, ...(release && { kernel: { release } }) }));
}

function unknownId(id: string): string {
  const ids = rules.map((rule) => rule.id);
  const meant = didYouMean(id, ids);
  const hint = meant === undefined ? '' : `, did you mean ${meant}?`;
  return `no finding is called "${id}"${hint}\n\`perfwhy rules\` lists all ${ids.length}.`;
}
