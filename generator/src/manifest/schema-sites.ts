import { type DocumentPath, isJsonObject, type Json, type JsonObject } from '../located.ts';

/** A schema of a document, and where it stands. */
export interface SchemaSite {
  readonly node: JsonObject;
  readonly path: DocumentPath;
  readonly position: Position;
  /** The name of the field or the definition. */
  readonly name?: string;
  /** The schema that it is a part of. */
  readonly owner?: SchemaSite;
}

/** `configuration` and `fragment` are the root of a file's schemas. */
export type Position =
  | 'configuration'
  | 'fragment'
  | 'definition'
  | 'property'
  | 'items'
  | 'entries'
  | 'branch';

/** A schema and all schemas inside it, each after the one it is a part of. What is no schema is passed over. */
export function schemaSites(root: SchemaSite): SchemaSite[] {
  const sites = [root];
  // The list grows while it is walked.
  for (const site of sites) sites.push(...parts(site));
  return sites;
}

/** The definitions under one key of a node. */
export function definitionSites(node: JsonObject, path: DocumentPath): SchemaSite[] {
  return members(node['$defs'], [...path, '$defs'], 'definition');
}

function parts(owner: SchemaSite): SchemaSite[] {
  const { node, path } = owner;
  const one = (key: string, position: Position): SchemaSite[] => {
    const part = node[key];
    return isJsonObject(part) ? [{ node: part, path: [...path, key], position, owner }] : [];
  };
  return [
    ...members(node['properties'], [...path, 'properties'], 'property', owner),
    ...one('items', 'items'),
    ...one('additionalProperties', 'entries'),
    ...branches(owner),
  ];
}

function branches(owner: SchemaSite): SchemaSite[] {
  const list = owner.node['oneOf'];
  if (!Array.isArray(list)) return [];
  return list.flatMap((node: Json, index) =>
    isJsonObject(node)
      ? [{ node, path: [...owner.path, 'oneOf', index], position: 'branch' as const, owner }]
      : [],
  );
}

function members(
  value: Json | undefined,
  path: DocumentPath,
  position: Position,
  owner?: SchemaSite,
): SchemaSite[] {
  if (!isJsonObject(value)) return [];
  return Object.entries(value).flatMap(([name, node]) =>
    isJsonObject(node)
      ? [{ node, path: [...path, name], position, name, ...(owner === undefined ? {} : { owner }) }]
      : [],
  );
}
