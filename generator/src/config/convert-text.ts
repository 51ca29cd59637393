import type { Json } from '../located.ts';
import type { SchemaModel, Shape } from '../model/model.ts';
import { measure } from './json-measure.ts';
import { hasType, type ModelReader } from './model-reader.ts';

const NUMBER = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:e[+-]?\d+)?$/i;
const DEEPEST = 100;

/**
 * A text from the environment or a file as a value of the field's type. Where the field takes texts it stays one, and
 * where it cannot be converted it stays one too, for the schema to refuse.
 *
 * @example convertText('5432', { shape: { kind: 'integer' }, … }, reader) // 5432
 */
export function convertText(text: string, schema: SchemaModel | undefined, reader: ModelReader): Json {
  const resolved = schema && reader.resolve(schema);
  if (resolved === undefined) return text;
  if (resolved.shape.kind !== 'alternatives') return convert(text, resolved.shape);
  const options = resolved.shape.options.flatMap((option) => reader.resolve(option)?.shape ?? []);
  if (options.some((shape) => shape.kind === 'string')) return text;
  for (const shape of options) {
    const value = convert(text, shape);
    if (hasType(shape, value)) return value;
  }
  return text;
}

function convert(text: string, shape: Shape): Json {
  const trimmed = text.trim();
  switch (shape.kind) {
    case 'number':
    case 'integer':
      return NUMBER.test(trimmed) ? Number(trimmed) : text;
    case 'boolean':
      return /^(?:true|false)$/i.test(trimmed) ? trimmed.toLowerCase() === 'true' : text;
    case 'null':
      return trimmed === 'null' ? null : text;
    case 'literal':
      return shape.values.find((value) => value === text || String(value) === trimmed) ?? text;
    case 'array':
    case 'map':
    case 'object':
    case 'union':
      return parsed(trimmed, shape);
    default:
      return text;
  }
}

function parsed(text: string, shape: Shape): Json {
  try {
    const value = JSON.parse(text) as Json;
    return hasType(shape, value) && measure(value, DEEPEST).depth <= DEEPEST ? value : text;
  } catch {
    return text;
  }
}
