import { isJsonObject, type Json, type JsonObject } from '../../../../generator/src/located.ts';
import { accepts, type Definitions } from '../../../../generator/src/model/accepts.ts';
import type {
  ArrayShape,
  NumberShape,
  ObjectShape,
  Scalar,
  SchemaModel,
  StringShape,
} from '../../../../generator/src/model/model.ts';
import type { Random } from './random.ts';
import { FORMAT_SAMPLES, KEYS, PATTERN_SAMPLES, TEXTS } from './samples.ts';

/** How often to try again. What has parts tries less often, as its parts try too. */
const TRIES = { leaf: 8, whole: 3 };
const WHOLES: ReadonlySet<string> = new Set(['array', 'map', 'object', 'union', 'alternatives', 'reference']);
const NUMBERS: readonly number[] = [
  0,
  -0,
  1,
  -1,
  0.1,
  0.5,
  1.5,
  2,
  3,
  7,
  10,
  65535,
  2 ** 53,
  -(2 ** 53),
  1e20,
  1e21,
  1e300,
  1e-7,
];

/** Makes values that a schema takes, those at its edges before others; where it finds none, some value. */
export class GoodValues {
  readonly random: Random;
  readonly definitions: Definitions;

  constructor(random: Random, definitions: Definitions) {
    this.random = random;
    this.definitions = definitions;
  }

  of(schema: SchemaModel): Json {
    let value: Json = null;
    const tries = WHOLES.has(schema.shape.kind) ? TRIES.whole : TRIES.leaf;
    for (let count = 0; count < tries; count++) {
      value = this.#candidate(schema);
      if (accepts(schema, value, this.definitions)) return value;
    }
    return value;
  }

  object(shape: ObjectShape): JsonObject {
    const schema: SchemaModel = { shape, secret: false, messages: {} };
    const value = this.of(schema);
    return isJsonObject(value) ? value : {};
  }

  #candidate({ shape }: SchemaModel): Json {
    switch (shape.kind) {
      case 'string':
        return this.random.pick(this.texts(shape));
      case 'number':
      case 'integer':
        return this.random.pick(this.numbers(shape));
      case 'boolean':
        return this.random.chance(0.5);
      case 'null':
        return null;
      case 'literal':
        return this.random.pick(shape.values);
      case 'array':
        return this.#items(shape);
      case 'map':
        return Object.fromEntries(this.#entries(shape.values));
      case 'object':
        return this.#fields(shape);
      case 'union':
        return this.#fields(this.random.pick(shape.branches).object);
      case 'alternatives':
        return this.of(this.random.pick(shape.options));
      case 'reference': {
        const target = this.definitions.get(shape.definition);
        return target === undefined ? null : this.of(target);
      }
    }
  }

  /** Texts at, beside and away from the edges. */
  texts(shape: StringShape): readonly string[] {
    return cached(TEXTS_OF, shape, textsOf);
  }

  /** Numbers at, beside and away from the edges. */
  numbers(shape: NumberShape): readonly number[] {
    return cached(NUMBERS_OF, shape, numbersOf);
  }

  #items({ items, minItems = 0, maxItems = minItems + 2 }: ArrayShape): Json[] {
    const count = this.random.integer(minItems, Math.min(maxItems, minItems + 3));
    return Array.from({ length: count }, () => this.of(items));
  }

  #entries(values: SchemaModel): [string, Json][] {
    const keys = this.random.shuffled(KEYS).slice(0, this.random.integer(0, 3));
    return keys.map((key) => [key, this.of(values)]);
  }

  #fields({ properties, rest }: ObjectShape): JsonObject {
    const share = this.random.pick([0, 0.3, 0.7, 1]);
    const declared = properties
      .filter(
        ({ required, default: value }) => (required && value === undefined) || this.random.chance(share),
      )
      .map(({ name, schema }): [string, Json] => [name, this.of(schema)]);
    const names = new Set(properties.map(({ name }) => name));
    const others = rest === undefined ? [] : this.#entries(rest).filter(([key]) => !names.has(key));
    return Object.fromEntries(this.random.shuffled([...declared, ...others]));
  }
}

/** Other scalars than those that are listed, some of which look like them. */
export function nearScalars(values: readonly Scalar[]): readonly Scalar[] {
  const near = values.flatMap((value): Scalar[] => [String(value), `${value} `, String(value).toUpperCase()]);
  return [...near, null, 0, 1, true, false, ''].filter((value) => !values.includes(value));
}

/** The nearest other number above or below. */
function nextTo(value: number, sign: 1 | -1): number {
  const step = Math.max(Math.abs(value) * Number.EPSILON, Number.MIN_VALUE);
  return value + sign * step;
}

const TEXTS_OF = new WeakMap<StringShape, readonly string[]>();
const NUMBERS_OF = new WeakMap<NumberShape, readonly number[]>();

function cached<K extends object, V>(cache: WeakMap<K, V>, key: K, make: (key: K) => V): V {
  const value = cache.get(key) ?? make(key);
  cache.set(key, value);
  return value;
}

function textsOf({ minLength = 0, maxLength = minLength + 3, pattern, format }: StringShape): string[] {
  const lengths = [minLength - 1, minLength, minLength + 1, maxLength - 1, maxLength, maxLength + 1];
  const letters = ['a', '\u{1f600}', '\ud800', ' '];
  const sized = lengths
    .filter((length) => length >= 0)
    .flatMap((length) => letters.map((letter) => letter.repeat(length)));
  const samples = format === undefined ? undefined : FORMAT_SAMPLES[format];
  const matching = PATTERN_SAMPLES.find((sample) => sample.pattern === pattern);
  const special = [samples, matching].flatMap((each) => [...(each?.good ?? []), ...(each?.bad ?? [])]);
  return [...sized, ...special, ...special, ...special, ...TEXTS];
}

function numbersOf({ multipleOf = 1, ...shape }: NumberShape): number[] {
  const limits = [shape.minimum, shape.maximum, shape.exclusiveMinimum, shape.exclusiveMaximum];
  const edges = limits
    .filter((limit) => limit !== undefined)
    .flatMap((limit) => [
      limit,
      limit + 1,
      limit - 1,
      limit + 0.5,
      nextTo(limit, 1),
      nextTo(limit, -1),
      Math.ceil(limit / multipleOf) * multipleOf,
    ]);
  const multiples = [1, 2, 3, 10].map((factor) => factor * multipleOf);
  return [...edges, ...edges, ...multiples, multipleOf / 2, ...NUMBERS].filter(Number.isFinite);
}
