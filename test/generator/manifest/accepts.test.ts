import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Json } from '../../../generator/src/located.ts';
import { accepts, canonical } from '../../../generator/src/model/accepts.ts';
import type { SchemaModel } from '../../../generator/src/model/model.ts';
import { checkConfiguration } from './check.ts';

interface Field {
  readonly schema: SchemaModel;
  readonly definitions: ReadonlyMap<string, SchemaModel>;
}

/** The model of a field `a` with this schema. */
function field(schema: string, definitions = ''): Field {
  const { loaded, found } = checkConfiguration(`properties:\n  a: ${schema}\n${definitions}`);
  expect(found).toEqual([]);
  const configuration = loaded?.model.configuration;
  if (configuration?.kind !== 'fields') throw new Error('There is no configuration.');
  const [property] = configuration.root.properties;
  if (property === undefined) throw new Error('There is no field.');
  const named = configuration.definitions.map(({ name, schema: model }) => [name, model] as const);
  return { schema: property.schema, definitions: new Map(named) };
}

const OBJECT = '{ properties: { x: { type: string }, y: { enum: [p, q], default: p }, z: { type: integer } }';

describe('accepts', () => {
  it.each<[schema: string, taken: Json[], refused: Json[]]>([
    ['{ type: string }', ['', 'x', '\u0000'], [1, null, true, [], {}]],
    [
      '{ type: string, minLength: 2, maxLength: 3 }',
      ['ab', '😀😀', '😀😀😀'],
      ['a', '😀', 'abcd', '😀😀😀😀'],
    ],
    ["{ type: string, pattern: '^.$' }", ['a', '😀'], ['', 'ab', '\n']],
    ["{ type: string, pattern: '\\S' }", ['a', ' a '], ['', ' ', '\t\n', '\u00a0']],
    [
      '{ type: string, format: uri }',
      ['mongodb://h', 'a:b', 'https://a.b/c?d#e'],
      ['a', '/a', 'http://', 'http:// a'],
    ],
    ['{ type: string, format: ipv4 }', ['127.0.0.1'], ['256.0.0.1', '1.2.3']],
    ['{ type: string, format: date }', ['2024-02-29'], ['2023-02-29', '2024-2-1']],
    ['{ type: integer }', [1, 1.0, -0, 1e300], [1.5, '1', true]],
    ['{ type: number, minimum: 1, maximum: 2 }', [1, 1.5, 2], [0.999, 2.001]],
    ['{ type: number, exclusiveMinimum: 1, exclusiveMaximum: 2 }', [1.001, 1.999], [1, 2]],
    ['{ type: number, multipleOf: 0.5 }', [0, 1.5, -2], [0.3, 0.75]],
    // By the quotient in double precision, as validators decide it.
    ['{ type: number, multipleOf: 0.1 }', [0.1, 0.2], [0.3]],
    ['{ type: boolean }', [true, false], [0, 'true', null]],
    ['{ type: "null" }', [null], [0, '', false]],
    ['{ type: [string, "null"], minLength: 1 }', ['a', null], ['', 1]],
    ['{ type: [integer, string], minimum: 5, maxLength: 1 }', [5, 'a', ''], [4, 'ab', null]],
    ['{ enum: [a, 1, null] }', ['a', 1, 1.0, null], ['1', true, 'b']],
    ['{ const: false }', [false], [0, null, 'false']],
    ['{ items: { type: integer }, minItems: 1, maxItems: 2 }', [[1], [1, 1]], [[], [1, 2, 3], ['1'], {}]],
    [
      '{ items: { type: [integer, string, boolean] }, uniqueItems: true }',
      [[1, '1', true]],
      [
        [1, 1.0],
        ['a', 'a'],
      ],
    ],
    [
      '{ items: { additionalProperties: { type: integer } }, uniqueItems: true }',
      [[{ a: 1 }, { a: 2 }]],
      [
        [
          { a: 1, b: 2 },
          { b: 2, a: 1 },
        ],
      ],
    ],
    [
      '{ additionalProperties: { type: integer } }',
      [{}, { a: 1, constructor: 2 }],
      [{ a: 'x' }, [], { ['__proto__']: 1 }],
    ],
    [`${OBJECT} }`, [{}, { x: 'a' }, { y: 'q', z: 1 }], [{ w: 1 }, { y: 'r' }, [], null]],
    [`${OBJECT}, required: [x, y] }`, [{ x: '' }], [{}, { y: 'p' }]],
    [
      `${OBJECT}, additionalProperties: { type: boolean } }`,
      [{ w: true }, { x: 'a', w: false }],
      [{ w: 1 }, { x: true }],
    ],
    [`${OBJECT}, exactlyOneOf: [x, z] }`, [{ x: '' }, { z: 1 }], [{}, { x: '', z: 1 }]],
    [`${OBJECT}, atLeastOneOf: [x, z] }`, [{ x: '' }, { x: '', z: 1 }], [{}]],
    [`${OBJECT}, atMostOneOf: [x, z] }`, [{}, { z: 1 }], [{ x: '', z: 1 }]],
    [`${OBJECT}, dependentRequired: { x: [z] } }`, [{}, { z: 1 }, { x: '', z: 1 }], [{ x: '' }]],
    // Absence counts as the default.
    [`${OBJECT}, when: { y: p }, require: [x] }`, [{ x: '' }, { y: 'q' }], [{}, { y: 'p' }]],
    [`${OBJECT}, when: { y: q }, forbid: [x] }`, [{ x: '' }, { y: 'q' }], [{ x: '', y: 'q' }]],
    [
      `${OBJECT}, rules: [{ when: { y: q, z: 1 }, require: [x] }] }`,
      [{ y: 'q' }, { y: 'q', z: 2 }],
      [{ y: 'q', z: 1 }],
    ],
    [
      '{ oneOf: [{ properties: { k: { const: a }, x: { type: integer } }, required: [x] }, { properties: { k: { enum: [b, 3] } } }] }',
      [{ k: 'a', x: 1 }, { k: 'b' }, { k: 3 }],
      [{}, { k: 'a' }, { k: 'c' }, { k: 'b', x: 1 }, { x: 1 }, 'a'],
    ],
  ])('%s', (schema, taken, refused) => {
    const { schema: model, definitions } = field(schema);
    for (const value of taken) expect([value, accepts(model, value, definitions)]).toEqual([value, true]);
    for (const value of refused) expect([value, accepts(model, value, definitions)]).toEqual([value, false]);
  });

  it('follows references', () => {
    const { schema, definitions } = field(
      "{ items: { $ref: '#/$defs/p' } }",
      '$defs: { p: { type: integer, maximum: 5 } }',
    );
    expect(accepts(schema, [5], definitions)).toBe(true);
    expect(accepts(schema, [6], definitions)).toBe(false);
    expect(accepts(schema, [5], new Map())).toBe(false);
  });
});

describe('canonical', () => {
  it('is the same text for equal values and no other', () => {
    const value = fc.jsonValue({ maxDepth: 3 }).map((each) => JSON.parse(JSON.stringify(each)) as Json);
    fc.assert(
      fc.property(value, value, (a, b) => {
        const isEqual = isDeepEqual(a, b);
        expect(canonical(a) === canonical(b)).toBe(isEqual);
        expect(canonical(a)).toBe(canonical(JSON.parse(JSON.stringify(a)) as Json));
      }),
    );
  });
});

function isDeepEqual(a: Json, b: Json): boolean {
  try {
    expect(a).toStrictEqual(b);
    return true;
  } catch {
    return false;
  }
}
