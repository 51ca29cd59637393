import { isJsonObject } from '../../located.ts';
import { pascalCase } from '../../model/names.ts';
import type { SchemaRule } from '../schema-check.ts';
import { checkLabel } from './identity.ts';

/** Members of every object, which are there even where a configuration has no such key. `*` stands for any item. */
const NEVER = new Set([...Object.getOwnPropertyNames(Object.prototype), '*']);

/** Members of configuration classes, and keys of configuration files; a capital first letter makes no difference. */
const NOT_AT_THE_TOP = new Set(['providerName', 'validate', 'toJSON', 'provider', 'mode', '$schema']);

/** A field's name can be a property in TypeScript and a key in both spellings of configuration files. */
export const propertyNamesRule: SchemaRule = ({ node, path, position }, { report }) => {
  const { properties } = node;
  if (!isJsonObject(properties)) return;
  const seen = new Map<string, string>();
  for (const name of Object.keys(properties)) {
    const place = [...path, 'properties', name];
    const alike = seen.get(pascalCase(name));
    seen.set(pascalCase(name), name);
    const isReserved = position === 'configuration' && NOT_AT_THE_TOP.has(camelOf(name));
    if (NEVER.has(name)) report('field-name-reserved', { name }, place, { part: 'key' });
    else if (isReserved) report('field-name-taken', { name }, place, { part: 'key' });
    else if (checkLabel(name, place, report, 'key') && alike !== undefined) {
      report('names-alike', { name, other: alike }, place, { part: 'key' });
    }
  }
};

function camelOf(name: string): string {
  return name === 'ToJSON' ? 'toJSON' : name.slice(0, 1).toLowerCase() + name.slice(1);
}
