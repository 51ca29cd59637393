// biome-ignore-all lint/suspicious/noThenProperty: a keyword of JSON Schema
import { describe, expect, test } from 'vitest';
import type { Json, JsonObject } from '../../../generator/src/located.ts';
import { importField, importSchema } from './support/import-schema.ts';

function branch(kind: Json, more: JsonObject = {}, required: readonly string[] = ['kind']): JsonObject {
  return { type: 'object', required, properties: { kind, ...more } };
}

const A = branch({ const: 'a' }, { user: { type: 'string' } });
const B = branch({ const: 'b' }, { code: { type: 'integer' } });

describe('objects told apart by a constant', () => {
  test.each<[string, Json, Json]>([
    ['with oneOf', { oneOf: [A, B] }, { oneOf: [A, B] }],
    ['with anyOf', { anyOf: [A, B] }, { oneOf: [A, B] }],
    ['with a type beside', { type: 'object', oneOf: [A, B] }, { oneOf: [A, B] }],
    [
      'with a word from OpenAPI',
      { oneOf: [A, B], discriminator: { propertyName: 'kind' } },
      { oneOf: [A, B] },
    ],
    [
      'with single values',
      { oneOf: [branch({ enum: ['a'] }), branch({ type: 'string', enum: ['b', 'c'] })] },
      { oneOf: [branch({ enum: ['a'] }), branch({ type: 'string', enum: ['b', 'c'] })] },
    ],
    [
      'with titles',
      { title: 'Login', description: 'How.', oneOf: [{ ...A, title: 'By name', description: 'Old.' }, B] },
      { title: 'Login', description: 'How.', oneOf: [{ ...A, title: 'By name', description: 'Old.' }, B] },
    ],
    ['in lists of lists', { oneOf: [{ anyOf: [A] }, B] }, { oneOf: [A, B] }],
    [
      'with fields in common',
      { type: 'object', properties: { note: { type: 'string' } }, required: ['note'], oneOf: [A, B] },
      {
        oneOf: [
          branch({ const: 'a' }, { note: { type: 'string' }, user: { type: 'string' } }, ['note', 'kind']),
          branch({ const: 'b' }, { note: { type: 'string' }, code: { type: 'integer' } }, ['note', 'kind']),
        ],
      },
    ],
    [
      'with a default that one of them takes',
      { oneOf: [A, B], default: { kind: 'a' } },
      { oneOf: [A, B], default: { kind: 'a' } },
    ],
    [
      'with a secret in one of them',
      { oneOf: [{ ...A, writeOnly: true }, B] },
      { oneOf: [A, B], secret: true },
    ],
  ])('become a union: %s', (_, schema, field) => {
    const result = importField(schema);
    expect(normal(result.field)).toEqual(normal(field as JsonObject));
    expect(result.said).toEqual(_ === 'with a secret in one of them' ? ['import-unfit "writeOnly"'] : []);
  });

  test('must have it, so a default of it is left out', () => {
    const { field, said } = importField({
      oneOf: [branch({ const: 'a', default: 'a' }, {}, []), branch({ const: 'b', default: 'b' }, {}, [])],
    });
    expect(normal(field)).toEqual({ oneOf: [branch({ const: 'a' }), branch({ const: 'b' })] });
    expect(said).toEqual(['import-discriminator "a"', 'import-discriminator "b"']);
  });

  test('must have it, even where the schema does not ask for it', () => {
    const { said } = importField({ oneOf: [branch({ const: 'a' }, {}, []), B] });
    expect(said).toEqual(['import-discriminator-required "kind"']);
  });

  test('may be definitions, which keep their names', () => {
    const { field, said, definitions } = importField(
      { oneOf: [{ $ref: '#/$defs/first' }, { $ref: '#/$defs/second' }] },
      { first: A, second: B },
    );
    expect(field).toEqual({ oneOf: [{ $ref: '#/$defs/first' }, { $ref: '#/$defs/second' }] });
    expect(normal(definitions)).toEqual({ first: normal(A), second: normal(B) });
    expect(said).toEqual([]);
  });

  test('may be mapped from outside', () => {
    const { field, said } = importField(
      {
        oneOf: [{ $ref: '#/$defs/first' }, { $ref: '#/$defs/second' }],
        discriminator: { propertyName: 'kind', mapping: { a: '#/$defs/first', b: '#/$defs/second' } },
      },
      { first: branch({ type: 'string' }), second: branch({ type: 'string' }) },
    );
    expect(normal(field)).toEqual({
      oneOf: [branch({ type: 'string', const: 'a' }), branch({ type: 'string', const: 'b' })],
    });
    expect(said).toEqual([]);
  });

  test('may be told apart by conditions', () => {
    const { field, said } = importField({
      type: 'object',
      required: ['kind'],
      properties: { kind: { enum: ['a', 'b'] } },
      allOf: [
        { if: { properties: { kind: { const: 'a' } } }, then: { properties: { user: { type: 'string' } } } },
        { if: { properties: { kind: { const: 'b' } } }, then: { properties: { code: { type: 'integer' } } } },
      ],
    });
    expect(normal(field)).toEqual({ oneOf: [normal(A), normal(B)] });
    expect(said).toEqual([]);
  });

  test('become one object with rules where null is allowed as well', () => {
    const { field, said } = importField({ anyOf: [{ oneOf: [A, B] }, { type: 'null' }], default: null });
    expect(field).toEqual({
      type: ['object', 'null'],
      default: null,
      required: ['kind'],
      properties: { kind: { enum: ['a', 'b'] }, user: { type: 'string' }, code: { type: 'integer' } },
      rules: [
        { when: { kind: 'a' }, forbid: ['code'] },
        { when: { kind: 'b' }, forbid: ['user'] },
      ],
    });
    expect(said).toEqual([]);
  });

  test('become one object with rules where they are the whole configuration', () => {
    const { configuration, said } = importSchema({
      type: 'object',
      oneOf: [
        branch({ const: 'a' }, { user: { type: 'string' } }, ['kind', 'user']),
        branch({ const: 'b' }, { code: { type: 'integer' } }),
      ],
    });
    expect(configuration).toEqual({
      required: ['kind'],
      properties: { kind: { enum: ['a', 'b'] }, user: { type: 'string' }, code: { type: 'integer' } },
      rules: [
        { when: { kind: 'a' }, require: ['user'], forbid: ['code'] },
        { when: { kind: 'b' }, forbid: ['user'] },
      ],
    });
    expect(said).toEqual([]);
  });
});

describe('objects that nothing tells apart', () => {
  test('become one object, and one of their own fields must be set', () => {
    const fields = { a: { type: 'string' }, b: { type: 'string' } };
    const { field, said } = importField({
      oneOf: [
        { type: 'object', properties: { a: fields.a }, required: ['a'] },
        { type: 'object', properties: { b: fields.b }, required: ['b'] },
      ],
    });
    expect(field).toEqual({ type: 'object', properties: fields, rules: [{ exactlyOneOf: ['a', 'b'] }] });
    expect(said).toEqual([]);
  });

  test('become one object with the fields of all, and that is said', () => {
    const { field, said } = importField({
      oneOf: [
        { type: 'object', properties: { a: { type: 'string' }, n: { type: 'integer' } }, required: ['n'] },
        { type: 'object', properties: { b: { type: 'string' }, n: { type: 'string' } }, required: ['n'] },
      ],
      discriminator: { propertyName: 'n' },
    });
    expect(field).toEqual({
      type: 'object',
      required: ['n'],
      properties: { a: { type: 'string' }, n: { type: ['integer', 'string'] }, b: { type: 'string' } },
    });
    expect([...said].sort()).toEqual(['import-alternatives "oneOf"', 'import-hint "discriminator"']);
  });
});

describe('values that may be absent or several things', () => {
  test.each<[Json, Json, string[]]>([
    [
      { anyOf: [{ type: 'string', maxLength: 3 }, { type: 'null' }] },
      { type: ['string', 'null'], maxLength: 3 },
      [],
    ],
    [{ oneOf: [{ type: 'null' }, { enum: ['a'] }] }, { enum: [null, 'a'] }, []],
    [
      { anyOf: [{ type: 'string' }, { type: 'null' }], title: 'T', default: null },
      { type: ['string', 'null'], title: 'T', default: null },
      [],
    ],
    [{ anyOf: [{ $ref: '#/$defs/text' }, { type: 'null' }] }, { type: ['string', 'null'], minLength: 1 }, []],
    [
      { anyOf: [{ type: 'object', properties: { a: { type: 'null' } } }, { type: 'null' }] },
      { type: ['object', 'null'], properties: { a: { type: 'null' } } },
      [],
    ],
    [
      {
        anyOf: [
          { type: 'string', pattern: 'a' },
          { type: 'integer', minimum: 1 },
        ],
      },
      { type: ['string', 'integer'], pattern: 'a', minimum: 1 },
      [],
    ],
    [{ oneOf: [{ const: 'a' }, { const: 'b' }] }, { enum: ['a', 'b'] }, []],
    [{ type: 'string', oneOf: [{ const: 'a' }, { const: 'b' }] }, { type: 'string', enum: ['a', 'b'] }, []],
    [{ anyOf: [{ type: 'string' }] }, { type: 'string' }, []],
    [{ anyOf: [{ type: 'string' }, false] }, { type: 'string' }, []],
    [
      {
        oneOf: [
          { const: 'a', title: 'First' },
          { const: 'b', default: 'b' },
        ],
      },
      { enum: ['a', 'b'] },
      ['import-labels "oneOf"'],
    ],
    [
      { anyOf: [{ type: 'string', title: 'Text' }, { type: 'integer' }] },
      { type: ['string', 'integer'] },
      ['import-labels "anyOf"'],
    ],
    [
      {
        anyOf: [
          { type: 'string', minLength: 1 },
          { type: 'string', maxLength: 5 },
        ],
      },
      { type: 'string' },
      ['import-alternatives […'],
    ],
    [
      { anyOf: [{ const: 'auto' }, { type: 'integer' }] },
      { type: ['string', 'integer'] },
      ['import-alternatives […'],
    ],
    [
      { anyOf: [{ type: 'integer', minimum: 1 }, { type: 'number' }] },
      { type: 'number' },
      ['import-alternatives […'],
    ],
    [
      { oneOf: [{ type: 'string' }], anyOf: [{ maxLength: 1 }] },
      { type: 'string' },
      ['import-alternatives "anyOf"'],
    ],
    [
      { oneOf: [] },
      { type: ['string', 'number', 'boolean', 'null'] },
      ['import-any "x"', 'import-malformed []'],
    ],
    [{ oneOf: [{ type: 'string' }, 5] }, { type: 'string' }, ['import-malformed 5']],
  ])('%j', (schema, field, said) => {
    const result = importField(schema, JSON.stringify(schema).includes('$ref') ? DEFINITIONS : {});
    expect({ ...result, said: [...result.said].sort() }).toMatchObject({ field, said: [...said].sort() });
  });
});

const DEFINITIONS: JsonObject = { text: { type: 'string', minLength: 1 } };

/** The order of fields and of what is required does not matter here. */
function normal(value: Json | undefined): Json | undefined {
  if (Array.isArray(value))
    return value.every((item) => typeof item === 'string')
      ? [...value].sort()
      : value.map((item: Json) => normal(item) ?? null);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, normal(member) ?? null]));
}
