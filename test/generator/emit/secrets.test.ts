import { describe, expect, test } from 'vitest';
import { emitConfiguration } from '../../../generator/src/emit/configuration.ts';
import { providerSchema } from '../../../generator/src/emit/json-schema.ts';
import type { Json, JsonObject } from '../../../generator/src/located.ts';
import { isSecret } from '../../../runtime/src/secrets.ts';
import { compileConfiguration } from '../agreement/support/compiled.ts';
import { modelOf } from '../agreement/support/manifests.ts';

const TEXT = { type: 'string' };
const SECRET = { type: 'string', secret: true };

/** Where the secrets of a configuration are, as they are found in an instance. */
function secretsIn(value: unknown, path: string): readonly string[] {
  if (isSecret(value)) return [path];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, member]) =>
    secretsIn(member, path === '' ? key : `${path}.${key}`),
  );
}

async function createWith(configuration: JsonObject, input: JsonObject) {
  const { configuration: type } = await compileConfiguration(modelOf(configuration));
  const created = type.create(input);
  if (created.isFailure) throw new Error(created.validationErrors?.join('; '));
  return created.value;
}

describe('secrets at any depth are secrets, and nothing else is', () => {
  test.each<[string, JsonObject, Json, readonly string[]]>([
    ['a field', SECRET, 'hidden', ['x']],
    ['an object', { type: 'object', secret: true, properties: { a: TEXT } }, { a: 'hidden' }, ['x']],
    ['a number', { type: 'integer', secret: true }, 42, ['x']],
    ['items', { type: 'array', items: SECRET }, ['hidden', 'hidden'], ['x.0', 'x.1']],
    [
      'entries',
      { type: 'object', additionalProperties: SECRET },
      { a: 'hidden', constructor: 'hidden' },
      ['x.a', 'x.constructor'],
    ],
    ['a type or null', { type: ['string', 'null'], secret: true }, 'hidden', ['x']],
    ['null', { type: ['string', 'null'], secret: true }, null, []],
    [
      'further entries, not those that are declared',
      { type: 'object', properties: { region: TEXT }, additionalProperties: SECRET },
      { region: 'shown', key: 'hidden' },
      ['x.key'],
    ],
    [
      'items of a list that may be a map',
      { type: ['array', 'object'], items: SECRET, additionalProperties: TEXT },
      { a: 'shown' },
      [],
    ],
    [
      'entries of a map that may be a list',
      { type: ['array', 'object'], items: TEXT, additionalProperties: SECRET },
      ['shown'],
      [],
    ],
    [
      'deep below',
      {
        type: 'array',
        items: {
          type: 'object',
          additionalProperties: { type: 'object', properties: { key: SECRET, open: TEXT } },
        },
      },
      [{ a: { key: 'hidden', open: 'shown' } }],
      ['x.0.a.key'],
    ],
  ])('%s', async (_, schema, value, expected) => {
    const configuration = await createWith({ properties: { x: schema } }, { x: value });
    expect(secretsIn({ ...configuration }, '')).toEqual(expected);
    expect(`${JSON.stringify(configuration)}`).not.toContain('hidden');
  });

  const branches = {
    oneOf: [
      { properties: { kind: { const: 'inline' }, value: SECRET }, required: ['kind'] },
      { properties: { kind: { enum: ['file', 'env'] }, value: TEXT }, required: ['kind'] },
    ],
  };

  test('a name that is secret in one branch only', async () => {
    const inline = await createWith(
      { properties: { x: branches } },
      { x: { kind: 'inline', value: 'hidden' } },
    );
    expect(secretsIn({ ...inline }, '')).toEqual(['x.value']);
    const file = await createWith({ properties: { x: branches } }, { x: { kind: 'env', value: 'shown' } });
    expect(secretsIn({ ...file }, '')).toEqual([]);
  });

  test('through references', async () => {
    const $defs = {
      key: SECRET,
      tls: { type: 'object', properties: { key: { $ref: '#/$defs/key' }, ca: TEXT } },
    };
    const properties = {
      one: { $ref: '#/$defs/tls' },
      many: { type: 'array', items: { $ref: '#/$defs/tls' } },
    };
    const value = { one: { key: 'hidden', ca: 'c' }, many: [{ key: 'hidden' }] };
    const configuration = await createWith({ properties, $defs }, value);
    expect(secretsIn({ ...configuration }, '')).toEqual(['one.key', 'many.0.key']);
  });

  test('a connection string shows where it leads, also through a reference', async () => {
    const properties = { url: { $ref: '#/$defs/url' } };
    const configuration = await createWith(
      { properties, $defs: { url: SECRET } },
      { url: 'mongodb://u:hidden@host/db' },
    );
    expect(JSON.stringify(configuration)).toContain('host/db');
    expect(JSON.stringify(configuration)).not.toContain('hidden');
  });
});

test('no default and no example of what holds a secret is shown', () => {
  const auth = {
    type: 'object',
    properties: { user: TEXT, password: SECRET },
    default: { user: 'u', password: 'hidden' },
    examples: [{ password: 'hidden' }],
  };
  const properties = {
    auth,
    either: { type: ['string', 'null'], secret: true, default: 'hidden', examples: ['hidden', null] },
    referred: { $ref: '#/$defs/auth' },
    map: { type: 'object', additionalProperties: SECRET, default: {} },
    partly: { ...auth, default: { user: 'shown' }, examples: [{ user: 'seen' }, { password: 'hidden' }] },
  };
  const model = modelOf({ properties, $defs: { auth } });
  expect(JSON.stringify(providerSchema(model))).not.toContain('hidden');
  const comments =
    emitConfiguration(model)
      .match(/\/\*\*[\s\S]*?\*\//g)
      ?.join('\n') ?? '';
  expect(comments).not.toContain('hidden');
  expect(comments).toContain('@defaultValue `{}`');
  expect(comments).toContain("@defaultValue `{ user: 'shown' }`");
  expect(comments).toContain("@example `{ user: 'seen' }`");
  expect(comments).toContain('Secret: redacted wherever it is shown.');
});

test('the JSON Schema marks every secret', () => {
  const properties = {
    a: SECRET,
    list: { type: 'array', items: SECRET },
    either: { type: ['string', 'null'], secret: true },
  };
  expect(providerSchema(modelOf({ properties }))['properties']).toEqual({
    a: { type: 'string', writeOnly: true },
    list: { type: 'array', items: { type: 'string', writeOnly: true } },
    either: { anyOf: [{ type: 'string', writeOnly: true }, { type: 'null' }] },
  });
});
