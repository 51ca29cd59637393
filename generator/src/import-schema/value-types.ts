import type { Json } from '../located.ts';
import { TYPE_NAMES, type TypeName } from '../manifest/keywords.ts';
import type { Scalar } from '../model/model.ts';
import type { Context, Site } from './context.ts';
import type { View } from './layers.ts';
import { LIST_WORDS, NUMBER_LIMITS, OBJECT_WORDS, TEXT_LIMITS } from './vocabulary.ts';

/** What a value has where nothing says it: a list or a map would need schemas of its own. */
export const ANY_SCALAR: readonly TypeName[] = ['string', 'number', 'boolean', 'null'];

/** The types that every layer allows; undefined where none says any, empty where they have none in common. */
export function declaredTypes(layers: View): readonly TypeName[] | undefined {
  const lists = layers.map(({ node }) => typeNames(node['type'])).filter((list) => list.length > 0);
  const [first, ...others] = lists;
  return first && others.reduce(common, first);
}

/** The types that JSON Schema knows among those of a `type`. */
export function typeNames(type: Json | undefined): readonly TypeName[] {
  const isType = (value: Json | undefined): value is TypeName =>
    (TYPE_NAMES as readonly unknown[]).includes(value);
  const names = [...new Set(Array.isArray(type) ? type : [type])].filter(isType);
  return names.includes('number') ? names.filter((name) => name !== 'integer') : names;
}

function common(a: readonly TypeName[], b: readonly TypeName[]): readonly TypeName[] {
  const both = a.filter((type) => b.includes(type));
  const isNarrowed =
    (a.includes('integer') && b.includes('number')) || (a.includes('number') && b.includes('integer'));
  return isNarrowed ? [...both, 'integer'] : both;
}

/** The types of a schema that names none, by its other keywords. Says so where they only suggest it. */
export function guessTypes(layers: View, { notices }: Context, site: Site): readonly TypeName[] {
  const has = (words: Iterable<string>): boolean =>
    [...words].some((word) => layers.some(({ node }) => Object.hasOwn(node, word)));
  const certain: TypeName[] = [
    ...(has(OBJECT_WORDS) ? (['object'] as const) : []),
    ...(has(LIST_WORDS) ? (['array'] as const) : []),
  ];
  const limited: TypeName[] = [
    ...(has(TEXT_LIMITS) ? (['string'] as const) : []),
    ...(has(NUMBER_LIMITS) ? (['number'] as const) : []),
  ];
  const guessed = certain.length + limited.length > 0 ? limited : shownTypes(layers);
  const types = [...certain, ...guessed];
  if (types.length === 0) notices.say('import-any', {}, site.path, { part: 'key' });
  else if (guessed.length > 0)
    notices.say('import-type-guessed', { types: guessed.join(' or ') }, site.path, { part: 'key' });
  return types.length === 0 ? ANY_SCALAR : types;
}

/** The types of the default and the examples, where these are scalars. */
function shownTypes(layers: View): readonly TypeName[] {
  const values = layers.flatMap(({ node }) => [
    ...(Object.hasOwn(node, 'default') ? [node['default']] : []),
    ...(Array.isArray(node['examples']) ? node['examples'] : []),
  ]);
  const scalars = values.filter((value): value is Scalar => isScalar(value) && value !== null);
  if (scalars.length === 0) return [];
  return [...new Set(values.filter(isScalar).map(typeOfScalar))];
}

export function isScalar(value: Json | undefined): value is Scalar {
  return value !== undefined && (typeof value !== 'object' || value === null);
}

export function typeOfScalar(value: Scalar): TypeName {
  if (value === null) return 'null';
  return typeof value as 'string' | 'number' | 'boolean';
}
