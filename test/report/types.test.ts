import { expect, expectTypeOf, test } from 'vitest';
import type { z } from 'zod';
import type { Diagnosis } from '../../src/engine/diagnosis.ts';
import { fieldOrder } from '../../src/report/json.ts';
import { type diagnosisSchema, jsonSchema } from '../../src/report/json-schema.ts';
import { schemaFields } from '../support/schema-fields.ts';

type Writable<T> = T extends object ? { -readonly [K in keyof T]: Writable<T[K]> } : T;

test('the schema and the types say the same', () => {
  expectTypeOf<z.infer<typeof diagnosisSchema>>().toEqualTypeOf<Writable<Diagnosis>>();
});

test('the schema describes every field that is written, and every field of the schema is written', () => {
  expect(schemaFields(jsonSchema())).toEqual([...fieldOrder].sort());
});

test('fields unknown to this version are allowed, so that later versions may add some', () => {
  expect(JSON.stringify(jsonSchema())).not.toContain('additionalProperties');
});
