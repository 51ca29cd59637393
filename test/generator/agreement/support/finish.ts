import { isJsonObject, type Json, type JsonObject } from '../../../../generator/src/located.ts';
import { accepts } from '../../../../generator/src/model/accepts.ts';
import { SchemaBuilder } from '../../../../generator/src/model/build-schema.ts';
import type { SchemaModel } from '../../../../generator/src/model/model.ts';
import { GoodValues } from './good-values.ts';
import { Random } from './random.ts';

const SCALAR_TYPES = ['string', 'integer', 'number', 'boolean', 'null'];

/** Makes a manifest's configuration of one that was put together freely: defaults that fit, variables of their own. */
export function finish(configuration: JsonObject, seed: number): JsonObject {
  const definitions = isJsonObject(configuration['$defs']) ? configuration['$defs'] : {};
  const finisher = new Finisher(seed);
  for (const [name, node] of Object.entries(definitions)) {
    if (isJsonObject(node)) finisher.definitions.set(name, finisher.node(node, 'definition'));
  }
  const root = finisher.node(configuration, 'items');
  return finisher.definitions.size === 0
    ? root
    : { ...root, $defs: Object.fromEntries(finisher.definitions) };
}

type Position = 'property' | 'tag' | 'definition' | 'items';

class Finisher {
  readonly definitions = new Map<string, JsonObject>();
  readonly #random: Random;
  #variables = 0;

  constructor(seed: number) {
    this.#random = new Random(seed);
  }

  node(node: JsonObject, position: Position): JsonObject {
    const { default: wanted, env, ...rest } = node;
    const done = this.#parts(rest);
    if (env !== undefined && position === 'property' && isScalar(done)) {
      this.#variables += 1;
      return this.#withDefault({ ...done, env: `SAMPLE_${this.#variables}` }, wanted);
    }
    return position === 'property' || position === 'definition' ? this.#withDefault(done, wanted) : done;
  }

  #parts(node: JsonObject, isBranch = false): JsonObject {
    const parts: Record<string, Json> = { ...node };
    const { items, additionalProperties, oneOf, properties } = node;
    if (isJsonObject(items)) parts['items'] = this.node(items, 'items');
    if (isJsonObject(additionalProperties))
      parts['additionalProperties'] = this.node(additionalProperties, 'items');
    if (Array.isArray(oneOf)) {
      parts['oneOf'] = oneOf.map((branch: Json) =>
        isJsonObject(branch) ? this.#parts(branch, true) : branch,
      );
    }
    if (isJsonObject(properties)) {
      const entries = Object.entries(properties).map(([name, property]): [string, Json] => {
        const { const: only, enum: list } = isJsonObject(property) ? property : {};
        // Any property of a branch that lists its values may turn out to be the one that chooses the branch.
        const isTag = isBranch && (only !== undefined || list !== undefined);
        return [name, isJsonObject(property) ? this.node(property, isTag ? 'tag' : 'property') : property];
      });
      parts['properties'] = Object.fromEntries(entries);
    }
    return parts;
  }

  #withDefault(node: JsonObject, wanted: Json | undefined): JsonObject {
    if (wanted === undefined) return node;
    const builder = this.#builder();
    const model = builder.schema({ node, source: undefined });
    const value = model && this.#valueOf(model, builder.definitions);
    return value === undefined ? node : { ...node, default: value };
  }

  #valueOf(model: SchemaModel, definitions: ReadonlyMap<string, SchemaModel>): Json | undefined {
    const value = new GoodValues(this.#random, definitions).of(model);
    // What no file can hold cannot be a default either.
    const isWritable = JSON.stringify(value).isWellFormed() && !/\\ud[89a-f]/.test(JSON.stringify(value));
    return isWritable && isExact(value) && accepts(model, value, definitions) ? value : undefined;
  }

  #builder(): SchemaBuilder<undefined> {
    return new SchemaBuilder<undefined>(
      (reference) => {
        const name = reference.slice('#/$defs/'.length);
        const node = this.definitions.get(name);
        return node && { node, name, source: undefined };
      },
      () => false,
    );
  }
}

/** Manifests may not hold whole numbers that another reader would round. */
function isExact(value: Json): boolean {
  if (typeof value === 'number') return !Number.isInteger(value) || Number.isSafeInteger(value);
  if (typeof value !== 'object' || value === null) return true;
  return Object.values(value).every(isExact);
}

function isScalar(node: JsonObject): boolean {
  const types = [node['type']].flat();
  return types.every((type) => typeof type === 'string' && SCALAR_TYPES.includes(type));
}
