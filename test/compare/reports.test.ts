import { describe, expect, expectTypeOf, test } from 'vitest';
import type { z } from 'zod';
import { compare } from '../../src/compare/compare.ts';
import type { Comparison } from '../../src/compare/comparison.ts';
import { fieldOrder, json } from '../../src/report/compare/json.ts';
import { type comparisonSchema, jsonSchema, comparisonSchema as schema } from '../../src/report/compare/json-schema.ts';
import { markdown } from '../../src/report/compare/markdown.ts';
import { renderComparison } from '../../src/report/compare/render.ts';
import { terminal } from '../../src/report/compare/terminal.ts';
import { displayWidth } from '../../src/report/text/width.ts';
import { schemaFields } from '../support/schema-fields.ts';
import { fixture } from '../support/shared.ts';
import { articleHistory, fromFile, report, subject } from './cases.ts';

const twoSteps = (): Comparison =>
  compare([
    fromFile('before', fixture('article', 'rhel73-flat.txt')),
    fromFile('after', fixture('article', 'rhel74-flat.txt')),
  ]);
const refused = (): Comparison =>
  compare([
    subject('before', { 'a.txt': report({ udp_rmem_release: 20 }) }),
    subject('after', { 'b.txt': report({ udp_rmem_release: 30 }, { event: 'cpu-clock' }) }),
  ]);

type Writable<T> = T extends object ? { -readonly [K in keyof T]: Writable<T[K]> } : T;

describe('JSON', () => {
  test('the schema and the types say the same', () => {
    expectTypeOf<z.infer<typeof comparisonSchema>>().toEqualTypeOf<Writable<Comparison>>();
  });

  test.each([
    ['the history', articleHistory],
    ['two', twoSteps],
    ['refused', refused],
  ])('%s: nothing is lost and the schema holds', (_name, make) => {
    const parsed: unknown = JSON.parse(json(make()));
    expect(schema.strict().parse(parsed)).toEqual(parsed);
    expect(parsed).toEqual(JSON.parse(JSON.stringify(make())));
  });

  test('every field of the schema is written', () => {
    expect(schemaFields(jsonSchema())).toEqual([...fieldOrder].sort());
  });
});

describe('the terminal report', () => {
  test.each([
    ['history', 80, articleHistory],
    ['history', 120, articleHistory],
    ['two', 80, twoSteps],
    ['two', 120, twoSteps],
    ['refused', 100, refused],
  ] as const)('%s in %i columns', async (name, width, make) => {
    await expect(terminal(make(), { width })).toMatchFileSnapshot(`golden/${name}-${width}.txt`);
  });

  test.each([60, 72, 80, 100, 137, 200])('no line is wider than %i', (width) => {
    for (const make of [articleHistory, twoSteps, refused]) {
      for (const verbose of [false, true]) {
        for (const line of terminal(make(), { width, verbose }).split('\n')) {
          expect(displayWidth(line)).toBeLessThanOrEqual(width);
          expect(line).toBe(line.trimEnd());
        }
      }
    }
  });

  test('more inputs than columns fit stand below each other', () => {
    const one = fromFile('', fixture('article', 'rhel74-flat.txt'));
    const many = compare(Array.from({ length: 12 }, (_, i) => ({ ...one, name: `release-${i}` })));
    const text = terminal(many, { width: 80 });
    for (let i = 0; i < 12; i++) expect(text).toContain(`release-${i}`);
    for (const line of text.split('\n')) expect(line.length).toBeLessThanOrEqual(80);
  });

  test('a name that a terminal would obey is written out', () => {
    const one = fromFile('\x1b[31mred', fixture('article', 'rhel74-flat.txt'));
    expect(terminal(compare([one, one]))).not.toContain('\x1b');
    expect(markdown(compare([one, one]))).not.toContain('\x1b');
  });

  test('--quiet is a line for each step', () => {
    expect(terminal(articleHistory(), { quiet: true }).split('\n')).toHaveLength(4);
  });
});

describe('markdown', () => {
  test('is a comment', async () => {
    await expect(renderComparison(twoSteps(), 'markdown')).toMatchFileSnapshot('golden/two.md');
  });

  test('a format that does not exist is told, with those that do', () => {
    expect(() => renderComparison(twoSteps(), 'html' as 'json')).toThrow('there are terminal, markdown, json');
  });

  test('fits into a comment', () => {
    const one = fromFile('', fixture('article', 'rhel74-flat.txt'));
    const two = fromFile('', fixture('article', 'v413-flat.txt'));
    const many = compare(Array.from({ length: 60 }, (_, i) => ({ ...(i % 2 ? one : two), name: `r${i}` })));
    expect(markdown(many).length).toBeLessThanOrEqual(65_536);
  });
});
