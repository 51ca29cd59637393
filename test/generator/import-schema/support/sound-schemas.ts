// biome-ignore-all lint/suspicious/noThenProperty: a keyword of JSON Schema
import fc from 'fast-check';
import type { Json, JsonObject } from '../../../../generator/src/located.ts';

type Node = fc.Arbitrary<JsonObject>;

const NAMES = ['host', 'port', 'user', 'region', 'path', 'label'];

const text: Node = fc.record(
  {
    type: fc.constant('string'),
    minLength: fc.nat(2),
    maxLength: fc.integer({ min: 2, max: 6 }),
    pattern: fc.constantFrom('^a', '[0-9]', '^[a-z]*$', '\\S'),
    default: fc.constantFrom('ab', 'a1', 'abc'),
  },
  { requiredKeys: ['type'] },
);

const number: Node = fc.record(
  {
    type: fc.constantFrom('integer', 'number'),
    minimum: fc.integer({ min: -2, max: 2 }),
    maximum: fc.integer({ min: 2, max: 9 }),
    exclusiveMinimum: fc.constantFrom(0, -1.5),
    multipleOf: fc.constantFrom(1, 2, 0.5),
  },
  { requiredKeys: ['type'] },
);

const values = fc.uniqueArray(fc.constantFrom<Json>('a', 'b', 'c', 1, 2, true, null), {
  minLength: 1,
  maxLength: 4,
});

const listed: Node = fc.oneof(
  values.map((all): JsonObject => ({ enum: all })),
  values.map((all): JsonObject => ({ oneOf: all.map((value) => ({ const: value })) })),
  values.map((all): JsonObject => ({ anyOf: [{ enum: all }, { type: 'null' }] })),
);

const leaf: Node = fc.oneof(text, number, listed, fc.constant<JsonObject>({ type: 'boolean' }));

/** Two schemas that both hold. */
const merged: Node = fc
  .oneof(fc.tuple(text, text), fc.tuple(number, number), fc.tuple(listed, listed))
  .map(([a, b]): JsonObject => {
    const { default: _, ...other } = b;
    return { allOf: [a, other] };
  });

function nullable(node: Node): Node {
  return fc.oneof(
    node.map((schema): JsonObject => ({ anyOf: [schema, { type: 'null' }] })),
    node.map(
      (schema): JsonObject =>
        // What takes null already would match both, and so neither.
        schema['type'] === undefined ? schema : { title: 'Maybe', oneOf: [{ type: 'null' }, schema] },
    ),
    node.map(
      (schema): JsonObject =>
        // Null requires nothing, so it keeps to several alternatives at once, and to what must not be.
        typeof schema['type'] === 'string' && !Object.hasOwn(schema, 'not') && !Object.hasOwn(schema, 'oneOf')
          ? { ...schema, type: [schema['type'], 'null'] }
          : schema,
    ),
  );
}

const mixed: Node = fc
  .tuple(text, number)
  .map(([a, b]): JsonObject => ({ anyOf: [without(a, 'default'), { type: 'boolean' }, b] }));

function node(depth: number): Node {
  const simple = fc.oneof(
    { weight: 4, arbitrary: leaf },
    { weight: 1, arbitrary: merged },
    { weight: 1, arbitrary: nullable(leaf) },
    { weight: 1, arbitrary: mixed },
    {
      weight: 1,
      arbitrary: fc.constantFrom('plain', 'mark').map((name): JsonObject => ({ $ref: `#/$defs/${name}` })),
    },
  );
  if (depth === 0) return simple;
  const list = fc
    .tuple(node(depth - 1), fc.nat(2), fc.boolean())
    .map(([items, minItems, uniqueItems]): JsonObject => ({ type: 'array', items, minItems, uniqueItems }));
  const map = node(depth - 1).map(
    (entries): JsonObject => ({ type: 'object', additionalProperties: entries }),
  );
  return fc.oneof(
    { weight: 6, arbitrary: simple },
    { weight: 1, arbitrary: list },
    { weight: 1, arbitrary: map },
    { weight: 2, arbitrary: object(depth) },
    { weight: 1, arbitrary: union(depth) },
    { weight: 1, arbitrary: nullable(object(depth)) },
  );
}

function fields(depth: number, least: number): fc.Arbitrary<JsonObject> {
  return fc
    .uniqueArray(fc.constantFrom(...NAMES), { minLength: least, maxLength: 4 })
    .chain((names) => fc.tuple(...names.map((name) => node(depth - 1).map((each) => [name, each] as const))))
    .map((entries) => Object.fromEntries(entries));
}

function object(depth: number): Node {
  return fields(depth, 1)
    .chain((properties) =>
      fc.tuple(fc.constant(properties), fc.subarray(open(properties)), rules(properties)),
    )
    .map(
      ([properties, required, rule]): JsonObject => ({
        type: 'object',
        properties,
        required,
        unevaluatedProperties: false,
        ...rule,
      }),
    );
}

/** The fields that no default fills: in a manifest the others are always there. */
function open(properties: JsonObject): string[] {
  return Object.entries(properties).flatMap(([name, schema]) =>
    /"default"|"\$ref"/.test(JSON.stringify(schema)) ? [] : [name],
  );
}

/** What people write to say which fields go together. */
function rules(properties: JsonObject): fc.Arbitrary<JsonObject> {
  const free = open(properties);
  if (free.length < 2) return fc.constant({});
  const some = fc.subarray(free, { minLength: 2 });
  const each = (names: readonly string[]): Json => names.map((name) => ({ required: [name] }));
  return fc.oneof(
    fc.constant<JsonObject>({}),
    some.map((names): JsonObject => ({ oneOf: each(names) })),
    some.map((names): JsonObject => ({ anyOf: each(names) })),
    some.map(([a = '', b = '']): JsonObject => ({ not: { required: [a, b] } })),
    some.map(([a = '', ...others]): JsonObject => ({ dependentRequired: { [a]: others } })),
    some.map(([a = '', ...others]): JsonObject => ({ if: { required: [a] }, then: { required: others } })),
    some.map(([a = '', ...others]): JsonObject => ({ dependentSchemas: { [a]: { required: others } } })),
  );
}

/** Objects told apart by a constant, with fields that all of them have. */
function union(depth: number): Node {
  const branch = (tag: Json): Node =>
    fields(depth, 0).chain((properties) =>
      fc.subarray(open(properties)).map(
        (required): JsonObject => ({
          type: 'object',
          properties: { kind: { const: tag }, ...properties },
          required: ['kind', ...required],
        }),
      ),
    );
  return fc.tuple(branch('a'), branch('b'), leaf, fc.boolean()).map(
    ([a, b, common, isShared]): JsonObject => ({
      type: 'object',
      ...(isShared ? { properties: { note: common } } : {}),
      oneOf: [a, b],
      unevaluatedProperties: false,
    }),
  );
}

function without(schema: JsonObject, keyword: string): JsonObject {
  return Object.fromEntries(Object.entries(schema).filter(([key]) => key !== keyword));
}

/** Closed objects in the words of JSON Schema 2020-12, every one of which a manifest can say in some way. */
export const soundSchemas: fc.Arbitrary<JsonObject> = fc.tuple(object(2), node(0), listed).map(
  ([root, plain, mark]): JsonObject => ({
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    ...root,
    $defs: { plain: JSON.stringify(plain).includes('$ref') ? { type: 'string' } : plain, mark },
  }),
);
