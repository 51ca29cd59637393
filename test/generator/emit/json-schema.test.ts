import { Ajv } from 'ajv';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compileEmittedSchema } from '../../../generator/src/config/schema-validator.ts';
import type { KeyCase } from '../../../generator/src/emit/external-connections-schema.ts';
import {
  externalConnectionsText,
  renderDefinition,
} from '../../../generator/src/emit/external-connections-text.ts';
import { providerSchema } from '../../../generator/src/emit/json-schema.ts';
import type { JsonObject } from '../../../generator/src/located.ts';
import type { ProviderModel } from '../../../generator/src/model/model.ts';
import { configurations } from '../agreement/support/configurations.ts';
import { modelOf } from '../agreement/support/manifests.ts';

const TEXT = { type: 'string' };
const seed = Date.now() & 0x7fffffff;

function verdicts(configuration: JsonObject) {
  const validate = compileEmittedSchema(providerSchema(modelOf(configuration)));
  return (value: JsonObject) => validate(value).map(({ pointer, keyword }) => `${pointer} ${keyword}`);
}

/** The schema of a configuration file with one provider. */
function externalConnectionsSchema(model: ProviderModel, keyCase: KeyCase): JsonObject {
  const definition = (wanted: KeyCase): string => renderDefinition(model, wanted);
  return JSON.parse(externalConnectionsText([{ identity: model, definition }], keyCase).text);
}

test(`schemas are valid draft-07 (seed ${seed})`, () => {
  const ajv = new Ajv({ strict: false });
  for (const configuration of fc.sample(configurations(), { numRuns: 60, seed })) {
    const model = modelOf(configuration);
    for (const schema of [
      providerSchema(model),
      externalConnectionsSchema(model, 'camel'),
      externalConnectionsSchema(model, 'pascal'),
    ]) {
      expect(schema['$schema']).toBe('http://json-schema.org/draft-07/schema#');
      expect(
        ajv.validateSchema(schema),
        `${JSON.stringify(ajv.errors)} ${JSON.stringify(configuration)}`,
      ).toBe(true);
      expect(() => compileEmittedSchema(schema)).not.toThrow();
    }
  }
});

describe('a field with a variable', () => {
  const env = { a: { ...TEXT, env: 'A' }, b: TEXT, c: TEXT };

  test('is never required', () => {
    const faults = verdicts({ properties: env, required: ['a', 'b'] });
    expect(faults({})).toEqual([' required']);
    expect(faults({ b: '' })).toEqual([]);
  });

  test.each([
    ['exactlyOneOf', { exactlyOneOf: ['a', 'b'] }, [{}, { a: '' }, { b: '' }], [{ a: '', b: '' }]],
    ['atLeastOneOf', { atLeastOneOf: ['a', 'b'] }, [{}, { c: '' }], []],
    ['atMostOneOf', { atMostOneOf: ['a', 'b'] }, [{}, { b: '' }], [{ a: '', b: '' }]],
    [
      'require',
      { when: { c: 'x' }, require: ['a', 'b'] },
      [{ c: 'x', b: '' }],
      [{ c: 'x' }, { c: 'x', a: '' }],
    ],
    ['forbid', { when: { c: 'x' }, forbid: ['a'] }, [{ c: 'x' }], [{ c: 'x', a: '' }]],
    ['when', { when: { a: 'x' }, require: ['b'] }, [{}, { a: 'y' }], [{ a: 'x' }]],
    ['dependentRequired', { dependentRequired: { b: ['a', 'c'] } }, [{ b: '', c: '' }], [{ b: '' }]],
  ])('is never taken for absent: %s', (_, rule, accepted, refused) => {
    const faults = verdicts({ properties: env, ...rule });
    for (const value of accepted) expect(faults(value), JSON.stringify(value)).toEqual([]);
    for (const value of refused) expect(faults(value), JSON.stringify(value)).not.toEqual([]);
  });

  test('and a default may still have another value', () => {
    const properties = { ...env, c: { ...TEXT, default: 'x', env: 'C' } };
    const faults = verdicts({ properties, when: { c: 'x' }, require: ['b'] });
    expect(faults({})).toEqual([]);
    expect(faults({ c: 'x' })).not.toEqual([]);
  });

  test('may choose the branch of a union', () => {
    const kind = (value: string) => ({ const: value, env: 'KIND' });
    const properties = { x: { oneOf: [{ properties: { kind: kind('a'), b: TEXT }, required: ['b'] }] } };
    const faults = verdicts({ properties });
    expect(faults({ x: {} })).toEqual([]);
    expect(faults({ x: { kind: 'a' } })).toEqual(['/x required', '/x if']);
  });
});

test('a default meets the condition of a rule, and absence with it', () => {
  const properties = { on: { type: 'boolean', default: true }, a: TEXT };
  const faults = verdicts({ properties, when: { on: true }, require: ['a'] });
  expect(faults({})).not.toEqual([]);
  expect(faults({ on: true })).not.toEqual([]);
  expect(faults({ on: false })).toEqual([]);
});

test('a wrong discriminator is one fault, and faults of a branch are those of the branch that is meant', () => {
  const union = {
    oneOf: [
      { properties: { kind: { const: 'a' }, n: { type: 'integer', minimum: 10 } }, required: ['kind', 'n'] },
      {
        properties: { kind: { enum: ['b', 'c'] }, n: { type: 'integer', maximum: 5 } },
        required: ['kind', 'n'],
      },
    ],
  };
  const faults = verdicts({ properties: { x: union } });
  expect(faults({ x: { kind: 'd', n: 'x' } })).toEqual(['/x/kind enum']);
  expect(faults({ x: { n: 1 } })).toEqual(['/x required']);
  expect(faults({ x: { kind: 'a', n: 7 } })).toEqual(['/x/n minimum', '/x if']);
  expect(faults({ x: { kind: 'b', n: 7 } })).toEqual(['/x/n maximum', '/x if']);
});

describe('the schema of configuration files', () => {
  const model = modelOf({
    required: ['auth', 'port'],
    properties: {
      port: { type: 'integer', minimum: 1 },
      auth: {
        oneOf: [
          { properties: { method: { const: 'key' }, keyFile: TEXT }, required: ['method', 'keyFile'] },
          { properties: { method: { const: 'none' } }, required: ['method'] },
        ],
      },
      labels: { type: 'object', additionalProperties: { type: 'integer' } },
      tls: { $ref: '#/$defs/tls', default: { caFile: 'x', names: [{ alias: 'y' }] } },
    },
    $defs: {
      tls: {
        type: 'object',
        properties: {
          caFile: TEXT,
          names: { type: 'array', items: { type: 'object', properties: { alias: TEXT } } },
        },
        examples: [{ caFile: 'e' }],
      },
    },
  });
  const file = (schema: JsonObject, section: string) => {
    const validate = compileEmittedSchema(schema);
    return (connection: JsonObject): number => validate({ [section]: { db: connection } }).length;
  };

  test('admits references in place of every value, objects and discriminators included', () => {
    const faults = file(externalConnectionsSchema(model, 'camel'), 'externalConnections');
    const own = { provider: 'Sample', port: 1, auth: { method: 'none' } };
    const reference = '$' + '{env:ANY}';
    expect(faults(own)).toBe(0);
    for (const key of ['port', 'auth', 'labels', 'tls', 'mode', 'provider'])
      expect(faults({ ...own, [key]: reference }), key).toBe(0);
    expect(faults({ ...own, auth: { method: reference, keyFile: 'x' } })).toBe(0);
    expect(faults({ ...own, labels: { a: reference } })).toBe(0);
    expect(faults({ ...own, tls: { names: [{ alias: reference }] } })).toBe(0);
    expect(faults({ ...own, port: 'x' })).toBeGreaterThan(0);
    for (const key of ['mode', 'provider']) expect(faults({ ...own, [key]: 'x' }), key).toBeGreaterThan(0);
    expect(faults({ ...own, auth: { method: 'other' } })).toBeGreaterThan(0);
    expect(faults({ ...own, auth: { method: 'none', keyFile: 'x' } })).toBeGreaterThan(0);
    expect(
      compileEmittedSchema(providerSchema(model))({ port: reference, auth: { method: 'none' } }),
    ).not.toEqual([]);
  });

  test('in PascalCase changes the first letter of declared names, and nothing else', () => {
    const schema = externalConnectionsSchema(model, 'pascal');
    const faults = file(schema, 'ExternalConnections');
    const right = { Provider: 'Sample', Port: 1, Auth: { Method: 'key', KeyFile: 'x' }, Labels: { aB: 1 } };
    expect(faults(right)).toBe(0);
    expect(faults({ ...right, port: 1 })).toBeGreaterThan(0);
    expect(faults({ ...right, Auth: { method: 'none' } })).toBeGreaterThan(0);
    const text = JSON.stringify(schema);
    expect(text).toContain('"default":{"CaFile":"x","Names":[{"Alias":"y"}]}');
    expect(text).toContain('"examples":[{"CaFile":"e"}]');
  });
});
