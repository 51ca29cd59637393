import { deserialize, EJSON } from 'bson';

/** A document as `bson` reads it; every field has to be looked at before it is used. */
export type BsonDocument = Record<string, unknown>;

/** Reads numbers and binaries as plain values: how commands are looked at. */
export function decodePlain(bytes: Uint8Array): BsonDocument {
  return deserialize(bytes, { promoteBuffers: true });
}

/** Keeps every BSON type, so that a stored document goes back as it came. */
export function decodeExact(bytes: Uint8Array): BsonDocument {
  return deserialize(bytes, { promoteValues: false, bsonRegExp: true });
}

export function isDocument(value: unknown): value is BsonDocument {
  return typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype;
}

/** `Int32`, `ObjectId` and so on: what `bson` tags; undefined for JavaScript's own types. */
export function bsonTypeOf(value: unknown): string | undefined {
  if (typeof value !== 'object' || value === null || !('_bsontype' in value)) return undefined;
  return String(value._bsontype);
}

/**
 * Equal texts for equal values as the server sees equality: numbers by value whatever their width, documents in
 * the order of their fields. Decimal128 equals only itself.
 */
export function canonical(value: unknown): string {
  if (isDocument(value)) {
    return `{${Object.entries(value).map(([key, item]) => `${JSON.stringify(key)}:${canonical(item)}`)}}`;
  }
  if (Array.isArray(value)) return `[${value.map(canonical)}]`;
  const type = bsonTypeOf(value);
  if (type === 'Int32' || type === 'Double' || type === 'Long') return `#${value}`;
  return EJSON.stringify({ v: value ?? null }, { relaxed: false });
}
