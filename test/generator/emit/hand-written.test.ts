import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { compileForeignSchema } from '../../../generator/src/config/schema-validator.ts';
import { emitConfiguration } from '../../../generator/src/emit/configuration.ts';
import { providerSchema } from '../../../generator/src/emit/json-schema.ts';
import { loadModule } from '../../../generator/src/execute/load-module.ts';
import { convertSchema } from '../../../generator/src/hand-written/convert-schema.ts';
import type { ProviderModel } from '../../../generator/src/model/model.ts';
import { type CompiledConfiguration, runConfiguration } from '../agreement/support/compiled.ts';
import { typeCheck } from '../agreement/support/type-check.ts';
import { type Resolved, withHandWritten } from './support/hand-written-project.ts';

const FIELDS = `
  baseUrl: z.string().min(1, 'Base URL is required'),
  port: z.number().int().min(1).max(65535).default(443),
  retries: z.enum(['none', 'some']).optional(),
  auth: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('inline'), value: SECRET }).strict(),
    z.object({ kind: z.literal('file'), value: z.string() }).strict(),
  ]).optional(),
  headers: z.record(z.string(), SECRET).optional(),
  keys: z.array(SECRET).optional(),
  timeout: z.string().transform((text) => Number(text)).optional(),
`;

const ZOD_4 = `
import { z } from 'zod';
import { limit } from './limit.ts';
const SECRET = z.string().max(limit).meta({ secret: true });
export const schema = z.strictObject({ ${FIELDS} }).refine((value) => value.port !== 80, 'Port 80 is not encrypted');
`;

const ZOD_3 = `
import { z } from 'zod/v3';
import { limit } from './limit.ts';
const SECRET = z.string().max(limit).describe(JSON.stringify({ secret: true }));
export const schema = z.object({ ${FIELDS} }).strict().refine((value) => value.port !== 80, 'Port 80 is not encrypted');
`;

const LIMIT = 'export const limit: number = 20;\n';

function modelOf({ model, faults }: Resolved): ProviderModel {
  if (model === undefined) throw new Error(faults.join('; '));
  return model;
}

async function run(model: ProviderModel, folder: string): Promise<CompiledConfiguration> {
  const file = join(folder, 'schema.ts');
  return runConfiguration(model.name, emitConfiguration(model), {
    './schema.ts': await loadModule(file, file),
  });
}

const USES = `
import { Secret } from '@extconn/runtime';
import { SampleConfiguration, type SampleConfigurationInput } from './configuration.gen.ts';

export const input: SampleConfigurationInput = { baseUrl: 'https://a', auth: { kind: 'inline', value: 'x' }, timeout: '5' };
// @ts-expect-error: a field that is not there
export const wrong: SampleConfigurationInput = { baseUrl: 'https://a', other: 1 };
// @ts-expect-error: wants a base URL
export const less: SampleConfigurationInput = {};

const created = SampleConfiguration.create(input);
if (created.isSuccess) {
  const { baseUrl, port, auth, headers, keys, timeout } = created.value;
  const text: string = baseUrl;
  const count: number = port;
  const optional: number | undefined = timeout;
  if (auth?.kind === 'inline') auth.value satisfies Secret<string>;
  if (auth?.kind === 'file') auth.value satisfies string;
  headers satisfies Readonly<Record<string, Secret<string>>> | undefined;
  keys satisfies readonly Secret<string>[] | undefined;
  void [text, count, optional];
  // @ts-expect-error: nobody changes a configuration
  created.value.port = 1;
}
`;

describe.each([
  ['Zod 4', ZOD_4],
  ['Zod 3', ZOD_3],
])('a schema written by hand with %s', (_, schema) => {
  const files = { 'schema.ts': schema, 'limit.ts': LIMIT };

  test('becomes a class whose secrets are secrets', () =>
    withHandWritten(files, async (resolved, folder) => {
      const { configuration } = await run(modelOf(resolved), folder);
      const input = {
        baseUrl: 'https://a.example',
        auth: { kind: 'inline', value: 'hidden' },
        headers: { key: 'hidden' },
        keys: ['hidden'],
        timeout: '5',
      };
      const created = configuration.create(input);
      expect(created).toMatchObject({ isSuccess: true, value: { port: 443, timeout: 5 } });
      expect(JSON.stringify(created)).not.toContain('hidden');
      expect(created.isSuccess && created.value.validate()).toEqual([]);
      const other = configuration.create({ baseUrl: 'x', auth: { kind: 'file', value: '/shown' } });
      expect(JSON.stringify(other)).toContain('/shown');
      expect(configuration.descriptor.target).toBe('baseUrl');
      expect(configuration.descriptor.shape?.fields['port']).toEqual({ kind: 'integer' });
    }));

  test('says what is wrong in its own words, and never the value', () =>
    withHandWritten(files, async (resolved, folder) => {
      const { configuration } = await run(modelOf(resolved), folder);
      const sentences = (input: object): readonly string[] => {
        const created = configuration.create(input);
        return created.isFailure ? (created.validationErrors ?? []) : [];
      };
      expect(sentences({})).toEqual(['baseUrl is required']);
      expect(sentences({ baseUrl: '' }).join()).toContain('Base URL is required');
      expect(sentences({ baseUrl: 'x', port: 80 }).join()).toContain('Port 80 is not encrypted');
      expect(sentences({ baseUrl: 'x', retries: 'hidden' })).toEqual([
        'retries must be one of "none", "some"',
      ]);
      expect(sentences({ baseUrl: 'x', keys: ['hidden'.repeat(9)] }).join()).not.toContain('hidden');
    }));

  test('becomes a JSON Schema that refuses what is wrong', () =>
    withHandWritten(files, (resolved) => {
      const converted = providerSchema(modelOf(resolved));
      const validate = compileForeignSchema(converted);
      expect(validate({ baseUrl: 'x', keys: ['a'], timeout: '5' })).toEqual([]);
      for (const wrong of [
        {},
        { baseUrl: '' },
        { baseUrl: 'x', port: 0 },
        { baseUrl: 'x', keys: ['a'.repeat(21)] },
        { baseUrl: 'x', a: 1 },
        null,
      ]) {
        expect(validate(wrong), JSON.stringify(wrong)).not.toEqual([]);
      }
      expect(JSON.stringify(converted)).toContain('"writeOnly":true');
      expect(JSON.stringify(converted)).not.toContain('"secret"');
    }));

  test(
    'gives the class and the input their types',
    () =>
      withHandWritten(files, async (resolved, folder) => {
        const errors = await typeCheck({
          'schema.ts': readFileSync(join(folder, 'schema.ts'), 'utf8'),
          'limit.ts': LIMIT,
          'configuration.gen.ts': emitConfiguration(modelOf(resolved)),
          'uses.ts': USES,
        });
        expect([...errors]).toEqual([]);
      }),
    60_000,
  );

  test('names every file that was run, so that a change of one is seen', () =>
    withHandWritten(files, ({ run }) => {
      expect([...run].sort()).toEqual(['limit.ts', 'schema.ts']);
    }));
});

test('the module is imported as the project imports', () =>
  withHandWritten({ 'schema.ts': ZOD_4, 'limit.ts': LIMIT }, (resolved) => {
    expect(emitConfiguration(modelOf(resolved), '.js')).toContain("import { schema } from './schema.js';");
  }));

test('a default export, whose name no variable can have, gets another one', () =>
  withHandWritten(
    { 'schema.ts': ZOD_4.replace('export const schema =', 'export default'), 'limit.ts': LIMIT },
    (resolved) => {
      expect(emitConfiguration(modelOf(resolved))).toContain(
        "import { default as default_ } from './schema.ts';",
      );
    },
    'default',
  ));

const zod4 = (expression: string): string =>
  `import { z } from 'zod';\nexport const schema = ${expression};\n`;
const zod3 = (expression: string): string =>
  `import { z } from 'zod/v3';\nexport const schema = ${expression};\n`;

describe('what cannot be used is a diagnostic at its place in the manifest', () => {
  test.each([
    [
      'a module that throws',
      `throw new Error('No.\\nMore');`,
      'EXT1701 This module cannot be run: No.',
      'zod: ./schema.ts',
    ],
    [
      'no such export',
      'export const other = 1;',
      'EXT1702 The module has no export "schema".',
      'export: schema',
    ],
    [
      'no schema',
      'export const schema = { parse() {} };',
      'EXT1703 The export "schema" is no Zod schema.',
      'export: schema',
    ],
    [
      'dates',
      zod4('z.object({ at: z.date() })'),
      'EXT1704 This schema cannot be written',
      'zod: ./schema.ts',
    ],
    [
      'a schema of everything',
      zod4('z.any()'),
      'EXT1705 The JSON Schema that comes of this schema lists no fields',
      'zod: ./schema.ts',
    ],
    ['no fields', zod4('z.object({})'), 'EXT1705', 'zod: ./schema.ts'],
    ['a map', zod3('z.record(z.string())'), 'EXT1705', 'zod: ./schema.ts'],
    ['a text', zod3('z.string()'), 'EXT1705', 'zod: ./schema.ts'],
    [
      'a name that is taken',
      zod4('z.object({ validate: z.string() })'),
      'EXT1410 "validate"',
      'zod: ./schema.ts',
    ],
    [
      'a secret that does not say so',
      zod4('z.object({ a: z.object({ password: z.string() }) })'),
      'EXT1706 The field "password"',
      'zod: ./schema.ts',
    ],
    [
      'the same in Zod 3',
      zod3('z.object({ apiKey: z.string().optional() })'),
      'EXT1706 The field "apiKey"',
      'zod: ./schema.ts',
    ],
    [
      'secrets without end',
      zod4(
        'z.object({ get next() { return schema.optional(); }, key: z.string().meta({ secret: true }) }) as z.ZodObject',
      ),
      'EXT1707',
      'zod: ./schema.ts',
    ],
  ])('%s', (_, text, fault, line) =>
    withHandWritten({ 'schema.ts': text }, ({ model, faults, lines }) => {
      expect(model).toBeUndefined();
      expect(faults).toHaveLength(1);
      expect(faults[0]).toContain(fault);
      expect(lines).toEqual([line]);
    }),
  );

  test('a field that says it is no secret is none', () =>
    withHandWritten(
      { 'schema.ts': zod4('z.object({ tokenless: z.string(), token: z.string().meta({ secret: false }) })') },
      ({ faults }) => {
        expect(faults).toEqual([]);
      },
    ));

  test('a schema of one version never meets the converter of the other, which would make an empty schema of it', async () => {
    const { z: four } = await import('zod');
    const { z: three } = await import('zod/v3');
    for (const schema of [four.object({ a: four.string() }), three.object({ a: three.string() })]) {
      expect(await convertSchema(schema)).toMatchObject({ jsonSchema: { type: 'object', required: ['a'] } });
    }
    expect(await convertSchema({ '~standard': {} })).toEqual({ fault: 'zod-not-a-schema' });
  });
});
