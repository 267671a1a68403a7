import { describe, expect, it } from 'vitest';
import { changeById } from '../../src/kernel/change-by-id.ts';
import { rules } from '../../src/rules/index.ts';
import { allRemedies } from '../../src/rules/remedies/index.ts';
import { parseRule } from '../../src/rules/schema.ts';

describe('built-in rules', () => {
  it.each(rules.map((rule) => [rule.id, rule] as const))('%s is what the schema for users asks for', (_id, rule) => {
    expect(parseRule(rule)).toEqual({ rule });
  });

  it('have ids of their own and name rules that exist', () => {
    const ids = rules.map((rule) => rule.id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const { id, rivals, explains } of rules) {
      for (const other of [...rivals, ...(explains ?? [])]) expect(ids, `${id} names ${other}`).toContain(other);
    }
  });
});

describe('remedies', () => {
  it('name changes that the timeline has, and none that was taken back', () => {
    for (const { id, change, needs } of allRemedies().values()) {
      for (const name of [change, needs]) {
        if (name === undefined) continue;
        expect(changeById(name), `${id} names ${name}`).toBeDefined();
        expect(changeById(name)?.revertedIn, `${id} names ${name}`).toBeUndefined();
      }
    }
  });

  it('are each used by a rule', () => {
    const used = new Set(rules.flatMap((rule) => rule.remedies));
    expect([...allRemedies().keys()].filter((id) => !used.has(id))).toEqual([]);
  });

  it('that change a setting say how to undo it', () => {
    for (const { id, kind, command, undo } of allRemedies().values()) {
      const changes =
        kind === 'configuration' && command !== undefined && /-w |-[NLCGKX] |echo |taskset -c/.test(command);
      if (changes) expect(undo, id).toBeDefined();
    }
  });
});
