import type { ConfigurationModel, SchemaModel, Shape } from '../model/model.ts';

type Path = readonly string[];

/** The paths of every secret in a configuration, `*` for every item or entry; what is inside a secret is not listed. */
export function secretPaths({ root, definitions }: ConfigurationModel): readonly Path[] {
  const named = new Map(definitions.map(({ name, schema }) => [name, schema]));
  const ofSchema = (schema: SchemaModel, path: Path): readonly Path[] =>
    schema.secret ? [path] : ofShape(schema.shape, path);
  const ofShape = (shape: Shape, path: Path): readonly Path[] => {
    switch (shape.kind) {
      case 'array':
        return ofSchema(shape.items, [...path, '*']);
      case 'map':
        return ofSchema(shape.values, [...path, '*']);
      case 'object':
        return [
          ...shape.properties.flatMap(({ name, schema }) => ofSchema(schema, [...path, name])),
          ...(shape.rest === undefined ? [] : ofSchema(shape.rest, [...path, '*'])),
        ];
      case 'union':
        return shape.branches.flatMap(({ object }) => ofShape(object, path));
      case 'alternatives':
        return shape.options.flatMap((option) => ofSchema(option, path));
      case 'reference': {
        const schema = named.get(shape.definition);
        return schema === undefined ? [] : ofSchema(schema, path);
      }
      default:
        return [];
    }
  };
  const all = ofShape(root, []);
  return [...new Map(all.map((path) => [JSON.stringify(path), path])).values()];
}
