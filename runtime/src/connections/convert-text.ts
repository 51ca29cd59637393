import { type ConfigurationShape, type FieldType, resolveType } from '../configuration-fields.ts';

const NUMBER = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:e[+-]?\d+)?$/i;

type ResolvedType = Exclude<FieldType, { kind: 'reference' }>;

/**
 * A text from the environment or a file as a value of the field's type. Where the field takes texts it stays one,
 * and where it cannot be converted it stays one too, for the schema to refuse.
 *
 * @example convertText('5432', { kind: 'integer' }, {}) // 5432
 */
export function convertText(
  text: string,
  type: FieldType | undefined,
  definitions: ConfigurationShape['definitions'],
): unknown {
  const resolved = resolveType(type, definitions);
  if (resolved === undefined) return text;
  if (resolved.kind !== 'alternatives') return convert(text, resolved);
  const options = resolved.options.flatMap((option) => resolveType(option, definitions) ?? []);
  if (options.some(({ kind }) => kind === 'string')) return text;
  for (const option of options) {
    const value = convert(text, option);
    if (value !== text) return value;
  }
  return text;
}

function convert(text: string, type: ResolvedType): unknown {
  const trimmed = text.trim();
  switch (type.kind) {
    case 'integer':
      return NUMBER.test(trimmed) && Number.isInteger(Number(trimmed)) ? Number(trimmed) : text;
    case 'number':
      return NUMBER.test(trimmed) ? Number(trimmed) : text;
    case 'boolean':
      return /^(?:true|false)$/i.test(trimmed) ? trimmed.toLowerCase() === 'true' : text;
    case 'null':
      return trimmed === 'null' ? null : text;
    case 'literal': {
      const index = type.values.findIndex((value) => String(value) === trimmed);
      return index < 0 ? text : type.values[index];
    }
    case 'array':
    case 'map':
    case 'object':
    case 'union':
      return parsed(trimmed, type.kind === 'array') ?? text;
    default:
      return text;
  }
}

function parsed(text: string, isArray: boolean): unknown {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && Array.isArray(value) === isArray
      ? value
      : undefined;
  } catch {
    return undefined;
  }
}
