import { isJsonObject, type Json, type JsonObject } from '../located.ts';
import type { PropertyModel, SchemaModel, Shape } from '../model/model.ts';
import type { JsonSchemaOptions } from './json-schema.ts';
import { mayShow } from './secret-paths.ts';

/** What the field says besides its schema. */
interface FieldWords {
  readonly value?: Json | undefined;
  readonly env?: string | undefined;
}

/** What a schema says to people: labels, descriptions, examples, defaults. Nothing that a secret is in. */
export function annotations(
  schema: SchemaModel,
  options: JsonSchemaOptions,
  { value, env }: FieldWords = {},
): JsonObject {
  const { title, examples, secret, deprecated } = schema;
  const description = [
    schema.description,
    schema.unit === undefined ? undefined : `In ${schema.unit}.`,
    env === undefined ? undefined : `Read from the environment variable ${env} when absent.`,
  ]
    .filter((text) => text !== undefined)
    .join(' ');
  const isShown = (json: Json): boolean => mayShow(schema, json, options.named);
  const shown = examples?.filter(isShown) ?? [];
  const spelt = (json: Json): Json => renameKeys(json, schema.shape, options);
  return {
    ...(title === undefined ? {} : { title }),
    ...(description === '' ? {} : { description }),
    ...(value === undefined || !isShown(value) ? {} : { default: spelt(value) }),
    ...(shown.length === 0 ? {} : { examples: shown.map(spelt) }),
    ...(secret ? { writeOnly: true } : {}),
    ...deprecation(deprecated),
  };
}

function deprecation(deprecated: true | string | undefined): JsonObject {
  if (deprecated === undefined) return {};
  // The second is what editors show beside the first.
  return typeof deprecated === 'string'
    ? { deprecated: true, deprecationMessage: deprecated }
    : { deprecated };
}

/** A value in the document's key case. */
function renameKeys(value: Json, shape: Shape, options: JsonSchemaOptions): Json {
  const within = (json: Json, schema: SchemaModel | undefined): Json =>
    schema === undefined ? json : renameKeys(json, schema.shape, options);
  if (Array.isArray(value)) {
    const items = meant(shape, 'array', options)?.items;
    return value.map((item: Json) => within(item, items));
  }
  if (!isJsonObject(value)) return value;
  const fields = new Map(fieldsOf(value, shape, options).map((field) => [field.name, field.schema]));
  const others = meant(shape, 'map', options)?.values ?? meant(shape, 'object', options)?.rest;
  const members = Object.entries(value).map(([name, member]) => {
    const schema = fields.get(name);
    return schema === undefined
      ? [name, within(member, others)]
      : [options.key(name), within(member, schema)];
  });
  return Object.fromEntries(members) as JsonObject;
}

function fieldsOf(value: JsonObject, shape: Shape, options: JsonSchemaOptions): readonly PropertyModel[] {
  const union = meant(shape, 'union', options);
  if (union === undefined) return meant(shape, 'object', options)?.properties ?? [];
  const branch = union.branches.find(({ values }) =>
    values.some((each) => each === value[union.discriminator]),
  );
  return branch?.object.properties ?? [];
}

/** The shape, what it refers to, or the option of it, that is of a kind. */
function meant<K extends Shape['kind']>(
  shape: Shape,
  kind: K,
  options: JsonSchemaOptions,
): Extract<Shape, { kind: K }> | undefined {
  if (shape.kind === kind) return shape as Extract<Shape, { kind: K }>;
  const target = shape.kind === 'reference' ? options.named.get(shape.definition) : undefined;
  if (target !== undefined) return meant(target.shape, kind, options);
  if (shape.kind !== 'alternatives') return undefined;
  for (const option of shape.options) {
    const found = meant(option.shape, kind, options);
    if (found !== undefined) return found;
  }
  return undefined;
}
