import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Table, written } from '../../src/cli/knowledge/table.ts';
import { allBounds, jointBounds } from '../../src/kernel/bounds.ts';
import { changeSigns } from '../../src/kernel/change-by-id.ts';
import { changes } from '../../src/kernel/changes.ts';
import { knownSymbol } from '../../src/kernel/known-symbols.ts';
import { allPlaced } from '../../src/kernel/placed-symbols.ts';
import { allRows } from '../../src/kernel/symbol-rows.ts';
import { rules } from '../../src/rules/index.ts';
import { allRemedies } from '../../src/rules/remedies/index.ts';
import { allSets } from '../../src/rules/symbol-sets.ts';

describe('a table of texts by key', () => {
  it('gives each text by its key, and nothing for other keys', () => {
    const key = fc.stringMatching(/^[!-~]{1,12}$/);
    const text = fc.stringMatching(/^[ -~]{0,30}$/);
    fc.assert(
      fc.property(fc.dictionary(key, text, { minKeys: 1, maxKeys: 200 }), fc.array(key), (texts, others) => {
        const table = new Table(written(new Map(Object.entries(texts))));
        for (const one of Object.keys(texts)) expect(table.text(one)).toBe(texts[one]);
        for (const other of others)
          expect(table.text(other)).toBe(Object.hasOwn(texts, other) ? texts[other] : undefined);
      }),
    );
  });
});

describe('what the executable looks up is what the sources say', () => {
  const table = new Table(readFileSync('dist/knowledge.dat'));
  const object = (key: string) => JSON.parse(table.text(key)!);

  it('of rules, remedies, changes and sets of functions', () => {
    for (const rule of rules) expect(object(`rule:${rule.id}`)).toEqual(rule);
    for (const [id, remedy] of allRemedies()) expect(object(`remedy:${id}`)).toEqual(remedy);
    for (const [name, { title, symbols }] of allSets()) expect(object(name)).toEqual([title, [...symbols].join(' ')]);
    for (const change of changes) expect(object(`change:${change.id}`)).toEqual(change);
    expect(object('change-signs')).toEqual(changeSigns());
  });

  it('of every function', () => {
    const joint = new Set(jointBounds().map(([names]) => names));
    const sets = [...allSets()];
    const all = [...allRows().keys(), ...allPlaced().keys(), ...sets.flatMap(([, { symbols }]) => [...symbols])];
    for (const symbol of [...all, ...allBounds().keys()]) {
      if (joint.has(symbol)) continue;
      const [info = '', names = '', place = '', bound = ''] = table.text(symbol)!.split('\t');
      expect(info === '' ? undefined : JSON.parse(info), symbol).toEqual(knownSymbol(symbol));
      expect(names, symbol).toBe(
        sets
          .filter(([, set]) => set.symbols.has(symbol))
          .map(([name]) => name)
          .join(' '),
      );
      expect(place === '' ? undefined : JSON.parse(place), symbol).toEqual(allPlaced().get(symbol));
      expect(bound || undefined, symbol).toBe(allBounds().get(symbol));
    }
  });
});
