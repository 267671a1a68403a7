import { rulesJson, rulesList } from '../../report/rules-list.ts';
import { rules } from '../../rules/index.ts';
import { layoutFor } from '../layout.ts';
import type { LayoutFlags } from '../options.ts';
import { toStdout } from '../output.ts';

export async function listRules(flags: LayoutFlags & { readonly json?: true }): Promise<void> {
  toStdout(flags.json ? rulesJson(rules) : rulesList(rules, await layoutFor(flags)));
}
