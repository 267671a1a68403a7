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

/** The built-in rules with their cards. The build of the executable writes it out, so that it only loads rules it reads. */
export const deck: readonly RuleEntry[] = rules.map((rule) => ({ id: rule.id, card: cardOf(rule), rule: () => rule }));
