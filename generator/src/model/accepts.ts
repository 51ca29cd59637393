import { isJsonObject, type Json, type JsonObject } from '../located.ts';
import { hasFormat } from './formats.ts';
import type { ArrayShape, NumberShape, ObjectShape, SchemaModel, StringShape, UnionShape } from './model.ts';
import { keepsRule } from './rule-meaning.ts';

/** The schemas that references lead to, by name. */
export type Definitions = ReadonlyMap<string, SchemaModel>;

/**
 * Whether a schema takes a value: what the manifest language means, in as few words as possible, beside which the
 * generated Zod schema and the emitted JSON Schema can be put. Lengths count code points, patterns have the flag `u`,
 * `1.0` is an integer, items are compared by value, and rules see defaults.
 */
export function accepts(schema: SchemaModel, value: Json, definitions: Definitions): boolean {
  const { shape } = schema;
  switch (shape.kind) {
    case 'string':
      return typeof value === 'string' && acceptsText(shape, value);
    case 'number':
    case 'integer':
      return typeof value === 'number' && acceptsNumber(shape, value);
    case 'boolean':
      return typeof value === 'boolean';
    case 'null':
      return value === null;
    case 'literal':
      return shape.values.some((allowed) => allowed === value);
    case 'array':
      return Array.isArray(value) && acceptsItems(shape, value, definitions);
    case 'map':
      return isJsonObject(value) && acceptsEntries(shape.values, value, definitions);
    case 'object':
      return isJsonObject(value) && acceptsObject(shape, value, definitions);
    case 'union':
      return isJsonObject(value) && acceptsBranch(shape, value, definitions);
    case 'alternatives':
      return shape.options.some((option) => accepts(option, value, definitions));
    case 'reference': {
      const target = definitions.get(shape.definition);
      return target !== undefined && accepts(target, value, definitions);
    }
  }
}

function acceptsText({ minLength, maxLength, pattern, format }: StringShape, text: string): boolean {
  const length = minLength === undefined && maxLength === undefined ? 0 : [...text].length;
  return (
    length >= (minLength ?? 0) &&
    length <= (maxLength ?? Number.POSITIVE_INFINITY) &&
    (pattern === undefined || new RegExp(pattern, 'u').test(text)) &&
    (format === undefined || hasFormat(format, text))
  );
}

function acceptsNumber(shape: NumberShape, value: number): boolean {
  return (
    (shape.kind === 'number' || Number.isInteger(value)) &&
    value >= (shape.minimum ?? Number.NEGATIVE_INFINITY) &&
    value <= (shape.maximum ?? Number.POSITIVE_INFINITY) &&
    (shape.exclusiveMinimum === undefined || value > shape.exclusiveMinimum) &&
    (shape.exclusiveMaximum === undefined || value < shape.exclusiveMaximum) &&
    (shape.multipleOf === undefined || isWhole(value / shape.multipleOf))
  );
}

/** Other validators take no quotient from 1e21 on for whole, where numbers are written with an exponent. */
function isWhole(quotient: number): boolean {
  return Number.isInteger(quotient) && Math.abs(quotient) < 1e21;
}

function acceptsItems(shape: ArrayShape, items: readonly Json[], definitions: Definitions): boolean {
  return (
    items.length >= (shape.minItems ?? 0) &&
    items.length <= (shape.maxItems ?? Number.POSITIVE_INFINITY) &&
    (!shape.uniqueItems || new Set(items.map(canonical)).size === items.length) &&
    items.every((item) => accepts(shape.items, item, definitions))
  );
}

function acceptsEntries(values: SchemaModel, map: JsonObject, definitions: Definitions): boolean {
  return Object.entries(map).every(
    ([key, value]) => key !== '__proto__' && accepts(values, value, definitions),
  );
}

function acceptsObject(shape: ObjectShape, value: JsonObject, definitions: Definitions): boolean {
  const declared = new Set(shape.properties.map(({ name }) => name));
  const others = Object.entries(value).filter(([key]) => !declared.has(key));
  const { rest } = shape;
  return (
    shape.properties.every(({ name, schema, required, default: fallback }) => {
      if (Object.hasOwn(value, name)) return accepts(schema, value[name] ?? null, definitions);
      return !required || fallback !== undefined;
    }) &&
    (rest === undefined
      ? others.length === 0
      : acceptsEntries(rest, Object.fromEntries(others), definitions)) &&
    shape.rules.every((rule) => keepsRule(rule, shape, value))
  );
}

function acceptsBranch(shape: UnionShape, value: JsonObject, definitions: Definitions): boolean {
  const { discriminator, branches } = shape;
  if (!Object.hasOwn(value, discriminator)) return false;
  const branch = branches.find(({ values }) => values.some((allowed) => allowed === value[discriminator]));
  return branch !== undefined && acceptsObject(branch.object, value, definitions);
}

/** Text that two values share exactly where they are equal. */
export function canonical(value: Json): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join()}]`;
  if (!isJsonObject(value)) return JSON.stringify(value);
  const keys = Object.keys(value).sort();
  return `{${keys.map((key) => `${JSON.stringify(key)}:${canonical(value[key] ?? null)}`).join()}}`;
}
