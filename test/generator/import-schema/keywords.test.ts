import { describe, expect, test } from 'vitest';
import type { Json } from '../../../generator/src/located.ts';
import { importField, importSchema } from './support/import-schema.ts';

describe('keywords that a manifest has too', () => {
  test.each<Json>([
    { type: 'string', minLength: 1, maxLength: 9, pattern: '^a' },
    { type: 'string', format: 'date-time', examples: ['2024-01-02T03:04:05Z'] },
    { type: 'integer', minimum: 0, maximum: 10, default: 5 },
    { type: 'number', exclusiveMinimum: 0, exclusiveMaximum: 1, multipleOf: 0.5 },
    { type: 'boolean', default: false, title: 'Switch', description: 'On or off.' },
    { type: ['string', 'null'], default: null },
    { enum: ['a', 1, true, null] },
    { const: 'a' },
    { type: 'string', enum: ['a', 'b'], default: 'b' },
    { type: 'array', items: { type: 'string', minLength: 2 }, minItems: 1, maxItems: 3, uniqueItems: true },
    { type: 'object', additionalProperties: { type: 'integer' } },
    {
      type: 'object',
      required: ['a'],
      properties: { a: { type: 'string' }, b: { type: 'object', properties: {} } },
    },
    { type: 'object', additionalProperties: { type: 'string' }, properties: { a: { type: 'boolean' } } },
    {
      type: 'object',
      properties: { a: { type: 'string' }, b: { type: 'string' } },
      dependentRequired: { a: ['b'] },
    },
    { type: 'string', secret: true, deprecated: true, errorMessage: 'Wrong.' },
    { type: 'string', deprecated: 'Use the other.', errorMessage: { required: 'It is missing.' } },
  ])('are carried over: %j', (schema) => {
    expect(importField(schema)).toMatchObject({ field: schema, said: [] });
  });
});

describe('keywords in other words', () => {
  test.each<[string, Json, Json]>([
    ['formats', { type: 'string', format: 'url' }, { type: 'string', format: 'uri' }],
    [
      'formats in another case',
      { type: 'string', format: 'DATE_TIME' },
      { type: 'string', format: 'date-time' },
    ],
    ['older formats', { type: 'string', format: 'ip-address' }, { type: 'string', format: 'ipv4' }],
    ['a format that hides', { type: 'string', format: 'password' }, { type: 'string', secret: true }],
    [
      'exclusive limits of draft 4',
      { type: 'number', minimum: 1, exclusiveMinimum: true },
      { type: 'number', exclusiveMinimum: 1 },
    ],
    [
      'inclusive limits of draft 4',
      { type: 'number', maximum: 1, exclusiveMaximum: false },
      { type: 'number', maximum: 1 },
    ],
    [
      'nullable',
      { type: 'string', maxLength: 2, nullable: true },
      { type: ['string', 'null'], maxLength: 2 },
    ],
    ['one example', { type: 'string', example: 'a' }, { type: 'string', examples: ['a'] }],
    ['examples that are no list', { type: 'string', examples: 'a' }, { type: 'string', examples: ['a'] }],
    ['the mark of one catalogue', { type: 'string', airbyte_secret: true }, { type: 'string', secret: true }],
    ['what can only be written', { type: 'string', writeOnly: true }, { type: 'string', secret: true }],
    ['an older mark', { type: 'string', 'x-deprecated': true }, { type: 'string', deprecated: true }],
    [
      'why it is deprecated',
      { type: 'string', deprecated: true, deprecationMessage: 'Old.' },
      { type: 'string', deprecated: 'Old.' },
    ],
    ['a list without type', { items: { type: 'string' } }, { type: 'array', items: { type: 'string' } }],
    ['integers among numbers', { type: ['integer', 'number'] }, { type: 'number' }],
    ['repeated values', { enum: ['a', 'a', 'b'] }, { enum: ['a', 'b'] }],
    [
      'escapes that need none',
      { type: 'string', pattern: '^\\@[\\#\\-a]\\-\\d$' },
      { type: 'string', pattern: '^@[#\\-a]-\\d$' },
    ],
    ['a closed object', { type: 'object', additionalProperties: false }, { type: 'object', properties: {} }],
    [
      'a field that never is',
      { type: 'object', properties: { a: false, b: { type: 'null' } } },
      { type: 'object', properties: { b: { type: 'null' } } },
    ],
    [
      'an object closed by a later draft',
      { type: 'object', properties: { a: { type: 'null' } }, unevaluatedProperties: false },
      { type: 'object', properties: { a: { type: 'null' } } },
    ],
  ])('are carried over: %s', (_, schema, field) => {
    expect(importField(schema)).toEqual({ field, said: [], definitions: undefined });
  });

  test('put fields in the order that forms show them in', () => {
    const { configuration } = importSchema({
      properties: {
        last: { type: 'string' },
        second: { type: 'string', order: 2 },
        first: { type: 'string', order: 0 },
      },
    });
    expect(Object.keys(configuration['properties'] ?? {})).toEqual(['first', 'second', 'last']);
  });
});

describe('schemas that all hold', () => {
  test.each<[string, Json, Json]>([
    [
      'limits',
      {
        type: 'integer',
        minimum: 1,
        allOf: [{ minimum: 3, maximum: 9 }, { maximum: 5, multipleOf: 2 }, { multipleOf: 3 }],
      },
      { type: 'integer', minimum: 3, maximum: 5, multipleOf: 6 },
    ],
    [
      'types',
      { allOf: [{ type: ['string', 'integer'] }, { type: ['number', 'null'] }] },
      { type: 'integer' },
    ],
    ['values', { enum: ['a', 'b', 'c'], allOf: [{ enum: ['b', 'c', 'd'] }] }, { enum: ['b', 'c'] }],
    [
      'fields',
      {
        allOf: [
          { properties: { a: { type: 'string' } }, required: ['a'] },
          { properties: { a: { minLength: 2 }, b: { type: 'null' } } },
        ],
      },
      {
        type: 'object',
        required: ['a'],
        properties: { a: { type: 'string', minLength: 2 }, b: { type: 'null' } },
      },
    ],
    [
      'items',
      { type: 'array', items: { type: 'string' }, allOf: [{ items: { maxLength: 2 }, uniqueItems: true }] },
      { type: 'array', items: { type: 'string', maxLength: 2 }, uniqueItems: true },
    ],
    [
      'secrets',
      { type: 'string', allOf: [{ writeOnly: true }, { secret: false }] },
      { type: 'string', secret: true },
    ],
  ])('are merged: %s', (_, schema, field) => {
    expect(importField(schema)).toMatchObject({ field, said: [] });
  });

  test.each<[Json, Json, string[]]>([
    [
      { type: 'string', pattern: '^a', allOf: [{ pattern: 'b$' }] },
      { type: 'string', pattern: '^a' },
      ['import-merge "b$"'],
    ],
    [
      { type: 'string', title: 'A', allOf: [{ title: 'B' }] },
      { type: 'string', title: 'A' },
      ['import-merge "B"'],
    ],
    [
      { type: 'integer', minimum: 5, allOf: [{ maximum: 3 }] },
      { type: 'integer', minimum: 5 },
      ['import-contradiction 3'],
    ],
  ])('name what cannot be merged: %j', (schema, field, said) => {
    expect(importField(schema)).toMatchObject({ field, said });
  });

  test('leave out the field where no value is left', () => {
    const { field, said } = importField({ type: 'string', allOf: [{ type: 'integer' }] });
    expect(field).toBeUndefined();
    expect(said).toEqual(
      ['import-contradiction "x"'].map(() => expect.stringContaining('import-contradiction')),
    );
  });
});

describe('keywords that a manifest does not have', () => {
  test.each([
    ...['contains', 'minContains', 'propertyNames', 'patternProperties', 'minProperties', 'maxProperties'],
    ...['unevaluatedItems', '$dynamicRef', 'extends', 'disallow', 'not', 'if'],
  ])('are named where they limit values: %s', (keyword) => {
    const { said } = importField({ type: 'string', [keyword]: { type: 'null' } });
    expect(said).toEqual([`import-keyword "${keyword}"`]);
  });

  test.each([
    ...[
      'x-vendor',
      'advanced',
      'multiline',
      'group',
      'pattern_descriptor',
      'always_show',
      'airbyte_hidden',
      '$comment',
    ],
    ...['readOnly', 'contentEncoding', 'nonsensitive', 'externalDocs'],
  ])('are named where they are hints: %s', (keyword) => {
    const { field, said } = importField({ type: 'string', [keyword]: true });
    expect(field).toEqual({ type: 'string' });
    expect(said).toEqual([`import-hint "${keyword}"`]);
  });

  test('are named together where they are hints of one kind, with every place', () => {
    const names = ['a', 'b', 'c', 'd'];
    const { diagnostics } = importSchema({
      properties: Object.fromEntries(names.map((name) => [name, { type: 'string', multiline: true }])),
    });
    expect(diagnostics).toHaveLength(1);
    expect(diagnostics[0]?.message).toContain('here and in 3 more places');
    const lines = [diagnostics[0], ...(diagnostics[0]?.related ?? [])].map((place) => place?.range?.line);
    expect(lines).toEqual([5, 9, 13, 17]);
  });

  test.each([
    ['min', 'minimum'],
    ['max', 'maximum'],
    ['maxLenght', 'maxLength'],
    ['Pattern', 'pattern'],
    ['requierd', 'required'],
  ])('are named with what was meant where they are misspelt: %s', (keyword, meant) => {
    const { diagnostics } = importSchema({ properties: { x: { type: 'integer', [keyword]: 3 } } });
    expect(diagnostics).toMatchObject([
      { code: 'EXT6203', suggestion: meant, range: { line: 5, column: 7 } },
    ]);
  });
});

describe('values that a manifest refuses', () => {
  test.each<[Json, Json | undefined, string[]]>([
    [{ type: 'integer', default: 'five' }, { type: 'integer' }, ['import-default "five"']],
    [
      { type: 'integer', examples: [1, 'two', 3, 'four'] },
      { type: 'integer', examples: [1, 3] },
      ['import-example "two"', 'import-example "four"'],
    ],
    [{ type: 'integer', examples: ['two'] }, { type: 'integer' }, ['import-example "two"']],
    [
      { type: 'string', enum: ['a', 1, ['b']] },
      { type: 'string', enum: ['a'] },
      ['import-listed 1', 'import-listed […'],
    ],
    [{ type: 'string', enum: [1] }, undefined, ['import-listed 1', 'import-left-out "x"']],
    [{ type: 'string', const: { a: 1 } }, { type: 'string' }, ['import-listed {…']],
    [{ type: 'string', pattern: '(?i)a' }, { type: 'string' }, ['import-pattern "(?i)a"']],
    [{ type: 'string', pattern: '(' }, { type: 'string' }, ['import-pattern "("']],
    [{ type: 'string', format: 'regex' }, { type: 'string' }, ['import-format "regex"']],
    [
      { type: 'string', minLength: -1, maxLength: 'ten' },
      { type: 'string' },
      ['import-malformed -1', 'import-malformed "ten"'],
    ],
    [
      { type: 'integer', minLength: 1, pattern: 'a' },
      { type: 'integer' },
      ['import-unfit "minLength"', 'import-unfit "pattern"'],
    ],
    [
      { type: 'integer', minimum: 5, maximum: 4 },
      { type: 'integer', minimum: 5 },
      ['import-contradiction 4'],
    ],
    [
      { type: 'wombat' },
      { type: ['string', 'number', 'boolean', 'null'] },
      ['import-any "x"', 'import-malformed "wombat"'],
    ],
    [{ type: ['string', 'wombat'] }, { type: 'string' }, ['import-malformed […']],
    [
      { type: 'array', items: { type: 'string', default: 'a' } },
      { type: 'array', items: { type: 'string' } },
      ['import-unfit "default"'],
    ],
    [{ type: 'string', title: 5 }, { type: 'string' }, ['import-malformed 5']],
    [
      { type: 'string', errorMessage: { maxItems: 'x' } },
      { type: 'string' },
      ['import-unfit "errorMessage"'],
    ],
    [
      { type: 'object', properties: [], required: 'a', additionalProperties: false },
      { type: 'object', properties: {} },
      ['import-malformed []', 'import-malformed "a"'],
    ],
    [
      { type: 'string', items: {}, properties: {}, required: [], dependentRequired: { a: ['b'] } },
      { type: 'string' },
      [
        'import-unfit "items"',
        'import-unfit "properties"',
        'import-unfit "required"',
        'import-keyword "dependentRequired"',
      ],
    ],
    [{ type: 'string', secret: 'yes' }, { type: 'string' }, ['import-malformed "yes"']],
    [{ type: 'string', order: 'first' }, { type: 'string' }, ['import-hint "order"']],
  ])('are left out and named: %j', (schema, field, said) => {
    const result = importField(schema);
    expect(result.field).toEqual(field);
    expect([...result.said].sort()).toEqual([...said].sort());
  });
});

describe('schemas that do not say what a value is', () => {
  test.each<[Json, Json, string[]]>([
    [{}, { type: ['string', 'number', 'boolean', 'null'] }, ['import-any "x"']],
    [true, { type: ['string', 'number', 'boolean', 'null'] }, ['import-any "x"']],
    [{ minLength: 1 }, { type: 'string', minLength: 1 }, ['import-type-guessed "x"']],
    [{ maximum: 1 }, { type: 'number', maximum: 1 }, ['import-type-guessed "x"']],
    [{ default: true }, { type: 'boolean', default: true }, ['import-type-guessed "x"']],
    [
      { examples: ['a', null] },
      { type: ['string', 'null'], examples: ['a', null] },
      ['import-type-guessed "x"'],
    ],
    [
      { type: 'array' },
      { type: 'array', items: { type: ['string', 'number', 'boolean', 'null'] } },
      ['import-any "x"'],
    ],
    [
      { type: 'object' },
      { type: 'object', additionalProperties: { type: ['string', 'number', 'boolean', 'null'] } },
      ['import-any "x"'],
    ],
    [
      { type: 'object', additionalProperties: true },
      { type: 'object', additionalProperties: { type: ['string', 'number', 'boolean', 'null'] } },
      ['import-any "additionalProperties"'],
    ],
    [
      { type: 'object', properties: { a: { type: 'null' } }, additionalProperties: {} },
      { type: 'object', properties: { a: { type: 'null' } } },
      ['import-open {}'],
    ],
    [
      { type: 'object', patternProperties: { '^a': { type: 'string' } } },
      { type: 'object', additionalProperties: { type: 'string' } },
      ['import-keyword "patternProperties"'],
    ],
    [
      { type: 'array', items: [{ type: 'string' }, { type: 'integer' }], additionalItems: false },
      { type: 'array', maxItems: 2, items: { type: ['string', 'integer'] } },
      ['import-tuple "items"'],
    ],
    [
      { type: 'array', prefixItems: [{ type: 'string' }], items: { type: 'null' } },
      { type: 'array', items: { type: ['string', 'null'] } },
      ['import-tuple "prefixItems"'],
    ],
    [
      { type: 'object', required: ['a'], properties: {} },
      {
        type: 'object',
        required: ['a'],
        properties: { a: { type: ['string', 'number', 'boolean', 'null'] } },
      },
      ['import-undeclared "a"'],
    ],
  ])('take scalars, and that is said: %j', (schema, field, said) => {
    expect(importField(schema)).toMatchObject({ field, said });
  });

  test('take any field at the root only where it is declared', () => {
    expect(importSchema({ properties: { a: { type: 'string' } }, additionalProperties: true }).said).toEqual([
      'import-open true',
    ]);
    expect(importSchema({ additionalProperties: { type: 'string' } }).said).toEqual(['import-open {…']);
  });
});
