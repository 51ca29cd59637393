import { isJsonObject, type JsonObject } from '../located.ts';
import type { RawSchema, SchemaBuilder } from './build-schema.ts';
import type { CapabilitiesModel, ConfigurationModel, HandWrittenSchema, ProviderModel } from './model.ts';
import { pick, textOf, textsOf } from './pick.ts';

const DEFAULT_PRIORITY = 100;

/** Builds the model of a manifest that was checked; undefined where its configuration cannot be built. */
export function buildModel(
  manifest: JsonObject,
  configuration: ConfigurationModel | HandWrittenSchema,
): ProviderModel | undefined {
  const { id, name, provider, priority } = manifest;
  if (typeof id !== 'number' || typeof name !== 'string' || typeof provider !== 'string') return undefined;
  return {
    contract: 1,
    id,
    name,
    displayName: textOf(manifest['displayName']) ?? name,
    ...pick(manifest, 'string', ['description']),
    driver: provider,
    dataStores: textsOf(manifest['dataStores']),
    connectionModes: textsOf(manifest['connectionModes']),
    priority: typeof priority === 'number' ? priority : DEFAULT_PRIORITY,
    capabilities: capabilities(isJsonObject(manifest['capabilities']) ? manifest['capabilities'] : {}),
    configuration,
  };
}

function capabilities(node: JsonObject): CapabilitiesModel {
  return {
    features: textsOf(node['features']),
    ...pick(node, 'number', ['maxConnections']),
    supportsTransactions: node['supportsTransactions'] === true,
  };
}

/** The model of a configuration that lists its fields. */
export function buildConfiguration<Source>(
  raw: RawSchema<Source>,
  builder: SchemaBuilder<Source>,
): ConfigurationModel | undefined {
  const root = builder.object(raw);
  return root && { kind: 'fields', root, definitions: builder.namedSchemas };
}

/** How many values a model has when it is written out, where shared parts are written each time. */
export function modelSize(value: unknown, known = new Map<unknown, number>()): number {
  if (typeof value !== 'object' || value === null) return 1;
  const counted = known.get(value);
  if (counted !== undefined) return counted;
  const size = Object.values(value).reduce<number>((sum, part) => sum + modelSize(part, known), 1);
  known.set(value, size);
  return size;
}
