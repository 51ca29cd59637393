// biome-ignore-all lint/suspicious/noThenProperty: a keyword of JSON Schema
import { describe, expect, test } from 'vitest';
import type { Json, JsonObject } from '../../../generator/src/located.ts';
import { importSchema } from './support/import-schema.ts';

const PROPERTIES: JsonObject = {
  a: { type: 'string' },
  b: { type: 'string' },
  c: { type: 'string' },
  mode1: { enum: ['x', 'y', 'z'] },
  on: { type: 'boolean', default: false },
};

function imported(schema: JsonObject) {
  const { configuration, said } = importSchema({ properties: PROPERTIES, required: ['mode1'], ...schema });
  const { properties: _, required: __, ...rules } = configuration;
  return { rules, said };
}

const each = (...names: string[]): Json => names.map((name) => ({ required: [name] }));
const only = (field: string, value: Json): Json => ({
  properties: { [field]: { const: value } },
  required: [field],
});

describe('rules across fields', () => {
  test.each<[JsonObject, Json]>([
    [{ oneOf: each('a', 'b') }, [{ exactlyOneOf: ['a', 'b'] }]],
    [{ anyOf: each('a', 'b', 'c') }, [{ atLeastOneOf: ['a', 'b', 'c'] }]],
    [{ not: { required: ['a', 'b'] } }, [{ atMostOneOf: ['a', 'b'] }]],
    [
      { not: { anyOf: [{ required: ['a', 'b'] }, { required: ['b', 'c'] }, { required: ['c', 'a'] }] } },
      [{ atMostOneOf: ['a', 'b', 'c'] }],
    ],
    [
      { allOf: [{ oneOf: each('a', 'b') }, { anyOf: each('b', 'c') }] },
      [{ exactlyOneOf: ['a', 'b'] }, { atLeastOneOf: ['b', 'c'] }],
    ],
    [{ if: only('mode1', 'x'), then: { required: ['a'] } }, [{ when: { mode1: 'x' }, require: ['a'] }]],
    [
      { if: only('mode1', 'x'), then: { required: ['a'], properties: { b: false } } },
      [{ when: { mode1: 'x' }, require: ['a'], forbid: ['b'] }],
    ],
    [
      {
        if: { properties: { mode1: { enum: ['x', 'y'] } } },
        then: { required: ['a'] },
        else: { required: ['b'] },
      },
      [
        { when: { mode1: 'x' }, require: ['a'] },
        { when: { mode1: 'y' }, require: ['a'] },
        { when: { mode1: 'z' }, require: ['b'] },
      ],
    ],
    [
      {
        if: { properties: { on: { const: false } } },
        then: { required: ['a'] },
        else: { properties: { a: { not: {} } } },
      },
      [
        { when: { on: false }, require: ['a'] },
        { when: { on: true }, forbid: ['a'] },
      ],
    ],
    [
      {
        if: { properties: { mode1: { const: 'x' }, on: { const: true } }, required: ['mode1', 'on'] },
        then: { required: ['c'] },
      },
      [{ when: { mode1: 'x', on: true }, require: ['c'] }],
    ],
  ])('are carried over: %j', (schema, rules) => {
    expect(imported(schema)).toEqual({ rules: { rules }, said: [] });
  });

  test.each<[JsonObject]>([
    [{ dependentRequired: { a: ['b', 'c'] } }],
    [{ dependencies: { a: ['b', 'c'] } }],
    [{ dependencies: { a: { required: ['b', 'c'] } } }],
    [{ dependentSchemas: { a: { required: ['b', 'c'] } } }],
    [{ if: { required: ['a'] }, then: { required: ['b', 'c'] } }],
  ])('are carried over as what one field needs: %j', (schema) => {
    expect(imported(schema)).toEqual({ rules: { dependentRequired: { a: ['b', 'c'] } }, said: [] });
  });

  test('bring the fields that only they declare', () => {
    const { configuration, said } = importSchema({
      properties: { kind: { enum: ['x', 'y'] } },
      required: ['kind'],
      if: only('kind', 'x'),
      then: { properties: { path: { type: 'string', order: 1 } }, required: ['path'] },
    });
    expect(configuration['properties']).toEqual({ kind: { enum: ['x', 'y'] }, path: { type: 'string' } });
    expect(configuration['rules']).toEqual([{ when: { kind: 'x' }, require: ['path'] }]);
    expect(said).toEqual([]);
  });

  test.each<[JsonObject, string]>([
    [{ oneOf: [{ required: ['a', 'b'] }, { required: ['c'] }] }, 'import-rule "oneOf"'],
    [{ not: { required: ['a', 'b', 'c'] } }, 'import-keyword "not"'],
    [{ not: { properties: { a: { const: 'x' } } } }, 'import-keyword "not"'],
    [{ not: { anyOf: [{ required: ['a', 'b'] }, { required: ['b', 'c'] }] } }, 'import-keyword "not"'],
    [{ if: { properties: { a: { minLength: 3 } } }, then: { required: ['b'] } }, 'import-keyword "if"'],
    [{ if: { not: { required: ['a'] } }, then: { required: ['b'] } }, 'import-keyword "if"'],
    [{ if: only('mode1', 'x'), then: { properties: { a: { minLength: 3 } } } }, 'import-keyword "then"'],
    [{ if: only('mode1', 'x'), else: { minProperties: 1 } }, 'import-keyword "else"'],
    [{ if: only('a', 'x'), else: { required: ['b'] } }, 'import-keyword "else"'],
    [{ then: { required: ['a'] } }, 'import-unfit "then"'],
    [{ dependencies: { a: { properties: { b: { const: 1 } } } } }, 'import-keyword "a"'],
    [{ dependentRequired: ['a'] }, 'import-malformed […'],
  ])('are named where a manifest has no words for them: %j', (schema, expected) => {
    const { rules, said } = imported(schema);
    expect(rules).toEqual({});
    expect(said.filter((notice) => !notice.startsWith('import-absence'))).toEqual([expected]);
  });

  test.each<[JsonObject, string[]]>([
    [{ if: { properties: { a: { const: 'x' } } }, then: { required: ['b'] } }, ['import-absence {…']],
    [{ if: { properties: { on: { const: true } } }, then: { required: ['b'] } }, ['import-absence {…']],
    [{ if: only('on', false), then: { required: ['b'] } }, ['import-absence {…']],
    [{ if: only('on', true), then: { required: ['b'] } }, []],
  ])('say where absence means something else: %j', (schema, said) => {
    expect(imported(schema).said).toEqual(said);
  });

  test.each<[JsonObject, JsonObject, string[]]>([
    [{ oneOf: each('a', 'on') }, {}, ['import-rule "oneOf"']],
    [{ anyOf: each('a', 'nowhere') }, {}, ['import-rule "anyOf"']],
    [
      { dependentRequired: { a: ['on', 'b'] } },
      { dependentRequired: { a: ['b'] } },
      ['import-rule "dependentRequired"'],
    ],
    [{ dependentRequired: { on: ['b'] } }, {}, ['import-rule "dependentRequired"']],
    [{ if: only('mode1', 'w'), then: { required: ['a'] } }, {}, ['import-rule "then"']],
    [
      { if: only('mode1', 'x'), then: { required: ['on', 'a'] } },
      { rules: [{ when: { mode1: 'x' }, require: ['a'] }] },
      ['import-rule "then"'],
    ],
    [
      { if: only('mode1', 'x'), then: { required: ['a'], properties: { d: false } } },
      { rules: [{ when: { mode1: 'x' }, require: ['a'] }] },
      [],
    ],
  ])('are left out where they could not be kept or broken: %j', (schema, rules, said) => {
    expect(imported(schema)).toEqual({ rules, said });
  });
});
