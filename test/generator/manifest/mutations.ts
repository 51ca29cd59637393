import { isJsonObject, type Json, type JsonObject } from '../../../generator/src/located.ts';
import type { Random } from '../agreement/support/random.ts';

/** Keys and words that the language knows, whatever they are good for where they end up. */
const WORDS: readonly string[] = [
  ...['type', 'string', 'integer', 'array', 'object', 'null', 'properties', 'required', 'a', 'b', 'alpha'],
  ...[
    'oneOf',
    'const',
    'enum',
    '$ref',
    '#/$defs/first',
    '#/$defs/a',
    '$defs',
    './x.yaml',
    './x.yaml#/$defs/first',
  ],
  ...['items', 'default', 'examples', 'rules', 'when', 'require', 'forbid', 'exactlyOneOf', 'atMostOneOf'],
  ...['pattern', '(', 'password', 'toString', 'constructor', 'env', 'errorMessage', 'role', 'retryCount'],
  ...[
    'additionalProperties',
    'dependentRequired',
    'minimum',
    'maxLength',
    'uniqueItems',
    'format',
    'uri',
    'kind',
  ],
];

/** A manifest's configuration with a few things in it that were elsewhere, are gone, or are something else. */
export function mutated(value: JsonObject, random: Random): JsonObject {
  let changed = value;
  for (let count = random.integer(1, 3); count > 0; count--) {
    const result = mutate(changed, changed, random);
    if (isJsonObject(result)) changed = result;
  }
  return changed;
}

function mutate(value: Json, whole: JsonObject, random: Random): Json {
  const children = isJsonObject(value) || Array.isArray(value) ? Object.keys(value) : [];
  if (children.length > 0 && random.chance(0.8)) return inside(value, random.pick(children), whole, random);
  const other = [() => random.pick(WORDS), () => scalar(random), () => part(whole, random)];
  if (!isJsonObject(value)) return random.pick(other)();
  const entries = Object.entries(value).filter(() => random.chance(0.8));
  return Object.fromEntries([...entries, [random.pick(WORDS), random.pick(other)()]]);
}

function inside(value: Json, key: string, whole: JsonObject, random: Random): Json {
  const change = (member: Json): Json => mutate(member, whole, random);
  if (Array.isArray(value)) {
    return value.flatMap((item: Json, index) => {
      if (String(index) !== key) return [item];
      return random.chance(0.2) ? [] : [change(item)];
    });
  }
  const entries = Object.entries(value as JsonObject).flatMap(([name, member]): [string, Json][] => {
    if (name !== key) return [[name, member]];
    if (random.chance(0.1)) return [];
    return random.chance(0.1) ? [[random.pick(WORDS), member]] : [[name, change(member)]];
  });
  return Object.fromEntries(entries);
}

function scalar(random: Random): Json {
  return random.pick<Json>([0, 1, -1, 0.5, 1e300, true, false, null, '', [], {}, ['a'], { type: 'string' }]);
}

/** Something that stands elsewhere. */
function part(value: Json, random: Random): Json {
  const children = typeof value === 'object' && value !== null ? Object.values(value) : [];
  return children.length === 0 || random.chance(0.2) ? value : part(random.pick<Json>(children), random);
}
