import type { Json, JsonObject } from '../located.ts';
import type { ConfigurationModel, ObjectShape, Shape } from '../model/model.ts';

/** What a loader needs to know of the fields: `ConfigurationShape` of the runtime. */
export function configurationShape({ root, definitions }: ConfigurationModel): JsonObject {
  const named = definitions.map(({ name, schema }) => [keyOf(name), fieldType(schema.shape)] as const);
  return {
    ...objectType(root),
    ...(named.length === 0 ? {} : { definitions: Object.fromEntries(named) }),
  };
}

/** To TypeScript a key such as `toString` is the member that every object has. */
function keyOf(definition: string): string {
  return definition in Object.prototype ? `${definition}_` : definition;
}

function fieldType(shape: Shape): JsonObject {
  const { kind } = shape;
  switch (kind) {
    case 'literal':
      return { kind, values: shape.values };
    case 'array':
      return { kind, items: fieldType(shape.items.shape) };
    case 'map':
      return { kind, values: fieldType(shape.values.shape) };
    case 'object':
      return objectType(shape);
    case 'union':
      return {
        kind,
        discriminator: shape.discriminator,
        branches: shape.branches.map(({ object }): Json => objectType(object)),
      };
    case 'alternatives':
      return { kind, options: shape.options.map((option): Json => fieldType(option.shape)) };
    case 'reference':
      return { kind, definition: keyOf(shape.definition) };
    default:
      return { kind };
  }
}

function objectType({ kind, properties, rest }: ObjectShape): JsonObject {
  const fields = properties.map(({ name, schema, env }) => {
    const type = fieldType(schema.shape);
    return [name, env === undefined ? type : { ...type, env }] as const;
  });
  return {
    kind,
    fields: Object.fromEntries(fields),
    ...(rest === undefined ? {} : { rest: fieldType(rest.shape) }),
  };
}
