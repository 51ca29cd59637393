// biome-ignore-all lint/suspicious/noThenProperty: a keyword of JSON Schema
import fc from 'fast-check';
import type { Json, JsonObject } from '../../../../generator/src/located.ts';

/** Names that mean something to JavaScript, to configurations, to people, or to nobody. */
const NAMES = [
  ...[
    'a',
    'b',
    'c',
    'A',
    'mode',
    'provider',
    'password',
    'apiKey',
    'toString',
    'constructor',
    '__proto__',
    '*',
  ],
  ...[
    '',
    ' ',
    'x y',
    '$schema',
    'validate',
    'kind',
    '\u202eb',
    'é',
    '\ud800',
    'hasOwnProperty',
    'toJSON',
    '0',
  ],
];

const TEXTS = [
  ...NAMES,
  'date',
  'url',
  '^a+$',
  '\\@',
  '(',
  '(?i)x',
  'string',
  'object',
  'array',
  'https://x/y',
];

const scalar: fc.Arbitrary<Json> = fc.oneof(
  fc.constantFrom<Json>(null, true, false, 0, 1, -1, 1.5, 2 ** 53, 1e308, -0, 'a', 'b', ''),
  fc.constantFrom<Json>(...TEXTS),
);

const junk: fc.Arbitrary<Json> = fc.oneof(
  scalar,
  fc.array(scalar, { maxLength: 3 }),
  fc.dictionary(fc.constantFrom(...NAMES), scalar, { maxKeys: 2 }),
  fc.constantFrom<Json>([[]], [{}], { a: {} }, [null], { type: 'string' }, [{ type: 'string' }]),
);

const REFERENCES = [
  ...[
    '#',
    '#/$defs/a',
    '#/$defs/b',
    '#/definitions/c',
    '#/properties/a',
    '#/$defs/a/properties/b',
    '#anchor',
    '#/',
  ],
  ...[
    'other.json',
    'https://example.com/schema#/$defs/a',
    '#/nowhere',
    'file:///etc/passwd',
    '',
    '#/$defs/%',
    '#/a~2',
  ],
];

const names = fc.uniqueArray(fc.constantFrom(...NAMES), { maxLength: 3 });

/** Schemas of all kinds, sound and unsound, as members of each other. */
export const hostileSchemas: fc.Arbitrary<Json> = fc.letrec<{ schema: Json; node: JsonObject }>((tie) => {
  const schema = tie('schema');
  const map = (limit = 3): fc.Arbitrary<Json> =>
    fc
      .array(fc.tuple(fc.constantFrom(...NAMES), schema), { maxLength: limit })
      .map((entries) => Object.fromEntries(entries));
  const list = fc.array(schema, { maxLength: 3 });
  const constant = fc.constantFrom<Json>('a', 'b', 1, null, true).map((value): Json => ({ const: value }));
  const branch = fc.tuple(constant, map(2), names).map(
    ([kind, fields, required]): Json => ({
      type: 'object',
      properties: { kind, ...(fields as JsonObject) },
      required: ['kind', ...required],
    }),
  );
  const keywords: Readonly<Record<string, fc.Arbitrary<Json>>> = {
    type: fc.oneof(
      {
        weight: 5,
        arbitrary: fc.constantFrom<Json>('object', 'string', 'integer', 'number', 'boolean', 'array', 'null'),
      },
      {
        weight: 1,
        arbitrary: fc.constantFrom<Json>(['string', 'null'], ['integer', 'number'], 'any', [
          'object',
          'string',
        ]),
      },
    ),
    properties: map(4),
    required: names,
    items: fc.oneof(schema, list),
    prefixItems: list,
    additionalProperties: fc.oneof(fc.boolean(), schema),
    patternProperties: map(1),
    oneOf: fc.oneof(
      list,
      fc.array(branch, { minLength: 1, maxLength: 3 }),
      fc.array(constant, { minLength: 1 }),
    ),
    anyOf: fc.oneof(
      list,
      fc.array(
        names.map((required): Json => ({ required })),
        { minLength: 1, maxLength: 3 },
      ),
    ),
    allOf: list,
    not: fc.oneof(
      schema,
      names.map((required): Json => ({ required })),
    ),
    if: fc.oneof(
      schema,
      constant.map((kind): Json => ({ properties: { kind }, required: ['kind'] })),
    ),
    then: fc.oneof(
      schema,
      names.map((required): Json => ({ required })),
    ),
    else: schema,
    $ref: fc.constantFrom<Json>(...REFERENCES),
    $defs: map(3),
    definitions: map(2),
    enum: fc.array(scalar, { maxLength: 4 }),
    const: scalar,
    default: junk,
    examples: fc.array(junk, { maxLength: 3 }),
    title: fc.constantFrom<Json>(...TEXTS),
    description: fc.constantFrom<Json>(...TEXTS, 'x'.repeat(10_000)),
    format: fc.constantFrom<Json>('uri', 'url', 'date-time', 'password', 'regex', 'int32'),
    pattern: fc.constantFrom<Json>(...TEXTS),
    minLength: fc.integer({ min: -1, max: 3 }),
    maxLength: fc.integer({ min: -1, max: 3 }),
    minimum: fc.constantFrom<Json>(0, 5, -1.5),
    exclusiveMinimum: fc.constantFrom<Json>(true, false, 3),
    maximum: fc.constantFrom<Json>(0, 5, -1.5),
    multipleOf: fc.constantFrom<Json>(0, 2, -1),
    uniqueItems: fc.boolean(),
    minItems: fc.integer({ min: -1, max: 3 }),
    dependentRequired: fc.dictionary(fc.constantFrom(...NAMES), names, { maxKeys: 2 }),
    dependencies: fc.dictionary(fc.constantFrom(...NAMES), fc.oneof(names, schema), { maxKeys: 2 }),
    secret: fc.boolean(),
    writeOnly: fc.boolean(),
    airbyte_secret: fc.boolean(),
    nonsensitive: fc.boolean(),
    nullable: fc.boolean(),
    order: fc.oneof(fc.integer(), fc.constant('first')),
    discriminator: fc.constantFrom<Json>(
      'kind',
      { propertyName: 'kind' },
      { propertyName: 'kind', mapping: { a: '#/$defs/a' } },
    ),
    deprecated: fc.constantFrom<Json>(true, false, 'Use the other.'),
    errorMessage: fc.constantFrom<Json>('Wrong.', { required: 'Missing.', pattern: 'Wrong.' }, { x: 1 }),
    $id: fc.constantFrom<Json>('https://example.com/schema', '#anchor', 'other.json'),
    $anchor: fc.constant('anchor'),
    'x-vendor': junk,
    min: fc.integer(),
    contains: schema,
  };
  const node = fc
    .subarray(Object.keys(keywords), { maxLength: 5 })
    .chain((chosen) =>
      fc.tuple(
        ...chosen.map((keyword) =>
          fc
            .oneof({ weight: 12, arbitrary: keywords[keyword] ?? junk }, { weight: 1, arbitrary: junk })
            .map((value) => [keyword, value] as const),
        ),
      ),
    );
  return {
    node: node.map((entries) => Object.fromEntries(entries) as JsonObject),
    schema: fc.oneof(
      { maxDepth: 4, withCrossShrink: true },
      fc.constantFrom<Json>({ type: 'string' }, { type: 'integer' }, true, false, {}),
      tie('node'),
    ),
  };
}).schema;

/** A schema with fields, definitions, and whatever else. */
export const hostileDocuments: fc.Arbitrary<Json> = fc
  .tuple(
    hostileSchemas,
    fc.array(fc.tuple(fc.constantFrom(...NAMES), hostileSchemas), { maxLength: 4 }),
    fc.array(fc.tuple(fc.constantFrom('a', 'b', 'c'), hostileSchemas), { maxLength: 3 }),
    fc.boolean(),
  )
  .map(([more, fields, definitions, isBare]): Json => {
    if (isBare) return more;
    const extra =
      typeof more === 'object' && more !== null && !Array.isArray(more) ? (more as JsonObject) : {};
    return {
      ...extra,
      type: 'object',
      properties: Object.fromEntries(fields),
      $defs: Object.fromEntries(definitions),
    };
  });
