import { isJsonObject, type Json } from '../located.ts';
import type { ConfigurationModel, Scalar, SchemaModel, Shape } from '../model/model.ts';

/** One step of the way to a secret, as `SecretStep` of the runtime has it. */
type Step =
  | string
  | { readonly items: true }
  | { readonly others: readonly string[] }
  | { readonly where: string; readonly is: readonly Scalar[] };
type Path = readonly Step[];
type Definitions = ReadonlyMap<string, SchemaModel>;

/** The paths of every secret in a configuration; what is inside a secret is not listed. */
export function secretPaths({ root, definitions }: ConfigurationModel): readonly Path[] {
  const all = inShape(root, [], new Map(definitions.map(({ name, schema }) => [name, schema])));
  return [...new Map(all.map((path) => [JSON.stringify(path), path])).values()];
}

/** Whether a default or an example may be shown: nothing of it is secret. */
export function mayShow(schema: SchemaModel, value: Json, definitions: Definitions): boolean {
  return !inSchema(schema, [], definitions).some((path) => leadsTo(path, value));
}

/** Whether there is something at the end of a path; whatever the branch of a union is, to be on the safe side. */
function leadsTo([step, ...rest]: Path, value: Json): boolean {
  if (step === undefined) return true;
  if (typeof value !== 'object' || value === null) return false;
  if (typeof step === 'object' && 'where' in step) return leadsTo(rest, value);
  if (typeof step === 'string' && step !== '*') {
    const member = isJsonObject(value) && Object.hasOwn(value, step) ? value[step] : undefined;
    return member !== undefined && leadsTo(rest, member);
  }
  return Object.values(value).some((member: Json) => leadsTo(rest, member));
}

function inSchema(schema: SchemaModel, path: Path, definitions: Definitions): readonly Path[] {
  return schema.secret ? [path] : inShape(schema.shape, path, definitions);
}

function inShape(shape: Shape, path: Path, definitions: Definitions): readonly Path[] {
  switch (shape.kind) {
    case 'array':
      return inSchema(shape.items, [...path, '*'], definitions);
    case 'map':
      return inSchema(shape.values, [...path, '*'], definitions);
    case 'object': {
      const names = shape.properties.map(({ name }) => name);
      const rest = shape.rest && inSchema(shape.rest, [...path, { others: names }], definitions);
      const declared = shape.properties.map(({ name, schema }) =>
        inSchema(schema, [...path, name], definitions),
      );
      return [...declared.flat(), ...(rest ?? [])];
    }
    case 'union':
      return shape.branches.flatMap(({ object, values }) =>
        inShape(object, [...path, { where: shape.discriminator, is: values }], definitions),
      );
    case 'alternatives':
      return shape.options.flatMap((option) => inOption(option, shape.options, path, definitions));
    case 'reference': {
      const target = definitions.get(shape.definition);
      return target === undefined ? [] : inSchema(target, path, definitions);
    }
    default:
      return [];
  }
}

/** Beside a list, entries are no items; beside an object, items are no entries. */
function inOption(
  option: SchemaModel,
  options: readonly SchemaModel[],
  path: Path,
  definitions: Definitions,
): readonly Path[] {
  const all = inSchema(option, path, definitions);
  const { kind } = option.shape;
  const isMixed =
    options.some(({ shape }) => shape.kind === 'array') && options.some(({ shape }) => isObject(shape));
  if (!isMixed || (kind !== 'array' && kind !== 'map')) return all;
  const step: Step = kind === 'array' ? { items: true } : { others: [] };
  return all.map((found) => (found.length > path.length ? found.with(path.length, step) : found));
}

function isObject({ kind }: Shape): boolean {
  return kind === 'map' || kind === 'object' || kind === 'union';
}
