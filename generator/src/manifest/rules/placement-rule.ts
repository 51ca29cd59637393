import type { JsonObject } from '../../located.ts';
import type { Keyword, TypeName } from '../keywords.ts';
import type { SchemaRule } from '../schema-check.ts';
import { RULE_KEYS, SCHEMA_KEYS } from '../schema-keys.ts';
import type { Position } from '../schema-sites.ts';
import { typesOf } from '../types-of.ts';

const OBJECT_KEYWORDS = ['properties', 'required', 'rules', 'dependentRequired', ...Object.keys(RULE_KEYS)];

const BESIDE_REFERENCE = new Set(
  '$ref $defs title description default examples deprecated secret errorMessage env role'.split(' '),
);

const IN_BRANCH = new Set([
  '$ref',
  'type',
  'title',
  'description',
  'additionalProperties',
  ...OBJECT_KEYWORDS,
]);

const BESIDE_BRANCHES = new Set(
  'type oneOf $defs title description default examples deprecated secret errorMessage env role'.split(' '),
);

/** The schemas that a keyword is about where it is not about any. */
const PLACES: Readonly<Record<string, { readonly positions: readonly Position[]; readonly words: string }>> =
  {
    default: { positions: ['property', 'definition', 'fragment'], words: 'a field under "properties"' },
    env: { positions: ['property'], words: 'a field under "properties"' },
    role: { positions: ['property'], words: 'a field under "properties"' },
  };

/** Every keyword says something where it stands: JSON Schema would ignore the others without a word. */
export const placementRule: SchemaRule = ({ node, path, position }, { report }) => {
  if (position === 'configuration') return;
  for (const key of Object.keys(node)) {
    if (!Object.hasOwn(SCHEMA_KEYS, key)) continue;
    const about = placeOf(key, node, position);
    if (about !== undefined) report('keyword-unfit', { key, about }, [...path, key], { part: 'key' });
  }
};

/** What a keyword would have to stand beside; undefined where it does. */
function placeOf(key: string, node: JsonObject, position: Position): string | undefined {
  const place = PLACES[key];
  if (place !== undefined && !place.positions.includes(position)) return place.words;
  if (Object.hasOwn(node, '$ref')) {
    return BESIDE_REFERENCE.has(key)
      ? undefined
      : 'a schema without "$ref"; write it in the schema referred to';
  }
  if (position === 'branch' && !IN_BRANCH.has(key)) return 'a field, not a branch of "oneOf"';
  if (Object.hasOwn(node, 'oneOf') && !BESIDE_BRANCHES.has(key)) {
    return 'a schema without "oneOf"; write it in the branches';
  }
  return typeNeeded(key, node, position);
}

function typeNeeded(key: string, node: JsonObject, position: Position): string | undefined {
  const { limits } = SCHEMA_KEYS[key as keyof typeof SCHEMA_KEYS] as Keyword;
  const types: readonly TypeName[] = position === 'branch' ? ['object'] : typesOf(node);
  if (limits === undefined || limits.some((type) => types.includes(type))) return undefined;
  // A missing or misspelt type is reported as such.
  if (types.length === 0 && !Object.hasOwn(node, 'enum') && !Object.hasOwn(node, 'const')) return undefined;
  return `type ${limits.join(' or ')}`;
}
