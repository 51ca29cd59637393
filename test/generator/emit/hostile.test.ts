import { beforeAll, describe, expect, test } from 'vitest';
import { compileEmittedSchema } from '../../../generator/src/config/schema-validator.ts';
import { emitConfiguration } from '../../../generator/src/emit/configuration.ts';
import { emitFactory } from '../../../generator/src/emit/factory.ts';
import { providerSchema } from '../../../generator/src/emit/json-schema.ts';
import { emitProvider } from '../../../generator/src/emit/provider.ts';
import type { JsonObject } from '../../../generator/src/located.ts';
import type { ProviderModel } from '../../../generator/src/model/model.ts';
import { compileConfiguration } from '../agreement/support/compiled.ts';
import { manifestOf, readManifest, yamlOf } from '../agreement/support/manifests.ts';
import { revealed } from '../agreement/support/revealed.ts';
import { typeCheck } from '../agreement/support/type-check.ts';
import { configurationNaming, configurationWith } from './support/hostile-manifest.ts';
import { HOSTILE_WORDS, MARK } from './support/hostile-words.ts';
import { codeWords, directivesIn, syntaxOf } from './support/syntax.ts';

/** What a file cannot hold at all, and what no name may be. */
const REFUSALS = /^EXT(1015|1016|1306|1307|1409|1410|1308|1423) /;

/** Line feeds apart, nothing that a reader of the code would not see. */
const UNSEEN = /(?!\n)[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\u115f\u1160\u3164\uffa0]/u;

interface Sample {
  readonly word: string;
  readonly text: string;
  readonly model: ProviderModel;
}

function load(
  word: string,
  configuration: JsonObject,
  more: JsonObject = {},
): ProviderModel | readonly string[] {
  // JSON is YAML, and its escapes can write what YAML's own style cannot.
  const manifest = manifestOf(configuration, more);
  const text = /[\ud800-\udfff]/u.test(word) ? JSON.stringify(manifest) : yamlOf(manifest);
  const { model, faults } = readManifest(text);
  return model ?? faults;
}

function samplesOf(make: (word: string) => JsonObject, more: (word: string) => JsonObject = () => ({})) {
  const refused: [string, readonly string[]][] = [];
  const samples = HOSTILE_WORDS.flatMap((word): Sample[] => {
    const model = load(word, make(word), more(word));
    if ('contract' in model) return [{ word, model, text: emitConfiguration(model) }];
    refused.push([word, model]);
    return [];
  });
  return { samples, refused };
}

const inTexts = samplesOf(configurationWith, (word) => ({ description: word }));
const inNames = samplesOf(configurationNaming);

describe('words from a manifest in generated code', () => {
  test('texts are taken, all but those that no file can store', () => {
    expect(inTexts.refused.map(([word]) => word)).toEqual(['\ud800', 'PWNED\udc00']);
  });

  test('names that would mean something else are refused with a diagnostic', () => {
    const words = inNames.refused.map(([word]) => word);
    const inherited = HOSTILE_WORDS.filter((word) => word in Object.prototype);
    expect(words).toEqual(expect.arrayContaining([...inherited, '', ' ', ' PWNED', '\ud800', 'a\nPWNED()']));
    for (const [word, faults] of inNames.refused) {
      expect(
        faults.some((fault) => REFUSALS.test(fault)),
        `${word}: ${faults}`,
      ).toBe(true);
    }
    expect(inNames.samples.length).toBeGreaterThan(40);
  });

  test.each([
    ['texts', inTexts, configurationWith],
    ['names', inNames, configurationNaming],
  ] as const)('%s become no code', (_, { samples }, make) => {
    const plain = load('plain', make('plain'), make === configurationWith ? { description: 'plain' } : {});
    if (!('contract' in plain)) throw new Error(plain.join());
    const syntax = syntaxOf(emitConfiguration(plain));
    for (const { word, text } of samples) {
      if (word === '') continue;
      expect(syntaxOf(text), word).toEqual(syntax);
      expect(
        codeWords(text).filter((each) => each.includes(MARK)),
        word,
      ).toEqual([]);
      expect(directivesIn(text), word).toBe(0);
      expect(text, word).not.toMatch(UNSEEN);
      expect(text.isWellFormed(), word).toBe(true);
    }
  });

  test('factory and provider hold no more of them than literals and comments', () => {
    for (const { word, model } of inTexts.samples) {
      for (const text of [emitFactory(model, '.ts'), emitProvider(model, '.ts')]) {
        expect(
          codeWords(text).filter((each) => each.includes(MARK)),
          word,
        ).toEqual([]);
      }
    }
  });
});

describe('words from a manifest at run time', () => {
  test.each(inTexts.samples.map((sample) => [JSON.stringify(sample.word).slice(0, 40), sample] as const))(
    'texts come out as they went in: %s',
    async (_, { word, model }) => {
      const { configuration } = await compileConfiguration(model);
      const created = configuration.create({ needed: 'x', fixed: word, matched: `-${word}-`, shared: {} });
      expect(created.isSuccess && revealed(created.value)).toMatchObject({
        given: word,
        chosen: word,
        list: [word],
        shared: { a: word },
      });
      const refused = configuration.create({ first: '', second: '', limited: 0, matched: 1 });
      expect(refused.isFailure && refused.validationErrors).toContain(word);
      const schema = providerSchema(model);
      const given = (schema['properties'] as JsonObject)['given'];
      expect(given).toMatchObject({ default: word, examples: [word, 'x'] });
      const validate = compileEmittedSchema(schema);
      expect(validate({ needed: 'x', fixed: word, either: { kind: word }, matched: word })).toEqual([]);
      expect(validate({ needed: 'x', fixed: `${word}!` })).toHaveLength(1);
    },
  );

  test.each(inNames.samples.map((sample) => [JSON.stringify(sample.word).slice(0, 40), sample] as const))(
    'names are names: %s',
    async (_, { word: name, model }) => {
      const { configuration, schema } = await compileConfiguration(model);
      const value = {
        [name]: 'v',
        nested: { [name]: 'hidden' },
        open: { [name]: 'hidden', other: 1 },
        either: { [name]: 'b', v: 'hidden' },
      };
      const created = configuration.create(value);
      expect(created.isSuccess && revealed(created.value)).toEqual(value);
      expect(JSON.stringify(created)).not.toContain('hidden');
      expect(compileEmittedSchema(providerSchema(model))(value)).toEqual([]);
      for (const wrong of [{}, { ...value, [name]: '' }, { ...value, [name]: 1 }, { ...value, nested: {} }]) {
        expect(schema.safeParse(wrong).success).toBe(false);
        expect(compileEmittedSchema(providerSchema(model))(wrong)).not.toEqual([]);
      }
    },
  );
});

describe('words from a manifest and the compiler', () => {
  let errors: ReadonlyMap<string, readonly string[]>;
  beforeAll(async () => {
    const files = [...inTexts.samples, ...inNames.samples].map(
      ({ text }, index) => [`hostile-${index}.gen.ts`, text] as const,
    );
    errors = await typeCheck(Object.fromEntries(files));
  }, 60_000);

  test('all of it compiles', () => {
    expect([...errors]).toEqual([]);
  });
});
