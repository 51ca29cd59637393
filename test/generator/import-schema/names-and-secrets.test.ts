import { describe, expect, test } from 'vitest';
import type { Json, JsonObject } from '../../../generator/src/located.ts';
import { importField, importSchema } from './support/import-schema.ts';

describe('secrets', () => {
  test.each(['password', 'apiKey', 'client_secret', 'accessToken', 'connectionString', 'dbPassword'])(
    'are guessed from a name, and that is said: %s',
    (name) => {
      const { field, said } = importField({ type: 'string' }, {}, name);
      expect(field).toEqual({ type: 'string', secret: true });
      expect(said).toEqual([`import-secret "${name}"`]);
    },
  );

  test.each<[Json, Json]>([
    [
      { type: 'string', writeOnly: true },
      { type: 'string', secret: true },
    ],
    [
      { type: 'string', airbyte_secret: true },
      { type: 'string', secret: true },
    ],
    [
      { type: 'string', secret: false },
      { type: 'string', secret: false },
    ],
    [
      { type: 'string', airbyte_secret: false },
      { type: 'string', secret: false },
    ],
    [
      { type: 'string', nonsensitive: true },
      { type: 'string', secret: false },
    ],
    [{ type: 'boolean' }, { type: 'boolean' }],
    [{ enum: ['a', 'b'] }, { enum: ['a', 'b'] }],
  ])('are what the schema says: %j', (schema, field) => {
    expect(importField(schema, {}, 'token')).toMatchObject({ field, said: [] });
  });

  test('are said where a name is of something about a secret', () => {
    expect(importField({ type: 'string' }, {}, 'tokenUrl')).toMatchObject({
      field: { type: 'string' },
      said: [],
    });
  });

  test('are found at any depth', () => {
    const { text, said } = importSchema({
      properties: {
        login: {
          oneOf: [{ properties: { kind: { const: 'a' }, password: { type: 'string' } }, required: ['kind'] }],
        },
        all: { items: { properties: { token: { type: 'string' } } } },
        map: { additionalProperties: { properties: { api_key: { type: 'string' } } } },
      },
    });
    expect(text?.match(/secret: true/g)).toHaveLength(3);
    expect(said).toEqual(['import-secret "password"', 'import-secret "token"', 'import-secret "api_key"']);
  });

  test('of a branch make the union secret', () => {
    const branch = (kind: string): JsonObject => ({
      properties: { kind: { const: kind } },
      required: ['kind'],
    });
    const { field } = importField({ oneOf: [{ ...branch('a'), secret: true }, branch('b')] });
    expect(field).toMatchObject({ secret: true });
  });
});

describe('names that a manifest does not allow', () => {
  test.each([
    ['provider', 'providerSetting'],
    ['mode', 'modeSetting'],
    ['Mode', 'ModeSetting'],
    ['validate', 'validateSetting'],
    ['$schema', '$schemaSetting'],
    ['toJSON', 'toJSONSetting'],
    ['constructor', 'constructorSetting'],
    ['hasOwnProperty', 'hasOwnPropertySetting'],
    ['*', 'field'],
    [' padded ', 'padded'],
    ['', 'field'],
    ['ev\u202eil', 'evil'],
    ['line\nbreak', 'linebreak'],
  ])('are changed and named: %j', (name, other) => {
    const { configuration, said } = importSchema({
      required: [name],
      properties: { [name]: { type: 'boolean' } },
      dependentRequired: { [name]: [name] },
    });
    expect(configuration).toEqual({
      required: [other],
      properties: { [other]: { type: 'boolean' } },
      dependentRequired: { [other]: [other] },
    });
    expect(said).toEqual([`import-renamed ${JSON.stringify(name)}`]);
  });

  test('stay inside objects, where only the configuration itself reserves them', () => {
    const { field, said } = importField({
      properties: { provider: { type: 'string' }, mode: { type: 'string' } },
    });
    expect(field).toMatchObject({ properties: { provider: {}, mode: {} } });
    expect(said).toEqual([]);
  });

  test('are changed in rules too', () => {
    const { configuration } = importSchema({
      properties: {
        mode: { enum: ['a', 'mode'] },
        user_name: { type: 'string' },
        User_name: { type: 'string' },
      },
      required: ['mode'],
      oneOf: [{ required: ['user_name'] }, { required: ['User_name'] }],
      if: { properties: { mode: { const: 'mode' } } },
      // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema
      then: { required: ['user_name'] },
    });
    expect(configuration).toEqual({
      required: ['modeSetting'],
      properties: {
        modeSetting: { enum: ['a', 'mode'] },
        user_name: { type: 'string' },
        User_name_setting: { type: 'string' },
      },
      rules: [
        { exactlyOneOf: ['user_name', 'User_name_setting'] },
        { when: { modeSetting: 'mode' }, require: ['user_name'] },
      ],
    });
  });

  test('stay clear of names that are taken', () => {
    const { configuration } = importSchema({
      properties: { mode: { type: 'null' }, modeSetting: { type: 'null' }, ModeSetting2: { type: 'null' } },
    });
    expect(Object.keys(configuration['properties'] as JsonObject)).toEqual([
      'modeSetting3',
      'modeSetting',
      'ModeSetting2',
    ]);
  });

  test('tell branches apart under their new name', () => {
    const branch = (kind: string): JsonObject => ({
      properties: { constructor: { const: kind } },
      required: ['constructor'],
    });
    const { field } = importField({ oneOf: [branch('a'), branch('b')] });
    expect(field).toMatchObject({
      oneOf: [{ required: ['constructorSetting'] }, { properties: { constructorSetting: { const: 'b' } } }],
    });
  });

  test('leave __proto__ out, wherever it stands', () => {
    const { configuration, said } = importSchema({
      text: '{ "properties": { "__proto__": { "type": "string" }, "a": { "type": "object", "default": { "__proto__": 1 } } } }',
    });
    expect(configuration['properties']).toEqual({
      a: {
        type: 'object',
        default: {},
        additionalProperties: { type: ['string', 'number', 'boolean', 'null'] },
      },
    });
    expect(said.filter((notice) => notice.startsWith('import-proto-key'))).toHaveLength(2);
    expect(({} as Record<string, unknown>)['type']).toBeUndefined();
  });
});
