import type { DocumentPath, Json, JsonObject } from '../located.ts';
import type { Notices } from './notices.ts';

/**
 * A value as a manifest can hold it: text of whole characters, finite numbers, no key `__proto__`. What is changed is
 * said. The value may not be deeper than the stack.
 */
export function cleanValue(value: Json, path: DocumentPath, notices: Notices): Json {
  if (typeof value === 'string') return cleanText(value, path, notices, 'value');
  if (typeof value === 'number') return cleanNumber(value, path, notices);
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value))
    return value.map((item: Json, index) => cleanValue(item, [...path, index], notices));
  const entries = Object.entries(value as JsonObject).flatMap(([key, member]): [string, Json][] => {
    const place = [...path, key];
    if (key === '__proto__') notices.say('import-proto-key', {}, place, { part: 'key' });
    else if (typeof member === 'number' && !Number.isFinite(member)) notices.say('import-number', {}, place);
    else return [[cleanText(key, place, notices, 'key'), cleanValue(member, place, notices)]];
    return [];
  });
  return Object.fromEntries(entries);
}

function cleanText(text: string, path: DocumentPath, notices: Notices, part: 'key' | 'value'): string {
  if (text.isWellFormed()) return text;
  notices.say('import-text', {}, path, { part });
  return text.toWellFormed();
}

function cleanNumber(value: number, path: DocumentPath, notices: Notices): Json {
  if (Number.isInteger(value) && !Number.isSafeInteger(value)) notices.say('import-rounded', {}, path);
  if (Number.isFinite(value)) return value;
  notices.say('import-number', {}, path);
  return null;
}
