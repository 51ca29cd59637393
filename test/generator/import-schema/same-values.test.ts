import { Ajv2020 } from 'ajv/dist/2020.js';
import fc from 'fast-check';
import { afterAll, describe, expect, test } from 'vitest';
import type { JsonObject } from '../../../generator/src/located.ts';
import { accepts } from '../../../generator/src/model/accepts.ts';
import { howMany, seed } from '../agreement/support/fuzz.ts';
import { NearValues } from '../agreement/support/near-values.ts';
import { Random } from '../agreement/support/random.ts';
import { fieldsOf, importSchema, nameOf } from './support/import-schema.ts';
import { soundSchemas } from './support/sound-schemas.ts';

const SCHEMAS = howMany(60);
const VALUES_EACH = 40;

/** What may be said of an import that still takes exactly the same values. */
const HARMLESS: ReadonlySet<string> = new Set([
  ...['import-hint', 'import-labels', 'import-definition-unused', 'import-type-guessed'],
]);

/** Keys that Ajv takes for evaluated, as every object has them, and a number half of which is 0. */
const ODD = new RegExp(`"(?:${Object.getOwnPropertyNames(Object.prototype).join('|')})":|5e-324`);

const counts = { exact: 0, lossy: new Map<string, number>(), values: 0, accepted: 0 };

afterAll(() => {
  const losses = [...counts.lossy].map(([name, count]) => `${name} ${count}`).join(', ');
  process.stdout.write(
    `same values: ${counts.exact} schemas, ${counts.values} values, ${counts.accepted} of them accepted; losses said: ${losses || 'none'}; seed ${seed}\n`,
  );
});

describe('a manifest made from a JSON Schema', () => {
  test('takes the values that the schema takes', { timeout: 60_000 + SCHEMAS * 500 }, () => {
    fc.assert(fc.property(soundSchemas, fc.integer(), takeTheSame), { numRuns: SCHEMAS, seed });
    expect(counts.exact).toBeGreaterThan(SCHEMAS / 2);
    expect(counts.accepted).toBeGreaterThan(counts.values / 10);
  });
});

function takeTheSame(schema: JsonObject, valueSeed: number): void {
  const { diagnostics, faults, model } = importSchema(schema);
  expect(faults).toEqual([]);
  const losses = new Set(diagnostics.map(nameOf).filter((name) => !HARMLESS.has(name)));
  for (const name of losses) counts.lossy.set(name, (counts.lossy.get(name) ?? 0) + 1);
  if (losses.size > 0) return;
  counts.exact += 1;
  const validate = new Ajv2020({ strict: false, ownProperties: true }).compile(schema);
  const { root, definitions } = fieldsOf(model);
  const named = new Map(definitions.map(({ name, schema: definition }) => [name, definition]));
  const values = new NearValues(new Random(valueSeed), named);
  for (let count = 0; count < VALUES_EACH; count++) {
    const value = values.of(root);
    if (ODD.test(JSON.stringify(value))) continue;
    const isTaken = accepts({ shape: root, secret: false, messages: {} }, value, named);
    expect({ value, isTaken }).toEqual({ value, isTaken: validate(value) });
    counts.values += 1;
    counts.accepted += isTaken ? 1 : 0;
  }
}
