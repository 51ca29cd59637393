import type { DocumentPath, Json } from '../located.ts';
import { putAnnotations } from './annotations.ts';
import { combine } from './combine.ts';
import { type Context, inside, type Site } from './context.ts';
import { discriminatedUnion } from './discriminated-union.ts';
import type { Draft } from './draft.ts';
import { type Layer, NEVER, type View, viewOf, without } from './layers.ts';
import { mergeObjects } from './merge-objects.ts';
import { isRequirementList } from './requirements.ts';
import { declaredTypes } from './value-types.ts';
import { ANNOTATIONS, NAMING, OBJECT_WORDS, RULES } from './vocabulary.ts';

/** A list of schemas of which one holds, or one at least. */
export interface Choice {
  readonly keyword: 'oneOf' | 'anyOf';
  readonly members: readonly View[];
  /** The schema with the list. */
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
        return [{ keyword, members: flatten(list, path, context), owner, path }];
      }
      context.notices.say('import-malformed', { keyword }, path);
      return [];
    }),
  );
  const [first, ...others] = choices;
  for (const { path } of others) {
    context.notices.say(
      'import-alternatives',
      { loss: 'only the first of several lists is carried over' },
      path,
      {
        part: 'key',
      },
    );
  }
  return first;
}

/** The members of a list; one that is only such a list itself stands for its members. */
function flatten(list: readonly Json[], path: DocumentPath, context: Context): View[] {
  const open = list.map((member, index) => ({ member, place: [...path, index] }));
  const members: View[] = [];
  const seen = new Set<Json>([list]);
  for (const { member, place } of open) {
    const view = viewOf(member, place);
    if (view === undefined) context.notices.say('import-malformed', { keyword: String(path.at(-1)) }, place);
    if (view === undefined || view === NEVER) continue;
    const nested = nestedList(view, context);
    if (nested === undefined) members.push(view);
    else if (!seen.has(nested.list)) {
      seen.add(nested.list);
      open.push(...nested.list.map((each, index) => ({ member: each, place: [...nested.path, index] })));
    }
  }
  return members;
}

/** The list that is all a schema says, be it where its reference leads. */
function nestedList(
  view: View,
  { expander }: Context,
): { list: readonly Json[]; path: DocumentPath } | undefined {
  const layers = expander.expand(view).filter(({ node }) => Object.keys(node).some(isMeaning));
  const [layer, ...others] = layers;
  if (layer === undefined || others.length > 0) return undefined;
  const [keyword, ...rest] = Object.keys(layer.node).filter(isMeaning);
  const list = keyword === undefined ? undefined : layer.node[keyword];
  const isList = (keyword === 'oneOf' || keyword === 'anyOf') && rest.length === 0 && Array.isArray(list);
  return isList ? { list, path: [...layer.path, keyword] } : undefined;
}

function isMeaning(keyword: string): boolean {
  return (
    !ANNOTATIONS.has(keyword) && !NAMING.has(keyword) && !['$ref', 'allOf', 'discriminator'].includes(keyword)
  );
}

/** The schema for layers one of which has a list of alternatives. */
export function alternatives(layers: View, choice: Choice, site: Site, context: Context): Draft | undefined {
  const base = commonLayers(layers, choice);
  const isUnion =
    choice.members.length > 1 && choice.members.every((member) => isObject([...base, ...member], context));
  const draft = isUnion ? unionOf(base, choice, site, context) : combined(base, choice, site, context);
  if (draft === undefined) return undefined;
  const said = context.origins.draft(layers[0]?.path ?? site.path);
  putAnnotations(said, layers, context, site);
  for (const { node, path } of isUnion && draft['oneOf'] !== undefined ? [] : [choice.owner]) {
    if (choice.members.length > 1 && Object.hasOwn(node, 'discriminator')) {
      context.notices.hint('discriminator', [...path, 'discriminator']);
    }
  }
  context.origins.take(draft, said, Object.keys(said));
  return draft;
}

/** What holds beside every alternative: the words about the whole belong to the whole, and are not repeated. */
function commonLayers(layers: View, { owner, keyword }: Choice): View {
  const words = new Set([...ANNOTATIONS, ...NAMING, '$ref', 'allOf', 'discriminator', 'nullable']);
  return layers
    .map((layer) => without(layer, layer === owner ? new Set([...words, keyword]) : words))
    .filter(({ node }) => Object.keys(node).length > 0);
}

function isObject(view: View, { expander }: Context): boolean {
  const layers = expander.expand(view);
  const types = declaredTypes(layers);
  if (types !== undefined) return types.join() === 'object';
  return layers.some(({ node }) => Object.keys(node).some((word) => OBJECT_WORDS.has(word)));
}

function unionOf(base: View, choice: Choice, site: Site, context: Context): Draft | undefined {
  // A configuration as a whole has no branches.
  const union = site.isRoot === true ? undefined : discriminatedUnion(base, choice, site, context);
  return union ?? mergeObjects(memberDrafts(base, choice, site, context), choice, site, context);
}

function combined(base: View, choice: Choice, site: Site, context: Context): Draft | undefined {
  sayLabels(choice, context);
  return combine(memberDrafts(base, choice, site, context), { ...site, path: choice.path }, context);
}

function memberDrafts(base: View, { members, path }: Choice, site: Site, context: Context): readonly Draft[] {
  // A type alone that the members repeat must not keep a reference from being one.
  const isPlain = base.every(({ node }) =>
    Object.keys(node).every((word) => word === 'type' || RULES.has(word)),
  );
  return members.flatMap((member) => {
    const isSame =
      isPlain && isObject(member, context) && base.every(({ node }) => node['type'] === 'object');
    const at = { ...inside(site, member[0]?.path ?? path, site.name), isRoot: site.isRoot === true };
    const draft = context.schema(isSame ? member : [...base, ...member], at);
    return draft === undefined ? [] : [draft];
  });
}

/** What is said about each of some fixed values has no place beside them. */
function sayLabels({ members, path }: Choice, { notices, expander }: Context): void {
  const labelled = members.flatMap((member) => {
    const layers = expander.expand(member);
    const isListed = layers.some(({ node }) => Object.hasOwn(node, 'const') || Object.hasOwn(node, 'enum'));
    return isListed && members.length > 1 ? layers.flatMap(({ node }) => Object.keys(node)) : [];
  });
  const keywords = [...new Set(labelled)].filter((word) =>
    ['title', 'description', 'default', 'examples'].includes(word),
  );
  if (keywords.length > 0) {
    notices.say('import-labels', { keywords: keywords.sort().join('", "') }, path, { part: 'key' });
  }
}
