import { isJsonObject, type Json, type JsonObject } from '../located.ts';
import { canonical } from '../model/accepts.ts';
import type { Scalar } from '../model/model.ts';
import { textsOf } from '../model/pick.ts';
import type { Choice } from './choice.ts';
import { combine, writtenOut } from './combine.ts';
import { type Context, inside, type Site } from './context.ts';
import { discriminatorOf } from './discriminated-union.ts';
import type { Draft } from './draft.ts';

/**
 * One object with the fields of several: what each of them requires is required, and rules say the rest where they
 * can. What is lost is said.
 */
export function mergeObjects(
  drafts: readonly Draft[],
  choice: Choice | undefined,
  site: Site,
  context: Context,
): Draft | undefined {
  const branches = drafts
    .map((draft) => writtenOut(draft, context))
    .filter((draft) => draft !== undefined)
    .filter(isObjectDraft);
  const [first] = branches;
  if (first === undefined) return undefined;
  const path = choice?.path ?? site.path;
  const merged = context.origins.draft(path);
  context.origins.put(merged, 'type', 'object', path);
  const { fields, hasConflicts } = mergeFields(branches, site, context);
  const required = branches.map((branch) => textsOf(branch['required']));
  const common = (required[0] ?? []).filter((name) => required.every((names) => names.includes(name)));
  const discriminator = discriminatorOf(branches, undefined, context);
  const needed =
    discriminator === undefined || common.includes(discriminator) ? common : [discriminator, ...common];
  if (needed.length > 0) context.origins.put(merged, 'required', needed, path);
  context.origins.put(merged, 'properties', fields, path);
  const rules =
    discriminator === undefined
      ? countRule(required, common, choice)
      : branchRules(branches, discriminator, needed);
  const kept = [...sharedRules(branches), ...rules];
  if (kept.length > 0) context.origins.put(merged, 'rules', kept.map(placed), path);
  if (branches.some((branch) => branch['secret'] === true)) context.origins.put(merged, 'secret', true, path);
  const isExact = rules.length > 0 && !hasConflicts && branches.every(isSimple);
  if (!isExact && branches.length > 1) {
    const loss = 'the fields of all alternatives stand together, whichever is meant';
    context.notices.say('import-alternatives', { loss }, path, { part: 'key' });
  }
  return merged;

  function placed(rule: Json): Json {
    const draft = context.origins.draft(path);
    if (isJsonObject(rule))
      for (const [word, value] of Object.entries(rule)) context.origins.put(draft, word, value, path);
    return draft;
  }
}

function isObjectDraft(draft: Draft): boolean {
  return draft['type'] === 'object' && !Object.hasOwn(draft, 'oneOf');
}

/** An object of which its fields and the required ones are all there is to say. */
function isSimple(branch: Draft): boolean {
  const words = ['type', 'title', 'description', 'properties', 'required'];
  return Object.keys(branch).every((word) => words.includes(word));
}

function fieldsOf(branch: Draft): JsonObject {
  return isJsonObject(branch['properties']) ? branch['properties'] : {};
}

function mergeFields(
  branches: readonly Draft[],
  site: Site,
  context: Context,
): { readonly fields: JsonObject; readonly hasConflicts: boolean } {
  const names = new Set(branches.flatMap((branch) => Object.keys(fieldsOf(branch))));
  let hasConflicts = false;
  const fields = [...names].flatMap((name): [string, Json][] => {
    const all = branches.flatMap((branch) =>
      Object.hasOwn(fieldsOf(branch), name) ? [fieldsOf(branch)[name] as Draft] : [],
    );
    const isListed = all.every((field) => Object.hasOwn(field, 'const') || Object.hasOwn(field, 'enum'));
    if (new Set(all.map(canonical)).size > 1 && !isListed) hasConflicts = true;
    const [one] = all;
    const path = one === undefined ? site.path : context.origins.placeOf(one);
    const field = combine(all, inside(site, path, name), context);
    return field === undefined ? [] : [[name, field]];
  });
  return { fields: Object.fromEntries(fields), hasConflicts };
}

/** Each alternative asks for one field of its own: one of these is set. */
function countRule(
  required: readonly (readonly string[])[],
  common: readonly string[],
  choice: Choice | undefined,
): readonly JsonObject[] {
  const own = required.map((names) => names.filter((name) => !common.includes(name)));
  const names = own.flat();
  const isOneEach = own.every(({ length }) => length === 1) && new Set(names).size === names.length;
  if (!isOneEach || names.length < 2 || choice === undefined) return [];
  return [{ [choice.keyword === 'oneOf' ? 'exactlyOneOf' : 'atLeastOneOf']: names }];
}

/** What a constant chooses: for each of its values the fields to be set, and those of the other branches. */
function branchRules(
  branches: readonly Draft[],
  discriminator: string,
  common: readonly string[],
): readonly JsonObject[] {
  const all = new Set(branches.flatMap((branch) => Object.keys(fieldsOf(branch))));
  const hasDefault = (name: string): boolean =>
    branches.some((branch) => Object.hasOwn((fieldsOf(branch)[name] ?? {}) as object, 'default'));
  return branches.flatMap((branch) => {
    const fields = fieldsOf(branch);
    const require = textsOf(branch['required']).filter((name) => !common.includes(name) && !hasDefault(name));
    const forbid = [...all].filter((name) => !Object.hasOwn(fields, name) && !hasDefault(name));
    const effect = { ...(require.length > 0 ? { require } : {}), ...(forbid.length > 0 ? { forbid } : {}) };
    if (Object.keys(effect).length === 0) return [];
    return constants(fields[discriminator]).map((value) => ({ when: { [discriminator]: value }, ...effect }));
  });
}

function constants(field: Json | undefined): readonly Scalar[] {
  if (!isJsonObject(field)) return [];
  const list: readonly Json[] = Array.isArray(field['enum']) ? field['enum'] : [field['const'] ?? null];
  return list.filter((value): value is Scalar => typeof value !== 'object' || value === null);
}

function sharedRules(branches: readonly Draft[]): readonly Json[] {
  const [first, ...others] = branches.map((branch): readonly Json[] =>
    Array.isArray(branch['rules']) ? branch['rules'] : [],
  );
  const isShared = (rule: Json): boolean =>
    others.every((rules) => rules.some((other) => canonical(other) === canonical(rule)));
  return (first ?? []).filter(isShared);
}
