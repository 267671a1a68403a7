import { cardOf, type RuleCard } from './card.ts';
import { rules } from './index.ts';
import type { Rule } from './rule.ts';

/** A rule that need not be there yet. */
export interface RuleEntry {
  readonly id: string;
  /** Undefined when only the rule itself can tell whether anything speaks for it. */
  readonly card: RuleCard | undefined;
  rule(): Rule;
}

/** The built-in rules with their cards. The executable reads them from a file, and of rules only those it needs. */
export const deck: readonly RuleEntry[] = rules.map((rule) => ({ id: rule.id, card: cardOf(rule), rule: () => rule }));
