import { type DocumentPath, isJsonObject, type Json, type JsonObject } from '../located.ts';
import { describe } from '../manifest/forms.ts';
import { textOf } from '../model/pick.ts';
import type { Layer, View } from './layers.ts';
import type { Notices } from './notices.ts';
import { declaredTypes } from './value-types.ts';
import { OBJECT_WORDS } from './vocabulary.ts';

/** The schema of a file, and what the specification around it says. */
export interface FoundSchema extends Layer {
  readonly documentation?: string;
}

/** Where specifications of connectors have the schema of their configuration. */
const WRAPPERS: readonly DocumentPath[] = [
  ['connectionSpecification'],
  ['connection_specification'],
  ['spec', 'connectionSpecification'],
  ['spec', 'connection_specification'],
];

const DOCUMENTATION: ReadonlySet<string> = new Set(['documentationUrl', 'documentation_url']);

/** Finds the schema of a file: the whole, or what a connector specification wraps. */
export function findSchema(root: Json, notices: Notices): FoundSchema | undefined {
  if (!isJsonObject(root)) {
    notices.say('import-not-schema', { actual: describe(root) }, []);
    return undefined;
  }
  for (const path of WRAPPERS) {
    const node = at(root, path);
    if (isJsonObject(node)) return { node, path, ...readWrapper(root, path, notices) };
  }
  return { node: root, path: [] };
}

function at(root: JsonObject, path: DocumentPath): Json | undefined {
  return path.reduce<Json | undefined>(
    (value, key) => (isJsonObject(value) && Object.hasOwn(value, key) ? value[key] : undefined),
    root,
  );
}

/** What stands around the schema is about the connector's maker, but for the page about it. */
function readWrapper(
  root: JsonObject,
  path: DocumentPath,
  notices: Notices,
): { readonly documentation?: string } {
  let documentation: string | undefined;
  path.forEach((key, index) => {
    const place = path.slice(0, index);
    const wrapper = at(root, place);
    for (const [other, value] of isJsonObject(wrapper) ? Object.entries(wrapper) : []) {
      if (other === key) continue;
      const page = DOCUMENTATION.has(other) ? textOf(value) : undefined;
      if (page === undefined) notices.hint(other, [...place, other]);
      else documentation ??= page;
    }
  });
  return documentation === undefined ? {} : { documentation };
}

/** Whether a configuration can come of the layers of a schema; says why not. */
export function isObjectSchema(layers: View, notices: Notices): boolean {
  const types = declaredTypes(layers);
  const place = layers[0]?.path ?? [];
  const isSchema = layers.some(({ node }) => Object.keys(node).some(isTelling));
  if (types?.includes('object') === true) {
    const loss = 'a configuration is always an object';
    if (types.length > 1) notices.say('import-alternatives', { loss }, [...place, 'type']);
    return true;
  }
  if (types === undefined && isSchema) return true;
  const actual =
    types === undefined
      ? 'a map without keywords about fields'
      : `a schema of ${types.length === 0 ? 'no type' : `the type ${types.join(' or ')}`}`;
  notices.say('import-not-schema', { actual }, place);
  return false;
}

function isTelling(keyword: string): boolean {
  return OBJECT_WORDS.has(keyword) || keyword === 'oneOf' || keyword === 'anyOf';
}
