import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { afterAll, describe, expect, test } from 'vitest';
import { compileEmittedSchema } from '../../../generator/src/config/schema-validator.ts';
import { providerSchema } from '../../../generator/src/emit/json-schema.ts';
import type { JsonObject } from '../../../generator/src/located.ts';
import { accepts, type Definitions } from '../../../generator/src/model/accepts.ts';
import type { ConfigurationModel, SchemaModel } from '../../../generator/src/model/model.ts';
import { compileConfiguration } from './support/compiled.ts';
import { configurations } from './support/configurations.ts';
import { MANIFESTS, seed, shrinks } from './support/fuzz.ts';
import { manifestOf, readManifest, yamlOf } from './support/manifests.ts';
import { NearValues } from './support/near-values.ts';
import { Random } from './support/random.ts';
import { asFile, withDefaults } from './support/reference.ts';
import { revealed } from './support/revealed.ts';

const VALUES_EACH = 70;

const counts = { manifests: 0, values: 0, accepted: 0 };

afterAll(() => {
  const { manifests, values, accepted } = counts;
  process.stdout.write(
    `agreement: ${manifests} manifests, ${values} values, ${accepted} of them accepted, seed ${seed}\n`,
  );
});

describe('the Zod schema, the JSON Schema, the class and the model', () => {
  test('take the same values', { timeout: 60_000 + MANIFESTS * 500 }, async () => {
    await fc.assert(
      fc.asyncProperty(configurations(), fc.integer(), async (configuration, valueSeed) => {
        await agree(configuration, valueSeed);
      }),
      { numRuns: MANIFESTS, seed, endOnFailure: !shrinks },
    );
    expect(counts.values).toBeGreaterThanOrEqual(MANIFESTS * VALUES_EACH);
    // Values that are nearly all refused would prove little.
    expect(counts.accepted / counts.values).toBeGreaterThan(0.2);
    expect(counts.accepted / counts.values).toBeLessThan(0.8);
  });
});

async function agree(configuration: JsonObject, valueSeed: number): Promise<void> {
  const { model, faults } = readManifest(yamlOf(manifestOf(configuration)));
  expect(faults).toEqual([]);
  if (model?.configuration.kind !== 'fields') throw new Error('The manifest has no fields');
  const { configuration: fields } = model;
  const compiled = await compileConfiguration(model);
  const validate = compileEmittedSchema(providerSchema(model));
  const [schema, definitions] = reference(fields);
  const [fileSchema, fileDefinitions] = reference(asFile(fields));
  const values = new NearValues(new Random(valueSeed), definitions);
  for (let count = 0; count < VALUES_EACH; count++) {
    const value = values.of(fields.root);
    const expected = accepts(schema, value, definitions);
    const created = compiled.configuration.create(value);
    const verdicts = {
      zod: compiled.schema.safeParse(value).success,
      create: created.isSuccess,
      json: validate(value).length === 0,
    };
    const wanted = { zod: expected, create: expected, json: accepts(fileSchema, value, fileDefinitions) };
    if (!isDeepStrictEqual(verdicts, wanted)) expect(verdicts, JSON.stringify(value)).toEqual(wanted);
    if (created.isSuccess) {
      expect(created.value.validate()).toHaveLength(0);
      const complete = withDefaults(schema, value, definitions);
      if (!isDeepStrictEqual(revealed(created.value), complete)) {
        expect(revealed(created.value), JSON.stringify(value)).toEqual(complete);
      }
    }
    counts.values += 1;
    counts.accepted += expected ? 1 : 0;
  }
  counts.manifests += 1;
}

function reference({ root, definitions }: ConfigurationModel): readonly [SchemaModel, Definitions] {
  const named = new Map(definitions.map(({ name, schema }) => [name, schema]));
  return [{ shape: root, secret: false, messages: {} }, named];
}
