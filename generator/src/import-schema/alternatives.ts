import { putAnnotations } from './annotations.ts';
import type { Choice } from './choice.ts';
import { combine } from './combine.ts';
import { type Context, inside, type Site } from './context.ts';
import { discriminatedUnion, mappedUnion } from './discriminated-union.ts';
import type { Draft } from './draft.ts';
import type { View } from './layers.ts';
import { mergeObjects } from './merge-objects.ts';
import { declaredTypes } from './value-types.ts';
import { OBJECT_WORDS } from './vocabulary.ts';

/** The schema for layers that offer a choice. */
export function alternatives(layers: View, choice: Choice, site: Site, context: Context): Draft | undefined {
  const { base, members, owner } = choice;
  const areObjects = members.length > 1 && members.every((member) => isObject([...base, ...member], context));
  const drafts = members.flatMap((member) => memberDraft(member, choice, site, context) ?? []) as Draft[];
  const draft = areObjects
    ? objectOf(drafts, choice, site, context)
    : combine(drafts, { ...site, path: choice.path }, context);
  if (draft === undefined) return undefined;
  const isUnion = Object.hasOwn(draft, 'oneOf');
  if (!isUnion) sayLabels(choice, context);
  if (!isUnion && members.length > 1 && Object.hasOwn(owner.node, 'discriminator')) {
    context.notices.hint('discriminator', [...owner.path, 'discriminator']);
  }
  return annotated(draft, layers, site, context);
}

function isObject(view: View, { expander }: Context): boolean {
  const layers = expander.expand(view);
  const types = declaredTypes(layers);
  if (types !== undefined) return types.join() === 'object';
  return layers.some(({ node }) => Object.keys(node).some((word) => OBJECT_WORDS.has(word)));
}

function objectOf(drafts: readonly Draft[], choice: Choice, site: Site, context: Context): Draft | undefined {
  // A configuration as a whole has no branches.
  if (site.isRoot === true) return mergeObjects(drafts, choice, site, context);
  return (
    discriminatedUnion(drafts, choice, context) ??
    mappedUnion(choice, (member) => memberDraft(member, choice, site, context), context) ??
    mergeObjects(drafts, choice, site, context)
  );
}

/** One member, with what holds beside all of them. */
function memberDraft(member: View, { base, path }: Choice, site: Site, context: Context): Draft | undefined {
  // That it is an object the member says itself: it may stay a reference.
  const isRepeated = base.every(
    ({ node }) => Object.keys(node).join() === 'type' && node['type'] === 'object',
  );
  const view = isRepeated && isObject(member, context) ? member : [...base, ...member];
  const at = {
    ...inside(site, member[0]?.path ?? path, site.name),
    isRoot: site.isRoot === true,
    isMember: true,
  };
  return context.schema(view, at);
}

/** What is said about the whole goes before what a member says. */
function annotated(draft: Draft, layers: View, site: Site, context: Context): Draft {
  const { origins, notices } = context;
  const said = origins.draft(layers[0]?.path ?? site.path);
  putAnnotations(said, layers, context, site);
  for (const keyword of Object.keys(said)) {
    if (keyword === 'secret' && draft[keyword] === true) continue;
    const isOther = JSON.stringify(draft[keyword] ?? said[keyword]) !== JSON.stringify(said[keyword]);
    if (isOther) notices.say('import-merge', { keyword }, origins.placeOf(draft, keyword));
    origins.take(draft, said, [keyword]);
  }
  return draft;
}

const LABELS: readonly string[] = ['title', 'description', 'default', 'examples'];

/** What is said about each of several alternatives has no place beside them. */
function sayLabels({ members, path }: Choice, { notices, expander }: Context): void {
  const said = members
    .map((member) => expander.expand(member))
    .filter((layers) => declaredTypes(layers)?.join() !== 'null')
    .map((layers) => layers.flatMap(({ node }) => Object.keys(node)));
  const keywords = LABELS.filter((label) => said.some((words) => words.includes(label)));
  if (said.length > 1 && keywords.length > 0) {
    notices.say('import-labels', { keywords: keywords.sort().join('", "') }, path, { part: 'key' });
  }
}
