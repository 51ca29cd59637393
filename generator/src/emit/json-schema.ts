import type { Json, JsonObject } from '../located.ts';
import type {
  ConfigurationModel,
  ObjectShape,
  PropertyModel,
  ProviderModel,
  SchemaModel,
  Shape,
  UnionShape,
} from '../model/model.ts';
import { ruleSchemas } from './json-schema-rules.ts';

/** How the schemas of one document are printed. */
export interface JsonSchemaOptions {
  /** The name of a property, in the document's key case. */
  readonly key: (name: string) => string;
  /** Where the definitions of this provider stand: `#/definitions/`. */
  readonly definitions: string;
  /** Wraps the schema of every value that is not an object: configuration files may hold references. */
  readonly value: (schema: JsonObject) => JsonObject;
}

const PLAIN: JsonSchemaOptions = {
  key: (name) => name,
  definitions: '#/definitions/',
  value: (schema) => schema,
};

/** The draft-07 schema of one provider's configuration, without header. */
export function providerSchema(model: ProviderModel): JsonObject {
  const { configuration } = model;
  if (configuration.kind === 'zod')
    return { title: model.displayName, ...(configuration.jsonSchema as JsonObject) };
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    title: model.displayName,
    ...(model.description === undefined ? {} : { description: model.description }),
    ...objectSchema(configuration.root, PLAIN),
    ...definitionsMember(configuration, PLAIN),
  };
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
    additionalProperties: shape.rest === undefined ? false : printSchema(shape.rest, options),
    ...(rules.length === 0 ? {} : { allOf: rules }),
  };
}

/** A field with a default or an environment variable may be absent from a file. */
function isRequired(property: PropertyModel): boolean {
  return property.required && property.default === undefined && property.env === undefined;
}

function propertySchema(property: PropertyModel, options: JsonSchemaOptions): JsonObject {
  const printed = printSchema(property.schema, options);
  const { default: value } = property;
  if (value === undefined || property.schema.secret) return printed;
  return withSiblings(printed, { default: renameKeys(value, property.schema.shape, options) });
}

/** The schema of a value, with its annotations. */
export function printSchema(schema: SchemaModel, options: JsonSchemaOptions): JsonObject {
  const printed = shapeSchema(schema.shape, options);
  const hasReferences = !['object', 'map', 'union', 'reference'].includes(schema.shape.kind);
  return withSiblings(hasReferences ? options.value(printed) : printed, annotations(schema));
}

function annotations(schema: SchemaModel): JsonObject {
  const description = [schema.description, schema.unit === undefined ? undefined : `In ${schema.unit}.`]
    .filter((text) => text !== undefined)
    .join(' ');
  return {
    ...(schema.title === undefined ? {} : { title: schema.title }),
    ...(description === '' ? {} : { description }),
    ...(schema.examples === undefined || schema.secret ? {} : { examples: schema.examples }),
    ...(schema.secret ? { writeOnly: true } : {}),
    ...deprecation(schema.deprecated),
  };
}

function deprecation(deprecated: true | string | undefined): JsonObject {
  if (deprecated === undefined) return {};
  // The second is what editors show beside the first.
  return typeof deprecated === 'string'
    ? { deprecated: true, deprecationMessage: deprecated }
    : { deprecated };
}

/** Draft-07 ignores what stands beside a `$ref`. */
function withSiblings(schema: JsonObject, siblings: JsonObject): JsonObject {
  if (Object.keys(siblings).length === 0) return schema;
  return '$ref' in schema ? { allOf: [schema], ...siblings } : { ...schema, ...siblings };
}

function shapeSchema(shape: Shape, options: JsonSchemaOptions): JsonObject {
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
      return { type: 'object', additionalProperties: printSchema(shape.values, options) };
    case 'object':
      return objectSchema(shape, options);
    case 'union':
      return unionSchema(shape, options);
    case 'alternatives':
      return { anyOf: shape.options.map((option) => printSchema(option, options)) };
    case 'reference':
      return { $ref: `${options.definitions}${shape.definition}` };
  }
}

function unionSchema({ branches }: UnionShape, options: JsonSchemaOptions): JsonObject {
  return {
    type: 'object',
    oneOf: branches.map(({ title, description, object }) => ({
      ...(title === undefined ? {} : { title }),
      ...(description === undefined ? {} : { description }),
      ...objectSchema(object, options),
    })),
  };
}

/** A default in the document's key case. */
function renameKeys(value: Json, shape: Shape, options: JsonSchemaOptions): Json {
  if (typeof value !== 'object' || value === null || shape.kind !== 'object') return value;
  const schemas = new Map(shape.properties.map(({ name, schema }) => [name, schema]));
  return Object.fromEntries(
    Object.entries(value as JsonObject).map(([name, member]) => {
      const schema = schemas.get(name);
      return schema === undefined
        ? [name, member]
        : [options.key(name), renameKeys(member, schema.shape, options)];
    }),
  );
}
