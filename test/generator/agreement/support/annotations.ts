// biome-ignore-all lint/suspicious/noTemplateCurlyInString: words that try to be code
import fc from 'fast-check';
import type { Json, JsonObject } from '../../../../generator/src/located.ts';

/** Words that try to be something else. */
export const WORDS: readonly string[] = [
  'Plain words.',
  '*/ alert(1) /*',
  '`${alert(1)}`',
  "'); alert(1); //",
  '"\\u0022" \\',
  'a\u2028b\u2029c\nd\re',
  '\u202eevil\u2066',
  '@deprecated {@link x}',
  '{{{x}}} {{#if}}',
  '</script><!--',
  '__proto__',
  '\u{1f600}\u{1f468}\u200d\u{1f469}',
];

const CONSTRAINTS = [
  ...['format', 'minLength', 'maxLength', 'pattern', 'minimum', 'maximum'],
  ...['exclusiveMinimum', 'exclusiveMaximum', 'multipleOf', 'minItems', 'maxItems', 'uniqueItems'],
];

const words = fc.constantFrom(...WORDS);

/** A schema with something said about it. */
export function annotated(nodes: fc.Arbitrary<JsonObject>): fc.Arbitrary<JsonObject> {
  const said = fc.record(
    {
      title: words,
      description: words,
      deprecated: fc.oneof(fc.boolean(), words),
      secret: fc.boolean(),
      errorMessage: fc.oneof(fc.constant('all'), words, fc.constant('required')),
      unit: fc.constantFrom('seconds', 'milliseconds', 'bytes'),
      // What `finish` makes something of.
      env: fc.constant('?'),
      default: fc.integer(),
    },
    { requiredKeys: [], noNullPrototype: true },
  );
  return fc.tuple(nodes, fc.option(said, { nil: {}, freq: 3 })).map(([node, more]) => annotate(node, more));
}

function annotate(node: JsonObject, more: JsonObject): JsonObject {
  const { errorMessage, unit, title, ...rest } = more;
  const isReference = Object.hasOwn(node, '$ref');
  const types = [node['type']].flat();
  const isNumber = types.includes('integer') || types.includes('number');
  const said: Record<string, Json> = { ...node, ...rest };
  if (unit !== undefined && isNumber) said['unit'] = unit;
  if (title !== undefined && !isReference) said['title'] = title;
  if (errorMessage !== undefined) said['errorMessage'] = messages(node, String(errorMessage));
  return said;
}

function messages(node: JsonObject, kind: string): Json {
  if (kind === 'required') return { required: 'It is missing.' };
  if (kind !== 'all') return kind;
  const lists = Object.keys(node).filter((key) => key === 'enum' || key === 'const');
  // What a reference leads to may list its values, and then has no other keyword to speak of.
  const others = [
    ...('$ref' in node ? [] : ['type']),
    ...Object.keys(node).filter((key) => CONSTRAINTS.includes(key)),
  ];
  const keywords = ['required', ...(lists.length > 0 ? lists : others)];
  return Object.fromEntries(
    keywords.map((keyword, index) => [keyword, `${WORDS[index % WORDS.length]} ${keyword}`]),
  );
}
