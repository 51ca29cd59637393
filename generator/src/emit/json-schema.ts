import type { Json, JsonObject } from '../located.ts';
import type {
  ConfigurationModel,
  ObjectShape,
  PropertyModel,
  ProviderModel,
  SchemaModel,
  Shape,
} from '../model/model.ts';
import { annotations } from './json-schema-annotations.ts';
import { ruleSchemas } from './json-schema-rules.ts';
import { unionSchema } from './json-schema-union.ts';

/** How the schemas of one document are printed. */
export interface JsonSchemaOptions {
  /** The name of a property, in the document's key case. */
  readonly key: (name: string) => string;
  /** Where the definitions of this provider stand: `#/definitions/`. */
  readonly definitions: string;
  /** Wraps the schema of every value: configuration files may hold references. */
  readonly value: (schema: JsonObject) => JsonObject;
  /** The definitions of the provider. */
  readonly named: ReadonlyMap<string, SchemaModel>;
}

/** Any key but `__proto__`, which JavaScript would take for something else. */
const OWN_KEYS: JsonObject = { propertyNames: { not: { const: '__proto__' } } };

/** The draft-07 schema of one provider's configuration, without header. */
export function providerSchema(model: ProviderModel): JsonObject {
  const { configuration } = model;
  if (configuration.kind === 'zod')
    return { title: model.displayName, ...(configuration.jsonSchema as JsonObject) };
  const options: JsonSchemaOptions = {
    key: (name) => name,
    definitions: '#/definitions/',
    value: (schema) => schema,
    named: namedSchemas(configuration),
  };
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    title: model.displayName,
    ...(model.description === undefined ? {} : { description: model.description }),
    ...objectSchema(configuration.root, options),
    ...definitionsMember(configuration, options),
  };
}

/** The definitions of a configuration by name. */
export function namedSchemas({ definitions }: ConfigurationModel): ReadonlyMap<string, SchemaModel> {
  return new Map(definitions.map(({ name, schema }) => [name, schema]));
}

/** `definitions`, where the configuration has any. */
export function definitionsMember(configuration: ConfigurationModel, options: JsonSchemaOptions): JsonObject {
  if (configuration.definitions.length === 0) return {};
  const entries = configuration.definitions.map(
    ({ name, schema }) => [name, printSchema(schema, options)] as const,
  );
  return { definitions: Object.fromEntries(entries) };
}

/** The schema of an object. */
export function objectSchema(shape: ObjectShape, options: JsonSchemaOptions): JsonObject {
  const required = shape.properties.filter(isRequired).map(({ name }) => options.key(name));
  const rules = ruleSchemas(shape, options.key);
  return {
    type: 'object',
    properties: Object.fromEntries(
      shape.properties.map((property) => [options.key(property.name), propertySchema(property, options)]),
    ),
    ...(required.length === 0 ? {} : { required }),
    ...(shape.rest === undefined
      ? { additionalProperties: false }
      : { ...OWN_KEYS, additionalProperties: printSchema(shape.rest, options) }),
    ...(rules.length === 0 ? {} : { allOf: rules }),
  };
}

/** A field with a default or an environment variable may be absent from a file. */
function isRequired(property: PropertyModel): boolean {
  return property.required && property.default === undefined && property.env === undefined;
}

function propertySchema(
  { schema, default: value, env }: PropertyModel,
  options: JsonSchemaOptions,
): JsonObject {
  return withSiblings(printShape(schema.shape, options), annotations(schema, options, { value, env }));
}

/** The schema of a value, with its annotations. */
function printSchema(schema: SchemaModel, options: JsonSchemaOptions): JsonObject {
  return withSiblings(printShape(schema.shape, options), annotations(schema, options));
}

/** Draft-07 ignores what stands beside a `$ref`. */
function withSiblings(schema: JsonObject, siblings: JsonObject): JsonObject {
  if (Object.keys(siblings).length === 0) return schema;
  return '$ref' in schema ? { allOf: [schema], ...siblings } : { ...schema, ...siblings };
}

function printShape(shape: Shape, options: JsonSchemaOptions): JsonObject {
  if (shape.kind === 'reference') return { $ref: `${options.definitions}${shape.definition}` };
  return options.value(shapeSchema(shape, options));
}

function shapeSchema(shape: Exclude<Shape, { kind: 'reference' }>, options: JsonSchemaOptions): JsonObject {
  switch (shape.kind) {
    case 'string':
    case 'number':
    case 'integer': {
      const { kind, ...limits } = shape;
      return { type: kind, ...limits };
    }
    case 'boolean':
    case 'null':
      return { type: shape.kind };
    case 'literal':
      return shape.values.length === 1 ? { const: shape.values[0] as Json } : { enum: shape.values };
    case 'array': {
      const { kind, items, uniqueItems, ...limits } = shape;
      return {
        type: kind,
        items: printSchema(items, options),
        ...limits,
        ...(uniqueItems ? { uniqueItems } : {}),
      };
    }
    case 'map':
      return { type: 'object', ...OWN_KEYS, additionalProperties: printSchema(shape.values, options) };
    case 'object':
      return objectSchema(shape, options);
    case 'union':
      return unionSchema(shape, options, objectSchema);
    case 'alternatives':
      return { anyOf: shape.options.map((option) => printSchema(option, options)) };
  }
}
