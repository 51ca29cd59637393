import type { Json, JsonObject } from '../located.ts';
import type { ConditionRule, CountRule, DependencyRule, ObjectShape } from '../model/model.ts';

/**
 * The rules of an object as members of `allOf`. A field with a default counts as set. One that the environment may
 * fill is never demanded of a file, nor taken for absent.
 */
export function ruleSchemas(shape: ObjectShape, key: (name: string) => string): readonly JsonObject[] {
  const fields = new Fields(shape, key);
  return shape.rules.flatMap((rule) => {
    if (rule.kind === 'when') return conditionSchema(rule, fields);
    if (rule.kind === 'dependentRequired') return dependencySchema(rule, fields);
    return countSchema(rule, fields);
  });
}

class Fields {
  readonly key: (name: string) => string;
  readonly #defaults: ReadonlyMap<string, Json>;
  readonly #filled: ReadonlySet<string>;

  constructor({ properties }: ObjectShape, key: (name: string) => string) {
    this.key = key;
    this.#defaults = new Map(
      properties.flatMap(({ name, default: value }) => (value === undefined ? [] : [[name, value] as const])),
    );
    this.#filled = new Set(properties.flatMap(({ name, env }) => (env === undefined ? [] : [name])));
  }

  hasDefault(name: string): boolean {
    return this.#defaults.has(name);
  }

  /** Whether absence from the file may mean any value. */
  isFilled(name: string): boolean {
    return this.#filled.has(name);
  }

  /** The value that absence means for certain. */
  whenAbsent(name: string): Json | undefined {
    return this.isFilled(name) ? undefined : this.#defaults.get(name);
  }

  /** The keys of the fields that only the file can set. */
  demanded(names: readonly string[]): readonly string[] {
    return names.filter((name) => !this.hasDefault(name) && !this.isFilled(name)).map(this.key);
  }
}

function countSchema({ kind, fields: names }: CountRule, fields: Fields): readonly JsonObject[] {
  const free = names.filter((name) => !fields.hasDefault(name)).map(fields.key);
  const always = names.length - free.length;
  const mayBeFilled = names.some((name) => fields.isFilled(name));
  const each = free.map((name) => ({ required: [name] }));
  if (kind === 'atLeastOneOf') return always > 0 || mayBeFilled ? [] : [{ anyOf: each }];
  if (always > 1) return [{ not: {} }];
  if (always === 1) return each.length === 0 ? [] : [{ not: { anyOf: each } }];
  if (kind === 'exactlyOneOf' && !mayBeFilled) return [{ oneOf: each }];
  const pairs = free.flatMap((a, index) => free.slice(index + 1).map((b) => ({ required: [a, b] })));
  return pairs.length === 0 ? [] : [{ not: { anyOf: pairs } }];
}

function conditionSchema(rule: ConditionRule, fields: Fields): readonly JsonObject[] {
  const then = demands(rule, fields);
  if (then === undefined) return [];
  const properties = Object.fromEntries(
    rule.when.map(({ field, value }) => [fields.key(field), { const: value }]),
  );
  // Where the value asked for is the default, absence meets the condition too.
  const present = rule.when
    .filter(({ field, value }) => fields.whenAbsent(field) !== value)
    .map(({ field }) => fields.key(field));
  return [{ if: { properties, ...(present.length === 0 ? {} : { required: present }) }, then }];
}

function dependencySchema({ field, require }: DependencyRule, fields: Fields): readonly JsonObject[] {
  const demanded = fields.demanded(require);
  if (demanded.length === 0) return [];
  return fields.hasDefault(field)
    ? [{ required: demanded }]
    : [{ dependencies: { [fields.key(field)]: demanded } }];
}

/** What follows; undefined where nothing does, and a schema that takes nothing where a default is in the way. */
function demands({ require, forbid }: ConditionRule, fields: Fields): JsonObject | undefined {
  if (forbid.some((name) => fields.hasDefault(name))) return { not: {} };
  const required = fields.demanded(require);
  if (required.length === 0 && forbid.length === 0) return undefined;
  const forbidden = Object.fromEntries(forbid.map((name) => [fields.key(name), false]));
  return {
    ...(required.length === 0 ? {} : { required }),
    ...(forbid.length === 0 ? {} : { properties: forbidden }),
  };
}
