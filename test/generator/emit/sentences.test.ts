import { describe, expect, test } from 'vitest';
import type { Json, JsonObject } from '../../../generator/src/located.ts';
import { compileConfiguration } from '../agreement/support/compiled.ts';
import { modelOf } from '../agreement/support/manifests.ts';

async function sentences(configuration: JsonObject, input: JsonObject): Promise<readonly string[]> {
  const { configuration: type } = await compileConfiguration(modelOf(configuration));
  const created = type.create(input);
  return created.isFailure ? (created.validationErrors ?? []) : [];
}

function about(schema: JsonObject, input: JsonObject): Promise<readonly string[]> {
  return sentences({ properties: { x: schema }, required: ['x'] }, input);
}

const MAP = {
  required: 'missing!',
  type: 'type!',
  minLength: 'short!',
  maxLength: 'long!',
  pattern: 'pattern!',
};
const TEXT = { type: 'string', minLength: 2, maxLength: 4, pattern: '^[a-z]*$' };

describe('the sentence of a manifest', () => {
  test.each<[string, JsonObject, Json | undefined, string]>([
    ['for everything, of a missing value', { ...TEXT, errorMessage: 'all!' }, undefined, 'all!'],
    ['for everything, of a constraint', { ...TEXT, errorMessage: 'all!' }, 'a', 'all!'],
    ['for everything, not of a wrong type', { ...TEXT, errorMessage: 'all!' }, 1, 'x must be a string'],
    ['by keyword: required', { ...TEXT, errorMessage: MAP }, undefined, 'missing!'],
    ['by keyword: type', { ...TEXT, errorMessage: MAP }, 1, 'type!'],
    ['by keyword: minLength', { ...TEXT, errorMessage: MAP }, 'a', 'short!'],
    ['by keyword: maxLength', { ...TEXT, errorMessage: MAP }, 'abcde', 'long!'],
    ['by keyword: pattern', { ...TEXT, errorMessage: MAP }, 'AB', 'pattern!'],
    [
      'for another keyword says nothing here',
      { ...TEXT, errorMessage: { pattern: 'no!' } },
      'a',
      'x must have at least 2 characters',
    ],
    ['of an integer: type', { type: 'integer', errorMessage: { type: 'type!' } }, '1', 'type!'],
    ['of an integer: a fraction', { type: 'integer', errorMessage: { type: 'type!' } }, 1.5, 'type!'],
    [
      'of an integer: required',
      { type: 'integer', errorMessage: { type: 'type!', required: 'missing!' } },
      undefined,
      'missing!',
    ],
    ['of an integer without one', { type: 'integer', errorMessage: 'all!' }, 1.5, 'x must be an integer'],
    [
      'of a limit',
      { type: 'number', exclusiveMinimum: 0, errorMessage: { exclusiveMinimum: 'small!' } },
      0,
      'small!',
    ],
    ['of multipleOf', { type: 'number', multipleOf: 2, errorMessage: { multipleOf: 'odd!' } }, 3, 'odd!'],
    [
      'of enum',
      { enum: ['a', 'b'], errorMessage: { enum: 'choice!', required: 'missing!' } },
      'c',
      'choice!',
    ],
    [
      'of enum: required',
      { enum: ['a', 'b'], errorMessage: { enum: 'choice!', required: 'missing!' } },
      undefined,
      'missing!',
    ],
    [
      'of enum: required without one',
      { enum: ['a', 'b'], errorMessage: { enum: 'choice!' } },
      undefined,
      'x is required',
    ],
    ['of const, for everything', { const: 'a', errorMessage: 'all!' }, undefined, 'all!'],
    ['of a format', { type: 'string', format: 'uri', errorMessage: { format: 'uri!' } }, 'x', 'uri!'],
    ['of items', { type: 'array', items: TEXT, minItems: 1, errorMessage: { minItems: 'few!' } }, [], 'few!'],
    [
      'of uniqueItems',
      {
        type: 'array',
        items: { type: 'string' },
        uniqueItems: true,
        errorMessage: { uniqueItems: 'twice!' },
      },
      ['a', 'a'],
      'twice!',
    ],
    ['of a map', { type: 'object', additionalProperties: TEXT, errorMessage: { type: 'type!' } }, 1, 'type!'],
    [
      'of an object',
      { type: 'object', properties: { a: TEXT }, errorMessage: { type: 'type!' } },
      [],
      'type!',
    ],
    [
      'of an object, not of its keys',
      { type: 'object', properties: { a: TEXT }, errorMessage: { type: 'type!' } },
      { b: 1 },
      'x must not have "b"',
    ],
    ['of a list of types', { type: ['string', 'null'], errorMessage: { type: 'type!' } }, 1, 'type!'],
    [
      'of a list of types: a constraint',
      { type: ['string', 'null'], minLength: 1, errorMessage: { type: 'type!', minLength: 'short!' } },
      '',
      'short!',
    ],
    ['of a list of types: required', { type: ['string', 'null'], errorMessage: 'all!' }, undefined, 'all!'],
  ])('%s', async (_, schema, value, expected) => {
    expect(await about(schema, value === undefined ? {} : { x: value })).toEqual([expected]);
  });

  test('of a reference is the missing value of this field only', async () => {
    const $defs = { tls: { type: 'object', properties: { ca: { type: 'string' } } } };
    const properties = {
      a: { $ref: '#/$defs/tls', errorMessage: { required: 'a!' } },
      b: { $ref: '#/$defs/tls' },
    };
    expect(await sentences({ properties, required: ['a', 'b'], $defs }, {})).toEqual(['a!', 'b is required']);
  });

  test('of a rule', async () => {
    const properties = { a: { type: 'string' }, b: { type: 'string' } };
    const rules = [{ exactlyOneOf: ['a', 'b'], errorMessage: 'one!' }];
    expect(await sentences({ properties, rules }, {})).toEqual(['one!']);
    expect(await sentences({ properties, exactlyOneOf: ['a', 'b'] }, {})).toEqual([
      'The configuration must set exactly one of a, b',
    ]);
  });
});

describe('a wrong discriminator', () => {
  const union = {
    oneOf: [
      { properties: { kind: { const: 'password' }, user: { type: 'string' } }, required: ['kind', 'user'] },
      {
        properties: { kind: { enum: ['code', 'key'] }, code: { type: 'string', minLength: 3 } },
        required: ['kind', 'code'],
      },
    ],
  };

  test.each<[Json | undefined, string]>([
    [{ kind: 'passwort', user: 1 }, 'x.kind must be one of "password", "code", "key"'],
    [{ user: 'u' }, 'x.kind must be one of "password", "code", "key"'],
    [{ kind: 'password', user: 'u', code: 'abc' }, 'x must not have "code"'],
    [{ kind: 'code', code: 'a' }, 'x.code must have at least 3 characters'],
    ['password', 'x must be an object'],
    [undefined, 'x is required'],
  ])('%j is one sentence', async (value, expected) => {
    expect(await about(union, value === undefined ? {} : { x: value })).toEqual([expected]);
  });
});

test('a fault inside one of several types names the setting inside', async () => {
  const either = { type: ['object', 'string'], properties: { port: { type: 'integer' } }, minLength: 2 };
  const nested = { type: 'object', properties: { either } };
  expect(await about(nested, { x: { either: { port: 'x' } } })).toEqual(['x.either.port must be an integer']);
  expect(await about(nested, { x: { either: '' } })).toEqual(['x.either must have at least 2 characters']);
  expect(await about(nested, { x: { either: 1 } })).toEqual(['x.either is not one of the types allowed']);
});
