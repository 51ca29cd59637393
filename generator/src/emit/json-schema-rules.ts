import type { Json, JsonObject } from '../located.ts';
import type { ConditionRule, CountRule, DependencyRule, ObjectShape, PropertyModel } from '../model/model.ts';

/**
 * The rules of an object as members of `allOf`. A field with a default counts as set; one that the environment
 * may fill is never demanded of a file.
 */
export function ruleSchemas(
  { rules, properties }: ObjectShape,
  key: (name: string) => string,
): readonly JsonObject[] {
  const fields = new Map(properties.map((property) => [property.name, property]));
  const context: Context = {
    key,
    hasDefault: (name) => fields.get(name)?.default !== undefined,
    defaultOf: (name) => fields.get(name)?.default,
    isDemanded: (name) => !isFilledElsewhere(fields.get(name)),
  };
  return rules.flatMap((rule) => {
    if (rule.kind === 'when') return conditionSchema(rule, context);
    if (rule.kind === 'dependentRequired') return dependencySchema(rule, context);
    return countSchema(rule, context);
  });
}

interface Context {
  readonly key: (name: string) => string;
  readonly hasDefault: (name: string) => boolean;
  readonly defaultOf: (name: string) => Json | undefined;
  readonly isDemanded: (name: string) => boolean;
}

function isFilledElsewhere(property: PropertyModel | undefined): boolean {
  return property?.default !== undefined || property?.env !== undefined;
}

function countSchema({ kind, fields }: CountRule, { key, isDemanded }: Context): readonly JsonObject[] {
  const each = fields.map((field) => ({ required: [key(field)] }));
  const mayBeFilled = !fields.every(isDemanded);
  if (kind === 'atLeastOneOf') return mayBeFilled ? [] : [{ anyOf: each }];
  if (kind === 'exactlyOneOf' && !mayBeFilled) return [{ oneOf: each }];
  const pairs = fields.flatMap((a, index) =>
    fields.slice(index + 1).map((b) => ({ required: [key(a), key(b)] })),
  );
  return pairs.length === 0 ? [] : [{ not: { anyOf: pairs } }];
}

function conditionSchema(rule: ConditionRule, context: Context): readonly JsonObject[] {
  const then = demands(rule, context);
  if (then === undefined) return [];
  const properties = Object.fromEntries(
    rule.when.map(({ field, value }) => [context.key(field), { const: value }]),
  );
  // Where the value asked for is the default, absence meets the condition too.
  const present = rule.when
    .filter(({ field, value }) => context.defaultOf(field) !== value)
    .map(({ field }) => context.key(field));
  return [{ if: { properties, ...(present.length === 0 ? {} : { required: present }) }, then }];
}

function dependencySchema({ field, require }: DependencyRule, context: Context): readonly JsonObject[] {
  const demanded = require.filter(context.isDemanded).map(context.key);
  if (demanded.length === 0) return [];
  if (context.hasDefault(field)) return [{ required: demanded }];
  return [{ dependencies: { [context.key(field)]: demanded } }];
}

function demands({ require, forbid }: ConditionRule, { key, isDemanded }: Context): JsonObject | undefined {
  const required = require.filter(isDemanded).map(key);
  const forbidden = Object.fromEntries(forbid.map((field) => [key(field), false]));
  if (required.length === 0 && forbid.length === 0) return undefined;
  return {
    ...(required.length === 0 ? {} : { required }),
    ...(forbid.length === 0 ? {} : { properties: forbidden }),
  };
}
