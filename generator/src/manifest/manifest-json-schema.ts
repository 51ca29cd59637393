import { z } from 'zod';
import type { JsonObject } from '../located.ts';
import { manifestSchema } from './schema.ts';

/**
 * The JSON Schema (draft-07) of manifests, by which editors complete and explain every key. Loading this module loads
 * Zod, which takes some 50 ms: import it where the schema is wanted, not before.
 */
export function manifestJsonSchema(): JsonObject {
  const schema = z.toJSONSchema(manifestSchema, {
    target: 'draft-7',
    io: 'input',
    override: ({ jsonSchema }) => {
      // What every integer and every key has is noise in a hover.
      if (jsonSchema.minimum === Number.MIN_SAFE_INTEGER) delete jsonSchema.minimum;
      if (jsonSchema.maximum === Number.MAX_SAFE_INTEGER) delete jsonSchema.maximum;
      delete jsonSchema.propertyNames;
    },
  });
  const { $schema, ...rest } = JSON.parse(JSON.stringify(schema)) as JsonObject;
  return {
    $schema: $schema ?? 'http://json-schema.org/draft-07/schema#',
    title: 'Provider manifest',
    description: 'Declares a connection provider (provider.yaml). Everything typed is generated from it.',
    ...rest,
  };
}
