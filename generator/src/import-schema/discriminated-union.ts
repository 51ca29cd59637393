import { isJsonObject, type Json, type JsonObject } from '../located.ts';
import type { Scalar } from '../model/model.ts';
import { textOf, textsOf } from '../model/pick.ts';
import type { Choice } from './choice.ts';
import { writtenOut } from './combine.ts';
import type { Context } from './context.ts';
import type { Draft } from './draft.ts';
import type { View } from './layers.ts';
import { isScalar } from './value-types.ts';

/** A union of objects that a constant tells apart; undefined where none does. */
export function discriminatedUnion(
  drafts: readonly Draft[],
  choice: Choice,
  context: Context,
): Draft | undefined {
  const branches = drafts.map((draft) => branchOf(draft, context)).filter((branch) => branch !== undefined);
  if (branches.length < drafts.length) return undefined;
  const discriminator = discriminatorOf(branches, declaredName(choice), context);
  if (discriminator === undefined) return undefined;
  const draft = context.origins.draft(choice.owner.path);
  const oneOf = branches.map((branch) => withRequired(branch, discriminator, context));
  context.origins.put(draft, 'oneOf', oneOf, choice.path);
  if (oneOf.some((branch) => branch['secret'] === true)) {
    context.origins.put(draft, 'secret', true, choice.path);
  }
  return draft;
}

/** OpenAPI tells branches apart by a mapping beside them, where they have no constants themselves. */
export function mappedUnion(
  choice: Choice,
  draftOf: (member: View) => Draft | undefined,
  context: Context,
): Draft | undefined {
  const views = choice.members.map((member) => mappedView(member, choice));
  const known = views.filter((view) => view !== undefined);
  if (known.length === 0 || known.length < views.length) return undefined;
  const drafts = known.map(draftOf).filter((draft) => draft !== undefined);
  return drafts.length < known.length ? undefined : discriminatedUnion(drafts, choice, context);
}

/** A member with the constant that the mapping gives it. */
function mappedView(member: View, choice: Choice): View | undefined {
  const name = declaredName(choice);
  const { discriminator } = choice.owner.node;
  const mapping = isJsonObject(discriminator) ? discriminator['mapping'] : undefined;
  const reference = textOf(member[0]?.node['$ref']);
  if (name === undefined || !isJsonObject(mapping) || reference === undefined) return undefined;
  const values = Object.entries(mapping).flatMap(([value, target]) => (target === reference ? [value] : []));
  const node = {
    properties: { [name]: values.length === 1 ? { const: values[0] ?? null } : { enum: values } },
  };
  return values.length === 0 ? undefined : [...member, { node, path: choice.path }];
}

function declaredName({ owner }: Choice): string | undefined {
  const { discriminator } = owner.node;
  return isJsonObject(discriminator) ? textOf(discriminator['propertyName']) : textOf(discriminator);
}

/** What can be a branch: an object, or a reference to one, and no more words than a branch may have. */
function branchOf(draft: Draft, context: Context): Draft | undefined {
  const target = context.definitions.resolve(draft);
  const isObject = target?.['type'] === 'object' && isJsonObject(target['properties']);
  if (!isObject || Object.hasOwn(target, 'oneOf')) return undefined;
  const words = ['$ref', 'title', 'description'];
  const isPlain = draft === target || Object.keys(draft).every((word) => words.includes(word));
  return isPlain ? draft : writtenOut(draft, context);
}

/** The field that lists other values in each branch: the one that the schema names, or the first. */
export function discriminatorOf(
  branches: readonly Draft[],
  declared: string | undefined,
  context: Context,
): string | undefined {
  const constants = branches.map((branch) => constantsOf(branch, declared, context));
  const [first, ...others] = constants;
  const isTelling = (name: string): boolean => {
    const values = constants.flatMap((fields) => fields.get(name) ?? []);
    return others.every((fields) => fields.has(name)) && new Set(values).size === values.length;
  };
  const names = [...(first?.keys() ?? [])].filter(isTelling);
  return names.find((name) => name === declared) ?? names[0];
}

/** The fields that list their values, where these are meant to choose: a field with several may be any other. */
function constantsOf(
  branch: Draft,
  declared: string | undefined,
  { definitions }: Context,
): ReadonlyMap<string, readonly Scalar[]> {
  const { properties, required } = definitions.resolve(branch) ?? {};
  const fields = isJsonObject(properties) ? Object.entries(properties) : [];
  return new Map(
    fields.flatMap(([name, field]): [string, readonly Scalar[]][] => {
      const target = isJsonObject(field) ? definitions.resolve(field as Draft) : undefined;
      const values = target && listedValues(target);
      const isMeant = values?.length === 1 || name === declared || textsOf(required).includes(name);
      return values === undefined || !isMeant ? [] : [[name, values]];
    }),
  );
}

function listedValues({ const: only, enum: list }: JsonObject): readonly Scalar[] | undefined {
  if (isScalar(only)) return [only];
  return Array.isArray(list) ? list.filter((value: Json) => isScalar(value)) : undefined;
}

/** A discriminator must be given; where the schema does not ask for it, that is said. */
function withRequired(branch: Draft, name: string, { origins, notices, definitions }: Context): Draft {
  const target = definitions.resolve(branch) ?? branch;
  const required = textsOf(target['required']);
  if (required.includes(name)) return branch;
  const field = isJsonObject(target['properties']) ? target['properties'][name] : undefined;
  const isSaidLater = isJsonObject(field) && Object.hasOwn(field, 'default');
  if (!isSaidLater) {
    const place = isJsonObject(field) ? origins.placeOf(field) : origins.placeOf(target);
    notices.say('import-discriminator-required', { name }, place, { part: 'key' });
  }
  if (branch === target) origins.put(branch, 'required', [name, ...required], origins.placeOf(branch));
  return branch;
}
