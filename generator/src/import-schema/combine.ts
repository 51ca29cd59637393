import type { Json } from '../located.ts';
import { type Keyword, TYPE_NAMES, type TypeName } from '../manifest/keywords.ts';
import { SCHEMA_KEYS } from '../manifest/schema-keys.ts';
import { typesOf } from '../manifest/types-of.ts';
import { canonical } from '../model/accepts.ts';
import type { Scalar } from '../model/model.ts';
import type { Context, Site } from './context.ts';
import { copyDraft } from './copy-draft.ts';
import type { Draft } from './draft.ts';
import { mergeObjects } from './merge-objects.ts';
import { ANY_SCALAR, isScalar, typeNames, typeOfScalar } from './value-types.ts';

/** What the words of one alternative say about that alternative alone. */
const WORDS = ['title', 'description', 'default', 'examples', 'deprecated', 'errorMessage'];

/**
 * One schema for several of which a value may have any: the values of all that list theirs, or the types of all, with
 * the limits of each type. What cannot be said so is left out, and said.
 */
export function combine(drafts: readonly Draft[], site: Site, context: Context): Draft | undefined {
  const [first, ...others] = distinct(drafts);
  if (first === undefined || others.length === 0) return first;
  const written = [first, ...others].map((draft) => writtenOut(draft, context));
  const known = written.filter((draft) => draft !== undefined);
  const union = known.find((draft) => Object.hasOwn(draft, 'oneOf'));
  if (union !== undefined) return keepUnion(union, known, site, context);
  const isListed = (draft: Draft): boolean =>
    valuesOf(draft) !== undefined || typesOf(draft).join() === 'null';
  if (known.every(isListed)) return combineValues(known, site, context);
  return combineTypes(known, site, context);
}

function distinct(drafts: readonly Draft[]): readonly Draft[] {
  const byText = new Map(drafts.map((draft) => [canonical(draft), draft] as const));
  return [...byText.values()];
}

/** A copy that can be changed: of a reference, of what it leads to. */
export function writtenOut(draft: Draft, context: Context): Draft | undefined {
  const target = context.definitions.resolve(draft);
  return target && copyDraft(target, context);
}

/** A union says all there is to say about a value: an object, and nothing else. */
function keepUnion(union: Draft, drafts: readonly Draft[], site: Site, { notices }: Context): Draft {
  const others = drafts.filter((draft) => draft !== union);
  const areNull = others.every((draft) => typesOf(draft).join() === 'null');
  const loss = areNull
    ? '"null" is refused: leave the field out instead'
    : 'only the first union of objects is taken';
  notices.say('import-alternatives', { loss }, site.path);
  return union;
}

function combineValues(drafts: readonly Draft[], site: Site, context: Context): Draft | undefined {
  const draft = context.origins.draft(site.path);
  const values = [...new Set(drafts.flatMap((each) => valuesOf(each) ?? [null]))];
  if (values.length === 0) {
    context.notices.say('import-contradiction', { keyword: 'enum' }, site.path, { part: 'key' });
    return undefined;
  }
  const types = drafts.map(typesOf);
  const all = TYPE_NAMES.filter((type) => types.some((names) => names.includes(type)));
  if (types.every((names) => names.length > 0)) {
    context.origins.put(draft, 'type', all.length === 1 ? all[0] : all, site.path);
  }
  context.origins.put(draft, 'enum', values, site.path);
  if (drafts.some((each) => each['secret'] === true)) context.origins.put(draft, 'secret', true, site.path);
  return draft;
}

/** The values that a schema lists and its type allows; undefined where it lists none. */
function valuesOf(draft: Draft): readonly Scalar[] | undefined {
  const list = Array.isArray(draft['enum']) ? draft['enum'] : [draft['const']];
  const values = list.filter(isScalar);
  const types = typeNames(draft['type']);
  const fits = (value: Scalar): boolean =>
    types.includes(typeOfScalar(value)) || (types.includes('integer') && Number.isInteger(value));
  if (values.length === 0) return undefined;
  return types.length === 0 ? values : values.filter(fits);
}

function combineTypes(drafts: readonly Draft[], site: Site, context: Context): Draft | undefined {
  const loose = mergedObjects(drafts, site, context).map((draft) => withoutValues(draft, site, context));
  const draft = context.origins.draft(site.path);
  const named = loose.map(namesOf);
  const names = [...new Set(named.flat())];
  const distinctNames = names.includes('number') ? names.filter((name) => name !== 'integer') : names;
  const types = distinctNames.sort((a, b) => Number(a === 'null') - Number(b === 'null'));
  context.origins.put(draft, 'type', types.length === 1 ? types[0] : types, site.path);
  for (const type of types) {
    const owners = loose.filter((_, index) => sharesType(named[index] ?? [], type));
    putLimitsOf(draft, type, owners, site, context);
  }
  const [only, ...others] = loose.filter((each) => typesOf(each).join() !== 'null');
  if (only !== undefined && others.length === 0) context.origins.take(draft, only, WORDS);
  if (loose.some((each) => each['secret'] === true)) context.origins.put(draft, 'secret', true, site.path);
  return draft;
}

/** Two objects stand under one type, so they become one. */
function mergedObjects(drafts: readonly Draft[], site: Site, context: Context): readonly Draft[] {
  const objects = drafts.filter((draft) => namesOf(draft).join() === 'object');
  if (objects.length < 2) return drafts;
  const merged = mergeObjects(objects, undefined, site, context);
  return [...drafts.filter((draft) => !objects.includes(draft)), ...(merged === undefined ? [] : [merged])];
}

/** Beside other types a list of values would refuse these too. */
function withoutValues(draft: Draft, site: Site, { notices, origins }: Context): Draft {
  const values = valuesOf(draft);
  if (values === undefined) return draft;
  notices.say(
    'import-alternatives',
    { loss: 'any value of the type is taken instead of the listed ones' },
    site.path,
  );
  const { enum: _, const: __, ...rest } = draft;
  const loose = origins.draft(site.path);
  origins.put(loose, 'type', [...new Set(values.map(typeOfScalar))], site.path);
  origins.take(
    loose,
    draft,
    Object.keys(rest).filter((keyword) => keyword !== 'type'),
  );
  return loose;
}

function namesOf(draft: Draft): readonly TypeName[] {
  return typesOf(draft);
}

function sharesType(names: readonly TypeName[], type: TypeName): boolean {
  return names.includes(type) || (type === 'number' && names.includes('integer'));
}

/** Takes over the limits on one type, where all that have the type agree on them. */
function putLimitsOf(
  draft: Draft,
  type: TypeName,
  owners: readonly Draft[],
  site: Site,
  { notices, origins }: Context,
): void {
  const limits = (owner: Draft): [string, Json][] =>
    Object.entries(owner).filter(([keyword]) => limitsType(keyword, type));
  const [first] = owners;
  if (first === undefined) return;
  const keywords = limits(first).map(([keyword]) => keyword);
  const agree = new Set(owners.map((owner) => canonical(Object.fromEntries(limits(owner))))).size === 1;
  if (agree && !(type === 'number' && owners.some((owner) => !namesOf(owner).includes('number')))) {
    origins.take(draft, first, keywords);
    return;
  }
  const loss = `alternatives of the type ${type} set different limits, which are left out`;
  notices.say('import-alternatives', { loss }, site.path);
  const keyword = type === 'array' ? 'items' : type === 'object' ? 'additionalProperties' : undefined;
  if (keyword === undefined) return;
  const parts = origins.draft(site.path);
  origins.put(parts, 'type', ANY_SCALAR, site.path);
  origins.put(draft, keyword, parts, site.path);
}

function limitsType(keyword: string, type: TypeName): boolean {
  if (!Object.hasOwn(SCHEMA_KEYS, keyword)) return false;
  const { limits }: Keyword = SCHEMA_KEYS[keyword as keyof typeof SCHEMA_KEYS];
  return limits?.includes(type) === true;
}
