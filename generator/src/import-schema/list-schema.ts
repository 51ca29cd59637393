import type { DocumentPath, Json } from '../located.ts';
import { combine } from './combine.ts';
import { type Context, inside, type Site } from './context.ts';
import type { Draft } from './draft.ts';
import { type Layer, NEVER, type View, viewOf } from './layers.ts';

/** Writes what the items of a list are. False where that cannot be said. */
export function putItems(draft: Draft, layers: View, site: Site, context: Context): boolean {
  const views = layers.flatMap((layer) => itemViews(layer, context));
  const tuple = layers.find(({ node }) => tupleKeyword(node) !== undefined);
  const keyword = tuple && tupleKeyword(tuple.node);
  if (tuple !== undefined && keyword !== undefined) return putTuple(draft, tuple, keyword, site, context);
  const [first] = views;
  const path = first?.path ?? [...(layers[0]?.path ?? site.path), 'items'];
  const items = context.schema(views, inside(site, path));
  context.origins.put(draft, 'items', items, path);
  return items !== undefined;
}

function itemViews({ node, path }: Layer, { notices }: Context): View {
  if (!Object.hasOwn(node, 'items') || Array.isArray(node['items'])) return [];
  const place = [...path, 'items'];
  const view = viewOf(node['items'], place);
  if (view === undefined) notices.say('import-malformed', { keyword: 'items' }, place);
  // After a tuple it only says how long the list may be.
  else if (view === NEVER && tupleKeyword(node) === undefined) {
    notices.say('import-keyword', { keyword: 'items: false' }, place);
  }
  return view === undefined || view === NEVER ? [] : view;
}

function tupleKeyword(node: Layer['node']): 'prefixItems' | 'items' | undefined {
  const isSome = (value: Json | undefined): boolean => Array.isArray(value) && value.length > 0;
  if (isSome(node['prefixItems'])) return 'prefixItems';
  return isSome(node['items']) ? 'items' : undefined;
}

/** A list with a schema for each position becomes one whose items may be what any position asks for. */
function putTuple(draft: Draft, tuple: Layer, keyword: string, site: Site, context: Context): boolean {
  const path = [...tuple.path, keyword];
  context.notices.say('import-tuple', {}, path, { part: 'key' });
  const list = tuple.node[keyword];
  const entries: readonly Json[] = Array.isArray(list) ? list : [];
  const others = tuple.node[keyword === 'items' ? 'additionalItems' : 'items'];
  const place = [...tuple.path, keyword === 'items' ? 'additionalItems' : 'items'];
  const drafts = [
    ...entries.map((entry, index) => entryDraft(entry, [...path, index], site, context)),
    ...(typeof others === 'object' && others !== null ? [entryDraft(others, place, site, context)] : []),
  ].filter((entry) => entry !== undefined);
  if (others === false) context.origins.put(draft, 'maxItems', entries.length, place);
  const items = combine(drafts, inside(site, path), context);
  context.origins.put(draft, 'items', items, path);
  return items !== undefined;
}

function entryDraft(entry: Json, path: DocumentPath, site: Site, context: Context): Draft | undefined {
  const view = viewOf(entry, path);
  return view === undefined || view === NEVER ? undefined : context.schema(view, inside(site, path));
}
