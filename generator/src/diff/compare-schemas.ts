import { isJsonObject, type Json } from '../located.ts';
import { accepts } from '../model/accepts.ts';
import type { ObjectShape, SchemaModel, Shape, UnionShape } from '../model/model.ts';
import { inside, type Site } from './change.ts';
import { compareObjects } from './compare-objects.ts';
import { compareLeast, compareMost, compareNumbers, compareTexts } from './compare-values.ts';
import { type Comparison, follow, shown } from './comparison.ts';

/** Compares what two schemas take. Every value that was taken and is not any more makes a breaking change. */
export function compareSchemas(
  comparison: Comparison,
  site: Site,
  before: SchemaModel,
  after: SchemaModel,
): void {
  const [old, now] = [follow(before, comparison.before), follow(after, comparison.after)];
  const isSecret = site.isSecret || old.secret || now.secret;
  if (isKnown(comparison, before.shape, after.shape)) return;
  compareShapes(comparison, { ...site, isSecret }, old, now);
}

function isKnown({ compared }: Comparison, before: Shape, after: Shape): boolean {
  if (before.kind !== 'reference' || after.kind !== 'reference') return false;
  const key = `${before.definition} ${after.definition}`;
  return compared.size === compared.add(key).size;
}

function compareShapes(comparison: Comparison, site: Site, old: SchemaModel, now: SchemaModel): void {
  const [before, after] = [old.shape, now.shape];
  if (before.kind === 'alternatives' || after.kind === 'alternatives') {
    compareOptions(comparison, site, old, now);
  } else if (before.kind === 'literal' || after.kind === 'literal') {
    compareLists(comparison, site, old, now);
  } else if (before.kind === 'string' && after.kind === 'string') {
    compareTexts(comparison, site, before, after);
  } else if (isNumber(before) && isNumber(after)) {
    compareNumbers(comparison, site, before, after);
  } else if (before.kind === 'array' && after.kind === 'array') {
    compareLeast(comparison, site, 'minItems', before.minItems, after.minItems);
    compareMost(comparison, site, 'maxItems', before.maxItems, after.maxItems);
    if (before.uniqueItems !== after.uniqueItems) compareUniqueness(comparison, site, after.uniqueItems);
    compareSchemas(comparison, inside(site, '[]', 'items'), before.items, after.items);
  } else if (
    before.kind === 'union' &&
    after.kind === 'union' &&
    before.discriminator === after.discriminator
  ) {
    compareUnions(comparison, site, before, after);
  } else if (isObject(before) && isObject(after)) {
    compareObjects(comparison, site, asObject(before), asObject(after));
  } else if (before.kind !== after.kind) {
    const message = `It takes ${typeWord(now)}; it took ${typeWord(old)}.`;
    comparison.report(site, 'narrowed', 'breaking', message);
  } else if (before.kind === 'union') {
    const message = 'Another field tells its variants apart.';
    comparison.report(site, 'narrowed', 'breaking', message);
  }
}

function compareUniqueness(comparison: Comparison, site: Site, isUnique: boolean): void {
  if (isUnique) comparison.report(site, 'narrowed', 'breaking', 'No item may stand in it twice.');
  else comparison.report(site, 'widened', 'compatible', 'An item may stand in it twice.');
}

/** Lists of types: each of the one is compared with that of its kind in the other. */
function compareOptions(comparison: Comparison, site: Site, old: SchemaModel, now: SchemaModel): void {
  const [olds, nows] = [optionsOf(old, comparison.before), optionsOf(now, comparison.after)];
  const counterpart = (option: SchemaModel, others: readonly SchemaModel[]): SchemaModel | undefined =>
    others.find(({ shape }) => family(shape) === family(option.shape));
  for (const option of olds) {
    const other = counterpart(option, nows);
    if (other !== undefined) compareShapes(comparison, site, option, other);
    else comparison.report(site, 'narrowed', 'breaking', `It does not take ${typeWord(option)} any more.`);
  }
  for (const option of nows) {
    if (counterpart(option, olds) === undefined)
      comparison.report(site, 'widened', 'compatible', `It takes ${typeWord(option)}, too.`);
  }
}

function optionsOf(
  { shape, ...annotations }: SchemaModel,
  definitions: Comparison['before'],
): readonly SchemaModel[] {
  if (shape.kind === 'alternatives')
    return shape.options.flatMap((option) => optionsOf(follow(option, definitions), definitions));
  if (shape.kind !== 'literal') return [{ shape, ...annotations }];
  const types = [...new Set(shape.values.map(jsonType))];
  return types.map((type) => ({
    ...annotations,
    shape: { kind: 'literal', values: shape.values.filter((value) => jsonType(value) === type) },
  }));
}

/** Closed lists of values, on one side or both. */
function compareLists(comparison: Comparison, site: Site, old: SchemaModel, now: SchemaModel): void {
  const [before, after] = [valuesOf(old.shape), valuesOf(now.shape)];
  if (before === undefined) {
    const message = `It takes only ${(after ?? []).map((value) => shown(value, site)).join(', ')}; it took ${typeWord(old)}.`;
    comparison.report(site, 'narrowed', 'breaking', message);
    return;
  }
  const lost = before.filter((value) => !accepts(now, value, comparison.after));
  const won = (after ?? []).filter((value) => !before.includes(value));
  for (const value of lost)
    comparison.report(site, 'narrowed', 'breaking', `It does not take ${shown(value, site)} any more.`);
  for (const value of won)
    comparison.report(site, 'widened', 'compatible', `It takes ${shown(value, site)}, too.`);
  if (after === undefined && lost.length === 0)
    comparison.report(site, 'widened', 'compatible', `It takes ${typeWord(now)}, not only listed values.`);
}

function valuesOf(shape: Shape): readonly (string | number | boolean | null)[] | undefined {
  if (shape.kind === 'boolean') return [true, false];
  if (shape.kind === 'null') return [null];
  return shape.kind === 'literal' ? shape.values : undefined;
}

function compareUnions(comparison: Comparison, site: Site, before: UnionShape, after: UnionShape): void {
  const branchOf = (union: UnionShape, value: Json) =>
    union.branches.find(({ values }) => values.some((each) => each === value))?.object;
  const valuesIn = (union: UnionShape) => union.branches.flatMap(({ values }) => values);
  for (const value of valuesIn(before)) {
    const [old, now] = [branchOf(before, value), branchOf(after, value)];
    const place = inside(site, `(${value})`, 'oneOf');
    if (now === undefined)
      comparison.report(
        site,
        'narrowed',
        'breaking',
        `There is no "${value}" for "${before.discriminator}" any more.`,
      );
    else if (old !== undefined)
      compareObjects(comparison, place, withoutField(old, before), withoutField(now, after));
  }
  for (const value of valuesIn(after)) {
    if (branchOf(before, value) === undefined)
      comparison.report(site, 'widened', 'compatible', `"${after.discriminator}" may be "${value}", too.`);
  }
}

/** What tells the branches apart was compared with them. */
function withoutField({ properties, ...object }: ObjectShape, { discriminator }: UnionShape): ObjectShape {
  return { ...object, properties: properties.filter(({ name }) => name !== discriminator) };
}

function isNumber(shape: Shape): shape is Extract<Shape, { kind: 'number' | 'integer' }> {
  return shape.kind === 'number' || shape.kind === 'integer';
}

function isObject(shape: Shape): shape is Extract<Shape, { kind: 'object' | 'map' }> {
  return shape.kind === 'object' || shape.kind === 'map';
}

function asObject(shape: Extract<Shape, { kind: 'object' | 'map' }>): ObjectShape {
  return shape.kind === 'object' ? shape : { kind: 'object', properties: [], rules: [], rest: shape.values };
}

/** Shapes of one family can be compared; of a list of types each has a family of its own. */
function family(shape: Shape): string {
  if (shape.kind === 'literal') return jsonType(shape.values[0] ?? null);
  if (isNumber(shape)) return 'number';
  return isObject(shape) || shape.kind === 'union' ? 'object' : shape.kind;
}

function jsonType(value: Json): string {
  if (value === null) return 'null';
  return isJsonObject(value) ? 'object' : typeof value;
}

const WORDS: Readonly<Record<string, string>> = {
  string: 'text',
  number: 'a number',
  integer: 'a whole number',
  boolean: 'true or false',
  null: 'null',
  array: 'a list',
  map: 'a map',
  object: 'an object',
  union: 'one of several objects',
};

function typeWord({ shape }: SchemaModel): string {
  return WORDS[shape.kind] ?? 'one of a list of values';
}
