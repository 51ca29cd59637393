import { describe, expect, test } from 'vitest';
import { emitConfiguration } from '../../../generator/src/emit/configuration.ts';
import { emitFactory } from '../../../generator/src/emit/factory.ts';
import type { ConfigurationModel, ProviderModel, SchemaModel } from '../../../generator/src/model/model.ts';
import { compileConfiguration } from '../agreement/support/compiled.ts';
import { modelOf } from '../agreement/support/manifests.ts';
import { typeCheck } from '../agreement/support/type-check.ts';

const TEXT = { type: 'string' };

function fieldsOf({ configuration }: ProviderModel): ConfigurationModel {
  if (configuration.kind !== 'fields') throw new Error('has no fields');
  return configuration;
}

describe('definitions', () => {
  test('are declared after those that they use, whatever their names', async () => {
    const model = modelOf({
      properties: { x: { $ref: '#/$defs/a' } },
      $defs: {
        a: { type: 'array', items: { $ref: '#/$defs/b' } },
        b: { type: 'object', properties: { c: { $ref: '#/$defs/c' } } },
        c: { type: 'integer' },
      },
    });
    const { schema } = await compileConfiguration(model);
    expect(schema.safeParse({ x: [{ c: 1 }] }).success).toBe(true);
    expect(schema.safeParse({ x: [{ c: '1' }] }).success).toBe(false);
  });

  test('whose names differ in one capital have different identifiers', () => {
    const text: SchemaModel = { shape: { kind: 'string' }, secret: false, messages: {} };
    const model = modelOf({ properties: { x: TEXT } });
    const configuration: ConfigurationModel = {
      ...fieldsOf(model),
      definitions: ['Tls', 'tls', 'tls2'].map((name) => ({ name, schema: text })),
    };
    const emitted = emitConfiguration({ ...model, configuration });
    for (const name of ['SampleTlsDefinition', 'SampleTls2Definition', 'SampleTls22Definition']) {
      expect(emitted.match(new RegExp(`export type ${name} =`, 'g'))).toHaveLength(1);
    }
  });

  test('may have the name of a member of every object', async () => {
    const model = modelOf({ properties: { x: { $ref: '#/$defs/toString' } }, $defs: { toString: TEXT } });
    const { configuration, text } = await compileConfiguration(model);
    expect(configuration.descriptor.shape).toMatchObject({
      fields: { x: { kind: 'reference', definition: 'toString_' } },
      definitions: { toString_: { kind: 'string' } },
    });
    expect([...(await typeCheck({ 'a.gen.ts': text }))]).toEqual([]);
  }, 30_000);
});

test('a provider may have a name that clashes with what generated code imports', async () => {
  const model = modelOf({
    properties: { x: { ...TEXT, secret: true }, y: { type: 'object', additionalProperties: TEXT } },
  });
  const names = ['External', 'Check', 'Z', 'Open', 'Descriptor', 'Readonly', 'Record', 'ConfigurationBase'];
  const files = names.flatMap((name): [string, string][] => [
    [`${name}/configuration.gen.ts`, emitConfiguration({ ...model, name })],
    [`${name}/factory.gen.ts`, emitFactory({ ...model, name }, '.ts')],
    [
      `${name}/connection.ts`,
      `import { ConnectionBase } from '@extconn/runtime';
       import type { ${name}Configuration } from './configuration.gen.ts';
       export abstract class Abstract extends ConnectionBase<${name}Configuration, object> {}
       export declare const ${name}Connection: new (configuration: ${name}Configuration) => ${name}Connection;
       export type ${name}Connection = Abstract;`,
    ],
  ]);
  expect([...(await typeCheck(Object.fromEntries(files)))]).toEqual([]);
}, 30_000);

describe('the input type', () => {
  const properties = { a: TEXT, b: TEXT, c: { type: 'object', properties: { d: TEXT } }, e: TEXT, f: TEXT };
  const typed = (about: object): string => emitConfiguration(modelOf({ properties, ...about }));

  test('leaves a choice where a rule does', () => {
    expect(typed({ exactlyOneOf: ['a', 'b'] })).toContain(
      '} & (\n  | { readonly a: string; readonly b?: undefined }\n  | { readonly a?: undefined; readonly b: string }\n);',
    );
    expect(typed({ atLeastOneOf: ['a', 'b'] })).toContain(
      '| { readonly a: string }\n  | { readonly b: string }',
    );
  });

  test('is an interface where there is none, or where it would take too many words', () => {
    const rules = [{ exactlyOneOf: ['a', 'b', 'e', 'f'] }, { atLeastOneOf: ['a', 'b', 'e'] }];
    expect(typed({ atMostOneOf: ['a', 'b'] })).toContain('export interface SampleConfigurationInput {');
    expect(typed({ exactlyOneOf: ['a', 'c'] })).toContain('export interface SampleConfigurationInput {');
    expect(typed({ exactlyOneOf: ['a', 'b'], required: ['a'] })).toContain(
      'export interface SampleConfigurationInput {',
    );
    expect(typed({ rules }).match(/\} & \(|^\) & \(/gm)).toHaveLength(1);
  });
});

test('the descriptor tells a loader the fields, their types and their variables', async () => {
  const { configuration } = await compileConfiguration(
    modelOf({
      properties: {
        port: { type: ['integer', 'null'], env: 'PORT', default: 1 },
        level: { enum: ['a', 1, null] },
        tags: { type: 'array', items: TEXT },
        labels: { type: 'object', additionalProperties: { type: 'number' } },
        open: {
          type: 'object',
          properties: { a: { type: 'boolean', env: 'A' } },
          additionalProperties: TEXT,
        },
        auth: { oneOf: [{ properties: { kind: { const: 'x' }, key: { $ref: '#/$defs/key' } } }] },
      },
      $defs: { key: { ...TEXT, secret: true } },
    }),
  );
  expect(configuration.descriptor.shape).toEqual({
    kind: 'object',
    fields: {
      port: { kind: 'alternatives', options: [{ kind: 'integer' }, { kind: 'null' }], env: 'PORT' },
      level: { kind: 'literal', values: ['a', 1, null] },
      tags: { kind: 'array', items: { kind: 'string' } },
      labels: { kind: 'map', values: { kind: 'number' } },
      open: { kind: 'object', fields: { a: { kind: 'boolean', env: 'A' } }, rest: { kind: 'string' } },
      auth: {
        kind: 'union',
        discriminator: 'kind',
        branches: [
          {
            kind: 'object',
            fields: {
              kind: { kind: 'literal', values: ['x'] },
              key: { kind: 'reference', definition: 'key' },
            },
          },
        ],
      },
    },
    definitions: { key: { kind: 'string' } },
  });
});

test('roles keep their unit', async () => {
  const seconds = { type: 'number', unit: 'seconds', role: 'connectTimeout' };
  const properties = {
    a: seconds,
    b: { $ref: '#/$defs/wait', role: 'commandTimeout' },
    c: { type: 'integer', role: 'maxPoolSize' },
  };
  const $defs = { wait: { type: 'number', unit: 'milliseconds' } };
  const { configuration } = await compileConfiguration(modelOf({ properties, $defs }));
  expect(configuration.descriptor.roles).toEqual({
    connectTimeout: { field: 'a', scale: 1000 },
    commandTimeout: { field: 'b', scale: 1 },
    maxPoolSize: { field: 'c', scale: 1 },
  });
});

test('what a value with `undefined` in it means is what its absence means', async () => {
  const properties = { a: { ...TEXT, default: 'd' }, b: TEXT, c: TEXT };
  const { configuration } = await compileConfiguration(modelOf({ properties, exactlyOneOf: ['b', 'c'] }));
  const created = configuration.create({ a: undefined, b: 'b', c: undefined });
  expect(created).toMatchObject({ isSuccess: true, value: { a: 'd', b: 'b' } });
  expect(created.isSuccess && created.value.validate()).toEqual([]);
});
