import type { DocumentPath, Json } from '../located.ts';
import { isJsonObject } from '../located.ts';
import { textsOf } from '../model/pick.ts';
import { putRules } from './across-fields.ts';
import { type Context, inside, type Site } from './context.ts';
import type { Draft } from './draft.ts';
import { type Layer, NEVER, type View, viewOf } from './layers.ts';
import { ANY_SCALAR } from './value-types.ts';

/** Writes the fields of an object and the rules across them. False where neither they nor a map can be said. */
export function putFields(draft: Draft, layers: View, site: Site, context: Context): boolean {
  const views = fieldViews(layers, context);
  const required = requiredFields(layers, context);
  for (const [name, path] of required) {
    if (views.has(name)) continue;
    context.notices.say('import-undeclared', { name }, path);
    views.set(name, []);
  }
  const fields = [...views].flatMap(([name, view]): [string, Draft][] => {
    const path = view[0]?.path ?? required.get(name) ?? site.path;
    const field = fieldDraft(name, view, { site, path, isUndeclared: required.has(name) }, context);
    return field === undefined ? [] : [[name, field]];
  });
  const names = new Set(fields.map(([name]) => name));
  const needed = [...required.keys()].filter((name) => names.has(name));
  const isMap = putRest(draft, layers, site, context, layers.some(hasFields) || fields.length > 0);
  if (needed.length > 0) context.origins.put(draft, 'required', needed, placeOf(layers, 'required', site));
  if (fields.length > 0 || !isMap) {
    context.origins.put(draft, 'properties', Object.fromEntries(fields), placeOf(layers, 'properties', site));
  }
  putRules(draft, layers, site, context);
  return true;
}

function hasFields({ node }: Layer): boolean {
  return isJsonObject(node['properties']);
}

interface FieldPlace {
  readonly site: Site;
  readonly path: DocumentPath;
  readonly isUndeclared: boolean;
}

function fieldDraft(name: string, view: View, place: FieldPlace, context: Context): Draft | undefined {
  if (view.length > 0 || !place.isUndeclared)
    return context.schema(view, inside(place.site, place.path, name));
  const draft = context.origins.draft(place.path);
  context.origins.put(draft, 'type', ANY_SCALAR, place.path);
  return draft;
}

function placeOf(layers: View, keyword: string, site: Site): DocumentPath {
  const owner = layers.find(({ node }) => Object.hasOwn(node, keyword));
  return owner === undefined ? site.path : [...owner.path, keyword];
}

/** By field what the layers say about it, in the order that forms show them in. */
function fieldViews(layers: View, context: Context): Map<string, View> {
  const views = new Map<string, Layer[]>();
  for (const layer of layers) {
    for (const [name, value, path] of fieldsOf(layer, context)) {
      const view = viewOf(value, path);
      if (view === undefined) context.notices.say('import-malformed', { keyword: name }, path);
      // What may never be there is refused like everything that is not declared.
      else if (view !== NEVER) views.set(name, [...(views.get(name) ?? []), ...view]);
    }
  }
  const orderOf = ([, view]: [string, View]): number => {
    const order = view.map(({ node }) => node['order']).find((value) => typeof value === 'number');
    return typeof order === 'number' ? order : Number.MAX_SAFE_INTEGER;
  };
  return new Map([...views].sort((a, b) => orderOf(a) - orderOf(b)));
}

function fieldsOf({ node, path }: Layer, { notices }: Context): [string, Json, DocumentPath][] {
  const { properties } = node;
  if (properties === undefined) return [];
  if (!isJsonObject(properties)) {
    notices.say('import-malformed', { keyword: 'properties' }, [...path, 'properties']);
    return [];
  }
  return Object.entries(properties).map(([name, value]) => [name, value, [...path, 'properties', name]]);
}

/** The required fields, each with the place that says so. */
function requiredFields(layers: View, { notices }: Context): Map<string, DocumentPath> {
  const fields = new Map<string, DocumentPath>();
  for (const { node, path } of layers) {
    const { required } = node;
    if (required === undefined) continue;
    const place = [...path, 'required'];
    if (!Array.isArray(required) || textsOf(required).length < required.length) {
      notices.say('import-malformed', { keyword: 'required' }, place);
    }
    textsOf(required).forEach((name, index) => {
      if (!fields.has(name)) fields.set(name, [...place, index]);
    });
  }
  return fields;
}

/** Writes the schema of keys that are not declared. True where that makes the object a map. */
function putRest(draft: Draft, layers: View, site: Site, context: Context, isObject: boolean): boolean {
  const owners = layers.filter(({ node }) => Object.hasOwn(node, 'additionalProperties'));
  const patterns = layers.filter(({ node }) => isJsonObject(node['patternProperties']));
  const isClosed = layers.some(
    ({ node }) => node['additionalProperties'] === false || node['unevaluatedProperties'] === false,
  );
  const views = owners.flatMap((layer) => restView(layer, context));
  const [pattern] = patterns.flatMap(patternViews);
  const view = views.length > 0 ? views : isObject ? [] : (pattern ?? []);
  sayOpen(owners, site, context, isObject);
  if (site.isRoot === true || (view.length === 0 && (isObject || isClosed))) return false;
  const path = view[0]?.path ?? placeOf(layers, 'additionalProperties', site);
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

function sayOpen(owners: View, site: Site, { notices }: Context, isObject: boolean): void {
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
