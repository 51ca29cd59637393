import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { afterAll, describe, expect, test } from 'vitest';
import { compileEmittedSchema } from '../../../../generator/src/config/schema-validator.ts';
import { emitConfiguration } from '../../../../generator/src/emit/configuration.ts';
import type { providerSchema } from '../../../../generator/src/emit/json-schema.ts';
import type { Json, JsonObject } from '../../../../generator/src/located.ts';
import { accepts } from '../../../../generator/src/model/accepts.ts';
import type { ConfigurationModel, ProviderModel } from '../../../../generator/src/model/model.ts';
import { runConfiguration } from '../support/compiled.ts';
import { configurations } from '../support/configurations.ts';
import { KEYWORD_TABLE } from '../support/keyword-table.ts';
import { modelOf } from '../support/manifests.ts';
import { NearValues } from '../support/near-values.ts';
import { Random } from '../support/random.ts';
import { asFile, withDefaults } from '../support/reference.ts';
import { revealed } from '../support/revealed.ts';
import { SAME_TYPES, typeAssertions, typeCheck } from '../support/type-check.ts';
import { typedValues } from '../support/typed-values.ts';
import { loadMutant } from './mutant.ts';
import { type Emitter, MUTATIONS, type Mutation } from './mutations.ts';

const DOOR = '@extconn/runtime/codegen/v1';
const SAMPLES = 120;
const VALUES_EACH = 40;
/** It takes some two minutes, and is for those who change the emitters or the values that are tried. */
const isAsked = process.env['EXTCONN_MUTATION'] !== undefined;

if (!isAsked) process.stdout.write('mutation: not run, as EXTCONN_MUTATION is not set\n');

type Emit = (model: ProviderModel) => string;
type Disagrees = (model: ProviderModel, values: readonly Json[]) => Promise<boolean>;

const ROWS = KEYWORD_TABLE.map((row) => ({ ...row, model: modelOf(row.configuration) }));
const found = new Map<Mutation, string>();

afterAll(() => {
  const lines = [...found].map(([{ keyword, emitter }, by]) => `| ${keyword} | ${emitter} | ${by} |\n`);
  if (isAsked)
    process.stdout.write(`| keyword | emitter | found by |\n| --- | --- | --- |\n${lines.join('')}`);
});

describe.skipIf(!isAsked)(
  'without a keyword, one emitter disagrees (set EXTCONN_MUTATION=1 to run it)',
  () => {
    test.each(of('Zod', 'JSON Schema', 'runtime'))(
      '$emitter: $keyword',
      { timeout: 120_000 },
      async (mutation) => {
        const by = await foundBy(await disagreementOf(mutation));
        found.set(mutation, by ?? 'NOTHING');
        expect(by).toBeDefined();
      },
    );

    test('types', { timeout: 600_000 }, async () => {
      const mutations = of('types');
      const files: Record<string, string> = { 'same-types.ts': SAME_TYPES };
      for (const [index, mutation] of mutations.entries()) {
        Object.assign(files, await filesOf(mutation, `mutation${index}`));
      }
      const errors = [...(await typeCheck(files)).keys()];
      for (const [index, mutation] of mutations.entries()) {
        const isFound = errors.some((file) => file.startsWith(`mutation${index}/`));
        found.set(mutation, isFound ? 'the compiler' : 'NOTHING');
      }
      expect(mutations.filter((mutation) => found.get(mutation) === 'NOTHING')).toEqual([]);
    });
  },
);

/** Without a change there is nothing to be found, or finding something would prove nothing. */
test.skipIf(!isAsked)(
  'with all keywords, all agree (set EXTCONN_MUTATION=1 to run it)',
  async () => {
    for (const emitter of ['Zod', 'JSON Schema', 'runtime'] as const) {
      expect(await foundBy(await disagreement(emitter)), emitter).toBeUndefined();
    }
  },
  300_000,
);

function of(...emitters: readonly Emitter[]): readonly Mutation[] {
  return MUTATIONS.filter(({ emitter }) => emitters.includes(emitter));
}

function disagreementOf(mutation: Mutation): Promise<Disagrees> {
  return disagreement(mutation.emitter, mutation);
}

async function disagreement(emitter: Emitter, mutation?: Mutation): Promise<Disagrees> {
  if (emitter === 'JSON Schema') {
    const entry = 'generator/src/emit/json-schema.ts';
    const mutant = await loadMutant<{ providerSchema: typeof providerSchema }>(entry, mutation);
    return async (model, values) => inJsonSchema(mutant.providerSchema(model), model, values);
  }
  if (emitter === 'runtime') {
    const modules = { [DOOR]: await loadMutant<object>('runtime/src/codegen/v1.ts', mutation) };
    return (model, values) => inClass(emitConfiguration(model), model, values, modules);
  }
  const entry = 'generator/src/emit/configuration.ts';
  const mutant = await loadMutant<{ emitConfiguration: Emit }>(entry, mutation);
  return (model, values) => inClass(mutant.emitConfiguration(model), model, values);
}

/** What finds a disagreement first: the table of keywords, or random manifests. */
async function foundBy(disagrees: Disagrees): Promise<string | undefined> {
  for (const { model, accepted, refused } of ROWS) {
    if (await throwsOr(disagrees(model, [...accepted, ...refused]))) return 'the table';
  }
  const samples = fc.sample(configurations(), { numRuns: SAMPLES, seed: 1 });
  for (const [index, configuration] of samples.entries()) {
    const model = modelOf(configuration);
    if (await throwsOr(disagrees(model, valuesFor(fieldsOf(model), index)))) return 'random manifests';
  }
  return undefined;
}

/** A schema that cannot be compiled, or throws, is one that disagrees. */
function throwsOr(outcome: Promise<boolean>): Promise<boolean> {
  return outcome.catch(() => true);
}

function valuesFor({ root, definitions }: ConfigurationModel, seed: number): readonly Json[] {
  const named = new Map(definitions.map(({ name, schema }) => [name, schema]));
  const near = new NearValues(new Random(seed), named);
  return Array.from({ length: VALUES_EACH }, () => near.of(root));
}

function fieldsOf({ configuration }: ProviderModel): ConfigurationModel {
  if (configuration.kind !== 'fields') throw new Error('has no fields');
  return configuration;
}

function reference({ root, definitions }: ConfigurationModel) {
  const named = new Map(definitions.map(({ name, schema }) => [name, schema]));
  return [{ shape: root, secret: false, messages: {} }, named] as const;
}

function inJsonSchema(emitted: JsonObject, model: ProviderModel, values: readonly Json[]): boolean {
  const validate = compileEmittedSchema(emitted);
  const [schema, definitions] = reference(asFile(fieldsOf(model)));
  return values.some((value) => (validate(value).length === 0) !== accepts(schema, value, definitions));
}

async function inClass(
  text: string,
  model: ProviderModel,
  values: readonly Json[],
  modules: Readonly<Record<string, unknown>> = {},
): Promise<boolean> {
  const { configuration } = await runConfiguration(model.name, text, modules);
  const [schema, definitions] = reference(fieldsOf(model));
  return values.some((value) => {
    const created = configuration.create(value);
    if (created.isSuccess !== accepts(schema, value, definitions)) return true;
    return (
      created.isSuccess &&
      !isDeepStrictEqual(revealed(created.value), withDefaults(schema, value, definitions))
    );
  });
}

/** What a mutant prints differently, with what the compiler has to say yes to. */
async function filesOf(mutation: Mutation, folder: string): Promise<Record<string, string>> {
  const entry = 'generator/src/emit/configuration.ts';
  const mutant = await loadMutant<{ emitConfiguration: Emit }>(entry, mutation);
  const files: Record<string, string> = {};
  for (const [index, row] of ROWS.entries()) {
    const text = mutant.emitConfiguration(row.model);
    if (text === emitConfiguration(row.model)) continue;
    files[`${folder}/row${index}.gen.ts`] = text;
    const assertions = typeAssertions('Sample', `./row${index}.gen.ts`, text);
    files[`${folder}/row${index}.types.ts`] = assertions.replace('./same', '../same');
    files[`${folder}/row${index}.values.ts`] = typedValues(row, `./row${index}.gen.ts`);
  }
  return files;
}
