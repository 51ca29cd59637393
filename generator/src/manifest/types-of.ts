import type { Json, JsonObject } from '../located.ts';
import { TYPE_NAMES, type TypeName } from './keywords.ts';

/**
 * The types that a schema says or implies: `properties` makes an object, `items` a list. Empty where it says none,
 * because its values, its branches or a reference say it, or because it is a mistake.
 */
export function typesOf(node: JsonObject): readonly TypeName[] {
  const { type } = node;
  const names = (Array.isArray(type) ? type : [type]).filter(isTypeName);
  if (names.length > 0 || type !== undefined) return names;
  if (hasOwn(node, 'oneOf') || hasOwn(node, '$ref') || hasOwn(node, 'enum') || hasOwn(node, 'const'))
    return [];
  if (hasOwn(node, 'properties') || hasOwn(node, 'additionalProperties')) return ['object'];
  return hasOwn(node, 'items') ? ['array'] : [];
}

function hasOwn(node: JsonObject, key: string): boolean {
  return Object.hasOwn(node, key);
}

function isTypeName(value: Json | undefined): value is TypeName {
  return (TYPE_NAMES as readonly unknown[]).includes(value);
}
