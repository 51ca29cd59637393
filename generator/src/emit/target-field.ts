import type { ConfigurationModel, SchemaModel } from '../model/model.ts';

/** Names whose text may be shown with its secrets masked, best first. */
const LOCATORS = ['connectionString', 'dsn', 'url', 'uri', 'baseUrl', 'endpoint'];
/** Names that say where something is and hold nothing else. */
const PLACES = [
  'host',
  'hostname',
  'server',
  'address',
  'path',
  'file',
  'filename',
  'root',
  'folder',
  'directory',
];

/** The field that says what a connection is connected to; undefined where none does. */
export function targetField({ root, definitions }: ConfigurationModel): string | undefined {
  const named = new Map(definitions.map(({ name, schema }) => [name, schema]));
  const texts = root.properties.filter(({ schema }) => isText(schema, named));
  const has = (name: string, allowSecret: boolean): boolean =>
    texts.some((property) => property.name === name && (allowSecret || !property.schema.secret));
  return LOCATORS.find((name) => has(name, true)) ?? PLACES.find((name) => has(name, false));
}

function isText({ shape }: SchemaModel, definitions: ReadonlyMap<string, SchemaModel>): boolean {
  if (shape.kind !== 'reference') return shape.kind === 'string';
  const target = definitions.get(shape.definition);
  return target !== undefined && isText(target, definitions);
}
