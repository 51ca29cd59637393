import { describe, expect, test } from 'vitest';
import type { ConfigurationProvider } from '../../../generator/src/config/provider-index.ts';
import type { JsonObject } from '../../../generator/src/located.ts';
import { check } from './support/check.ts';
import { model, object } from './support/models.ts';

function handWritten(schema: JsonObject): readonly ConfigurationProvider[] {
  const configuration = { kind: 'zod', module: './schema.ts', export: 'schema' } as const;
  return [{ model: { ...model({ id: 1, name: 'Own', driver: 'own' }, object([])), configuration }, schema }];
}

const SCHEMA: JsonObject = {
  $schema: 'http://json-schema.org/draft-07/schema#',
  $id: 'own',
  type: 'object',
  properties: {
    port: { type: 'integer', maximum: 65535, exoticKeyword: true },
    when: { type: 'string', format: 'time' },
    auth: {
      oneOf: [
        {
          type: 'object',
          properties: { type: { const: 'basic' }, user: { type: 'string' } },
          required: ['type', 'user'],
          additionalProperties: false,
        },
        {
          type: 'object',
          properties: { type: { const: 'none' } },
          required: ['type'],
          additionalProperties: false,
        },
      ],
    },
    either: { anyOf: [{ type: 'string', minLength: 2 }, { type: 'number' }] },
    odd: { allOf: [{ type: 'string' }, { minLength: 3 }] },
    tls: { $ref: '#/definitions/tls' },
  },
  required: ['port'],
  additionalProperties: false,
  definitions: {
    tls: { type: 'object', properties: { key: { type: 'string' } }, additionalProperties: false },
  },
};

async function linesOf(settings: JsonObject, schema = SCHEMA): Promise<readonly string[]> {
  const config = { externalConnections: { db: { provider: 'Own', ...settings } } };
  return (await check(JSON.stringify(config), { providers: handWritten(schema) })).lines.map((line) =>
    line.replace(/^\d+:\d+ /, ''),
  );
}

describe('a hand-written schema', () => {
  test.each<readonly [JsonObject, readonly string[]]>([
    [{ port: 1, auth: { type: 'none' }, either: 5, odd: 'abc', tls: { key: 'k' }, when: '10:00:00Z' }, []],
    [{}, ['EXT4020 port is required']],
    [{ port: 70000 }, ['EXT4024 port must be at most 65535']],
    [{ prot: 1 }, ['EXT4020 port is required', 'EXT4029 The configuration must not have "prot" → port']],
    [{ port: 1, auth: { type: 'bsaic' } }, ['EXT4023 auth.type must be one of "basic", "none" → basic']],
    [{ port: 1, auth: { type: 'basic' } }, ['EXT4020 auth.user is required']],
    [{ port: 1, either: 'x' }, ['EXT4024 either must have at least 2 characters']],
    [{ port: 1, either: true }, ['EXT4022 either is not one of the types allowed']],
    [{ port: 1, odd: 'x' }, ['EXT4031 odd is not valid']],
    [{ port: 1, when: 'x' }, ['EXT4027 when must be a valid time']],
    [{ port: 1, tls: { kay: 'x' } }, ['EXT4029 tls must not have "kay" → key']],
  ])('%j', async (settings, lines) => {
    expect(await linesOf(settings)).toEqual(lines);
  });

  test('is read in PascalCase too', async () => {
    const text = '{ "ExternalConnections": { "a": { "Provider": "Own", "Port": 1, "Tls": { "Kay": 1 } } } }';
    expect((await check(text, { providers: handWritten(SCHEMA) })).lines).toEqual([
      '1:74 EXT4029 tls must not have "Kay" → Key',
    ]);
  });

  test('is never taken for right because nothing in it is understood', async () => {
    expect(await linesOf({ a: 1 }, { not: {} })).toEqual(['EXT4031 The configuration is not valid']);
    expect(
      await linesOf({ a: 'x' }, { type: 'object', patternProperties: { '^a': { type: 'number' } } }),
    ).toEqual(['EXT4031 a is not valid']);
  });

  test('that is no JSON Schema is reported at the connection', async () => {
    const sentence =
      'EXT4050 The connection "db" cannot be checked: the schema of the provider Own is not usable.';
    expect(await linesOf({}, { type: 'nonsense' })).toEqual([sentence]);
    expect(await linesOf({}, { $ref: '#/definitions/absent' })).toEqual([sentence]);
  });
});
