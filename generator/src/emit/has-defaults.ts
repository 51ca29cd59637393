import type { ObjectShape, SchemaModel } from '../model/model.ts';

/** Whether a value with this schema may come out with more in it than it went in with. */
export function hasDefaults(
  { shape }: SchemaModel,
  schemaOf: (definition: string) => SchemaModel | undefined,
): boolean {
  const inside = (schema: SchemaModel | undefined): boolean =>
    schema !== undefined && hasDefaults(schema, schemaOf);
  const inObject = ({ properties, rest }: ObjectShape): boolean =>
    properties.some(({ schema, default: value }) => value !== undefined || inside(schema)) || inside(rest);
  switch (shape.kind) {
    case 'array':
      return inside(shape.items);
    case 'map':
      return inside(shape.values);
    case 'object':
      return inObject(shape);
    case 'union':
      return shape.branches.some(({ object }) => inObject(object));
    case 'alternatives':
      return shape.options.some(inside);
    case 'reference':
      return inside(schemaOf(shape.definition));
    default:
      return false;
  }
}
