import { canonical } from '../model/accepts.ts';
import type { ObjectShape, PropertyModel } from '../model/model.ts';
import { nearest } from '../text/nearest.ts';
import { inside, type Site } from './change.ts';
import { compareAnnotations } from './compare-annotations.ts';
import { compareRules } from './compare-rules.ts';
import { compareSchemas } from './compare-schemas.ts';
import { type Comparison, follow } from './comparison.ts';

/** Compares the fields of two objects and the rules across them. */
export function compareObjects(
  comparison: Comparison,
  site: Site,
  before: ObjectShape,
  after: ObjectShape,
): void {
  const olds = new Map(before.properties.map((property) => [keyOf(property), property]));
  const nows = new Map(after.properties.map((property) => [keyOf(property), property]));
  const gone = before.properties.filter((property) => !nows.has(keyOf(property)));
  const added = after.properties.filter((property) => !olds.has(keyOf(property)));
  const renamed = after.rest === undefined ? findRenamed(comparison, gone, added) : new Map();
  for (const property of gone) reportGone(comparison, site, property, after, renamed.get(property));
  for (const property of added) {
    if (![...renamed.values()].includes(property)) reportAdded(comparison, site, property, before);
  }
  for (const [key, old] of olds) {
    const now = nows.get(key);
    if (now !== undefined) compareFields(comparison, fieldSite(site, now), old, now);
  }
  compareRest(comparison, site, before, after);
  compareRules(comparison, site, before, after);
}

/** Configuration files decide the case of the first letter by themselves. */
function keyOf({ name }: PropertyModel): string {
  return name.slice(0, 1).toLowerCase() + name.slice(1);
}

function fieldSite(site: Site, { name, schema }: PropertyModel): Site {
  const field = inside(site, name, 'properties', name);
  return { ...field, isSecret: site.isSecret || schema.secret };
}

/** Whether a configuration file need not have the field. */
export function isOptional({ required, default: value, env }: PropertyModel): boolean {
  return !required || value !== undefined || env !== undefined;
}

function reportGone(
  comparison: Comparison,
  site: Site,
  property: PropertyModel,
  { rest }: ObjectShape,
  successor: PropertyModel | undefined,
): void {
  const place = fieldSite(site, successor ?? property);
  if (successor !== undefined) {
    comparison.report(
      place,
      'field-renamed',
      'breaking',
      `The field "${property.name}" is called "${successor.name}".`,
    );
  } else if (rest === undefined) {
    comparison.report(place, 'field-removed', 'breaking', `The field "${property.name}" is gone.`);
  } else {
    const message = `The field "${property.name}" is gone; it is taken as any other key.`;
    comparison.report(place, 'field-removed', 'compatible', message);
    compareSchemas(comparison, place, property.schema, rest);
  }
}

function reportAdded(
  comparison: Comparison,
  site: Site,
  property: PropertyModel,
  { rest }: ObjectShape,
): void {
  const place = fieldSite(site, property);
  if (isOptional(property)) {
    comparison.report(place, 'field-added', 'compatible', `The optional field "${property.name}" is new.`);
  } else {
    comparison.report(place, 'field-added', 'breaking', `The field "${property.name}" is new and required.`);
  }
  // The key could hold something before.
  if (rest !== undefined) compareSchemas(comparison, place, rest, property.schema);
}

/** A field that goes and one that comes, which takes the same and is called or described alike, are one field. */
function findRenamed(
  comparison: Comparison,
  gone: readonly PropertyModel[],
  added: readonly PropertyModel[],
): Map<PropertyModel, PropertyModel> {
  const renamed = new Map<PropertyModel, PropertyModel>();
  for (const old of gone) {
    const taken = [...renamed.values()];
    const found = successorOf(
      comparison,
      old,
      added.filter((each) => !taken.includes(each)),
    );
    if (found !== undefined) renamed.set(old, found);
  }
  return renamed;
}

function successorOf(
  { before, after }: Comparison,
  old: PropertyModel,
  added: readonly PropertyModel[],
): PropertyModel | undefined {
  const shape = textOf(follow(old.schema, before).shape);
  const alike = added.filter(({ schema }) => textOf(follow(schema, after).shape) === shape);
  const near = nearest(
    old.name,
    alike.map(({ name }) => name),
  );
  const [same, ...more] = alike.filter((each) => textOf({ ...each, name: old.name }) === textOf(old));
  return alike.find(({ name }) => name === near) ?? (more.length === 0 ? same : undefined);
}

/** Text that two parts of models share exactly where they are equal. */
function textOf(part: object): string {
  return canonical(JSON.parse(JSON.stringify(part)));
}

function compareFields(comparison: Comparison, site: Site, old: PropertyModel, now: PropertyModel): void {
  if (old.name !== now.name) {
    const message = `The field "${old.name}" is called "${now.name}" in programs; files spell it as before.`;
    comparison.report(site, 'field-renamed', 'compatible', message);
  }
  if (isOptional(old) && !isOptional(now)) {
    comparison.report(site, 'required-changed', 'breaking', 'The field is required.');
  } else if (!isOptional(old) && isOptional(now)) {
    comparison.report(site, 'required-changed', 'compatible', 'The field is required no longer.');
  }
  compareAnnotations(comparison, site, old, now);
  compareSchemas(comparison, site, old.schema, now.schema);
}

function compareRest(comparison: Comparison, site: Site, before: ObjectShape, after: ObjectShape): void {
  const place = inside(site, '*', 'additionalProperties');
  if (before.rest !== undefined && after.rest !== undefined) {
    compareSchemas(comparison, place, before.rest, after.rest);
  } else if (before.rest !== undefined) {
    comparison.report(place, 'narrowed', 'breaking', 'Keys that are not declared are refused.');
  } else if (after.rest !== undefined) {
    comparison.report(place, 'widened', 'compatible', 'Keys that are not declared are taken, too.');
  }
}
