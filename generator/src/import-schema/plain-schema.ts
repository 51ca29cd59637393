import { putAnnotations } from './annotations.ts';
import type { Context, Site } from './context.ts';
import type { Draft } from './draft.ts';
import type { View } from './layers.ts';
import { putLimits } from './limits.ts';
import { putItems } from './list-schema.ts';
import { literalsOf, putLiterals } from './literals.ts';
import { putFields } from './object-schema.ts';
import { declaredTypes, guessTypes, typeNames } from './value-types.ts';
import { RULES } from './vocabulary.ts';

/** The schema for layers without alternatives; undefined where they contradict each other. */
export function plainSchema(layers: View, site: Site, context: Context): Draft | undefined {
  const draft = context.origins.draft(layers[0]?.path ?? site.path);
  sayWrongTypes(layers, context);
  const declared = declaredTypes(layers);
  if (declared?.length === 0) {
    context.notices.say('import-contradiction', { keyword: 'type' }, site.path);
    return undefined;
  }
  const isListed = literalsOf(layers) !== undefined;
  const types = declared ?? (isListed ? [] : guessTypes(layers, context, site));
  if (types.length > 0) {
    const owner = layers.find(({ node }) => Object.hasOwn(node, 'type'));
    const place = owner === undefined ? site.path : [...owner.path, 'type'];
    context.origins.put(draft, 'type', types.length === 1 ? types[0] : types, place);
  }
  putAnnotations(draft, layers, context, site);
  if (!putLiterals(draft, layers, context, site)) return undefined;
  putLimits(draft, layers, context);
  if (!isListed && types.includes('array') && !putItems(draft, layers, site, context)) return undefined;
  if (!isListed && types.includes('object'))
    return putFields(draft, layers, site, context) ? draft : undefined;
  sayRules(layers, context);
  return draft;
}

function sayWrongTypes(layers: View, { notices }: Context): void {
  for (const { node, path } of layers) {
    const { type } = node;
    const names = Array.isArray(type) ? type : [type];
    const known = typeNames(type);
    const isWrong = type !== undefined && names.some((name) => name !== 'integer' && !known.includes(name));
    if (isWrong) notices.say('import-malformed', { keyword: 'type' }, [...path, 'type']);
  }
}

/** Rules across fields say nothing about what has none, or something that only a rule could say. */
function sayRules(layers: View, { notices }: Context): void {
  for (const { node, path } of layers) {
    for (const keyword of RULES) {
      const place = [...path, keyword];
      if (Object.hasOwn(node, keyword)) notices.say('import-keyword', { keyword }, place, { part: 'key' });
    }
  }
}
