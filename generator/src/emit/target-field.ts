import type { ConfigurationModel } from '../model/model.ts';

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
export function targetField({ root }: ConfigurationModel): string | undefined {
  const texts = root.properties.filter(({ schema }) => schema.shape.kind === 'string');
  const has = (name: string, allowSecret: boolean): boolean =>
    texts.some((property) => property.name === name && (allowSecret || !property.schema.secret));
  return LOCATORS.find((name) => has(name, true)) ?? PLACES.find((name) => has(name, false));
}
