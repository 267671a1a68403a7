import { deck, type RuleEntry } from './deck.ts';
import type { Rule } from './rule.ts';

/** The built-in rules with those of the user; one with a built-in id replaces it. */
export function withOwn(own: readonly Rule[] = []): RuleEntry[] {
  const ids = new Set(own.map((rule) => rule.id));
  const entries = own.map((rule) => ({ id: rule.id, card: undefined, rule: () => rule }));
  return [...deck.filter(({ id }) => !ids.has(id)), ...entries];
}
