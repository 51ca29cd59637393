import { Ajv } from 'ajv';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isJsonObject, type Json, type JsonObject } from '../../../generator/src/located.ts';
import type { Form, KeywordTable } from '../../../generator/src/manifest/keywords.ts';
import { manifestJsonSchema } from '../../../generator/src/manifest/manifest-json-schema.ts';
import { CAPABILITY_KEYS, MANIFEST_KEYS, ZOD_KEYS } from '../../../generator/src/manifest/manifest-keys.ts';
import { manifestSchema } from '../../../generator/src/manifest/schema.ts';
import {
  CONFIGURATION_KEYS,
  RULE_ENTRY_KEYS,
  SCHEMA_KEYS,
} from '../../../generator/src/manifest/schema-keys.ts';
import { check } from './check.ts';

/** What `checkKeys` reports: the mistakes of form, which the Zod schema refuses as well. */
const FORM = /^(unknown-key|missing-key|wrong-value|unknown-word|duplicate-item|not-a-map) /;

const junk: fc.Arbitrary<Json> = fc.constantFrom<Json[]>(
  null,
  true,
  false,
  0,
  1,
  -1,
  1.5,
  'string',
  'object',
  'x',
  '',
  [],
  ['a'],
  ['a', 'a'],
  [1],
  [null],
  [[]],
  {},
  { a: 1 },
  { a: {} },
  { a: 'x' },
  { a: ['b'] },
  { type: 'string' },
  [{ type: 'string' }],
  [{}],
);

const names = fc.uniqueArray(fc.constantFrom('a', 'b', 'c'), { minLength: 1 });
const scalar = fc.constantFrom<Json[]>('a', 'b', 1, 2.5, true, null);

function objectOf(table: KeywordTable, depth: number): fc.Arbitrary<JsonObject> {
  const keys = Object.entries(table);
  return fc
    .tuple(
      fc.subarray(keys, { maxLength: Math.min(5, keys.length) }),
      fc.constantFrom(true, true, true, false),
      fc.constantFrom(...Array<string>(20).fill(''), 'min', 'toString', 'allOf'),
    )
    .chain(([some, isComplete, stray]) => {
      const wanted = isComplete
        ? [...keys.filter(([, { isRequired }]) => isRequired === true), ...some]
        : some;
      const members = wanted.map(([key, { form }]) => [key, slip(formOf(form, depth))] as const);
      const extra = stray === '' ? [] : [[stray, junk] as const];
      return fc.record(Object.fromEntries([...members, ...extra]));
    });
}

/** Mostly what it should be. */
function slip(good: fc.Arbitrary<Json>): fc.Arbitrary<Json> {
  return fc.oneof({ weight: 40, arbitrary: good }, { weight: 1, arbitrary: junk });
}

function formOf(form: Form, depth: number): fc.Arbitrary<Json> {
  const schema = depth > 2 ? fc.constant<Json>({ type: 'string' }) : objectOf(SCHEMA_KEYS, depth + 1);
  const map = (values: fc.Arbitrary<Json>): fc.Arbitrary<Json> =>
    fc.dictionary(fc.constantFrom('a', 'b', 'properties'), values, { maxKeys: 2 });
  const forms: Readonly<Partial<Record<Form, fc.Arbitrary<Json>>>> = {
    text: fc.constantFrom('x', ''),
    flag: fc.boolean(),
    deprecation: fc.constantFrom<Json[]>(true, 'x'),
    version: fc.constant(1),
    types: fc.constantFrom<Json[]>('string', ['string', 'null'], 'array'),
    objectType: fc.constant('object'),
    format: fc.constantFrom('uri', 'uuid'),
    unit: fc.constant('seconds'),
    role: fc.constant('retryCount'),
    messages: fc.constantFrom<Json[]>('x', { required: 'x' }),
    closed: fc.constant(false),
    nameList: names,
    someNames: names,
    scalar,
    scalarList: fc.array(scalar, { minLength: 1, maxLength: 2 }),
    jsonList: fc.array(junk, { minLength: 1, maxLength: 2 }),
    json: junk,
    schema,
    schemaOrFalse: fc.oneof(schema, fc.constant(false)),
    schemaMap: map(schema),
    schemaList: fc.array(schema, { minLength: 1, maxLength: 2 }),
    dependents: map(fc.array(fc.constantFrom('a', 'b'), { minLength: 1, maxLength: 2 })),
    conditions: fc.dictionary(fc.constantFrom('a', 'b'), scalar, { minKeys: 1 }),
    ruleList: fc.array(objectOf(RULE_ENTRY_KEYS, depth), { maxLength: 2 }),
    capabilities: objectOf(CAPABILITY_KEYS, depth),
    configuration: fc.oneof(objectOf(CONFIGURATION_KEYS, depth), objectOf(ZOD_KEYS, depth)),
  };
  return forms[form] ?? fc.constantFrom<Json[]>(1, 2);
}

/** Whether the checks of forms find nothing. */
function hasGoodForm(manifest: Json): boolean {
  return !check(JSON.stringify(manifest)).found.some((each) => FORM.test(each));
}

describe('the schema of manifests', () => {
  const validate = new Ajv({ strict: false, validateFormats: false }).compile(manifestJsonSchema());

  it('says in Zod and in JSON Schema what the checks say', () => {
    let good = 0;
    fc.assert(
      fc.property(objectOf(MANIFEST_KEYS, 0), (manifest) => {
        const expected = hasGoodForm(manifest);
        good += expected ? 1 : 0;
        expect(manifestSchema.safeParse(manifest).success).toBe(expected);
        expect(validate(manifest)).toBe(expected);
      }),
      { numRuns: 1500 },
    );
    // Both answers must have been asked for.
    expect(good).toBeGreaterThan(100);
    expect(good).toBeLessThan(1400);
  });

  it('explains every key', () => {
    const unexplained: string[] = [];
    const visit = (schema: JsonObject, path: string): void => {
      const mapOf = (key: string): [string, Json][] => Object.entries((schema[key] ?? {}) as JsonObject);
      for (const [key, value] of mapOf('properties')) {
        if (typeof (value as JsonObject)['description'] !== 'string') unexplained.push(`${path}.${key}`);
      }
      const lists = ['properties', 'definitions', 'anyOf'].flatMap(mapOf);
      const ones = [schema['items'], schema['additionalProperties']].map(
        (part) => ['', part ?? null] as const,
      );
      for (const [key, part] of [...lists, ...ones]) {
        if (isJsonObject(part)) visit(part, `${path}.${key}`);
      }
    };
    visit(manifestJsonSchema(), '');
    expect(unexplained).toEqual([]);
  });

  it('is draft-07 and knows the keywords of fields at any depth', () => {
    const schema = manifestJsonSchema();
    expect(schema['$schema']).toBe('http://json-schema.org/draft-07/schema#');
    const field = (schema['definitions'] as JsonObject)['schema'] as JsonObject;
    expect(Object.keys(field['properties'] as JsonObject)).toEqual(Object.keys(SCHEMA_KEYS));
    expect(JSON.stringify(field)).toContain('#/definitions/schema');
    expect(JSON.stringify(schema)).not.toContain('9007199254740991');
  });
});
