import { describe, expect, test } from 'vitest';
import { compileEmittedSchema } from '../../../generator/src/config/schema-validator.ts';
import { emitConfiguration } from '../../../generator/src/emit/configuration.ts';
import { providerSchema } from '../../../generator/src/emit/json-schema.ts';
import type { Json, JsonObject } from '../../../generator/src/located.ts';
import { compileConfiguration } from '../agreement/support/compiled.ts';
import { manifestOf, modelOf, readManifest } from '../agreement/support/manifests.ts';
import { typeCheck } from '../agreement/support/type-check.ts';

/** An object in an object in an object. */
function nested(levels: number): JsonObject {
  let schema: JsonObject = { type: 'string', minLength: 1, secret: true };
  for (let level = 0; level < levels; level++) schema = { type: 'object', properties: { a: schema } };
  return schema;
}

function nestedValue(levels: number, end: Json): Json {
  let value = end;
  for (let level = 0; level < levels; level++) value = { a: value };
  return value;
}

/** What a program does with a schema that makes the compiler look into its type. */
function usesOf(module: string): string {
  return `
import { z } from 'zod';
import { SampleConfiguration, type SampleConfigurationInput, sampleConfigurationSchema as schema } from '${module}';
export type Input = z.input<typeof schema>;
export const input: Input = {};
export const parsed: z.output<typeof schema> = schema.parse(input);
export const other: z.ZodType = schema.optional();
export const created = SampleConfiguration.create(input as SampleConfigurationInput);
`;
}

describe('depth', () => {
  const LEVELS = 47;

  test('as deep as a file may go: generated, compiled and checked', async () => {
    const model = modelOf({ properties: { x: nested(LEVELS) } });
    const { configuration, text } = await compileConfiguration(model);
    const validate = compileEmittedSchema(providerSchema(model));
    const right = { x: nestedValue(LEVELS, 'hidden') };
    const wrong = { x: nestedValue(LEVELS, '') };
    const created = configuration.create(right);
    expect(created.isSuccess).toBe(true);
    expect(JSON.stringify(created)).not.toContain('hidden');
    expect(configuration.create(wrong).isSuccess).toBe(false);
    expect([validate(right).length, validate(wrong).length]).toEqual([0, 1]);
    expect([...(await typeCheck({ 'deep.gen.ts': text }))]).toEqual([]);
  }, 30_000);

  test('deeper is refused at once', () => {
    const started = performance.now();
    const [before = '', after = ''] = JSON.stringify(manifestOf({ properties: { x: '?' } })).split('"?"');
    const levels = 50_000;
    const inner = '{"type":"object","properties":{"a":'.repeat(levels);
    const { model, faults } = readManifest(
      `${before}${inner}{"type":"string"}${'}}'.repeat(levels)}${after}`,
    );
    expect(model).toBeUndefined();
    expect(faults.join()).toMatch(/EXT1008|EXT1014/);
    expect(performance.now() - started).toBeLessThan(5_000);
  });

  test('the types of every kind of schema hold out', async () => {
    const wraps: readonly ((inner: JsonObject) => JsonObject)[] = [
      (inner) => ({ type: 'object', properties: { a: inner }, default: {} }),
      (inner) => ({ type: 'array', items: inner, uniqueItems: true }),
      (inner) => ({ type: 'object', additionalProperties: inner }),
      (inner) => ({ type: 'object', properties: { a: { type: 'string' } }, additionalProperties: inner }),
      (inner) => ({
        oneOf: [{ properties: { k: { const: 'a' }, v: inner } }, { properties: { k: { const: 'b' } } }],
      }),
      (inner) => ({ type: ['null', 'array'], items: inner }),
    ];
    const files = wraps.flatMap((wrap, kind) =>
      [4, 8, 9, 20].flatMap((levels): [string, string][] => {
        let schema: JsonObject = { type: 'string' };
        for (let level = 0; level < levels; level++) schema = wrap(schema);
        const text = emitConfiguration(modelOf({ properties: { x: schema } }));
        return [
          [`kind${kind}-${levels}.gen.ts`, text],
          [`kind${kind}-${levels}.ts`, usesOf(`./kind${kind}-${levels}.gen.ts`)],
        ];
      }),
    );
    expect([...(await typeCheck(Object.fromEntries(files)))]).toEqual([]);
  }, 30_000);

  test('a value of any depth is refused, not followed', async () => {
    const list = {
      type: 'array',
      uniqueItems: true,
      items: { type: 'object', properties: { a: { type: 'string', default: '' } } },
    };
    const { configuration } = await compileConfiguration(modelOf({ properties: { x: list, y: nested(3) } }));
    const deep = nestedValue(100_000, 'end');
    expect(configuration.create({ x: [deep, deep] }).isSuccess).toBe(false);
    expect(configuration.create({ y: deep }).isSuccess).toBe(false);
  });
});
