import { isJsonObject, type Json, type JsonObject } from '../located.ts';
import type {
  ConfigurationModel,
  ObjectShape,
  PropertyModel,
  SchemaModel,
  Shape,
  UnionBranch,
  UnionShape,
} from '../model/model.ts';

/** What a model says about one object of a file. */
export interface ObjectView {
  readonly properties: ReadonlyMap<string, PropertyModel>;
  readonly shape?: ObjectShape;
  /** The schema of keys that are not declared. */
  readonly rest?: SchemaModel;
}

/** Reads a configuration's model beside a value: which option, branch and property is meant. */
export class ModelReader {
  readonly configuration: ConfigurationModel;
  readonly #definitions: ReadonlyMap<string, SchemaModel>;
  readonly #properties = new WeakMap<ObjectShape | UnionShape, ReadonlyMap<string, PropertyModel>>();

  constructor(configuration: ConfigurationModel) {
    this.configuration = configuration;
    this.#definitions = new Map(configuration.definitions.map(({ name, schema }) => [name, schema]));
  }

  /** The schema that is no reference; what stands beside a reference wins. Undefined for a circle of references. */
  resolve(schema: SchemaModel): SchemaModel | undefined {
    let current = schema;
    for (let step = 0; step <= this.#definitions.size; step++) {
      if (current.shape.kind !== 'reference') return current;
      const target = this.#definitions.get(current.shape.definition);
      if (target === undefined) return undefined;
      current = {
        ...target,
        secret: target.secret || current.secret,
        messages: { ...target.messages, ...current.messages },
      };
    }
    return undefined;
  }

  /** The schema meant for a value: its option, where there are several. No options at all mean anything. */
  meant(schema: SchemaModel, value: Json): SchemaModel | undefined {
    const resolved = this.resolve(schema);
    if (resolved?.shape.kind !== 'alternatives' || resolved.shape.options.length === 0) return resolved;
    const options = resolved.shape.options.flatMap((option) => this.resolve(option) ?? []);
    const fitting = options.filter((option) => hasType(option.shape, value));
    const best = fitting.find(({ shape }) => shape.kind === 'integer') ?? fitting[0];
    return best && { ...best, secret: best.secret || resolved.secret };
  }

  /** What a schema says about an object; undefined where it does not want one. */
  view(schema: SchemaModel, value: JsonObject, keyOf: (name: string) => string): ObjectView | undefined {
    const shape = this.meant(schema, value)?.shape;
    switch (shape?.kind) {
      case 'object':
        return this.viewShape(shape);
      case 'map':
        return { properties: new Map(), rest: shape.values };
      case 'union': {
        const branch = branchOf(shape, value[keyOf(shape.discriminator)]);
        return branch === undefined ? { properties: this.#allOf(shape) } : this.viewShape(branch.object);
      }
      default:
        return undefined;
    }
  }

  viewShape(shape: ObjectShape): ObjectView {
    let properties = this.#properties.get(shape);
    if (properties === undefined) {
      properties = new Map(shape.properties.map((property) => [property.name, property]));
      this.#properties.set(shape, properties);
    }
    return { properties, shape, ...(shape.rest === undefined ? {} : { rest: shape.rest }) };
  }

  /** The properties of every branch: what can be said while the branch is not known. */
  #allOf(shape: UnionShape): ReadonlyMap<string, PropertyModel> {
    let properties = this.#properties.get(shape);
    if (properties === undefined) {
      const all = shape.branches.flatMap(({ object }) => object.properties);
      properties = new Map(all.map((property) => [property.name, property]));
      this.#properties.set(shape, properties);
    }
    return properties;
  }
}

/** The branch that a discriminator's value means. */
export function branchOf(shape: UnionShape, value: Json | undefined): UnionBranch | undefined {
  return shape.branches.find(({ values }) => values.some((allowed) => allowed === value));
}

/** Whether a value has the type of a shape, whatever else is wrong with it. */
export function hasType(shape: Shape, value: Json): boolean {
  switch (shape.kind) {
    case 'string':
    case 'boolean':
      return typeof value === shape.kind;
    case 'number':
      return Number.isFinite(value);
    case 'integer':
      return Number.isInteger(value);
    case 'null':
      return value === null;
    case 'literal':
      return shape.values.some(
        (allowed) => typeof allowed === typeof value && (value === null) === (allowed === null),
      );
    case 'array':
      return Array.isArray(value);
    case 'map':
    case 'object':
    case 'union':
      return isJsonObject(value);
    default:
      return true;
  }
}
