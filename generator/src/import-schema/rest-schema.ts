import { isJsonObject } from '../located.ts';
import { type Context, inside, type Site } from './context.ts';
import type { Draft } from './draft.ts';
import { type Layer, NEVER, type View, viewOf } from './layers.ts';

/**
 * Writes the schema of keys that are not declared. True where there is one.
 *
 * @param isObject - whether fields are declared, beside which other keys are refused unless the schema asks for them.
 */
export function putRest(
  draft: Draft,
  layers: View,
  isObject: boolean,
  site: Site,
  context: Context,
): boolean {
  const owners = layers.filter(({ node }) => Object.hasOwn(node, 'additionalProperties'));
  const patterns = layers.filter(({ node }) => isJsonObject(node['patternProperties']));
  const isClosed = layers.some(
    ({ node }) => node['additionalProperties'] === false || node['unevaluatedProperties'] === false,
  );
  const views = owners.flatMap((layer) => restView(layer, context));
  const [pattern] = patterns.flatMap(patternViews);
  const view = views.length > 0 ? views : isObject ? [] : (pattern ?? []);
  sayOpen(owners, isObject, site, context);
  if (site.isRoot === true || (view.length === 0 && (isObject || isClosed))) return false;
  const path =
    view[0]?.path ?? (owners[0] === undefined ? site.path : [...owners[0].path, 'additionalProperties']);
  const values = context.schema(view, inside(site, path));
  context.origins.put(draft, 'additionalProperties', values, path);
  return values !== undefined;
}

/** The schemas of keys that are not declared, where they say anything. */
function restView({ node, path }: Layer, { notices }: Context): View {
  const place = [...path, 'additionalProperties'];
  const view = viewOf(node['additionalProperties'], place);
  if (view === undefined) notices.say('import-malformed', { keyword: 'additionalProperties' }, place);
  return view === undefined || view === NEVER ? [] : view.filter(({ node }) => Object.keys(node).length > 0);
}

function patternViews({ node, path }: Layer): View[] {
  const { patternProperties } = node;
  if (!isJsonObject(patternProperties)) return [];
  return Object.entries(patternProperties).flatMap(([pattern, value]) => {
    const view = viewOf(value, [...path, 'patternProperties', pattern]);
    return view === undefined || view === NEVER ? [] : [view];
  });
}

function sayOpen(owners: View, isObject: boolean, site: Site, { notices }: Context): void {
  for (const { node, path } of owners) {
    const value = node['additionalProperties'];
    const isAnything = value === true || (isJsonObject(value) && Object.keys(value).length === 0);
    const isOpen = isAnything
      ? isObject || site.isRoot === true
      : isJsonObject(value) && site.isRoot === true;
    const keyword = 'additionalProperties';
    if (isOpen) notices.say('import-open', { keyword }, [...path, keyword]);
  }
}
