import { type DocumentPath, isJsonObject, type Json } from '../located.ts';
import { textsOf } from '../model/pick.ts';
import type { Draft } from './draft.ts';

/** The schemas of a manifest that is being mended. */
export interface Schemas {
  readonly configuration: Draft;
  readonly definitions: Draft;
}

/** How a schema stands in the one around it. */
export type Holder =
  | { readonly kind: 'property'; readonly name: string }
  | { readonly kind: 'items' | 'additionalProperties' }
  | { readonly kind: 'branch'; readonly index: number }
  | { readonly kind: 'definition'; readonly name: string }
  | { readonly kind: 'root' };

interface Step {
  readonly draft: Draft;
  readonly holder: Holder;
}

/** A place in the schemas: the innermost schema, the schemas around it, and the rest of the path inside it. */
export interface Spot {
  readonly draft: Draft;
  readonly holder: Holder;
  /** From the outermost to the innermost. */
  readonly trail: readonly Step[];
  readonly rest: DocumentPath;
  readonly schemas: Schemas;
}

/** Finds the place of a path; undefined where it is gone. */
export function spotOf(schemas: Schemas, path: DocumentPath): Spot | undefined {
  const [root, name] = path;
  const isDefinition = root === '$defs';
  const first = isDefinition ? member(schemas.definitions, name) : schemas.configuration;
  if (first === undefined) return undefined;
  const holder: Holder = isDefinition ? { kind: 'definition', name: String(name) } : { kind: 'root' };
  const trail: Step[] = [{ draft: first, holder }];
  let rest = path.slice(isDefinition ? 2 : 1);
  for (let next = stepInto(first, rest); next !== undefined; next = stepInto(next.draft, rest)) {
    trail.push(next);
    rest = rest.slice(next.length);
  }
  const last = trail.at(-1);
  return last && { ...last, trail, rest, schemas };
}

function stepInto(draft: Draft, [word, key]: DocumentPath): (Step & { readonly length: number }) | undefined {
  const inner = typeof word === 'string' && Object.hasOwn(draft, word) ? draft[word] : undefined;
  if (word === 'properties' && isJsonObject(inner)) {
    const next = member(inner, key);
    return next && { draft: next, holder: { kind: 'property', name: String(key) }, length: 2 };
  }
  if (word === 'oneOf' && Array.isArray(inner) && typeof key === 'number') {
    const next = inner[key];
    return isJsonObject(next)
      ? { draft: next as Draft, holder: { kind: 'branch', index: key }, length: 2 }
      : undefined;
  }
  const isInner = (word === 'items' || word === 'additionalProperties') && key !== undefined;
  return isInner && isJsonObject(inner)
    ? { draft: inner as Draft, holder: { kind: word }, length: 1 }
    : undefined;
}

function member(map: Json, key: string | number | undefined): Draft | undefined {
  const value = isJsonObject(map) && key !== undefined && Object.hasOwn(map, key) ? map[key] : undefined;
  return isJsonObject(value) ? (value as Draft) : undefined;
}

/** Removes a schema, and with it the schemas around it that are nothing without it. */
export function dropSchema(trail: readonly Step[], schemas: Schemas): void {
  const step = trail.at(-1);
  const owner = trail.at(-2)?.draft;
  if (step?.holder.kind === 'definition') delete schemas.definitions[step.holder.name];
  if (step === undefined || owner === undefined) return;
  const { holder } = step;
  const above = trail.slice(0, -1);
  if (holder.kind === 'property') dropField(owner, holder.name);
  else if (holder.kind === 'branch') dropBranch(owner, holder.index, above, schemas);
  else if (holder.kind === 'additionalProperties' && Object.hasOwn(owner, 'properties'))
    delete owner[holder.kind];
  else dropSchema(above, schemas);
}

function dropField(owner: Draft, name: string): void {
  const fields = isJsonObject(owner['properties']) ? owner['properties'] : {};
  owner['properties'] = Object.fromEntries(Object.entries(fields).filter(([each]) => each !== name));
  const required = textsOf(owner['required']).filter((each) => each !== name);
  if (required.length > 0) owner['required'] = required;
  else delete owner['required'];
}

function dropBranch(owner: Draft, index: number, above: readonly Step[], schemas: Schemas): void {
  const list: readonly Json[] = Array.isArray(owner['oneOf']) ? owner['oneOf'] : [];
  const left = list.filter((_, each) => each !== index);
  if (left.length > 0) owner['oneOf'] = left;
  else dropSchema(above, schemas);
}
