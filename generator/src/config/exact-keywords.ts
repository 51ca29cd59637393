import type { Json } from '../located.ts';
import { canonical } from '../model/accepts.ts';

/**
 * Two keywords whose implementation in Ajv goes wrong on rare values: `uniqueItems` throws on objects with the key
 * `valueOf` or `toString` and misses a second `__proto__`, and `multipleOf` refuses quotients from 1e21 on.
 */
export const EXACT_KEYWORDS = [
  {
    keyword: 'uniqueItems',
    type: 'array',
    schemaType: 'boolean',
    validate: (isUnique: boolean, items: readonly Json[]) =>
      !isUnique || items.length < 2 || new Set(items.map(canonical)).size === items.length,
    errors: false,
  },
  {
    keyword: 'multipleOf',
    type: 'number',
    schemaType: 'number',
    validate: (divisor: number, value: number) => Number.isInteger(value / divisor),
    errors: false,
  },
] as const;
