import { isJsonObject, type Json, type JsonObject } from '../located.ts';
import type { Format, Scalar, SchemaModel, Shape, StringShape, Unit } from './model.ts';
import { pick } from './pick.ts';

export const NUMBER_LIMITS = [
  'minimum',
  'maximum',
  'exclusiveMinimum',
  'exclusiveMaximum',
  'multipleOf',
] as const;

export function stringShape(node: JsonObject): StringShape {
  return {
    kind: 'string',
    ...pick(node, 'number', ['minLength', 'maxLength']),
    ...pick(node, 'string', ['pattern']),
    ...(typeof node['format'] === 'string' ? { format: node['format'] as Format } : {}),
  };
}

/** The values that both `enum` and `const` allow. */
export function literalValues(node: JsonObject): readonly Scalar[] | undefined {
  const { enum: list, const: only } = node;
  const isScalar = (value: Json): value is Scalar => typeof value !== 'object' || value === null;
  const values = Array.isArray(list) ? list.filter(isScalar) : undefined;
  if (only === undefined || !isScalar(only)) return values;
  return values === undefined ? [only] : values.filter((value) => value === only);
}

export function annotate(node: JsonObject, shape: Shape): SchemaModel {
  const { examples, deprecated, unit } = node;
  return {
    shape,
    ...pick(node, 'string', ['title', 'description']),
    ...(Array.isArray(examples) ? { examples } : {}),
    ...(deprecated === true || typeof deprecated === 'string' ? { deprecated } : {}),
    ...(typeof unit === 'string' ? { unit: unit as Unit } : {}),
    secret: node['secret'] === true,
    messages: messagesOf(node['errorMessage']),
  };
}

/** Each type keeps the sentences; what is secret is every type but null. */
export function alternatives(node: JsonObject, shapes: readonly (Shape | undefined)[]): SchemaModel {
  const { secret, ...said } = annotate(node, { kind: 'alternatives', options: [] });
  const options = shapes.flatMap((shape) =>
    shape === undefined ? [] : [{ shape, secret: secret && shape.kind !== 'null', messages: said.messages }],
  );
  return { ...said, shape: { kind: 'alternatives', options }, secret: false };
}

function messagesOf(value: Json | undefined): Readonly<Record<string, string>> {
  if (typeof value === 'string') return { '*': value };
  if (!isJsonObject(value)) return {};
  const entries = Object.entries(value).filter(([, sentence]) => typeof sentence === 'string');
  return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1))) as Record<string, string>;
}
