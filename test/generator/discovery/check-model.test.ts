import { join, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { Diagnostics } from '../../../generator/src/diagnostics.ts';
import { checkModel } from '../../../generator/src/discovery/check-model.ts';
import type { Json } from '../../../generator/src/located.ts';
import { loadManifest } from '../../../generator/src/manifest/load-manifest.ts';
import type { ObjectShape, ProviderModel, SchemaModel, Shape } from '../../../generator/src/model/model.ts';
import { createNodeHost } from '../../../generator/src/node-host.ts';
import { createMemoryHost } from '../../support/memory-host.ts';
import { sampleModel } from './sample-model.ts';

const check = (value: unknown) => checkModel(JSON.parse(JSON.stringify(value)) as Json);

function misfit(value: unknown): string {
  const checked = check(value);
  return 'misfit' in checked ? `${checked.misfit.path} must be ${checked.misfit.wanted}` : 'fine';
}

const root = resolve(import.meta.dirname, '../../..');

test.each(['mongo-db', 'oracle', 'rest-api', 'sql-server', 'sqlite'])(
  'takes the model of the shipped provider %s as it is',
  (name) => {
    const file = join(root, 'providers/src', name, 'provider.yaml');
    const model = loadManifest(createNodeHost(root, {}), file, root, new Diagnostics())?.model;
    expect(check({ $comment: 'header', ...model })).toEqual({ model });
  },
);

test('takes a model with everything that manifests can say', () => {
  const manifest = `manifestVersion: 1
id: 1001
name: Everything
displayName: All of it
description: D
provider: x
dataStores: [A, B]
connectionModes: [ReadWrite]
priority: -3
capabilities: { features: [F], maxConnections: 1, supportsTransactions: true }
configuration:
  $defs:
    tls: { type: object, properties: { ca: { type: string, secret: true }, inner: { $ref: '#/$defs/port' } } }
    port: { type: integer, minimum: 1, maximum: 65535 }
  required: [text]
  properties:
    text: { type: string, minLength: 1, maxLength: 9, pattern: '^\\p{L}+$', title: T, description: D, examples: [ab] }
    address: { type: string, format: uri, env: ADDRESS, errorMessage: { required: r, format: x } }
    count: { type: integer, exclusiveMinimum: 0, exclusiveMaximum: 100, multipleOf: 5, default: 50, unit: seconds, role: connectTimeout }
    ratio: { type: number, minimum: 0.5, default: 0.5, deprecated: use count }
    flag: { type: boolean, default: false, deprecated: true }
    one: { enum: [a, 1, null, true] }
    many: { type: [string, integer, 'null'] }
    list: { type: array, items: { type: string }, minItems: 1, maxItems: 3, uniqueItems: true }
    map: { type: object, additionalProperties: { type: number }, default: { kind: 1 } }
    nested: { type: object, properties: { a: { const: x } }, required: [a] }
    tls: { $ref: '#/$defs/tls' }
    auth:
      oneOf:
        - { type: object, title: P, properties: { method: { const: password }, password: { type: string, secret: true } }, required: [method] }
        - { type: object, description: K, properties: { method: { const: key } }, required: [method] }
  exactlyOneOf: [text, address]
  atMostOneOf: [one, many]
  rules:
    - { when: { flag: true }, require: [list], forbid: [nested], errorMessage: m }
  dependentRequired: { one: [many] }
`;
  const host = createMemoryHost({ 'providers/everything/provider.yaml': manifest });
  const diagnostics = new Diagnostics();
  const model = loadManifest(
    host,
    '/project/providers/everything/provider.yaml',
    '/project',
    diagnostics,
  )?.model;
  expect(diagnostics.sorted).toEqual([]);
  expect(check(model)).toEqual({ model });
});

describe('a stranger', () => {
  test.each<[string, Record<string, unknown>]>([
    ['model must be a mapping', [] as unknown as Record<string, unknown>],
    ['model.contract must be one of 1', { ...sampleModel(), contract: 2 }],
    ['model.name must be there', { ...sampleModel(), name: undefined }],
    ['model.constructor must be absent', { ...sampleModel(), constructor: 1 }],
    ['model.name must be a name in PascalCase', { ...sampleModel(), name: 'A; evil()' }],
    ['model.name must be a name in PascalCase', { ...sampleModel(), name: 'mongo' }],
    ['model.id must be a whole number above 0', { ...sampleModel(), id: 1.5 }],
    ['model.dataStores[1] must be a text that is not blank', { ...sampleModel(), dataStores: ['A', ' '] }],
    ['model.dataStores must be a list that is not empty', { ...sampleModel(), dataStores: [] }],
    [
      'model.capabilities.features must be a list',
      { ...sampleModel(), capabilities: { features: 1, supportsTransactions: false } },
    ],
    [
      'model.configuration.kind must be fields or zod',
      { ...sampleModel(), configuration: { kind: '__proto__' } },
    ],
    [
      'model.configuration.kind must be fields or zod',
      { ...sampleModel(), configuration: { kind: 'toString' } },
    ],
  ])('%s', (words, model) => {
    expect(misfit(model)).toBe(words);
  });

  const plain = { secret: false, messages: {} };
  const withShape = (shape: unknown, rest: Partial<SchemaModel> = {}): ProviderModel =>
    withRoot([{ name: 'a', schema: { shape: shape as Shape, ...plain, ...rest }, required: false }]);

  function withRoot(
    properties: ObjectShape['properties'],
    rest: Partial<ObjectShape> = {},
    definitions: unknown[] = [],
  ) {
    const configuration = {
      kind: 'fields',
      root: { kind: 'object', properties, rules: [], ...rest },
      definitions,
    };
    return sampleModel({ configuration: configuration as unknown as ProviderModel['configuration'] });
  }

  test.each<[string, ProviderModel]>([
    ['a regular expression', withShape({ kind: 'string', pattern: '(' })],
    ['one of "uri"', withShape({ kind: 'string', format: 'evil' })],
    ['a number above 0', withShape({ kind: 'number', multipleOf: 0 })],
    ['absent', withShape({ kind: 'string', minimum: 1 })],
    ['a list that is not empty', withShape({ kind: 'literal', values: [] })],
    ['a name without slashes', withShape({ kind: 'reference', definition: 'a/b' })],
    ['string or number', withShape({ kind: 'function' })],
    ['one of "seconds"', withShape({ kind: 'null' }, { unit: 'hours' as 'seconds' })],
  ])('must be %s', (words, model) => {
    expect(misfit(model)).toContain(`must be ${words}`);
  });

  test('a field called __proto__, by any way', () => {
    const evil = (name: string) => ({
      name,
      schema: { shape: { kind: 'null' as const }, ...plain },
      required: false,
    });
    expect(misfit(withRoot([evil('__proto__')]))).toContain('a name other than __proto__');
    const rule = { kind: 'exactlyOneOf' as const, fields: ['__proto__'] };
    expect(misfit(withRoot([], { rules: [rule] }))).toContain('rules[0].fields[0] must be a name other than');
    const text = JSON.stringify(withShape({ kind: 'null' })).replace(
      '"messages":{}',
      '"messages":{"__proto__":"x"}',
    );
    expect(checkModel(JSON.parse(text) as Json)).toMatchObject({
      misfit: { wanted: expect.stringContaining('__proto__') },
    });
    const data = JSON.stringify(withShape({ kind: 'null' }, { examples: [{ b: 1 }] })).replace(
      '{"b":1}',
      '{"__proto__":1}',
    );
    expect(checkModel(JSON.parse(data) as Json)).toHaveProperty('misfit');
  });

  test('a name twice', () => {
    const field = { name: 'a', schema: { shape: { kind: 'null' as const }, ...plain }, required: false };
    expect(misfit(withRoot([field, field]))).toContain('a list without a name twice');
  });

  test('a reference that leads nowhere, or in a circle', () => {
    const reference = (definition: string) => ({ shape: { kind: 'reference', definition }, ...plain });
    const array = (items: unknown) => ({ shape: { kind: 'array', items, uniqueItems: false }, ...plain });
    expect(misfit(withShape({ kind: 'reference', definition: 'gone' }))).toBe(
      'model.configuration.definitions.gone must be there',
    );
    const circle = [
      { name: 'a', schema: reference('b') },
      { name: 'b', schema: array(reference('a')) },
    ];
    expect(misfit(withRoot([], {}, circle))).toContain('free of references to itself');
    const line = [
      { name: 'a', schema: reference('b') },
      { name: 'b', schema: { shape: { kind: 'null' }, ...plain } },
    ];
    expect(misfit(withRoot([], {}, line))).toBe('fine');
  });

  test('data that looks like a reference is data', () => {
    expect(misfit(withShape({ kind: 'null' }, { examples: [{ kind: 'reference', definition: 'x' }] }))).toBe(
      'fine',
    );
  });

  test('a model nested so deeply that readers would overflow', () => {
    const deep = `${'['.repeat(100_000)}${']'.repeat(100_000)}`;
    const text = JSON.stringify(withShape({ kind: 'null' }, { examples: ['HERE'] })).replace('"HERE"', deep);
    expect(checkModel(JSON.parse(text) as Json)).toMatchObject({ misfit: { wanted: 'less deeply nested' } });
  });

  test('a number that is not finite', () => {
    const text = JSON.stringify(withShape({ kind: 'number', minimum: 7 })).replace(
      '"minimum":7',
      '"minimum":1e999',
    );
    expect(checkModel(JSON.parse(text) as Json)).toMatchObject({ misfit: { wanted: 'a number' } });
  });
});
