import type { Json, JsonObject } from '../../../../generator/src/located.ts';
import { FORMAT_SAMPLES } from './samples.ts';

/** A keyword, and values on both sides of its edge. */
export interface KeywordRow {
  readonly keyword: string;
  readonly configuration: JsonObject;
  readonly accepted: readonly JsonObject[];
  readonly refused: readonly JsonObject[];
  /** The refused values that the compiler refuses too. */
  readonly illTyped?: readonly JsonObject[];
}

/** A row about one field, `x`. */
function field(
  keyword: string,
  schema: JsonObject,
  accepted: readonly Json[],
  refused: readonly Json[],
  illTyped: readonly Json[] = [],
): KeywordRow {
  const holding = (values: readonly Json[]): JsonObject[] => values.map((x) => ({ x }));
  return {
    keyword,
    configuration: { properties: { x: schema } },
    accepted: [...holding(accepted), {}],
    refused: holding(refused),
    illTyped: holding(illTyped),
  };
}

/** A row about one object with fields that are texts. */
function fields(
  keyword: string,
  about: JsonObject,
  accepted: readonly JsonObject[],
  refused: readonly JsonObject[],
  illTyped: readonly JsonObject[] = [],
): KeywordRow {
  const properties = {
    a: { type: 'string' },
    b: { type: 'string' },
    c: { type: 'string' },
    on: { type: 'boolean', default: true },
  };
  return { keyword, configuration: { properties, ...about }, accepted, refused, illTyped };
}

const PAST_2_53 = 2 ** 53 + 2;
const MOON = '\u{1f31d}';
const BRANCHES = {
  oneOf: [
    { properties: { kind: { const: 'a' }, n: { type: 'integer' } }, required: ['kind', 'n'] },
    { properties: { kind: { enum: ['b', 2] }, t: { type: 'string' } }, required: ['kind'] },
  ],
};
const TEXT = { type: 'string' };

export const KEYWORD_TABLE: readonly KeywordRow[] = [
  field('type', { type: 'string' }, ['', 'x'], [1, null, true, [], {}], [1, null, true]),
  field('type', { type: 'integer' }, [0, -0, 1, -1, PAST_2_53, 1e300], [1.5, '1', null, true], ['1', null]),
  field('type', { type: 'number' }, [0, 1.5, 5e-324, 1e300], ['1', null, false], ['1']),
  field('type', { type: 'boolean' }, [true, false], [0, 1, 'true', null], [0, 'true']),
  field('type', { type: 'null' }, [null], [0, '', false, {}], [0, '']),
  field('type', { type: ['string', 'null'] }, ['', null], [0, false, []], [0]),
  field(
    'type',
    { type: ['integer', 'boolean'], minimum: 2 },
    [2, true, false],
    [1, 2.5, null, 'true'],
    ['true'],
  ),
  field(
    'enum',
    { enum: ['a', 'B', 1, null] },
    ['a', 'B', 1, null],
    ['A', 'b', '1', true, 0],
    ['A', '1', true],
  ),
  field(
    'enum',
    { type: 'string', enum: ['__proto__', ''] },
    ['__proto__', ''],
    ['toString', ' ', null],
    [' '],
  ),
  field('const', { const: 'only' }, ['only'], ['Only', '', null], ['Only']),
  field('const', { const: 0 }, [0, -0], [1, '0', false, null], [1, '0']),
  field('minLength', { ...TEXT, minLength: 2 }, ['ab', MOON + MOON, '\ud800\ud800'], ['', 'a', MOON]),
  field(
    'maxLength',
    { ...TEXT, maxLength: 2 },
    ['', 'ab', MOON + MOON],
    ['abc', MOON + MOON + MOON, 'e\u0301x'],
  ),
  field('maxLength', { ...TEXT, maxLength: 0 }, [''], [' ', '\u0000']),
  field('pattern', { ...TEXT, pattern: '\\S' }, ['a', ' a'], ['', ' ', '\u00a0\ufeff']),
  field('pattern', { ...TEXT, pattern: '^\\p{Lu}.$' }, ['Äb', `A${MOON}`], ['ab', 'A', 'A\n', 'Abc']),
  ...Object.entries(FORMAT_SAMPLES).map(([format, { good, bad }]) =>
    field('format', { ...TEXT, format }, good, bad),
  ),
  field('minimum', { type: 'number', minimum: 1.5 }, [1.5, 2], [1.4999999999999998, 0, -2]),
  field(
    'maximum',
    { type: 'integer', maximum: 9007199254740991 },
    [9007199254740991, -1],
    [9007199254740992],
  ),
  field('exclusiveMinimum', { type: 'number', exclusiveMinimum: 0 }, [5e-324, 1], [0, -0, -1]),
  field(
    'exclusiveMaximum',
    { type: 'number', exclusiveMaximum: 1 },
    [0.9999999999999999],
    [1, 1.0000000000000002],
  ),
  field('multipleOf', { type: 'integer', multipleOf: 7 }, [0, 7, -14, 7e20], [1, 6, 8]),
  field('multipleOf', { type: 'number', multipleOf: 0.01 }, [0.01, 1, 19.5], [0.005, 0.011, 1.005]),
  // Quotients past 1e21 are not taken for whole, as in validators that read them as text.
  field('multipleOf', { type: 'number', multipleOf: 1e-7 }, [0, 1e-7, 0.5], [5e-8, 1e15, -1e20]),
  field('multipleOf', { type: 'number', multipleOf: 5e-324 }, [0, 5e-324, 1e-320], [1, 1e300]),
  field(
    'items',
    { type: 'array', items: TEXT },
    [[], ['a', 'b']],
    [[1], ['a', null], 'a', { 0: 'a' }],
    [[1], 'a'],
  ),
  field('minItems', { type: 'array', items: TEXT, minItems: 2 }, [['a', 'a']], [[], ['a']]),
  field('maxItems', { type: 'array', items: TEXT, maxItems: 1 }, [[], ['a']], [['a', 'b']]),
  field(
    'uniqueItems',
    { type: 'array', items: TEXT, uniqueItems: true },
    [['a', 'A'], ['']],
    [
      ['a', 'b', 'a'],
      ['__proto__', '__proto__'],
    ],
  ),
  field(
    'uniqueItems',
    {
      type: 'array',
      uniqueItems: true,
      items: { type: 'object', properties: { a: { type: 'integer' }, b: { type: 'integer', default: 1 } } },
    },
    [
      [{ a: 1 }, { a: 2 }],
      [{}, { b: 1 }],
    ],
    [
      [
        { a: 1, b: 2 },
        { b: 2, a: 1 },
      ],
      [{}, {}],
    ],
  ),
  field(
    'uniqueItems',
    {
      type: 'array',
      uniqueItems: true,
      items: { type: 'object', additionalProperties: { type: 'integer' } },
    },
    [[{ valueof: 1 }, { valueof: 2 }]],
    [
      [{ toString: 1 }, { toString: 1 }],
      [{ valueOf: 0 }, { valueOf: -0 }],
    ],
  ),
  field(
    'properties',
    { type: 'object', properties: { a: TEXT } },
    [{}, { a: '' }],
    [{ a: 1 }, { b: '' }, { A: '' }, [], null],
    [{ a: 1 }, { b: '' }],
  ),
  field(
    'required',
    { type: 'object', properties: { a: TEXT, b: TEXT }, required: ['a'] },
    [{ a: '' }],
    [{}, { b: '' }],
    [{}, { b: '' }],
  ),
  field(
    'default',
    { type: 'object', properties: { a: { ...TEXT, default: 'd' } }, required: ['a'] },
    [{}, { a: '' }],
    [{ a: null }],
  ),
  field(
    'additionalProperties',
    { type: 'object', additionalProperties: { type: 'integer' } },
    [{}, { a: 1 }, { a: 1, '': 2, constructor: 3 }],
    [{ a: '1' }, { a: null }, JSON.parse('{"__proto__":1}'), []],
    [{ a: '1' }],
  ),
  field(
    'additionalProperties',
    { type: 'object', properties: { a: TEXT }, additionalProperties: { type: 'integer' } },
    [{}, { a: '' }, { a: '', b: 1 }],
    [{ a: 1 }, { b: null }, JSON.parse('{"__proto__":1}')],
    [{ a: 1 }, { b: null }],
  ),
  field(
    'oneOf',
    BRANCHES,
    [{ kind: 'a', n: 1 }, { kind: 'b' }, { kind: 2, t: '' }],
    [{}, { kind: 'a' }, { kind: 'c' }, { kind: 'b', n: 1 }, { n: 1 }, { kind: '2' }, [], null],
    [{}, { kind: 'a' }, { kind: 'c' }, { kind: 'b', n: 1 }],
  ),
  fields(
    'exactlyOneOf',
    { exactlyOneOf: ['a', 'b'] },
    [{ a: '' }, { b: '' }, { b: '', c: '' }],
    [{}, { c: '' }, { a: '', b: '' }],
    [{}, { c: '' }, { a: '', b: '' }],
  ),
  fields(
    'atLeastOneOf',
    { atLeastOneOf: ['a', 'b'] },
    [{ a: '' }, { a: '', b: '' }],
    [{}, { c: '' }],
    [{}, { c: '' }],
  ),
  fields(
    'atMostOneOf',
    { atMostOneOf: ['a', 'b', 'c'] },
    [{}, { c: '' }],
    [
      { a: '', b: '' },
      { a: '', b: '', c: '' },
    ],
  ),
  fields(
    'require',
    { when: { on: true }, require: ['a', 'b'] },
    [{ on: false }, { a: '', b: '' }],
    [{}, { a: '' }, { on: true, b: '' }],
  ),
  fields(
    'forbid',
    { when: { on: false }, forbid: ['c'] },
    [{}, { c: '' }, { on: false }, { on: true, c: '' }],
    [{ on: false, c: '' }],
  ),
  fields(
    'dependentRequired',
    { dependentRequired: { a: ['b', 'c'] } },
    [{}, { b: '' }, { a: '', b: '', c: '' }],
    [{ a: '' }, { a: '', b: '' }],
  ),
  fields(
    'rules',
    { rules: [{ atMostOneOf: ['a', 'b'] }, { when: { on: true }, require: ['c'] }] },
    [{ c: '' }, { on: false, a: '' }],
    [{ on: false, a: '', b: '' }, {}],
  ),
  {
    keyword: '$ref',
    configuration: {
      properties: { x: { $ref: '#/$defs/outer' } },
      $defs: {
        outer: { type: 'array', items: { $ref: '#/$defs/inner' } },
        inner: { type: 'integer', minimum: 1 },
      },
    },
    accepted: [{}, { x: [] }, { x: [1, 2] }],
    refused: [{ x: [0] }, { x: ['1'] }, { x: 1 }],
    illTyped: [{ x: ['1'] }, { x: 1 }],
  },
];
