// biome-ignore-all lint/suspicious/noTemplateCurlyInString: words that try to be code
import { describe, expect, test } from 'vitest';
import { Diagnostics } from '../../../generator/src/diagnostics.ts';
import { importJsonSchema } from '../../../generator/src/import-schema/import-json-schema.ts';
import { readSchema } from '../../../generator/src/import-schema/read-schema.ts';
import type { Json, JsonObject, LocatedDocument } from '../../../generator/src/located.ts';
import { createMemoryHost } from '../../support/memory-host.ts';
import { IDENTITY, importSchema, nameOf, SCHEMA_PATH } from './support/import-schema.ts';

const SCHEMA: JsonObject = { type: 'object', properties: { host: { type: 'string' } } };

describe('a manifest', () => {
  test('says what is said about the whole', () => {
    const { text } = importSchema({ title: 'Sample source', description: 'Reads samples', ...SCHEMA });
    expect(text).toBe(`# yaml-language-server: $schema=${SCHEMA_PATH}
manifestVersion: 1
id: 1000
name: Sample
displayName: Sample Connection Provider
description: Sample source. Reads samples.
provider: sample
dataStores: [Sample]
connectionModes: [ReadWrite]
priority: 100
configuration:
  properties:
    host:
      type: string
`);
  });

  test.each<[string, JsonObject, number]>([
    ['connectionSpecification', { connectionSpecification: SCHEMA }, 0],
    ['connection_specification', { connection_specification: SCHEMA }, 0],
    ['spec', { type: 'SPEC', spec: { connectionSpecification: SCHEMA, supportsIncremental: true } }, 2],
    ['spec in snakes', { spec: { connection_specification: SCHEMA } }, 0],
  ])('comes of what a specification wraps: %s', (_, document, hints) => {
    const { configuration, said } = importSchema(document);
    expect(configuration).toEqual({ properties: SCHEMA['properties'] });
    expect(said.map((notice) => notice.split(' ')[0])).toEqual(Array(hints).fill('import-hint'));
  });

  test('says where the documentation is', () => {
    const { manifest, said } = importSchema({
      documentationUrl: 'https://example.com/docs',
      connectionSpecification: { title: 'Sample', ...SCHEMA },
      advanced_auth: { x: 1 },
    });
    expect(manifest['description']).toBe('Sample. See https://example.com/docs');
    expect(said).toEqual(['import-hint "advanced_auth"']);
  });

  test('comes of references that count from the wrapped schema, or from the whole file', () => {
    const { configuration } = importSchema({
      spec: {
        connectionSpecification: {
          properties: {
            a: { $ref: '#/definitions/a' },
            b: { $ref: '#/spec/connectionSpecification/definitions/a' },
          },
          definitions: { a: { type: 'integer' } },
        },
      },
    });
    expect(configuration['properties']).toEqual({ a: { $ref: '#/$defs/a' }, b: { $ref: '#/$defs/a' } });
  });

  test('is about objects, whatever else the schema takes', () => {
    const { configuration, said } = importSchema({ ...SCHEMA, type: ['object', 'null'] });
    expect(configuration).toEqual({ properties: SCHEMA['properties'] });
    expect(said).toEqual(['import-alternatives […']);
  });

  test('names places in the wrapped schema', () => {
    const { diagnostics } = importSchema({
      spec: { connectionSpecification: { properties: { a: { type: 'string', min: 1 } } } },
    });
    expect(diagnostics).toMatchObject([{ code: 'EXT6203', range: { line: 7, column: 11 } }]);
  });
});

describe('what is no schema of an object', () => {
  test.each<Json>([
    null,
    5,
    'text',
    [],
    [SCHEMA],
    {},
    { a: 1 },
    { title: 'x', description: 'y' },
    { type: 'string' },
    { type: ['string', 'null'] },
    { $ref: 'https://example.com', title: 'x', type: 'array' },
    { connectionSpecification: { type: 'array' } },
    { allOf: [{ type: 'object' }, { type: 'string' }] },
    { enum: ['a'] },
  ])('is refused: %j', (document) => {
    const { text, diagnostics } = importSchema(document);
    expect(text).toBeUndefined();
    expect(diagnostics.filter(({ severity }) => severity === 'error').map(nameOf)).toEqual([
      'import-not-schema',
    ]);
  });

  test('is refused where it is too deep', () => {
    let schema: Json = { type: 'string' };
    for (let depth = 0; depth < 20_000; depth++) schema = { items: schema };
    const diagnostics = new Diagnostics();
    const document: LocatedDocument = {
      file: '/x.json',
      text: '',
      value: schema,
      locate: () => ({ line: 1, column: 1, endLine: 1, endColumn: 1 }),
    };
    expect(importJsonSchema(document, IDENTITY, SCHEMA_PATH, diagnostics)).toBeUndefined();
    expect(diagnostics.sorted.map(nameOf)).toEqual(['import-too-deep']);
  });
});

describe('hostile words', () => {
  const WORDS = [
    '*/',
    '`${x}`',
    '\\',
    '"',
    "'",
    '\u2028',
    '\u202e',
    '# x',
    '- a',
    ': b',
    '---',
    '&a *a',
    '{{x}}',
    '%YAML',
    '\t',
    '😀',
  ];

  test('come through as they are', () => {
    const all = WORDS.join(' ') + '\n'.repeat(3) + 'x'.repeat(10_000);
    const { configuration, faults } = importSchema({
      title: all,
      properties: {
        a: {
          type: 'string',
          title: all,
          description: all,
          default: all,
          examples: WORDS,
          errorMessage: all,
          deprecated: all,
        },
        b: { enum: WORDS },
        ['k'.repeat(10_000)]: { type: 'boolean' },
      },
    });
    expect(faults).toEqual([]);
    expect(configuration['properties']).toMatchObject({
      a: { title: all, description: all, default: all, examples: WORDS, errorMessage: all, deprecated: all },
      b: { enum: WORDS },
      ['k'.repeat(10_000)]: { type: 'boolean' },
    });
  });

  test('are mended where no file could hold them', () => {
    const { configuration, said } = importSchema({
      text: '{ "properties": { "a": { "type": "string", "title": "half \\ud800", "maximum": 1e999, "minimum": 12345678901234567890 } } }',
    });
    expect(configuration['properties']).toEqual({ a: { type: 'string', title: 'half \ufffd' } });
    expect(said.map((notice) => notice.split(' ')[0]).sort()).toEqual([
      'import-number',
      'import-rounded',
      'import-text',
      'import-unfit',
    ]);
  });

  test('do not make messages long', () => {
    const { diagnostics } = importSchema({ properties: { a: { type: 'string', ['x-'.repeat(5_000)]: 1 } } });
    expect(diagnostics[0]?.message.length).toBeLessThan(400);
  });

  test('never hold a value that could be secret', () => {
    const { diagnostics } = importSchema({
      properties: {
        password: { type: 'integer', default: 'hunter2', examples: ['hunter2'], const: 'hunter2' },
      },
    });
    expect(diagnostics.length).toBeGreaterThan(1);
    expect(JSON.stringify(diagnostics)).not.toContain('hunter2');
  });
});

describe('schemas that grow when they are written out', () => {
  const doubled = (count: number): JsonObject => {
    const twice = (index: number): Json => ({ anyOf: [{ $ref: `#/$defs/d${index}` }, { type: 'null' }] });
    const entries = Array.from({ length: count }, (_, index) => [
      `d${index}`,
      { type: 'object', properties: index + 1 < count ? { l: twice(index + 1), r: twice(index + 1) } : {} },
    ]);
    return { properties: { a: { $ref: '#/$defs/d0' } }, $defs: Object.fromEntries(entries) };
  };

  test('are carried over while they are small, and refused in time where they are not', () => {
    expect(importSchema(doubled(6))).toMatchObject({ faults: [], said: [] });
    const start = performance.now();
    const { text, diagnostics } = importSchema(doubled(30));
    expect(text).toBeUndefined();
    expect(diagnostics.filter(({ severity }) => severity === 'error').map(nameOf)).toEqual([
      'import-too-large',
    ]);
    expect(performance.now() - start).toBeLessThan(15_000);
  });

  test.each<[string, (inner: Json) => Json]>([
    ['fields', (inner) => ({ type: 'object', properties: { p: inner } })],
    ['items', (inner) => ({ type: 'array', items: inner })],
    ['alternatives', (inner) => ({ anyOf: [inner, { type: 'boolean' }] })],
    ['merges', (inner) => ({ allOf: [inner] })],
  ])('may be as deep as a file: %s', (_, wrap) => {
    let schema: Json = { type: 'string' };
    for (let depth = 0; depth < 45; depth++) schema = wrap(schema);
    expect(importSchema({ properties: { a: schema, b: { type: 'string' } } }).faults).toEqual([]);
  });
});

describe('the file of a schema', () => {
  const read = (name: string, text: string) => {
    const diagnostics = new Diagnostics();
    const host = createMemoryHost({ [name]: text }, { unreadable: ['/project/secret.json'] });
    const document = readSchema(host, `/project/${name}`, diagnostics);
    return { value: document?.value, codes: diagnostics.sorted.map(nameOf) };
  };

  test.each([
    ['schema.json', '\uFEFF{ "type": "object" } // with a comment'],
    ['schema.yaml', 'type: object'],
    ['schema.yml', 'type: object'],
  ])('is read: %s', (name, text) => {
    expect(read(name, text)).toEqual({ value: { type: 'object' }, codes: [] });
  });

  test.each([
    ['schema.json', '{ "type": }', 'json-syntax'],
    ['schema.json', '{ "a": 1, "a": 2 }', 'json-duplicate-key'],
    ['schema.yaml', 'a: &a [*a]', 'yaml-alias-cycle'],
    ['schema.json', `"${'x'.repeat(5_000_001)}"`, 'file-too-long'],
    ['secret.json', '{}', 'file-unreadable'],
  ])('is refused where it cannot be read: %s %#', (name, text, code) => {
    expect(read(name, text)).toEqual({ value: undefined, codes: [code] });
  });

  test('is named where it is not there', () => {
    const diagnostics = new Diagnostics();
    expect(readSchema(createMemoryHost(), '/project/none.json', diagnostics)).toBeUndefined();
    expect(diagnostics.sorted.map(nameOf)).toEqual(['file-missing']);
  });
});
