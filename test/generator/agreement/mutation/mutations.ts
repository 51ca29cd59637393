// biome-ignore-all lint/suspicious/noTemplateCurlyInString: source of the emitters
/** One keyword that one emitter is made to forget, by a change of its source. */
export interface Mutation {
  readonly keyword: string;
  readonly emitter: Emitter;
  readonly file: string;
  /** Stands exactly once in the file. */
  readonly from: string;
  readonly to: string;
}

export type Emitter = 'Zod' | 'JSON Schema' | 'types' | 'runtime';

const STRING_CHECKS = ['minLength', 'maxLength', 'pattern', 'format'];
const LIMITS = ['minimum', 'exclusiveMinimum', 'maximum', 'exclusiveMaximum'];
const COUNTS = ['exactlyOneOf', 'atLeastOneOf', 'atMostOneOf'];
const RULES = [...COUNTS, 'when', 'dependentRequired'];

type Change = readonly [keyword: string, from: string, to: string];

function all(emitter: Emitter, file: string, changes: readonly Change[]): readonly Mutation[] {
  return changes.map(([keyword, from, to]) => ({ keyword, emitter, file, from, to }));
}

const ZOD = all('Zod', 'generator/src/emit/zod.ts', [
  ['type: string', '#z}.string(${this.#typeError(messages)})${this', '#z}.any()${this'],
  ['type: integer', '.number(${error}).check(${whole})${rest}', '.number(${error})${rest}'],
  ['type: number', '#z}.number(${this.#typeError(messages)})${rest}', '#z}.any()'],
  ['type: boolean, null', '#z}.${shape.kind}(${this.#typeError(messages)})', '#z}.any()'],
  ['type: a list', '.union(${parameters([`[${options}]`, this.#typeError(messages)])})', '.any()'],
  ['enum, const', '.literal(${parameters([allowed, choiceError(messages, this.#door)])})', '.any()'],
  ...['minLength', 'maxLength'].map(
    (name): Change => [name, `['${name}', ${name} === undefined ? undefined : String(${name})],`, ''],
  ),
  ['pattern', "['pattern', pattern === undefined ? undefined : stringLiteral(pattern)],", ''],
  ['format', "['format', expression],", ''],
  ...LIMITS.map((name): Change => [name, `'${name}', shape.${name}]`, `'${name}', undefined]`]),
  ['multipleOf', "[['multipleOf', multiple]]", '[]'],
  ['items', '[this.schema(shape.items), ', '[`${this.#z}.any()`, '],
  ...['minItems', 'maxItems'].map(
    (name): Change => [name, `'${name}', shape.${name}]`, `'${name}', undefined]`],
  ),
  ['uniqueItems', 'if (!shape.uniqueItems) return array;', 'return array;'],
  ['properties', 'const members = properties.map(', 'const members = properties.slice(1).map('],
  ['required', 'return required ? expression : ', 'return '],
  ['default', 'if (value !== undefined) {', 'if (false) {'],
  ['additionalProperties: false', "rest === undefined ? 'strictObject' : 'object'", "'object'"],
  ['additionalProperties beside properties', '`.catchall(${this.schema(rest)})`', "''"],
  [
    'additionalProperties: a map',
    '.string()`, this.schema(shape.values), ',
    '.string()`, `${this.#z}.any()`, ',
  ],
  ['the key __proto__', 'shape.rest === undefined ? printed : this.#ownKeys(printed)', 'printed'],
  ['oneOf', '.discriminatedUnion(${list})', '.looseObject({})'],
  ...RULES.map(
    (kind): Change => [
      kind,
      "if (rules.length === 0) return '';",
      `rules = rules.filter((rule) => rule.kind !== '${kind}'); if (rules.length === 0) return '';`,
    ],
  ),
  ...['require', 'forbid'].map(
    (part): Change => [
      part,
      'jsonLiteral({ ...rule }',
      `jsonLiteral({ ...rule, ...(rule.${part} && { ${part}: [] }) }`,
    ],
  ),
  ['$ref', 'return identifier;', 'return `${this.#z}.any()`;'],
]);

const PLAIN_SHAPE = 'const { kind, ...limits } = shape;';
const ARRAY_SHAPE = 'const { kind, items, uniqueItems, ...limits } = shape;';

const JSON_SCHEMA = all('JSON Schema', 'generator/src/emit/json-schema.ts', [
  ['type: string, number', 'return { type: kind, ...limits };', 'return { ...limits };'],
  [
    'type: integer',
    'return { type: kind, ...limits };',
    "return { type: kind === 'integer' ? 'number' : kind, ...limits };",
  ],
  ['type: boolean, null', 'return { type: shape.kind };', 'return {};'],
  ['type: array', 'type: kind,\n        items:', 'items:'],
  ['type: object', "type: 'object',\n    properties:", 'properties:'],
  ['type: a list', '{ anyOf: shape.options.map((option) => printSchema(option, options)) }', '{}'],
  ['const', '{ const: shape.values[0] as Json }', '{}'],
  ['enum', ': { enum: shape.values };', ': {};'],
  ...[...STRING_CHECKS, ...LIMITS, 'multipleOf'].map(
    (name): Change => [name, PLAIN_SHAPE, `const { kind, ${name}: _, ...limits } = shape;`],
  ),
  ['items', 'items: printSchema(items, options),', ''],
  ...['minItems', 'maxItems'].map(
    (name): Change => [name, ARRAY_SHAPE, ARRAY_SHAPE.replace('...limits', `${name}: _, ...limits`)],
  ),
  ['uniqueItems', '...(uniqueItems ? { uniqueItems } : {}),', ''],
  ['properties', 'shape.properties.map((property) => [', 'shape.properties.slice(1).map((property) => ['],
  ['required', '...(required.length === 0 ? {} : { required }),', ''],
  ['default', 'property.required && property.default === undefined', 'property.required'],
  ['env', ' && property.env === undefined;', ';'],
  ['additionalProperties: false', '? { additionalProperties: false }', '? {}'],
  ['additionalProperties beside properties', ', additionalProperties: printSchema(shape.rest, options)', ''],
  ['additionalProperties: a map', ', additionalProperties: printSchema(shape.values, options)', ''],
  ['the key __proto__', "{ propertyNames: { not: { const: '__proto__' } } }", '{}'],
  ['$ref', '{ $ref: `${options.definitions}${shape.definition}` }', '{}'],
]);

const JSON_UNION = all('JSON Schema', 'generator/src/emit/json-schema-union.ts', [
  ['oneOf: the discriminator', '{ enum: branches.flatMap(({ values }) => values) }', '{}'],
  ['oneOf: its presence', '...(isFilled ? {} : { required: [key] }),', ''],
  ['oneOf: a branch', 'allOf: branches.map(', 'allOf: branches.slice(1).map('],
]);

const JSON_RULES = all('JSON Schema', 'generator/src/emit/json-schema-rules.ts', [
  ...RULES.map(
    (kind): Change => [
      kind,
      'return shape.rules.flatMap((rule) => {',
      `return shape.rules.flatMap((rule) => { if (rule.kind === '${kind}') return [];`,
    ],
  ),
  ['require', 'const required = fields.demanded(require);', 'const required = [];'],
  ['forbid', '...(forbid.length === 0 ? {} : { properties: forbidden }),', ''],
]);

const TYPES = all('types', 'generator/src/emit/types.ts', [
  ['type: string, boolean, null', 'return shape.kind;', "return 'unknown';"],
  ['type: number, integer', "return 'number';", "return 'unknown';"],
  ['type: a list', 'unionOf(shape.options.map((option) => printType(option, printer)))', "'unknown'"],
  ['enum, const', 'return printLiterals(shape.values);', "return 'unknown';"],
  ['items', '${parenthesised(printType(shape.items, printer))}[]', 'unknown[]'],
  ['additionalProperties: a map', '${printType(shape.values, printer)}', 'unknown'],
  ['additionalProperties beside properties', "if (rest === undefined) return '';", "return '';"],
  ['oneOf', 'unionOf(shape.branches.map(({ object }) => printObject(object, printer)))', "'object'"],
  [
    'properties',
    'object.properties.map((property) => printMember',
    'object.properties.slice(1).map((property) => printMember',
  ],
  ['required', "side === 'input' ? !required || value !== undefined", "side === 'input' ? true"],
  ['required, in the class', ': !required && value === undefined;', ': true;'],
  ['default', "side === 'input' ? !required || value !== undefined", "side === 'input' ? !required"],
  ['default, in the class', ': !required && value === undefined;', ': !required;'],
  ['$ref', 'return printer.definition(shape.definition, printer.side);', "return 'unknown';"],
]);

const CHOICES = all('types', 'generator/src/emit/choices.ts', [
  ['exactlyOneOf', "rule.kind !== 'exactlyOneOf' && ", ''],
  ['atLeastOneOf', " && rule.kind !== 'atLeastOneOf'", ''],
]);

const CHECKS = all(
  'runtime',
  'runtime/src/codegen/checks.ts',
  [
    ...['wholeNumber(message?: string): Check<number> {', 'ownKeys(): Check<unknown> {'],
    ...['minLength(minimum: number, message?: string): Check<string> {'],
    ...['maxLength(maximum: number, message?: string): Check<string> {'],
    ...['pattern(source: string, message?: string): Check<string> {'],
    ...['format(name: string, expression: RegExp, message?: string): Check<string> {'],
    ...['multipleOf(divisor: number, message?: string): Check<number> {'],
    ...['uniqueItems(message?: string): Check<unknown> {'],
  ].map((head): Change => {
    const name = head.slice(0, head.indexOf('('));
    const keyword = { wholeNumber: 'type: integer', ownKeys: 'the key __proto__' }[name] ?? name;
    return [keyword, `export function ${head}`, `export function ${head} return () => {};`];
  }),
);

const UNITS = all('runtime', 'runtime/src/codegen/checks.ts', [
  ['length in code points', 'for (const _ of text) count += 1;', 'count = text.length;'],
]);

const RULE_CHECKS = all('runtime', 'runtime/src/codegen/rules.ts', [
  ...RULES.map(
    (kind): Change => [
      kind,
      'switch (rule.kind) {',
      `if (rule.kind === '${kind}') return undefined; switch (rule.kind) {`,
    ],
  ),
  ['require', 'rule.require.filter((field) => !isSet(field))', '[]'],
  ['forbid', 'rule.forbid.filter(isSet)', '[]'],
]);

export const MUTATIONS: readonly Mutation[] = [
  ...[...ZOD, ...JSON_SCHEMA, ...JSON_UNION, ...JSON_RULES],
  ...[...TYPES, ...CHOICES, ...CHECKS, ...UNITS, ...RULE_CHECKS],
];
