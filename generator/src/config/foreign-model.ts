import { isJsonObject, type Json, type JsonObject } from '../located.ts';
import type {
  ConfigurationModel,
  ObjectShape,
  PropertyModel,
  Scalar,
  SchemaModel,
  Shape,
  UnionShape,
} from '../model/model.ts';

/** A model that says nothing: only the schema decides. */
const ANYTHING: Shape = { kind: 'alternatives', options: [] };

/**
 * Reads back from a JSON Schema what the checks of a configuration file need of a model: keys, types, limits and
 * branches. For hand-written schemas, which have no manifest; what is not understood is left to the schema.
 */
export function foreignModel(schema: JsonObject): ConfigurationModel {
  const definitions = ['definitions', '$defs'].flatMap((section) =>
    Object.entries(membersOf(schema, section)),
  );
  const root = shapeOf(schema);
  return {
    kind: 'fields',
    root: root.kind === 'object' ? root : { kind: 'object', properties: [], rules: [], rest: modelOf(true) },
    definitions: definitions.map(([name, definition]) => ({ name, schema: modelOf(definition) })),
  };
}

function modelOf(schema: Json): SchemaModel {
  const shape = isJsonObject(schema) ? shapeOf(schema) : ANYTHING;
  // Nothing says that it is no secret.
  return { shape, secret: true, messages: {} };
}

function shapeOf(schema: JsonObject): Shape {
  const { $ref: reference, const: only, enum: values, anyOf, oneOf, allOf } = schema;
  if (typeof reference === 'string') return referenceShape(reference);
  if (isScalar(only)) return { kind: 'literal', values: [only] };
  if (Array.isArray(values) && values.every(isScalar)) return { kind: 'literal', values };
  const options: Json | undefined = anyOf ?? oneOf;
  if (Array.isArray(options)) return alternativesShape(options as readonly Json[]);
  if (allOf !== undefined) return ANYTHING;
  return typedShape(schema);
}

function typedShape(schema: JsonObject): Shape {
  const { type, items, uniqueItems } = schema;
  switch (type) {
    case 'string':
    case 'number':
    case 'integer':
      return { ...schema, kind: type };
    case 'boolean':
    case 'null':
      return { kind: type };
    case 'array':
      return { ...schema, kind: type, items: modelOf(items ?? true), uniqueItems: uniqueItems === true };
    case 'object':
      return objectShape(schema);
    default:
      return ANYTHING;
  }
}

function objectShape(schema: JsonObject): ObjectShape {
  const required = Array.isArray(schema['required']) ? (schema['required'] as readonly Json[]) : [];
  const properties = Object.entries(membersOf(schema, 'properties')).map(
    ([name, property]): PropertyModel => ({
      name,
      schema: modelOf(property),
      required: required.includes(name),
    }),
  );
  const rest = schema['additionalProperties'];
  return {
    kind: 'object',
    properties,
    rules: [],
    ...(rest === false ? {} : { rest: modelOf(rest ?? true) }),
  };
}

function referenceShape(reference: string): Shape {
  const name = /^#\/(?:definitions|\$defs)\/([^/]+)$/.exec(reference)?.[1];
  return name === undefined ? ANYTHING : { kind: 'reference', definition: name };
}

function alternativesShape(options: readonly Json[]): Shape {
  const schemas = options.map(modelOf);
  return unionOf(schemas.map(({ shape }) => shape)) ?? { kind: 'alternatives', options: schemas };
}

/** A union, where all options are objects with a constant property in common. */
function unionOf(shapes: readonly Shape[]): UnionShape | undefined {
  const objects = shapes.filter((shape) => shape.kind === 'object');
  const [first] = objects;
  if (first === undefined || objects.length < shapes.length) return undefined;
  const discriminator = first.properties.find(({ name }) =>
    objects.every((object) => constantsOf(object, name).length > 0),
  )?.name;
  if (discriminator === undefined) return undefined;
  const branches = objects.map((object) => ({ values: constantsOf(object, discriminator), object }));
  return { kind: 'union', discriminator, branches };
}

function constantsOf({ properties }: ObjectShape, name: string): readonly Scalar[] {
  const shape = properties.find((property) => property.name === name && property.required)?.schema.shape;
  return shape?.kind === 'literal' ? shape.values : [];
}

function membersOf(schema: JsonObject, keyword: string): JsonObject {
  const members = schema[keyword];
  return isJsonObject(members) ? members : {};
}

function isScalar(value: Json | undefined): value is Scalar {
  return value !== undefined && (typeof value !== 'object' || value === null);
}
