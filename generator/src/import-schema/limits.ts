import type { Json } from '../located.ts';
import { FORMATS } from '../model/model.ts';
import type { Context } from './context.ts';
import type { Draft } from './draft.ts';
import type { Layer, View } from './layers.ts';
import { LIST_LIMITS, NUMBER_LIMITS, TEXT_LIMITS } from './vocabulary.ts';

/** What other dialects and older drafts call the formats. */
const FORMAT_NAMES: Readonly<Record<string, string>> = {
  url: 'uri',
  'host-name': 'hostname',
  'ip-address': 'ipv4',
  'ip-v4': 'ipv4',
  'ip-v6': 'ipv6',
  datetime: 'date-time',
  'e-mail': 'email',
  guid: 'uuid',
};

/** The limit that says what two say together; undefined where none does. */
const BOTH: Readonly<Record<string, (a: number, b: number) => number | undefined>> = {
  minLength: Math.max,
  minItems: Math.max,
  minimum: Math.max,
  exclusiveMinimum: Math.max,
  maxLength: Math.min,
  maxItems: Math.min,
  maximum: Math.min,
  exclusiveMaximum: Math.min,
  multipleOf: commonMultiple,
};

function commonMultiple(a: number, b: number): number | undefined {
  const [small, great] = a < b ? [a, b] : [b, a];
  if (Number.isInteger(great / small)) return great;
  if (!Number.isInteger(a) || !Number.isInteger(b)) return undefined;
  let [divisor, rest] = [great, small];
  while (rest > 0) [divisor, rest] = [rest, divisor % rest];
  return (a / divisor) * b;
}

/** Writes every limit on text, numbers and lists that the layers set. */
export function putLimits(draft: Draft, layers: View, context: Context): void {
  const modern = layers.map(modernLimits);
  for (const keyword of [...TEXT_LIMITS, ...NUMBER_LIMITS, ...LIST_LIMITS]) {
    const owners = modern.filter(({ node }) => Object.hasOwn(node, keyword));
    for (const owner of owners) putLimit(draft, keyword, owner, context);
  }
}

function putLimit(draft: Draft, keyword: string, { node, path }: Layer, context: Context): void {
  const place = [...path, keyword];
  const value = readLimit(keyword, node[keyword] ?? null, place, context);
  if (value === undefined || value === false) return;
  const before = draft[keyword];
  const isPair = typeof before === 'number' && typeof value === 'number';
  const both = isPair ? BOTH[keyword]?.(before, value) : undefined;
  if (before === undefined) context.origins.put(draft, keyword, value, place);
  else if (both !== undefined) {
    if (both !== before) context.origins.put(draft, keyword, both, place);
  } else if (before !== value) context.notices.say('import-merge', { keyword }, place);
}

function readLimit(
  keyword: string,
  value: Json,
  path: Layer['path'],
  { notices }: Context,
): Json | undefined {
  if (typeof value !== 'string') return value;
  if (keyword === 'pattern') return unicodePattern(value);
  if (keyword !== 'format') return value;
  const plain = value.toLowerCase().replaceAll('_', '-');
  const format = FORMAT_NAMES[plain] ?? plain;
  if ((FORMATS as readonly string[]).includes(format)) return format;
  // It marks the field as secret.
  if (format === 'password') return undefined;
  notices.say('import-format', { format: value, allowed: FORMATS.join(', ') }, path);
  return undefined;
}

/** In draft 4 `exclusiveMinimum: true` makes `minimum` exclusive. */
function modernLimits(layer: Layer): Layer {
  const { exclusiveMinimum: low, exclusiveMaximum: high } = layer.node;
  if (typeof low !== 'boolean' && typeof high !== 'boolean') return layer;
  const { exclusiveMinimum: _, exclusiveMaximum: __, minimum, maximum, ...rest } = layer.node;
  const limit = (flag: Json | undefined, inclusive: string, exclusive: string, value: Json | undefined) => ({
    ...(value === undefined ? {} : { [flag === true ? exclusive : inclusive]: value }),
    ...(typeof flag === 'number' ? { [exclusive]: flag } : {}),
  });
  const node = {
    ...rest,
    ...limit(low, 'minimum', 'exclusiveMinimum', minimum),
    ...limit(high, 'maximum', 'exclusiveMaximum', maximum),
  };
  return { node, path: layer.path };
}

/**
 * A pattern with the flag `u`, under which nothing may be escaped that needs no escape: `\@` becomes `@`. What cannot
 * be mended stays as it is and is reported with the other mistakes.
 */
function unicodePattern(pattern: string): string {
  if (compiles(pattern, 'u') || !compiles(pattern, '')) return pattern;
  const mended = pattern.replace(/\[(?:\\.|[^\]\\])*\]|\\./gs, (part) =>
    part.startsWith('[')
      ? part.replace(/\\([^A-Za-z0-9^$\\.*+?()[\]{}|/-])/gu, '$1')
      : part.replace(/\\([^A-Za-z0-9^$\\.*+?()[\]{}|/])/gu, '$1'),
  );
  return compiles(mended, 'u') ? mended : pattern;
}

function compiles(pattern: string, flags: string): boolean {
  try {
    new RegExp(pattern, flags);
    return true;
  } catch {
    return false;
  }
}
