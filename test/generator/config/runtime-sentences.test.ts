import { describe, expect, test } from 'vitest';
import type { ConfigurationProvider } from '../../../generator/src/config/provider-index.ts';
import type { JsonObject } from '../../../generator/src/located.ts';
import type { ObjectShape } from '../../../generator/src/model/model.ts';
import { compileConfiguration } from '../agreement/support/compiled.ts';
import { check } from './support/check.ts';
import { EVERYTHING } from './support/everything.ts';
import { model, object, property, provider, SAMPLE_PROVIDERS } from './support/models.ts';

async function runtimeSentences(of: ConfigurationProvider, settings: JsonObject): Promise<readonly string[]> {
  const { configuration } = await compileConfiguration(of.model);
  const outcome = configuration.create(settings);
  return outcome.isSuccess ? [] : [...(outcome.validationErrors ?? [])].sort();
}

async function commandLineSentences(of: ConfigurationProvider, settings: JsonObject) {
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
  const cases: readonly (readonly [ConfigurationProvider, JsonObject])[] = [
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
      const expected = await runtimeSentences(of, settings);
      expect(expected.length).toBeGreaterThan(0);
      expect(await commandLineSentences(of, settings)).toEqual(expected);
    },
  );
});
