import type { Json, JsonObject } from '../located.ts';

/** A schema as JSON Schema, or why there is none. */
export type Conversion =
  | { readonly jsonSchema: JsonObject }
  | { readonly fault: 'zod-not-a-schema' }
  | { readonly fault: 'zod-not-convertible'; readonly reason: string };

/**
 * The draft-07 schema of what a Zod schema takes. Each version has a converter of its own: that of Zod 3 makes an empty
 * schema of one of Zod 4, without a word.
 */
export async function convertSchema(schema: unknown): Promise<Conversion> {
  const convert = isZod4(schema) ? fromZod4 : isZod3(schema) ? fromZod3 : undefined;
  if (convert === undefined) return { fault: 'zod-not-a-schema' };
  try {
    // What is no JSON, such as a default that is a function's, ends here too.
    const text = JSON.stringify(await convert(schema));
    return { jsonSchema: JSON.parse(text) as JsonObject };
  } catch (error) {
    return { fault: 'zod-not-convertible', reason: reasonOf(error) };
  }
}

/** The first line of what an error says, as the end of a sentence. */
export function reasonOf(error: unknown): string {
  const [line = ''] = (error instanceof Error ? error.message : String(error)).split('\n');
  return line.replace(/[.\s]+$/, '') || 'it gives no reason';
}

function isZod4(schema: unknown): boolean {
  return typeof schema === 'object' && schema !== null && '_zod' in schema;
}

function isZod3(schema: unknown): boolean {
  if (typeof schema !== 'object' || schema === null || !('_def' in schema)) return false;
  const { _def: definition } = schema as { readonly _def: { readonly typeName?: unknown } | undefined };
  return typeof definition?.typeName === 'string';
}

async function fromZod4(schema: unknown): Promise<unknown> {
  const { z } = await import('zod');
  return z.toJSONSchema(schema as Parameters<typeof z.toJSONSchema>[0], { target: 'draft-7', io: 'input' });
}

async function fromZod3(schema: unknown): Promise<Json> {
  const { jsonDescription, zodToJsonSchema } = await import('zod-to-json-schema');
  const converted: unknown = zodToJsonSchema(schema as Parameters<typeof zodToJsonSchema>[0], {
    target: 'jsonSchema7',
    // A description that is JSON holds keywords, for what Zod 3 has no word.
    postProcess: jsonDescription,
  });
  return converted as Json;
}
