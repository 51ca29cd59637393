import type { Json } from '../located.ts';
import type { ConfigurationModel, ObjectShape, SchemaModel, Shape } from '../model/model.ts';

/** What stands for a text that only the author knows. */
const TEXT = 'change-me';

/**
 * A configuration to start from: what is required, and of fields of which one is required the first. It compiles; its
 * author puts in what is true.
 */
export function sampleConfiguration({ root, definitions }: ConfigurationModel): Json {
  const named = new Map(definitions.map(({ name, schema }) => [name, schema]));
  const ofSchema = ({ shape, examples }: SchemaModel): Json => examples?.[0] ?? ofShape(shape);
  const ofObject = (shape: ObjectShape): Json => {
    const chosen = new Set(shape.rules.flatMap((rule) => ('fields' in rule ? rule.fields.slice(0, 1) : [])));
    const needed = shape.properties.filter(
      ({ name, required, default: value }) => (required && value === undefined) || chosen.has(name),
    );
    return Object.fromEntries(needed.map(({ name, schema }) => [name, ofSchema(schema)]));
  };
  const ofShape = (shape: Shape): Json => {
    switch (shape.kind) {
      case 'string':
        return TEXT.padEnd(shape.minLength ?? 0, '.').slice(0, shape.maxLength);
      case 'number':
      case 'integer':
        return shape.minimum ?? (shape.exclusiveMinimum === undefined ? 1 : shape.exclusiveMinimum + 1);
      case 'boolean':
        return false;
      case 'null':
        return null;
      case 'literal':
        return shape.values[0] ?? null;
      case 'array':
        return [];
      case 'map':
        return {};
      case 'object':
        return ofObject(shape);
      case 'union':
        return shape.branches[0] === undefined ? {} : ofObject(shape.branches[0].object);
      case 'alternatives':
        return shape.options[0] === undefined ? null : ofSchema(shape.options[0]);
      case 'reference': {
        const schema = named.get(shape.definition);
        return schema === undefined ? null : ofSchema(schema);
      }
    }
  };
  return ofObject(root);
}
