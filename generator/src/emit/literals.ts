import { isJsonObject, type Json } from '../located.ts';
import { indent } from './indent.ts';
import { UNSAFE_CHARACTERS } from './unsafe-characters.ts';

/** A TypeScript string literal with exactly this value. */
export function stringLiteral(text: string): string {
  // Most texts need nothing of what follows.
  if (/^[\x20-\x26\x28-\x5b\x5d-\x7e]*$/.test(text)) return `'${text}'`;
  const escaped = text
    .replaceAll('\\', '\\\\')
    .replaceAll("'", "\\'")
    .replace(UNSAFE_CHARACTERS, escapeCharacter);
  return `'${escaped}'`;
}

/** A TypeScript expression with exactly this value, on one line. */
export function jsonLiteral(value: Json): string {
  if (typeof value === 'string') return stringLiteral(value);
  if (Object.is(value, -0)) return '-0';
  if (Array.isArray(value)) return `[${value.map(jsonLiteral).join(', ')}]`;
  if (!isJsonObject(value)) return String(value);
  const members = Object.entries(value).map(([key, member]) => `${computedKey(key)}: ${jsonLiteral(member)}`);
  return members.length === 0 ? '{}' : `{ ${members.join(', ')} }`;
}

/**
 * The same, over several lines where one line is too long.
 *
 * @param width - how many characters a line may have.
 * @param used - how many of them stand before the value on its first line.
 */
export function layOut(value: Json, width: number = 100, used: number = 0): string {
  const line = jsonLiteral(value);
  if (line.length <= width - used || typeof value !== 'object' || value === null) return line;
  const lines = isJsonObject(value)
    ? Object.entries(value).map(
        ([key, member]) => `${computedKey(key)}: ${layOut(member, width - 2, key.length + 2)}`,
      )
    : value.map((item) => layOut(item, width - 2));
  const [open, close] = isJsonObject(value) ? '{}' : '[]';
  return `${open}\n${indent(lines.map((text) => `${text},\n`).join(''))}${close}`;
}

/** A property's name as a declaration writes it. */
export function propertyKey(name: string): string {
  return /^[A-Za-z_$][\w$]*$/.test(name) ? name : stringLiteral(name);
}

/** In an object literal a plain `__proto__:` would set the prototype. */
function computedKey(name: string): string {
  return name === '__proto__' ? `['__proto__']` : propertyKey(name);
}

function escapeCharacter(character: string): string {
  const short: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' };
  return short[character] ?? `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}

/** TypeScript takes a key such as `toString` for the member that every object has, and wants its type. */
export function hasInheritedKey(value: Json): boolean {
  if (typeof value !== 'object' || value === null) return false;
  const isInherited = (key: string): boolean => !Array.isArray(value) && key in Object.prototype;
  return Object.entries(value).some(([key, member]) => isInherited(key) || hasInheritedKey(member));
}
