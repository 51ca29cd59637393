import type { Json } from '../located.ts';
import { canonical } from '../model/accepts.ts';

/**
 * `uniqueItems` as it is meant: Ajv's own throws on objects with the key `valueOf` or `toString` and misses a second
 * `__proto__`.
 */
export const UNIQUE_ITEMS = {
  keyword: 'uniqueItems',
  type: 'array',
  schemaType: 'boolean',
  validate: (isUnique: boolean, items: readonly Json[]) =>
    !isUnique || items.length < 2 || new Set(items.map(canonical)).size === items.length,
  errors: false,
} as const;
