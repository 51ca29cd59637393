import { Ajv } from 'ajv';
import { describe, expect, test } from 'vitest';
import { compileEmittedSchema } from '../../../generator/src/config/schema-validator.ts';
import { emitConfiguration } from '../../../generator/src/emit/configuration.ts';
import { providerSchema } from '../../../generator/src/emit/json-schema.ts';
import type { JsonObject } from '../../../generator/src/located.ts';
import { accepts } from '../../../generator/src/model/accepts.ts';
import type { ProviderModel } from '../../../generator/src/model/model.ts';
import { compileConfiguration } from './support/compiled.ts';
import { KEYWORD_TABLE, type KeywordRow } from './support/keyword-table.ts';
import { modelOf } from './support/manifests.ts';
import { SAME_TYPES, typeAssertions, typeCheck } from './support/type-check.ts';
import { typedValues } from './support/typed-values.ts';
import { without } from './support/without.ts';

type Verdict = (value: JsonObject) => boolean;

async function zodVerdict(model: ProviderModel): Promise<Verdict> {
  const { schema, configuration } = await compileConfiguration(model);
  return (value) => {
    const isAccepted = schema.safeParse(value).success;
    expect(configuration.create(value).isSuccess, JSON.stringify(value)).toBe(isAccepted);
    return isAccepted;
  };
}

function jsonVerdict(model: ProviderModel): Verdict {
  const validate = compileEmittedSchema(providerSchema(model));
  return (value) => validate(value).length === 0;
}

/** What editors and other tools make of it, which know nothing of ours. */
function plainVerdict(model: ProviderModel): Verdict {
  const validate = new Ajv({ strict: false, validateFormats: false }).compile(providerSchema(model));
  return (value) => validate(value);
}

/** Rows about which Ajv alone is wrong: formats are no part of it, and items with a key of `Object.prototype`. */
function isPlain({ keyword, refused }: KeywordRow): boolean {
  return (
    keyword !== 'format' && !(keyword === 'uniqueItems' && /proto|valueOf/.test(JSON.stringify(refused)))
  );
}

function modelVerdict({ configuration }: ProviderModel): Verdict {
  if (configuration.kind !== 'fields') throw new Error('has no fields');
  const definitions = new Map(configuration.definitions.map(({ name, schema }) => [name, schema]));
  const root = { shape: configuration.root, secret: false, messages: {} };
  return (value) => accepts(root, value, definitions);
}

/** The values of a row about which an emitter is wrong. */
function mistakes({ accepted, refused }: KeywordRow, verdict: Verdict): readonly JsonObject[] {
  return [...accepted.filter((value) => !verdict(value)), ...refused.filter(verdict)];
}

const ROWS = KEYWORD_TABLE.map((row, index) => ({ ...row, index, model: modelOf(row.configuration) }));

describe('values at the edge of each keyword', () => {
  test.each(ROWS)('$index $keyword', async (row) => {
    expect(mistakes(row, modelVerdict(row.model)), 'model').toEqual([]);
    expect(mistakes(row, await zodVerdict(row.model)), 'Zod').toEqual([]);
    expect(mistakes(row, jsonVerdict(row.model)), 'JSON Schema').toEqual([]);
    if (isPlain(row)) expect(mistakes(row, plainVerdict(row.model)), 'Ajv as it is').toEqual([]);
  });
});

describe('an emitter that forgets a keyword is found out', () => {
  test.each(ROWS)('$index $keyword', async (row) => {
    const forgetful = without(row.model, row.keyword);
    expect(mistakes(row, await zodVerdict(forgetful)), 'Zod').not.toEqual([]);
    // A default changes nothing for a file but that the field may be absent.
    expect(mistakes(row, jsonVerdict(forgetful)), 'JSON Schema').not.toEqual([]);
  });
});

test('the types take the accepted values and, forgetting a keyword that they know, are found out', {
  timeout: 120_000,
}, async () => {
  const files = ROWS.flatMap(({ index, model, ...row }): [string, string][] => {
    const text = emitConfiguration(model);
    const forgetful = emitConfiguration(without(model, row.keyword));
    return [
      [`row${index}/right.gen.ts`, text],
      [
        `row${index}/right.types.ts`,
        typeAssertions('Sample', './right.gen.ts', text).replace('./same', '../same'),
      ],
      [`row${index}/right.values.ts`, typedValues(row, './right.gen.ts')],
      [`row${index}/forgetful.gen.ts`, forgetful],
      [`row${index}/forgetful.values.ts`, typedValues(row, './forgetful.gen.ts')],
    ];
  });
  const errors = await typeCheck({ 'same-types.ts': SAME_TYPES, ...Object.fromEntries(files) });
  const expected = ROWS.filter(({ illTyped = [] }) => illTyped.length > 0);
  const found = [...errors.keys()].filter((file) => !file.includes('/forgetful.values'));
  expect(found.map((file) => [file, errors.get(file)])).toEqual([]);
  const missed = expected.filter(({ index }) => !errors.has(`row${index}/forgetful.values.ts`));
  expect(missed.map(({ keyword, index }) => `${index} ${keyword}`)).toEqual([]);
});
