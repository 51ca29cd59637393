import { describe, expect, test } from 'vitest';
import type { Json, JsonObject } from '../../../generator/src/located.ts';
import { importField, importSchema } from './support/import-schema.ts';

const TLS: JsonObject = { type: 'object', properties: { file: { type: 'string' } } };

describe('references', () => {
  test.each<[string, JsonObject]>([
    ['$defs', { $ref: '#/$defs/tls' }],
    [
      'with words beside',
      { $ref: '#/$defs/tls', title: 'TLS', description: 'How.', deprecated: true, default: {} },
    ],
  ])('stay references: %s', (_, schema) => {
    expect(importField(schema, { tls: TLS })).toEqual({ field: schema, said: [], definitions: { tls: TLS } });
  });

  test('stay references where draft 7 wraps them', () => {
    const { field, said } = importField({ allOf: [{ $ref: '#/$defs/tls' }], title: 'TLS' }, { tls: TLS });
    expect(field).toEqual({ $ref: '#/$defs/tls', title: 'TLS' });
    expect(said).toEqual([]);
  });

  test.each<[string, Json, JsonObject]>([
    ['definitions of older drafts', { $ref: '#/definitions/tls' }, { definitions: { tls: TLS } }],
    ['any other place', { $ref: '#/properties/tls' }, { properties: { tls: TLS } }],
    ['an anchor', { $ref: '#tls' }, { $defs: { any: { $anchor: 'tls', ...TLS } } }],
    ['an anchor of older drafts', { $ref: '#tls' }, { definitions: { any: { $id: '#tls', ...TLS } } }],
    [
      'an address that the file has',
      { $ref: 'https://example.com/tls' },
      { $defs: { any: { $id: 'https://example.com/tls', ...TLS } } },
    ],
    [
      'a place in it',
      { $ref: 'https://example.com/a#/x' },
      { $defs: { any: { $id: 'https://example.com/a', x: TLS } } },
    ],
    ['escapes', { $ref: '#/$defs/a~1b%20c' }, { $defs: { 'a/b c': TLS } }],
  ])('may lead to %s', (_, schema, more) => {
    const { manifest, configuration } = importSchema({
      ...more,
      properties: { ...(more['properties'] as JsonObject), x: schema },
    });
    const [target] = Object.values(manifest['$defs'] as JsonObject);
    const { x } = configuration['properties'] as JsonObject;
    expect(target).toEqual(TLS);
    expect(x).toEqual({ $ref: `#/$defs/${Object.keys(manifest['$defs'] as JsonObject)[0]}` });
  });

  test('count from the nearest schema that has an address', () => {
    const { configuration, manifest, said } = importSchema({
      $defs: { text: { type: 'integer' } },
      properties: {
        part: {
          $id: 'part.json',
          $defs: { text: { type: 'string' } },
          properties: { a: { $ref: '#/$defs/text' } },
        },
      },
    });
    expect(configuration['properties']).toEqual({
      part: { type: 'object', properties: { a: { $ref: '#/$defs/text' } } },
    });
    expect(manifest['$defs']).toEqual({ text: { type: 'string' } });
    expect(said).toEqual(['import-definition-unused "text"']);
  });

  test('are written out where more is asked beside them', () => {
    const { field, said, definitions } = importField(
      { $ref: '#/$defs/text', maxLength: 5, title: 'Mine' },
      { text: { type: 'string', minLength: 1, title: 'Theirs' } },
    );
    expect(field).toEqual({ type: 'string', minLength: 1, maxLength: 5, title: 'Mine' });
    expect(said).toEqual(['import-merge "Theirs"']);
    expect(definitions).toBeUndefined();
  });

  test.each([
    'https://example.com/schema.json',
    'other.json#/$defs/a',
    './other.json',
    'file:///etc/passwd',
    '/etc/passwd',
    '//example.com/x',
  ])('out of the file are refused: %s', (reference) => {
    const { field, said } = importField({ $ref: reference });
    expect(field).toEqual({ type: ['string', 'number', 'boolean', 'null'] });
    expect(said).toEqual(['import-any "x"', `import-reference-outside "${reference}"`]);
  });

  test.each([
    '#/nowhere',
    '#/$defs/toString',
    '#nothing',
    '#/$defs/0/length',
    '#/$defs/%',
    '#/properties/x/type/0',
  ])('to nothing are named: %s', (reference) => {
    const { said } = importField({ $ref: reference });
    expect(said).toContain(`import-reference-missing "${reference}"`);
  });

  test.each<[string, JsonObject, Json]>([
    [
      '#/$defs/Node',
      { Node: { type: 'object', properties: { name: { type: 'string' }, next: { $ref: '#/$defs/Node' } } } },
      ['name'],
    ],
    [
      '#/$defs/Node',
      {
        Node: {
          type: 'object',
          properties: { name: { type: 'string' }, all: { items: { $ref: '#/$defs/Node' } } },
        },
      },
      ['name'],
    ],
    [
      '#/$defs/Node',
      {
        Node: {
          type: 'object',
          properties: {
            name: { type: 'string' },
            next: { anyOf: [{ $ref: '#/$defs/Node' }, { type: 'null' }] },
          },
        },
      },
      ['name', 'next'],
    ],
    [
      '#/$defs/A',
      {
        A: { properties: { name: { type: 'string' }, b: { $ref: '#/$defs/B' } } },
        B: { properties: { a: { $ref: '#/$defs/A' } } },
      },
      ['name', 'b'],
    ],
  ])('that lead back to themselves end there: %#', (reference, definitions, fields) => {
    const result = importField({ $ref: reference }, definitions);
    const [target] = Object.values(result.definitions as JsonObject).slice(-1);
    const all = Object.values(result.definitions as JsonObject) as JsonObject[];
    expect(result.said.filter((notice) => notice.startsWith('import-recursive'))).toHaveLength(1);
    expect(all.map(({ properties }) => Object.keys(properties as JsonObject))).toContainEqual(fields);
    expect(target).toBeDefined();
  });

  test('to the whole schema end there', () => {
    const { configuration, said } = importSchema({
      properties: { name: { type: 'string' }, child: { $ref: '#' }, children: { items: { $ref: '#' } } },
    });
    expect(configuration['properties']).toEqual({ name: { type: 'string' } });
    expect(said.map((notice) => notice.split(' ')[0])).toEqual(['import-recursive', 'import-left-out']);
  });

  test('to themselves say nothing', () => {
    const { field, said } = importField(
      { $ref: '#/$defs/a' },
      { a: { $ref: '#/$defs/b' }, b: { $ref: '#/$defs/a' } },
    );
    expect(field).toBeUndefined();
    expect(said.some((notice) => notice.startsWith('import-recursive'))).toBe(true);
  });

  test('follow each other ten times, and further ones are written out', () => {
    const chain = (length: number): JsonObject =>
      Object.fromEntries(
        Array.from({ length }, (_, index) => [
          `d${index}`,
          {
            type: 'object',
            properties: { next: index + 1 < length ? { $ref: `#/$defs/d${index + 1}` } : { type: 'string' } },
          },
        ]),
      );
    const ten = importField({ $ref: '#/$defs/d0' }, chain(10));
    expect(Object.keys(ten.definitions as JsonObject)).toHaveLength(10);
    const fifteen = importField({ $ref: '#/$defs/d0' }, chain(15));
    expect(Object.keys(fifteen.definitions as JsonObject)).toHaveLength(10);
    expect([...ten.said, ...fifteen.said]).toEqual([]);
    expect(JSON.stringify(fifteen.field).split('"next"')).toHaveLength(6);
  });
});

describe('definitions', () => {
  test('get names that types can have', () => {
    const definitions = { 'my-type.v1': TLS, MyTypeV1: TLS, '1st': TLS, __: TLS };
    const { configuration, manifest, said } = importSchema({
      properties: Object.fromEntries(
        Object.keys(definitions).map((name, index) => [`f${index}`, { $ref: `#/$defs/${name}` }]),
      ),
      $defs: definitions,
    });
    expect(Object.keys(manifest['$defs'] as JsonObject)).toEqual(['myTypeV1', 'MyTypeV12', 'st', 'part']);
    expect(configuration['properties']).toMatchObject({ f1: { $ref: '#/$defs/MyTypeV12' } });
    expect(said.map((notice) => notice.split(' ')[0])).toEqual(Array(4).fill('import-definition-renamed'));
  });

  test('that nothing uses are named', () => {
    expect(importField({ type: 'string' }, { a: TLS, b: TLS }).said).toEqual([
      'import-definition-unused "a"',
      'import-definition-unused "b"',
    ]);
  });
});
