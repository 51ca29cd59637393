import { type DocumentPath, isJsonObject, type Json, type JsonObject } from '../located.ts';
import type { Scalar } from '../model/model.ts';
import { textsOf } from '../model/pick.ts';
import { type Context, inside, type Site } from './context.ts';
import type { Draft, Origins } from './draft.ts';
import { type Layer, NEVER, viewOf } from './layers.ts';
import { type PlacedRule, presenceRule } from './requirements.ts';
import { isScalar } from './value-types.ts';

/** How many rules may come of one condition whose fields may have several values each. */
const MOST_RULES = 50;

/** A field of a condition and the values that meet it. */
interface Test {
  readonly field: string;
  readonly values: readonly Scalar[];
}

interface Effect {
  readonly require: readonly string[];
  readonly forbid: readonly string[];
}

/** The rules that say the same as `if`, `then` and `else`, as far as a manifest's `when` can. */
export function conditionRules(layer: Layer, draft: Draft, site: Site, context: Context): PlacedRule[] {
  const { node, path } = layer;
  const place = [...path, 'if'];
  if (!Object.hasOwn(node, 'if')) {
    for (const keyword of ['then', 'else']) {
      const reason = 'there is no "if" beside it';
      if (Object.hasOwn(node, keyword))
        context.notices.say('import-unfit', { keyword, reason }, [...path, keyword], { part: 'key' });
    }
    return [];
  }
  const condition = node['if'] ?? null;
  const tests = readTests(condition);
  if (presenceRule(node) !== undefined) return [];
  if (tests === undefined || tests.length === 0) {
    context.notices.say('import-keyword', { keyword: 'if' }, place, { part: 'key' });
    return [];
  }
  for (const keyword of ['then', 'else']) declareFields(layer, keyword, draft, site, context);
  sayAbsence(condition, tests, draft, place, context);
  return [
    ...branchRules(layer, 'then', combinations(tests), draft, context),
    ...branchRules(layer, 'else', combinations(opposite(tests, draft)), draft, context),
  ];
}

/** Fields that only `then` or `else` declares are fields like the others. */
function declareFields(
  { node, path }: Layer,
  keyword: string,
  draft: Draft,
  site: Site,
  context: Context,
): void {
  const { [keyword]: effect } = node;
  const properties = isJsonObject(effect) ? effect['properties'] : undefined;
  if (!isJsonObject(properties)) return;
  const declared = isJsonObject(draft['properties']) ? draft['properties'] : {};
  const added = Object.entries(properties).flatMap(([name, schema]): [string, Draft][] => {
    if (Object.hasOwn(declared, name) || isAnything(schema) || isNothing(schema)) return [];
    const place = [...path, keyword, 'properties', name];
    const view = viewOf(schema, place);
    const field =
      view === undefined || view === NEVER ? undefined : context.schema(view, inside(site, place, name));
    return field === undefined ? [] : [[name, field]];
  });
  draft['properties'] = { ...declared, ...Object.fromEntries(added) };
}

function readTests(condition: Json): readonly Test[] | undefined {
  if (!isJsonObject(condition)) return undefined;
  const beside = ['properties', 'required', 'type', 'title', 'description', '$comment'];
  const { properties = {} } = condition;
  if (!Object.keys(condition).every((key) => beside.includes(key)) || !isJsonObject(properties))
    return undefined;
  const tests = Object.entries(properties).map(([field, schema]) => readTest(field, schema));
  const known = tests.filter((test) => test !== undefined);
  const isTested = (name: string): boolean => known.some(({ field }) => field === name);
  return known.length === tests.length && textsOf(condition['required']).every(isTested) ? known : undefined;
}

function readTest(field: string, schema: Json): Test | undefined {
  if (!isJsonObject(schema)) return undefined;
  const beside = ['const', 'enum', 'type', 'title', 'description'];
  if (!Object.keys(schema).every((key) => beside.includes(key))) return undefined;
  if (isScalar(schema['const'])) return { field, values: [schema['const']] };
  const { enum: list } = schema;
  const isList = Array.isArray(list) && list.length > 0 && list.every(isScalar);
  return isList ? { field, values: [...new Set(list)] as readonly Scalar[] } : undefined;
}

/** Every way to meet all tests, one value a field; undefined where nothing can be said so. */
function combinations(tests: readonly Test[] | undefined): JsonObject[] | undefined {
  return tests?.reduce<JsonObject[] | undefined>(
    (rows, { field, values }) => {
      const all = rows?.flatMap((row) => values.map((value) => ({ ...row, [field]: value })));
      return all === undefined || all.length > MOST_RULES ? undefined : all;
    },
    [{}],
  );
}

/** The values for which `else` speaks: of one field whose other values are known. */
function opposite(tests: readonly Test[], draft: Draft): readonly Test[] | undefined {
  const [test, ...others] = tests;
  if (test === undefined || others.length > 0) return undefined;
  const field = fieldOf(draft, test.field);
  const { enum: list, type } = field ?? {};
  const all: readonly Json[] = Array.isArray(list) ? list : type === 'boolean' ? [true, false] : [];
  const values = all.filter(isScalar).filter((value) => !test.values.includes(value));
  return values.length === 0 ? undefined : [{ field: test.field, values }];
}

function branchRules(
  { node, path }: Layer,
  keyword: 'then' | 'else',
  conditions: readonly JsonObject[] | undefined,
  draft: Draft,
  { notices, origins }: Context,
): PlacedRule[] {
  if (!Object.hasOwn(node, keyword) || node[keyword] === true) return [];
  const place = [...path, keyword];
  const effect = readEffect(node[keyword] ?? null, place, draft, origins);
  if (effect === undefined || conditions === undefined) {
    notices.say('import-keyword', { keyword }, place, { part: 'key' });
    return [];
  }
  const { require, forbid } = effect;
  const effects = {
    ...(require.length === 0 ? {} : { require }),
    ...(forbid.length === 0 ? {} : { forbid }),
  };
  if (Object.keys(effects).length === 0) return [];
  return conditions.map((when) => ({ rule: { when, ...effects }, path: place }));
}

function readEffect(schema: Json, path: DocumentPath, draft: Draft, origins: Origins): Effect | undefined {
  const beside = ['properties', 'required', 'type', 'title', 'description', '$comment'];
  if (!isJsonObject(schema) || !Object.keys(schema).every((key) => beside.includes(key))) return undefined;
  const { properties = {}, required = [] } = schema;
  if (!isJsonObject(properties) || !Array.isArray(required)) return undefined;
  const isOwn = (name: string): boolean => {
    const field = fieldOf(draft, name);
    const place = field === undefined ? [] : origins.placeOf(field);
    return JSON.stringify(place) === JSON.stringify([...path, 'properties', name]);
  };
  const fields = Object.entries(properties).filter(([name, value]) => !isAnything(value) && !isOwn(name));
  if (!fields.every(([, value]) => isNothing(value))) return undefined;
  return { require: [...new Set(textsOf(required))], forbid: fields.map(([name]) => name) };
}

function isAnything(schema: Json): boolean {
  return schema === true || (isJsonObject(schema) && Object.keys(schema).length === 0);
}

function isNothing(schema: Json): boolean {
  return (
    schema === false ||
    (isJsonObject(schema) && Object.keys(schema).join() === 'not' && isAnything(schema['not'] ?? null))
  );
}

/** `if` holds for an absent field unless it is required there; `when` takes the default, and holds for none. */
function sayAbsence(
  condition: Json,
  tests: readonly Test[],
  draft: Draft,
  path: DocumentPath,
  { notices }: Context,
): void {
  const asked = isJsonObject(condition) ? textsOf(condition['required']) : [];
  for (const { field, values } of tests) {
    if (textsOf(draft['required']).includes(field)) continue;
    const declared = fieldOf(draft, field);
    const fallback = declared?.['default'];
    const holdsThere = !asked.includes(field);
    const holdsHere = isScalar(fallback) && values.includes(fallback);
    if (holdsThere !== holdsHere) notices.say('import-absence', { name: field }, path);
  }
}

function fieldOf(draft: Draft, name: string): JsonObject | undefined {
  const { properties } = draft;
  const field = isJsonObject(properties) && Object.hasOwn(properties, name) ? properties[name] : undefined;
  return isJsonObject(field) ? field : undefined;
}
