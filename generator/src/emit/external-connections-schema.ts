import type { ProviderIdentity } from '../known/known-provider.ts';
import type { Json, JsonObject } from '../located.ts';
import type { ProviderModel } from '../model/model.ts';
import { kebabCase, pascalCase } from '../model/names.ts';
import { definitionsMember, type JsonSchemaOptions, namedSchemas, objectSchema } from './json-schema.ts';

/** How the declared names of a configuration file are spelt. */
export type KeyCase = 'camel' | 'pascal';

/** `${env:NAME}` or `${file:path}`, alone or inside a text. */
const REFERENCE: JsonObject = { type: 'string', pattern: '\\$\\{(env|file):[^}]+\\}' };

/** Editors put in more than a key only where there is a type beside the alternatives. */
function orReference(schema: JsonObject): JsonObject {
  const types = [...typesOf(schema), 'string'];
  return { type: [...new Set(types)], anyOf: [schema, REFERENCE] };
}

/** The types of the values that a schema takes, be it one of a type, of alternatives or of listed values. */
function typesOf({ type, anyOf, enum: list, const: only = null }: JsonObject): readonly Json[] {
  if (type !== undefined) return [type].flat();
  if (Array.isArray(anyOf)) return anyOf.flatMap((option: Json) => typesOf(option as JsonObject));
  return (Array.isArray(list) ? list : [only]).map((value: Json) => (value === null ? 'null' : typeof value));
}

/**
 * The schema of a whole configuration file but for the definitions of its providers: one section of named connections,
 * each checked against its provider. References are admitted everywhere, since only the loader knows what they stand
 * for; other sections are left alone.
 *
 * @param providers - by id.
 */
export function sectionSchema(providers: readonly ProviderIdentity[], keyCase: KeyCase): JsonObject {
  const key = keyIn(keyCase);
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    title: 'External connections',
    type: 'object',
    properties: {
      $schema: { type: 'string' },
      [key('externalConnections')]: {
        type: 'object',
        description: 'The connections of the program, by name.',
        additionalProperties: { $ref: '#/definitions/connection' },
      },
    },
    definitions: { connection: connectionSchema(servedNames(providers), key) },
  };
}

function keyIn(keyCase: KeyCase): (name: string) => string {
  return keyCase === 'pascal' ? pascalCase : (name) => name;
}

/** What may stand as `provider`: names, and data stores, which their provider of highest priority serves. */
function servedNames(providers: readonly ProviderIdentity[]): ReadonlyMap<string, ProviderIdentity> {
  const served = new Map<string, ProviderIdentity>();
  for (const provider of [...providers].sort((a, b) => b.priority - a.priority || a.id - b.id)) {
    for (const store of provider.dataStores) if (!served.has(store)) served.set(store, provider);
  }
  for (const provider of providers) served.set(provider.name, provider);
  return served;
}

function connectionSchema(
  served: ReadonlyMap<string, ProviderIdentity>,
  key: (name: string) => string,
): JsonObject {
  const words = new Map<ProviderIdentity, string[]>();
  for (const [word, model] of served) words.set(model, [...(words.get(model) ?? []), word]);
  const provider = key('provider');
  return {
    type: 'object',
    properties: {
      [provider]: {
        description: 'A provider, or a data store that it serves.',
        ...orReference({ enum: [...served.keys()].sort() }),
      },
    },
    required: [provider],
    allOf: [...words].map(([model, names]) => ({
      if: { properties: { [provider]: { enum: names.sort() } }, required: [provider] },
      // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema
      then: { $ref: `#/definitions/${kebabCase(model.name)}` },
    })),
  };
}

/** The schema of a connection to one provider. */
export function entrySchema(model: ProviderModel, keyCase: KeyCase): JsonObject {
  const key = keyIn(keyCase);
  const { configuration } = model;
  const own = {
    [key('provider')]: {},
    [key('mode')]: {
      description: 'The connection mode; the first unless given.',
      ...orReference({ enum: model.connectionModes }),
    },
  };
  // What a hand-written schema says about keys in another case, or about references, nobody can tell.
  if (configuration.kind === 'zod') return { title: model.displayName, type: 'object', properties: own };
  const options: JsonSchemaOptions = {
    key,
    definitions: `#/definitions/${kebabCase(model.name)}/definitions/`,
    value: orReference,
    named: namedSchemas(configuration),
  };
  const schema = objectSchema(configuration.root, options);
  return {
    title: model.displayName,
    ...(model.description === undefined ? {} : { description: model.description }),
    ...schema,
    properties: { ...own, ...(schema['properties'] as JsonObject) },
    ...definitionsMember(configuration, options),
  };
}
