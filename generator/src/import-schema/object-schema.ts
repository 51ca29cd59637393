import { type DocumentPath, isJsonObject, type Json } from '../located.ts';
import { textsOf } from '../model/pick.ts';
import { putRules } from './across-fields.ts';
import { type Context, inside, type Site } from './context.ts';
import type { Draft } from './draft.ts';
import { type Layer, NEVER, type View, viewOf } from './layers.ts';
import { putRest } from './rest-schema.ts';
import { ANY_SCALAR } from './value-types.ts';

/** What the layers say about a field, and where the first of them does. */
interface Field {
  readonly view: View;
  readonly path: DocumentPath;
}

/** Writes the fields of an object, what else it takes, and the rules across the fields. */
export function putFields(draft: Draft, layers: View, site: Site, context: Context): void {
  const fields = fieldsOf(layers, context);
  const required = requiredFields(layers, context);
  const drafts = new Map<string, Draft>();
  for (const [name, { view, path }] of fields) {
    const field = context.schema(view, inside(site, path, name));
    if (field !== undefined) drafts.set(name, field);
  }
  for (const [name, path] of required) {
    if (!fields.has(name)) drafts.set(name, undeclared(name, path, context));
  }
  const isObject = drafts.size > 0 || layers.some(({ node }) => isJsonObject(node['properties']));
  const isMap = putRest(draft, layers, isObject, site, context);
  const needed = [...required.keys()].filter((name) => drafts.has(name));
  if (needed.length > 0) context.origins.put(draft, 'required', needed, placeOf(layers, 'required', site));
  if (isObject || !isMap) {
    context.origins.put(draft, 'properties', Object.fromEntries(drafts), placeOf(layers, 'properties', site));
  }
  putRules(draft, layers, site, context);
}

function undeclared(name: string, path: DocumentPath, { notices, origins }: Context): Draft {
  notices.say('import-undeclared', { name }, path);
  const draft = origins.draft(path);
  origins.put(draft, 'type', ANY_SCALAR, path);
  return draft;
}

function placeOf(layers: View, keyword: string, site: Site): DocumentPath {
  const owner = layers.find(({ node }) => Object.hasOwn(node, keyword));
  return owner === undefined ? site.path : [...owner.path, keyword];
}

/** The fields by name, in the order that forms show them in. */
function fieldsOf(layers: View, { notices }: Context): ReadonlyMap<string, Field> {
  const fields = new Map<string, Field>();
  for (const layer of layers) {
    for (const [name, value] of propertiesOf(layer, notices)) {
      const path = [...layer.path, 'properties', name];
      const view = viewOf(value, path);
      const before = fields.get(name);
      if (view === undefined) notices.say('import-malformed', { keyword: name }, path);
      // What may never be there is refused like everything that is not declared.
      else if (view !== NEVER) {
        fields.set(name, { view: [...(before?.view ?? []), ...view], path: before?.path ?? path });
      }
    }
  }
  return new Map([...fields].sort(([, a], [, b]) => orderOf(a) - orderOf(b)));
}

function orderOf({ view }: Field): number {
  const order = view.map(({ node }) => node['order']).find((value) => typeof value === 'number');
  return typeof order === 'number' ? order : Number.MAX_SAFE_INTEGER;
}

function propertiesOf({ node, path }: Layer, notices: Context['notices']): [string, Json][] {
  const { properties } = node;
  if (isJsonObject(properties)) return Object.entries(properties);
  if (properties !== undefined) {
    notices.say('import-malformed', { keyword: 'properties' }, [...path, 'properties']);
  }
  return [];
}

/** The required fields, each with the place that says so. */
function requiredFields(layers: View, { notices }: Context): ReadonlyMap<string, DocumentPath> {
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
