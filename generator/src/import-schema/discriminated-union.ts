import { isJsonObject, type Json, type JsonObject } from '../located.ts';
import type { Scalar } from '../model/model.ts';
import { textOf, textsOf } from '../model/pick.ts';
import type { Choice } from './alternatives.ts';
import { writtenOut } from './combine.ts';
import { type Context, inside, type Site } from './context.ts';
import type { Draft } from './draft.ts';
import type { View } from './layers.ts';
import { isScalar } from './value-types.ts';

/** A union of objects that a constant tells apart; undefined where none does. */
export function discriminatedUnion(
  base: View,
  choice: Choice,
  site: Site,
  context: Context,
): Draft | undefined {
  const declared = discriminatorWord(choice);
  const branches = choice.members.map((member) => branchDraft(base, member, choice, site, context));
  const named = nameBranches(branches, declared, context) ?? mappedBranches(base, choice, site, context);
  if (named === undefined) return undefined;
  const draft = context.origins.draft(choice.owner.path);
  const oneOf = named.branches.map((branch) => withRequired(branch, named.discriminator, context));
  context.origins.put(draft, 'oneOf', oneOf, choice.path);
  if (oneOf.some((branch) => branch['secret'] === true)) {
    context.origins.put(draft, 'secret', true, choice.path);
  }
  return draft;
}

interface NamedBranches {
  readonly branches: readonly Draft[];
  readonly discriminator: string;
}

function nameBranches(
  branches: readonly (Draft | undefined)[],
  declared: string | undefined,
  context: Context,
): NamedBranches | undefined {
  const known = branches.filter((branch) => branch !== undefined);
  const discriminator =
    known.length < branches.length ? undefined : discriminatorOf(known, declared, context);
  return discriminator === undefined ? undefined : { branches: known, discriminator };
}

/** OpenAPI tells branches apart by a mapping beside them, where they have no constants themselves. */
function mappedBranches(base: View, choice: Choice, site: Site, context: Context): NamedBranches | undefined {
  const mapped = choice.members.map((member) => mappedConstant(member, choice));
  if (!mapped.every(({ length }) => length > 0)) return undefined;
  const branches = choice.members.map((member, index) =>
    branchDraft([...(mapped[index] ?? []), ...base], member, choice, site, context),
  );
  return nameBranches(branches, discriminatorWord(choice), context);
}

function branchDraft(
  base: View,
  member: View,
  choice: Choice,
  site: Site,
  context: Context,
): Draft | undefined {
  const at = inside(site, member[0]?.path ?? choice.path);
  const isAlone = base.every(({ node }) => Object.keys(node).join() === 'type' && node['type'] === 'object');
  const draft = context.schema(isAlone ? member : [...base, ...member], at);
  const target = draft && context.definitions.resolve(draft);
  if (draft === undefined || target === undefined) return undefined;
  const isBranch =
    target['type'] === 'object' && isJsonObject(target['properties']) && !Object.hasOwn(target, 'oneOf');
  if (!isBranch) return undefined;
  // A branch has few words of its own; with others its schema has to be written out.
  const words = ['$ref', 'title', 'description'];
  const isPlain = Object.keys(draft).every((word) => words.includes(word)) || draft === target;
  return isPlain ? draft : writtenOut(draft, context);
}

/** What the mapping says about a branch, as a schema of its own. */
function mappedConstant(member: View, { owner, path }: Choice): View {
  const name = discriminatorWord({ owner });
  const { discriminator } = owner.node;
  const mapping = isJsonObject(discriminator) ? discriminator['mapping'] : undefined;
  const reference = textOf(member[0]?.node['$ref']);
  if (name === undefined || !isJsonObject(mapping) || reference === undefined) return [];
  const values = Object.entries(mapping).flatMap(([value, target]) => (target === reference ? [value] : []));
  return values.length === 0 ? [] : [{ node: { properties: { [name]: { enum: values } } }, path }];
}

function discriminatorWord({ owner }: Pick<Choice, 'owner'>): string | undefined {
  const { discriminator } = owner.node;
  return isJsonObject(discriminator) ? textOf(discriminator['propertyName']) : textOf(discriminator);
}

/** The field that lists other values in each branch: the one that the schema names, or the first. */
export function discriminatorOf(
  branches: readonly Draft[],
  declared: string | undefined,
  context: Context,
): string | undefined {
  const constants = branches.map((branch) => constantsOf(branch, context));
  const [first, ...others] = constants;
  const isTelling = (name: string): boolean => {
    const values = constants.flatMap((fields) => fields.get(name) ?? []);
    return others.every((fields) => fields.has(name)) && new Set(values).size === values.length;
  };
  const names = [...(first?.keys() ?? [])].filter(isTelling);
  return names.find((name) => name === declared) ?? names[0];
}

/** The fields that list their values. */
function constantsOf(branch: Draft, context: Context): ReadonlyMap<string, readonly Scalar[]> {
  const { properties } = context.definitions.resolve(branch) ?? {};
  const fields = isJsonObject(properties) ? Object.entries(properties) : [];
  return new Map(
    fields.flatMap(([name, field]): [string, readonly Scalar[]][] => {
      const target = isJsonObject(field) ? context.definitions.resolve(field as Draft) : undefined;
      const values = target && listedValues(target);
      return values === undefined ? [] : [[name, values]];
    }),
  );
}

function listedValues({ const: only, enum: list }: JsonObject): readonly Scalar[] | undefined {
  if (isScalar(only)) return [only];
  return Array.isArray(list) ? list.filter((value: Json) => isScalar(value)) : undefined;
}

function withRequired(branch: Draft, name: string, { origins }: Context): Draft {
  const required = textsOf(branch['required']);
  if (Object.hasOwn(branch, '$ref') || required.includes(name)) return branch;
  origins.put(branch, 'required', [name, ...required], origins.placeOf(branch));
  return branch;
}
