// biome-ignore-all lint/suspicious/noTemplateCurlyInString: words that try to be code
import fc from 'fast-check';
import type { Json, JsonObject } from '../../../../generator/src/located.ts';
import { FORMATS } from '../../../../generator/src/model/model.ts';
import { annotated } from './annotations.ts';
import { rulesOf } from './arbitrary-rules.ts';
import { finish } from './finish.ts';
import { PATTERN_SAMPLES } from './samples.ts';

type Node = fc.Arbitrary<JsonObject>;

/** Names that are words of the language, or of no language. None says secret. */
const NAMES = [
  ...[
    'alpha',
    'beta',
    'gamma',
    'host',
    'port',
    'class',
    'default',
    'new',
    '$ref',
    'x-y',
    'a b',
    'a.b',
    'a/b',
    '~0',
  ],
  ...[
    '42',
    'ünï',
    '日本',
    '\u{1f600}',
    "it's",
    '`tick`',
    '${x}',
    '*/',
    '\\',
    '"',
    'prototype',
    '__proto',
    'create',
  ],
];

/** The configuration of a manifest: everything that the language has, in every combination that it allows. */
export function configurations(): fc.Arbitrary<JsonObject> {
  const definition = (references: readonly string[]): fc.Arbitrary<JsonObject | undefined> =>
    fc.option(node(1, references), { nil: undefined });
  return definition([])
    .chain((first) =>
      fc.tuple(
        fc.constant(first),
        first === undefined ? fc.constant(undefined) : definition(['first']),
        fc.integer(),
      ),
    )
    .chain(([first, second, seed]) => {
      const definitions = { ...(first && { first }), ...(second && { second }) };
      const names = Object.keys(definitions);
      return object(2, names, { isRoot: true }).map((root) =>
        finish(names.length === 0 ? root : { ...root, $defs: definitions }, seed),
      );
    });
}

function node(depth: number, references: readonly string[]): Node {
  const leaves: fc.WeightedArbitrary<JsonObject>[] = [
    { arbitrary: annotated(string), weight: 5 },
    { arbitrary: annotated(number), weight: 5 },
    { arbitrary: annotated(fc.constantFrom({ type: 'boolean' }, { type: 'null' })), weight: 2 },
    { arbitrary: annotated(literal), weight: 2 },
  ];
  if (references.length > 0) {
    const reference = fc.constantFrom(...references).map((name) => ({ $ref: `#/$defs/${name}` }));
    leaves.push({ arbitrary: annotated(reference), weight: 2 });
  }
  if (depth === 0) return fc.oneof(...leaves);
  return fc.oneof(
    ...leaves,
    { arbitrary: annotated(array(depth, references)), weight: 3 },
    { arbitrary: annotated(map(depth, references)), weight: 2 },
    { arbitrary: annotated(object(depth, references)), weight: 3 },
    { arbitrary: annotated(union(depth, references)), weight: 2 },
    { arbitrary: annotated(alternatives(depth, references)), weight: 2 },
  );
}

const string: Node = fc
  .record(
    {
      minLength: fc.nat(4),
      maxLength: fc.nat(6),
      pattern: fc.constantFrom(...PATTERN_SAMPLES.map(({ pattern }) => pattern)),
      format: fc.constantFrom(...FORMATS),
    },
    { requiredKeys: [] },
  )
  .map(({ format, ...limits }) => ({
    type: 'string',
    ...ordered(limits, 'minLength', 'maxLength'),
    // Few texts have a format and keep to other limits too.
    ...(format === undefined || Object.keys(limits).length > 1 ? {} : { format }),
  }));

const limit = fc.oneof(
  fc.integer({ min: -5, max: 20 }),
  fc.constantFrom(0, -1, 0.5, 1.5, 0.1, 1e-7, 65535, 2 ** 53 - 1, -(2 ** 53 - 1)),
);

const number: Node = fc
  .record(
    {
      minimum: limit,
      maximum: limit,
      exclusiveMinimum: limit,
      exclusiveMaximum: limit,
      multipleOf: fc.constantFrom(1, 2, 3, 7, 0.1, 0.25, 0.01, 1e-7, 1000, 1e-20, 5e-324),
    },
    { requiredKeys: [] },
  )
  .chain((limits) => fc.constantFrom('integer', 'number').map((type) => ({ type, ...inOrder(limits) })));

const scalar: fc.Arbitrary<Json> = fc.constantFrom<Json>(
  ...['a', 'b', '', 'A', '*/', '${x}', '`', '\u2028', '__proto__', '0'],
  ...[0, 1, -1, 1.5, 1e-7, true, false, null],
);

const literal: Node = fc.oneof(
  fc.uniqueArray(scalar, { minLength: 1, maxLength: 4 }).map((values) => ({ enum: values })),
  scalar.map((value) => ({ const: value })),
);

function array(depth: number, references: readonly string[]): Node {
  return fc
    .tuple(
      node(depth - 1, references),
      fc.record(
        { minItems: fc.nat(2), maxItems: fc.nat(4), uniqueItems: fc.boolean() },
        { requiredKeys: [] },
      ),
    )
    .map(([items, limits]) => ({ type: 'array', items, ...ordered(limits, 'minItems', 'maxItems') }));
}

function map(depth: number, references: readonly string[]): Node {
  return node(depth - 1, references).map((values) => ({ type: 'object', additionalProperties: values }));
}

/** Keywords of several types stand beside each other: each is about its own. */
function alternatives(depth: number, references: readonly string[]): Node {
  const boolean: Node = fc.constant({ type: 'boolean' });
  const nothing: Node = fc.constant({ type: 'null' });
  const all = [
    string,
    number,
    boolean,
    nothing,
    array(depth, references),
    fc.oneof(map(depth, references), object(depth, references)),
  ];
  return fc
    .subarray(all, { minLength: 2 })
    .chain((some) => fc.tuple(...some))
    .map((nodes) => ({
      ...Object.assign({}, ...nodes),
      type: nodes.map(({ type }) => type as string),
    }));
}

interface ObjectOptions {
  readonly isRoot?: boolean;
  /** A property that it has in any case. */
  readonly own?: JsonObject;
}

function object(depth: number, references: readonly string[], options: ObjectOptions = {}): Node {
  const { isRoot = false, own = {} } = options;
  const names = NAMES.filter((name) => !Object.hasOwn(own, name));
  const properties = fc
    .uniqueArray(fc.constantFrom(...names), { minLength: isRoot ? 1 : 0, maxLength: isRoot ? 5 : 3 })
    .chain((chosen) =>
      fc.tuple(...chosen.map((name) => node(depth - 1, references).map((each) => [name, each] as const))),
    )
    .map((entries): JsonObject => ({ ...own, ...Object.fromEntries(entries) }));
  return properties
    .chain((fields) =>
      fc.tuple(
        fc.constant(fields),
        fc.subarray(Object.keys(fields)),
        rulesOf(fields, Object.keys(own)),
        isRoot ? fc.constant(undefined) : fc.option(node(0, references), { nil: undefined, freq: 4 }),
      ),
    )
    .map(([fields, required, rules, rest]) => ({
      ...(isRoot ? {} : { type: 'object' }),
      properties: fields,
      ...(required.length === 0 ? {} : { required }),
      ...rules,
      ...(rest === undefined ? {} : { additionalProperties: rest }),
    }));
}

/** The values that tell the branches apart; each has one or two of them. */
const TAGS: readonly JsonObject[] = [
  { const: 'a' },
  { enum: ['b', 'B'] },
  { const: 1 },
  { enum: [null, true] },
  { const: '' },
];

function union(depth: number, references: readonly string[]): Node {
  return fc
    .tuple(fc.constantFrom('kind', '@type', 'class'), fc.subarray([...TAGS], { minLength: 1, maxLength: 3 }))
    .chain(([discriminator, tags]) =>
      fc.tuple(...tags.map((tag) => object(depth, references, { own: { [discriminator]: tag } }))),
    )
    .map((branches) => ({ oneOf: branches.map(({ type: _, ...branch }) => branch) }));
}

function ordered(limits: JsonObject, lower: string, upper: string): JsonObject {
  const { [lower]: least, [upper]: most } = limits;
  if (typeof least !== 'number' || typeof most !== 'number' || least <= most) return limits;
  return { ...limits, [lower]: most, [upper]: least };
}

/** Limits that leave something; where they do not, the upper ones go. */
function inOrder(limits: JsonObject): JsonObject {
  const { minimum, exclusiveMinimum, maximum, exclusiveMaximum, ...rest } = limits;
  const lower = {
    ...(minimum === undefined ? {} : { minimum }),
    ...(exclusiveMinimum === undefined ? {} : { exclusiveMinimum }),
  };
  const upper = {
    ...(maximum === undefined ? {} : { maximum }),
    ...(exclusiveMaximum === undefined ? {} : { exclusiveMaximum }),
  };
  const least = Math.max(...Object.values(lower).map(Number));
  const most = Math.min(...Object.values(upper).map(Number));
  return { ...rest, ...lower, ...(least < most ? upper : {}) };
}
