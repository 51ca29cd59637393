import { describe, expect, test } from 'vitest';
import { emitConfiguration } from '../../../generator/src/emit/configuration.ts';
import { providerSchema } from '../../../generator/src/emit/json-schema.ts';
import type { JsonObject } from '../../../generator/src/located.ts';
import type { ProviderModel } from '../../../generator/src/model/model.ts';
import { modelOf } from '../agreement/support/manifests.ts';
import { without } from '../agreement/support/without.ts';

const TEXT = { type: 'string' };
const NUMBER = { type: 'integer' };

/** Keywords that say something to people: how often their words stand in the code (types, class) and in the JSON Schema. */
const ROWS: readonly (readonly [string, JsonObject, RegExp, number, number])[] = [
  ['title', { ...TEXT, title: 'Words' }, /Words/g, 2, 1],
  ['description', { ...TEXT, description: 'Words' }, /Words/g, 2, 1],
  ['examples', { ...TEXT, examples: ['Words'] }, /Words/g, 2, 1],
  ['default', { ...TEXT, default: 'Words' }, /Words/g, 3, 1],
  ['deprecated', { ...TEXT, deprecated: 'Words' }, /@deprecated Words|"deprecationMessage":"Words"/g, 2, 1],
  ['deprecated', { ...TEXT, deprecated: true }, /@deprecated|"deprecated":true/g, 2, 1],
  ['unit', { ...NUMBER, unit: 'seconds' }, /In seconds\./g, 2, 1],
  ['env', { ...TEXT, env: 'WORDS' }, /environment variable WORDS/g, 2, 1],
  ['env', { ...TEXT, env: 'WORDS' }, /env: 'WORDS'/g, 1, 0],
  ['secret', { ...TEXT, secret: true }, /Secret: redacted|"writeOnly":true/g, 2, 1],
  ['secret', { ...TEXT, secret: true }, /Secret<string>/g, 1, 0],
  ['errorMessage', { ...TEXT, errorMessage: 'Words' }, /Words/g, 1, 0],
  ['minLength', { ...TEXT, minLength: 3 }, /At least 3 characters|"minLength":3/g, 2, 1],
  ['maximum', { type: ['integer', 'null'], maximum: 3 }, /At most 3\.|"maximum":3/g, 2, 1],
  ['format', { ...TEXT, format: 'uri' }, /Format: uri|"format":"uri"/g, 2, 1],
  [
    'uniqueItems',
    { type: 'array', items: TEXT, uniqueItems: true },
    /No item twice|"uniqueItems":true/g,
    2,
    1,
  ],
];

function counts(model: ProviderModel, words: RegExp): readonly number[] {
  const texts = [emitConfiguration(model), JSON.stringify(providerSchema(model))];
  return texts.map((text) => text.match(words)?.length ?? 0);
}

describe('what a manifest says to people', () => {
  test.each(ROWS)('%s %j', (keyword, schema, words, inCode, inSchema) => {
    const model = modelOf({ properties: { x: schema } });
    expect(counts(model, words)).toEqual([inCode, inSchema]);
    expect(counts(without(model, keyword), words)).toEqual([0, 0]);
  });

  test('a description and a unit share a line in editors', () => {
    const { properties } = providerSchema(
      modelOf({
        properties: { x: { ...NUMBER, description: 'How long.', unit: 'milliseconds', env: 'LONG' } },
      }),
    );
    expect(properties).toEqual({
      x: {
        type: 'integer',
        description: 'How long. In milliseconds. Read from the environment variable LONG when absent.',
      },
    });
  });

  test('what is said beside a reference stands beside it', () => {
    const configuration = {
      properties: { x: { $ref: '#/$defs/d', description: 'Here.', deprecated: 'Use y.' } },
      $defs: { d: { ...TEXT, description: 'There.', minLength: 2 } },
    };
    const model = modelOf(configuration);
    expect(providerSchema(model)).toMatchObject({
      properties: {
        x: {
          allOf: [{ $ref: '#/definitions/d' }],
          description: 'Here.',
          deprecated: true,
          deprecationMessage: 'Use y.',
        },
      },
      definitions: { d: { type: 'string', minLength: 2, description: 'There.' } },
    });
    const code = emitConfiguration(model);
    expect(code).toContain('/**\n * There.\n * At least 2 characters.\n */');
    expect(code).toContain('  /**\n   * Here.\n   * At least 2 characters.\n   * @deprecated Use y.\n   */');
  });

  test('a reference that says nothing is described as what it refers to', () => {
    const $defs = { d: { ...TEXT, description: 'There.', minLength: 1 } };
    const code = emitConfiguration(modelOf({ properties: { x: { $ref: '#/$defs/d' } }, $defs }));
    expect(code).toContain('  /**\n   * There.\n   * At least 1 character.\n   */\n  readonly x?:');
  });
});
