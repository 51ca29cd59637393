import { isJsonObject, type Json, type JsonObject } from '../../../../generator/src/located.ts';
import type { Definitions } from '../../../../generator/src/model/accepts.ts';
import type {
  ConfigurationModel,
  ObjectShape,
  PropertyModel,
  Rule,
  SchemaModel,
  Shape,
} from '../../../../generator/src/model/model.ts';

/**
 * What a file is held to: the configuration where everything that the environment may fill in is left open. What the
 * JSON Schema says of a configuration is what `accepts` says of this one.
 */
export function asFile(configuration: ConfigurationModel): ConfigurationModel {
  return {
    ...configuration,
    root: openObject(configuration.root),
    definitions: configuration.definitions.map(({ name, schema }) => ({ name, schema: openSchema(schema) })),
  };
}

function openSchema(schema: SchemaModel): SchemaModel {
  return { ...schema, shape: openShape(schema.shape) };
}

function openShape(shape: Shape): Shape {
  switch (shape.kind) {
    case 'array':
      return { ...shape, items: openSchema(shape.items) };
    case 'map':
      return { ...shape, values: openSchema(shape.values) };
    case 'object':
      return openObject(shape);
    case 'union':
      return {
        ...shape,
        branches: shape.branches.map((branch) => ({ ...branch, object: openObject(branch.object) })),
      };
    case 'alternatives':
      return { ...shape, options: shape.options.map(openSchema) };
    default:
      return shape;
  }
}

function openObject(shape: ObjectShape): ObjectShape {
  const filled = new Set(shape.properties.flatMap(({ name, env }) => (env === undefined ? [] : [name])));
  return {
    ...shape,
    properties: shape.properties.map(openProperty),
    rules: shape.rules.flatMap((rule) => openRule(rule, filled)),
    ...(shape.rest === undefined ? {} : { rest: openSchema(shape.rest) }),
  };
}

function openProperty(property: PropertyModel): PropertyModel {
  const schema = openSchema(property.schema);
  if (property.env === undefined) return { ...property, schema };
  const { default: _, ...rest } = property;
  return { ...rest, schema, required: false };
}

function openRule(rule: Rule, filled: ReadonlySet<string>): readonly Rule[] {
  const inFile = (names: readonly string[]): readonly string[] => names.filter((name) => !filled.has(name));
  switch (rule.kind) {
    case 'when':
    case 'dependentRequired':
      return [{ ...rule, require: inFile(rule.require) }];
    case 'atMostOneOf':
      return [rule];
    default: {
      if (inFile(rule.fields).length === rule.fields.length) return [rule];
      return rule.kind === 'atLeastOneOf' ? [] : [{ ...rule, kind: 'atMostOneOf' }];
    }
  }
}

/** A value that the schema takes, with every default in place. */
export function withDefaults({ shape }: SchemaModel, value: Json, definitions: Definitions): Json {
  switch (shape.kind) {
    case 'array':
      return Array.isArray(value)
        ? value.map((item: Json) => withDefaults(shape.items, item, definitions))
        : value;
    case 'map':
      return mapMembers(value, (_, member) => withDefaults(shape.values, member, definitions));
    case 'object':
      return objectWithDefaults(shape, value, definitions);
    case 'union': {
      const chosen = isJsonObject(value) ? value[shape.discriminator] : undefined;
      const branch = shape.branches.find(({ values }) => values.some((each) => each === chosen));
      return branch === undefined ? value : objectWithDefaults(branch.object, value, definitions);
    }
    case 'alternatives': {
      const option = shape.options.find(({ shape: { kind } }) => isMeant(kind, value));
      return option === undefined ? value : withDefaults(option, value, definitions);
    }
    case 'reference': {
      const target = definitions.get(shape.definition);
      return target === undefined ? value : withDefaults(target, value, definitions);
    }
    default:
      return value;
  }
}

function objectWithDefaults(shape: ObjectShape, value: Json, definitions: Definitions): Json {
  if (!isJsonObject(value)) return value;
  const schemas = new Map(shape.properties.map(({ name, schema }) => [name, schema]));
  const added = shape.properties.flatMap(({ name, default: fallback }): [string, Json][] =>
    fallback === undefined || Object.hasOwn(value, name) ? [] : [[name, fallback]],
  );
  return mapMembers(Object.fromEntries([...Object.entries(value), ...added]), (name, member) => {
    const schema = schemas.get(name) ?? shape.rest;
    return schema === undefined ? member : withDefaults(schema, member, definitions);
  });
}

function mapMembers(value: Json, change: (name: string, member: Json) => Json): Json {
  if (!isJsonObject(value)) return value;
  const members = Object.entries(value).map(([name, member]) => [name, change(name, member)]);
  return Object.fromEntries(members) as JsonObject;
}

function isMeant(kind: Shape['kind'], value: Json): boolean {
  if (Array.isArray(value)) return kind === 'array';
  return isJsonObject(value) && (kind === 'object' || kind === 'map' || kind === 'union');
}
