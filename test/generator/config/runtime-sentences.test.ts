import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { Imports } from '../../../generator/src/emit/imports.ts';
import { ZodPrinter } from '../../../generator/src/emit/zod.ts';
import type { JsonObject } from '../../../generator/src/located.ts';
import type { ObjectShape, SchemaModel } from '../../../generator/src/model/model.ts';
import * as codegen from '../../../runtime/src/codegen/v1.ts';
import { describeIssue } from '../../../runtime/src/validation-errors.ts';
import { check } from './support/check.ts';
import { EVERYTHING } from './support/everything.ts';
import { model, object, property, provider, SAMPLE_PROVIDERS } from './support/models.ts';

/** The Zod schema that is generated for a provider. */
function zodSchema(of: ReturnType<typeof provider>): z.ZodType {
  const { configuration } = of.model;
  if (configuration.kind !== 'fields') throw new Error('has no fields');
  const named = new Map<string, SchemaModel>(
    configuration.definitions.map(({ name, schema }) => [name, schema]),
  );
  const printer: ZodPrinter = new ZodPrinter(new Imports([]), (name) => {
    const definition = named.get(name);
    return definition === undefined ? 'z.never()' : printer.schema(definition);
  });
  const names = Object.keys(codegen);
  // What the generator prints is evaluated here as the compiler would.
  const build = new Function('z', ...names, `return ${printer.object(configuration.root)}`) as (
    ...values: readonly unknown[]
  ) => z.ZodType;
  return build(z, ...names.map((name) => codegen[name as keyof typeof codegen]));
}

function runtimeSentences(of: ReturnType<typeof provider>, settings: JsonObject): readonly string[] {
  const outcome = zodSchema(of).safeParse(settings, { error: (issue) => describeIssue(issue) });
  return outcome.success ? [] : outcome.error.issues.map(({ message }) => message).sort();
}

async function commandLineSentences(of: ReturnType<typeof provider>, settings: JsonObject) {
  const config = { externalConnections: { db: { provider: of.model.name, ...settings } } };
  const { diagnostics } = await check(JSON.stringify(config), { providers: [of] });
  return diagnostics.map(({ message }) => message).sort();
}

const RULES: ObjectShape['rules'] = [
  { kind: 'exactlyOneOf', fields: ['a', 'b'] },
  { kind: 'atMostOneOf', fields: ['c', 'd'], message: 'Not both of c and d' },
  { kind: 'when', when: [{ field: 'mood', value: 'good' }], require: ['c', 'd'], forbid: ['b'] },
  { kind: 'dependentRequired', field: 'c', require: ['a'] },
];
const RULED = provider(
  model(
    { id: 5, name: 'Ruled', driver: 'r' },
    object(
      [
        ...['a', 'b', 'c', 'd'].map((name) => property(name, { kind: 'string' })),
        property('mood', { kind: 'literal', values: ['good', 'bad'] }, { default: 'bad' }),
      ],
      { rules: RULES },
    ),
  ),
);
const [MONGO_DB = EVERYTHING, , REST_API = EVERYTHING] = SAMPLE_PROVIDERS;
const VALID = { host: 'abc' };

describe('the command line and the generated code say the same', () => {
  const cases: readonly (readonly [ReturnType<typeof provider>, JsonObject])[] = [
    [MONGO_DB, {}],
    [MONGO_DB, { connectionString: ' ', databaseName: 5, maxConnectionPoolSize: 0, useTls: 'no' }],
    [MONGO_DB, { connectionString: null, databaseName: 'x', maxConnectionPoolSize: 1.5 }],
    [REST_API, {}],
    [REST_API, { baseUrl: 'x', timeoutSeconds: -1, defaultHeaders: { a: 1 }, other: true }],
    [EVERYTHING, {}],
    [EVERYTHING, { host: 'a', port: 0, ratio: 0, step: 7, code: 'x', mail: 'x', tls: 'x', fixed: 2 }],
    [EVERYTHING, { host: 'abcdef', port: 70000, ratio: 1, isOn: 1, nothing: 1, tls: 1, token: false }],
    [EVERYTHING, { host: 1, port: 'x', ratio: 'x', code: 1, tags: 'x', servers: {}, labels: [], size: true }],
    [
      EVERYTHING,
      { ...VALID, port: 1.5, tags: [], servers: [1, {}, { name: 'a', other: 1 }], labels: { a: 'b' } },
    ],
    [EVERYTHING, { ...VALID, tags: ['a', '', 'a'] }],
    [EVERYTHING, { ...VALID, tags: [1], size: 0 }],
    [EVERYTHING, { ...VALID, size: '5g', auth: 5 }],
    [EVERYTHING, { ...VALID, auth: {} }],
    [EVERYTHING, { ...VALID, auth: { method: 'x', certPath: 1 } }],
    [EVERYTHING, { ...VALID, auth: { method: 'password', password: 'x', port: 1 } }],
    [EVERYTHING, { ...VALID, auth: { method: 'certificate', port: 11 } }],
    [RULED, {}],
    [RULED, { a: 'x', b: 'y', c: 'z' }],
    [RULED, { b: 'x', c: 'y', d: 'z', mood: 'good' }],
    [RULED, { a: 'x', mood: 'good' }],
  ];

  test.each(cases.map(([of, settings]) => ({ of, settings, name: of.model.name })))(
    '$name $settings',
    async ({ of, settings }) => {
      const expected = runtimeSentences(of, settings);
      expect(expected.length).toBeGreaterThan(0);
      expect(await commandLineSentences(of, settings)).toEqual(expected);
    },
  );
});
