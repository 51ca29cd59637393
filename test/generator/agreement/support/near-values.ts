import { isJsonObject, type Json, type JsonObject } from '../../../../generator/src/located.ts';
import type { Definitions } from '../../../../generator/src/model/accepts.ts';
import type { ObjectShape, SchemaModel, Shape, UnionShape } from '../../../../generator/src/model/model.ts';
import { GoodValues, nearScalars } from './good-values.ts';
import type { Random } from './random.ts';
import { KEYS } from './samples.ts';

/** Makes values that a schema just takes and values that it just does not take. */
export class NearValues {
  readonly #random: Random;
  readonly #good: GoodValues;

  constructor(random: Random, definitions: Definitions) {
    this.#random = random;
    this.#good = new GoodValues(random, definitions);
  }

  /** A value for a configuration; about half of them have something wrong somewhere. */
  of(root: ObjectShape): Json {
    if (this.#random.chance(0.5)) return this.#good.object(root);
    return this.#faulty({ shape: root, secret: false, messages: {} });
  }

  #faulty(schema: SchemaModel): Json {
    if (this.#random.chance(0.08)) return this.#random.pick(this.#wrongTypes());
    return this.#faultyShape(schema.shape);
  }

  #faultyShape(shape: Shape): Json {
    switch (shape.kind) {
      case 'string':
        return this.#random.pick(this.#good.texts(shape));
      case 'number':
      case 'integer':
        return this.#random.pick(this.#good.numbers(shape));
      case 'boolean':
      case 'null':
        return this.#random.pick(this.#wrongTypes());
      case 'literal':
        return this.#random.pick(nearScalars(shape.values));
      case 'array':
        return this.#faultyItems(shape);
      case 'map':
        return this.#faultyMember(this.#goodOf(shape), () => shape.values);
      case 'object':
        return this.#faultyObject(shape, this.#goodOf(shape));
      case 'union':
        return this.#faultyUnion(shape);
      case 'alternatives':
        return this.#faulty(this.#random.pick(shape.options));
      case 'reference': {
        const target = this.#good.definitions.get(shape.definition);
        return target === undefined ? null : this.#faulty(target);
      }
    }
  }

  #goodOf(shape: Shape): JsonObject {
    const value = this.#good.of({ shape, secret: false, messages: {} });
    return isJsonObject(value) ? value : {};
  }

  #wrongTypes(): readonly Json[] {
    return [null, true, false, 0, 1, 1.5, '', 'x', 'true', '1', [], ['x'], {}, { x: 1 }];
  }

  #faultyItems(shape: Extract<Shape, { kind: 'array' }>): Json {
    const { items, minItems = 0, maxItems = minItems + 3 } = shape;
    const make = (count: number): Json[] => Array.from({ length: count }, () => this.#good.of(items));
    const [first = this.#good.of(items), ...others] = make(Math.max(minItems, 1));
    return this.#random.pick([
      () => make(Math.max(minItems - 1, 0)),
      () => make(Math.min(maxItems, 6) + 1),
      () => [first, ...others, structuredClone(first)],
      () => [first, ...others, this.#faulty(items)],
    ])();
  }

  #faultyObject(shape: ObjectShape, value: JsonObject): Json {
    const schemas = new Map(shape.properties.map(({ name, schema }) => [name, schema]));
    const names = [...schemas.keys()];
    const absent = names.filter((name) => !Object.hasOwn(value, name));
    return this.#random.pick([
      () => without(value, this.#random.pick([...Object.keys(value), 'x'])),
      () => this.#faultyMember(value, (name) => schemas.get(name) ?? shape.rest),
      () => this.#faultyMember(value, (name) => schemas.get(name) ?? shape.rest),
      () =>
        with_(
          value,
          this.#random.pick([...KEYS, ...names.map(upper)]),
          this.#random.pick(this.#wrongTypes()),
        ),
      () => with_(value, '__proto__', this.#random.pick(this.#wrongTypes())),
      () => {
        const name = absent.length === 0 ? undefined : this.#random.pick(absent);
        const schema = name === undefined ? undefined : schemas.get(name);
        return name === undefined || schema === undefined ? value : with_(value, name, this.#good.of(schema));
      },
    ])();
  }

  #faultyMember(value: JsonObject, schemaOf: (name: string) => SchemaModel | undefined): Json {
    const keys = Object.keys(value);
    if (keys.length === 0) {
      const other = this.#random.pick(['__proto__', ...KEYS]);
      const schema = schemaOf(other);
      return with_(value, other, schema === undefined ? 'x' : this.#good.of(schema));
    }
    const key = this.#random.pick(keys);
    const schema = schemaOf(key);
    return schema === undefined ? without(value, key) : with_(value, key, this.#faulty(schema));
  }

  #faultyUnion(shape: UnionShape): Json {
    const { discriminator, branches } = shape;
    const branch = this.#random.pick(branches);
    const value = this.#goodOf(branch.object);
    const all = branches.flatMap(({ values }) => values);
    return this.#random.pick([
      () => without(value, discriminator),
      () => with_(value, discriminator, this.#random.pick(nearScalars(all))),
      () => with_(value, discriminator, this.#random.pick(all)),
      () => ({ ...this.#goodOf(this.#random.pick(branches).object), ...value }),
      () => this.#faultyObject(branch.object, value),
      () => this.#faultyObject(branch.object, value),
    ])();
  }
}

function without(value: JsonObject, key: string): JsonObject {
  return Object.fromEntries(Object.entries(value).filter(([name]) => name !== key));
}

/** Unlike a spread, takes the key `__proto__` for one like any other. */
function with_(value: JsonObject, key: string, member: Json): JsonObject {
  return Object.fromEntries([...Object.entries(value).filter(([name]) => name !== key), [key, member]]);
}

function upper(name: string): string {
  return name.slice(0, 1).toUpperCase() + name.slice(1);
}
