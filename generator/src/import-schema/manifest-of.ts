import { isJsonObject, type Json, type JsonObject } from '../located.ts';
import type { ManifestIdentity } from '../model/manifest-identity.ts';
import { textOf } from '../model/pick.ts';
import { emitYaml } from './emit-yaml.ts';
import type { SettledSchemas } from './settle.ts';

/** The order in which people read a schema. */
const ORDER = (
  '$ref type title description deprecated secret enum const format minLength maxLength pattern minimum maximum ' +
  'exclusiveMinimum exclusiveMaximum multipleOf minItems maxItems uniqueItems items default examples errorMessage ' +
  'oneOf additionalProperties required properties rules dependentRequired'
).split(' ');

/** The text of a manifest. */
export function manifestOf(
  { name, id, driver, dataStores, connectionModes, priority }: ManifestIdentity,
  { configuration, definitions }: SettledSchemas,
  documentation: string | undefined,
  schemaPath: string,
): string {
  const { title, description, ...schema } = configuration;
  const words = describe([textOf(title), textOf(description)], documentation);
  const manifest: JsonObject = {
    manifestVersion: 1,
    id,
    name,
    displayName: `${name} Connection Provider`,
    ...(words === '' ? {} : { description: words }),
    provider: driver,
    dataStores,
    connectionModes,
    priority,
    configuration: inOrder(schema),
    ...(Object.keys(definitions).length === 0 ? {} : { $defs: fieldsInOrder(definitions) }),
  };
  return `# yaml-language-server: $schema=${schemaPath}\n${emitYaml(manifest)}`;
}

/** The title, the description and where to read more, as sentences. */
function describe(texts: readonly (string | undefined)[], documentation: string | undefined): string {
  const said = texts.map((text) => text?.trim() ?? '').filter((text) => text !== '');
  const page = documentation === undefined ? [] : [`See ${documentation}`];
  return [...said.map((text) => (/[.!?:]$/.test(text) ? text : `${text}.`)), ...page].join(' ');
}

function inOrder(schema: JsonObject): JsonObject {
  const rank = (keyword: string): number => (ORDER.includes(keyword) ? ORDER.indexOf(keyword) : ORDER.length);
  const entries = Object.entries(schema).sort(([a], [b]) => rank(a) - rank(b));
  return Object.fromEntries(entries.map(([keyword, value]) => [keyword, part(keyword, value)]));
}

function part(keyword: string, value: Json): Json {
  const ordered = (schema: Json): Json => (isJsonObject(schema) ? inOrder(schema) : schema);
  if (keyword === 'properties' && isJsonObject(value)) return fieldsInOrder(value);
  if (keyword === 'oneOf' && Array.isArray(value)) return value.map(ordered);
  return keyword === 'items' || keyword === 'additionalProperties' ? ordered(value) : value;
}

function fieldsInOrder(fields: JsonObject): JsonObject {
  const entries = Object.entries(fields);
  return Object.fromEntries(
    entries.map(([name, field]) => [name, isJsonObject(field) ? inOrder(field) : field]),
  );
}
