import type { JsonObject } from '../located.ts';
import type { ProviderModel } from '../model/model.ts';
import { kebabCase, pascalCase } from '../model/names.ts';
import { definitionsMember, type JsonSchemaOptions, namedSchemas, objectSchema } from './json-schema.ts';

/** How the declared names of a configuration file are spelt. */
export type KeyCase = 'camel' | 'pascal';

/** `${env:NAME}` or `${file:path}`, alone or inside a text. */
const REFERENCE: JsonObject = { type: 'string', pattern: '\\$\\{(env|file):[^}]+\\}' };

/**
 * The schema of a whole configuration file: one section of named connections, each checked against its provider.
 * References are admitted everywhere, since only the loader knows what they stand for; other sections are left alone.
 */
export function externalConnectionsSchema(models: readonly ProviderModel[], keyCase: KeyCase): JsonObject {
  const key = (name: string): string => (keyCase === 'pascal' ? pascalCase(name) : name);
  const sorted = [...models].sort((a, b) => a.id - b.id);
  const serving = servedNames(sorted);
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
    definitions: {
      connection: connectionSchema(serving, key),
      ...Object.fromEntries(sorted.map((model) => [kebabCase(model.name), entrySchema(model, key)])),
    },
  };
}

/** What may stand as `provider`: names, and data stores, which their provider of highest priority serves. */
function servedNames(models: readonly ProviderModel[]): ReadonlyMap<string, ProviderModel> {
  const served = new Map<string, ProviderModel>();
  for (const model of [...models].sort((a, b) => b.priority - a.priority || a.id - b.id)) {
    for (const store of model.dataStores) if (!served.has(store)) served.set(store, model);
  }
  for (const model of models) served.set(model.name, model);
  return served;
}

function connectionSchema(
  served: ReadonlyMap<string, ProviderModel>,
  key: (name: string) => string,
): JsonObject {
  const words = new Map<ProviderModel, string[]>();
  for (const [word, model] of served) words.set(model, [...(words.get(model) ?? []), word]);
  const provider = key('provider');
  return {
    type: 'object',
    properties: {
      [provider]: {
        description: 'A provider, or a data store that it serves.',
        enum: [...served.keys()].sort(),
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

function entrySchema(model: ProviderModel, key: (name: string) => string): JsonObject {
  const { configuration } = model;
  const own = {
    [key('provider')]: {},
    [key('mode')]: {
      description: 'The connection mode; the first unless given.',
      enum: model.connectionModes,
    },
  };
  // What a hand-written schema says about keys in another case, or about references, nobody can tell.
  if (configuration.kind === 'zod') return { title: model.displayName, type: 'object', properties: own };
  const options: JsonSchemaOptions = {
    key,
    definitions: `#/definitions/${kebabCase(model.name)}/definitions/`,
    value: (schema) => ({ anyOf: [schema, REFERENCE] }),
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
