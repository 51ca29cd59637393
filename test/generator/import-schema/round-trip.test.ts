import fc from 'fast-check';
import { afterAll, describe, expect, test } from 'vitest';
import { compileEmittedSchema } from '../../../generator/src/config/schema-validator.ts';
import { providerSchema } from '../../../generator/src/emit/json-schema.ts';
import type { Json, JsonObject } from '../../../generator/src/located.ts';
import { configurations } from '../agreement/support/configurations.ts';
import { howMany, seed } from '../agreement/support/fuzz.ts';
import { modelOf } from '../agreement/support/manifests.ts';
import { NearValues } from '../agreement/support/near-values.ts';
import { Random } from '../agreement/support/random.ts';
import { fieldsOf, importSchema, nameOf } from './support/import-schema.ts';

const MANIFESTS = howMany(60);
const VALUES_EACH = 40;

/** What the importer may say of a schema that the generator wrote, and still take exactly the same values. */
const HARMLESS: ReadonlySet<string> = new Set([
  'import-hint',
  'import-labels',
  'import-rounded',
  'import-secret',
]);

const counts = { exact: 0, lossy: new Map<string, number>(), values: 0 };

afterAll(() => {
  const losses = [...counts.lossy].map(([name, count]) => `${name} ${count}`).join(', ');
  process.stdout.write(
    `round trip: ${counts.exact} manifests came back exactly, ${counts.values} values; losses said: ${losses || 'none'}; seed ${seed}\n`,
  );
});

describe('a JSON Schema that the generator wrote', () => {
  test('becomes a manifest that takes the same values', { timeout: 60_000 + MANIFESTS * 500 }, () => {
    fc.assert(
      fc.property(configurations(), fc.integer(), (configuration, valueSeed) =>
        comesBack(configuration, valueSeed),
      ),
      { numRuns: MANIFESTS, seed, endOnFailure: true },
    );
    expect(counts.exact).toBeGreaterThan(MANIFESTS / 2);
  });
});

function comesBack(configuration: JsonObject, valueSeed: number): void {
  const original = modelOf(configuration);
  const schema = providerSchema(original);
  const { diagnostics, faults, model } = importSchema(schema);
  expect(faults, JSON.stringify(schema)).toEqual([]);
  expect(diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
  const losses = new Set(diagnostics.map(nameOf).filter((name) => !HARMLESS.has(name)));
  for (const name of losses) counts.lossy.set(name, (counts.lossy.get(name) ?? 0) + 1);
  if (losses.size > 0 || model === undefined) return;
  counts.exact += 1;
  const before = compileEmittedSchema(schema);
  const after = compileEmittedSchema(providerSchema(model));
  const { root, definitions } = fieldsOf(original);
  const named = new Map(definitions.map(({ name, schema: definition }) => [name, definition]));
  const values = new NearValues(new Random(valueSeed), named);
  for (let count = 0; count < VALUES_EACH; count++) {
    const value: Json = values.of(root);
    const verdict = before(value).length === 0;
    if ((after(value).length === 0) !== verdict) {
      expect({ value, schema, imported: providerSchema(model) }, `accepted before: ${verdict}`).toBe(
        'the same',
      );
    }
    counts.values += 1;
  }
}
