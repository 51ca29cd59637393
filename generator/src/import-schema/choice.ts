import type { DocumentPath, Json } from '../located.ts';
import type { Context } from './context.ts';
import { type Layer, NEVER, type View, viewOf, without } from './layers.ts';
import { isRequirementList } from './requirements.ts';
import { ANNOTATIONS, NAMING } from './vocabulary.ts';

/** Schemas of which one holds for a value, or one at least. */
export interface Choice {
  readonly keyword: 'oneOf' | 'anyOf';
  readonly members: readonly View[];
  /** What holds beside every member, without what is said about the whole. */
  readonly base: View;
  /** The schema that offers the choice. */
  readonly owner: Layer;
  readonly path: DocumentPath;
}

/** The list that decides what a value is; undefined where there is none. Of several, the first. */
export function choiceOf(layers: View, context: Context): Choice | undefined {
  const choices = layers.flatMap((owner) =>
    (['oneOf', 'anyOf'] as const).flatMap((keyword): Choice[] => {
      const list = owner.node[keyword];
      const path = [...owner.path, keyword];
      if (list === undefined || isRequirementList(list)) return [];
      if (Array.isArray(list) && list.length > 0) {
        const base = commonLayers(layers, new Map([[owner, [keyword]]]));
        return [{ keyword, members: flatten(list, path, context), base, owner, path }];
      }
      context.notices.say('import-malformed', { keyword }, path);
      return [];
    }),
  );
  const [first, ...others] = choices;
  for (const { path } of others) {
    const loss = 'only the first of several lists is carried over';
    context.notices.say('import-alternatives', { loss }, path, { part: 'key' });
  }
  return first;
}

/**
 * What holds beside every member: the words about the whole belong to the whole, and are not repeated.
 *
 * @param used - the keywords of each layer that make the choice.
 */
export function commonLayers(layers: View, used: ReadonlyMap<Layer, readonly string[]>): View {
  const words = [...ANNOTATIONS, ...NAMING, '$ref', 'allOf', 'discriminator', 'nullable'];
  return layers
    .map((layer) => without(layer, new Set([...words, ...(used.get(layer) ?? [])])))
    .filter(({ node }) => Object.keys(node).length > 0);
}

/** The members of a list; one that is only such a list itself stands for its members. */
function flatten(list: readonly Json[], path: DocumentPath, context: Context): View[] {
  const open = placed(list, path);
  const members: View[] = [];
  const seen = new Set<Json>([list]);
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const view = viewOf(next.member, next.place);
    if (view === undefined) {
      context.notices.say('import-malformed', { keyword: String(path.at(-1)) }, next.place);
    }
    if (view === undefined || view === NEVER) continue;
    const nested = nestedList(view, context);
    if (nested === undefined) members.push(view);
    else if (!seen.has(nested.list)) {
      seen.add(nested.list);
      open.push(...placed(nested.list, nested.path));
    }
  }
  return members;
}

/** The members of a list, the first last. */
function placed(list: readonly Json[], path: DocumentPath): { member: Json; place: DocumentPath }[] {
  return list.map((member, index) => ({ member, place: [...path, index] })).reverse();
}

interface NestedList {
  readonly list: readonly Json[];
  readonly path: DocumentPath;
}

/** The list that is all a schema says, be it where its reference leads. */
function nestedList(view: View, { expander }: Context): NestedList | undefined {
  const layers = expander.expand(view).filter(({ node }) => Object.keys(node).some(isMeaning));
  const [layer, ...others] = layers;
  if (layer === undefined || others.length > 0) return undefined;
  const [keyword, ...rest] = Object.keys(layer.node).filter(isMeaning);
  const list = keyword === undefined ? undefined : layer.node[keyword];
  const isList = (keyword === 'oneOf' || keyword === 'anyOf') && rest.length === 0 && Array.isArray(list);
  return isList ? { list, path: [...layer.path, keyword] } : undefined;
}

function isMeaning(keyword: string): boolean {
  const isBeside = ANNOTATIONS.has(keyword) || NAMING.has(keyword);
  return !isBeside && !['$ref', 'allOf', 'discriminator'].includes(keyword);
}
