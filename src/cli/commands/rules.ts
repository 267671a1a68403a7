import { rulesJson, rulesList } from '../../report/rules-list.ts';
import { withOwn } from '../../rules/with-own.ts';
import { layoutFor } from '../layout.ts';
import type { LayoutFlags } from '../options.ts';
import { toStdout } from '../output.ts';
import { ownRules } from '../own-rules.ts';

export async function listRules(
  flags: LayoutFlags & { readonly json?: true; readonly rules: readonly string[] },
): Promise<void> {
  const { rules: own } = await ownRules(flags.rules);
  const rules = withOwn(own).map((entry) => entry.rule());
  toStdout(flags.json ? rulesJson(rules) : rulesList(rules, await layoutFor(flags)));
}
