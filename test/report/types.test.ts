import { expect, expectTypeOf, test } from 'vitest';
import type { z } from 'zod';
import type { Diagnosis } from '../../src/engine/diagnosis.ts';
import { fieldOrder } from '../../src/report/json.ts';
import { type diagnosisSchema, jsonSchema } from '../../src/report/json-schema.ts';

type Writable<T> = T extends object ? { -readonly [K in keyof T]: Writable<T[K]> } : T;

test('the schema and the types say the same', () => {
  expectTypeOf<z.infer<typeof diagnosisSchema>>().toEqualTypeOf<Writable<Diagnosis>>();
});

test('the schema describes every field that is written, and every field of the schema is written', () => {
  const named = new Set<string>();
  const collect = (node: unknown) => {
    if (typeof node !== 'object' || node === null) return;
    if ('properties' in node) for (const name of Object.keys(node.properties as object)) named.add(name);
    for (const child of Object.values(node)) collect(child);
  };
  collect(jsonSchema());
  expect([...named].sort()).toEqual([...fieldOrder].sort());
});

test('fields unknown to this version are allowed, so that later versions may add some', () => {
  expect(JSON.stringify(jsonSchema())).not.toContain('additionalProperties');
});
