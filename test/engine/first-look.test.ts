import { readFileSync } from 'node:fs';
import fg from 'fast-glob';
import { describe, expect, it } from 'vitest';
import { diagnose } from '../../src/engine/diagnose.ts';
import { readCase } from '../../src/formats/read-case.ts';
import { cardOf } from '../../src/rules/card.ts';
import { rules } from '../../src/rules/index.ts';
import { describeShared, fixture, sharedFolder } from '../support/shared.ts';

/** Rules given as the user's own are judged without a look at a card. */
function expectSameWithoutCards(files: readonly string[]): void {
  for (const file of files) {
    const kase = readCase([{ name: file, bytes: readFileSync(file) }]);
    expect(diagnose(kase), file).toEqual(diagnose(kase, { rules }));
  }
}

describe('looking at the cards of rules first', () => {
  it('gives the same diagnosis of every fixture', () => {
    expectSameWithoutCards(fg.sync(`${fixture()}/**/*.txt`).sort());
  }, 120_000);

  it('is possible for most rules', () => {
    expect(rules.filter(cardOf).length).toBeGreaterThan(rules.length / 2);
  });
});

describeShared('corpus', 'looking at the cards of rules first', () => {
  it('gives the same diagnosis of every report', () => {
    expectSameWithoutCards(fg.sync(`${sharedFolder('corpus')}/{article,kernels,lab,public}/**/*.txt`).sort());
  }, 120_000);
});
