import { isJsonObject, type JsonObject } from '../../located.ts';
import type { SchemaCheck, SchemaRule } from '../schema-check.ts';
import { typesOf } from '../types-of.ts';

/** Words that say secret wherever they stand in a name: `dbPasswordText`, `client_secret`, `apikey`. */
const SECRET_WORDS = new RegExp(
  '(?:^|-)(?:passwords?|passwd|passphrases?|pwd|secrets?|tokens?|credentials?|sas' +
    '|(?:api|access|private|signing|encryption|shared|account|secret)-?keys?' +
    '|(?:api|access|auth|bearer|refresh)tokens?|clientsecret|connection-?strings?)(?:-|$)',
);

/** Last words that say the name is of something about a secret. */
const ABOUT = new RegExp(
  '-(?:ids?|names?|ur[il]|endpoint|host|path|files?|folder|type|method|mode|header|prefix|suffix|field|policy' +
    '|length|size|limit|count|seconds|minutes|hours|days|ms|lifetime|ttl|expiry|version|algorithm|provider' +
    '|issuer|audience|scopes?|arn|ref|title|env)$',
);

/** A field whose name says secret says so itself, or that it is none. */
export const secretRule: SchemaRule = ({ node, path, position, name }, check) => {
  if (position !== 'property' || name === undefined || !saysSecret(name)) return;
  if (holdsPlainText(node, check)) check.report('secret-unsaid', { name }, path, { part: 'key' });
};

/** Whether a name is that of a secret. */
export function saysSecret(name: string): boolean {
  const words = name
    .replace(/([a-z0-9])([A-Z])/g, '$1-$2')
    .replace(/[^A-Za-z0-9]+/g, '-')
    .toLowerCase();
  return SECRET_WORDS.test(words) && !ABOUT.test(words);
}

/** Whether there is text in it of which nobody said whether it is secret. Switches, numbers and fixed words are none. */
function holdsPlainText(node: JsonObject, check: SchemaCheck): boolean {
  const has = (key: string): boolean => Object.hasOwn(node, key);
  if (has('secret') || has('enum') || has('const')) return false;
  const target = typeof node['$ref'] === 'string' ? check.target(node) : undefined;
  if (target !== undefined) return holdsPlainText(target, check);
  const types = typesOf(node);
  const { items, properties, additionalProperties: entries } = node;
  return (
    types.includes('string') ||
    (types.includes('array') && isJsonObject(items) && holdsPlainText(items, check)) ||
    (types.includes('object') &&
      !isJsonObject(properties) &&
      isJsonObject(entries) &&
      holdsPlainText(entries, check))
  );
}
