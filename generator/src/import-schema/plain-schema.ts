import type { TypeName } from '../manifest/keywords.ts';
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
    context.notices.say('import-contradiction', { keyword: 'type' }, site.path, { part: 'key' });
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
  if (!isListed && types.includes('object')) putFields(draft, layers, site, context);
  sayUnfit(layers, isListed ? [] : types, site, context);
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

const LIST_PARTS = ['items', 'prefixItems'];
const OBJECT_PARTS = ['properties', 'required', 'additionalProperties', 'unevaluatedProperties'];

/** Says which keywords are about another type. */
function sayUnfit(layers: View, types: readonly TypeName[], site: Site, { notices }: Context): void {
  const words = [
    ...(types.includes('array') ? [] : LIST_PARTS),
    ...(types.includes('object') ? [] : OBJECT_PARTS),
  ];
  for (const { node, path } of ownLayers(layers, site)) {
    for (const keyword of words.filter((word) => Object.hasOwn(node, word))) {
      const reason = LIST_PARTS.includes(keyword) ? 'it is about lists' : 'it is about objects';
      notices.say('import-unfit', { keyword, reason }, [...path, keyword], { part: 'key' });
    }
    for (const keyword of types.includes('object') ? [] : RULES) {
      if (!Object.hasOwn(node, keyword)) continue;
      notices.say('import-keyword', { keyword }, [...path, keyword], { part: 'key' });
    }
  }
}

/** Of an alternative what it says itself: what stands beside may be about the others. */
function ownLayers(layers: View, { isMember, path }: Site): View {
  if (isMember !== true) return layers;
  return layers.filter((layer) => path.every((segment, index) => layer.path[index] === segment));
}
