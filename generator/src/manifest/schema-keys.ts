import type { Keyword, KeywordTable } from './keywords.ts';

export const DEFINITIONS = {
  form: 'schemaMap',
  description: 'Named schemas, used as `$ref: "#/$defs/<name>"`.',
} as const satisfies Keyword;

/** The keys that say a rule across the fields of an object. */
export const RULE_KEYS = {
  exactlyOneOf: { form: 'someNames', description: 'One of these fields is set, and only one.' },
  atLeastOneOf: { form: 'someNames', description: 'At least one of these fields is set.' },
  atMostOneOf: { form: 'someNames', description: 'None or one of these fields is set.' },
  when: {
    form: 'conditions',
    description: 'Where every field named here has the value given; a field that is absent has its default.',
    examples: [{ authMethod: 'certificate' }],
  },
  require: { form: 'someNames', description: 'With `when`: these fields must be set.' },
  forbid: { form: 'someNames', description: 'With `when`: these fields must not be set.' },
} as const satisfies KeywordTable;

/** The keys of one entry of `rules`. */
export const RULE_ENTRY_KEYS = {
  ...RULE_KEYS,
  errorMessage: { form: 'text', description: 'The sentence for a configuration that breaks the rule.' },
} as const satisfies KeywordTable;

const OBJECT_KEYS = {
  properties: {
    form: 'schemaMap',
    limits: ['object'],
    description: 'The fields by name; each holds a schema.',
  },
  required: { form: 'nameList', limits: ['object'], description: 'The fields that must be set.' },
  rules: {
    form: 'ruleList',
    limits: ['object'],
    description: 'Rules across the fields. A single one may also stand directly beside `properties`.',
  },
  dependentRequired: {
    form: 'dependents',
    limits: ['object'],
    description: 'By field: the fields that must be set where it is.',
    examples: [{ user: ['password'] }],
  },
  exactlyOneOf: { ...RULE_KEYS.exactlyOneOf, limits: ['object'] },
  atLeastOneOf: { ...RULE_KEYS.atLeastOneOf, limits: ['object'] },
  atMostOneOf: { ...RULE_KEYS.atMostOneOf, limits: ['object'] },
  when: { ...RULE_KEYS.when, limits: ['object'] },
  require: { ...RULE_KEYS.require, limits: ['object'] },
  forbid: { ...RULE_KEYS.forbid, limits: ['object'] },
} as const satisfies KeywordTable;

/** The keys of a `configuration` that lists its fields. */
export const CONFIGURATION_KEYS = {
  type: { form: 'objectType', description: 'A configuration is always an object.' },
  ...OBJECT_KEYS,
  additionalProperties: { form: 'closed', description: 'Fields that are not declared are always refused.' },
  $defs: DEFINITIONS,
} as const satisfies KeywordTable;

/** The keys of the schema of a field, of an item, of a definition. */
export const SCHEMA_KEYS = {
  type: {
    form: 'types',
    description: 'The type of the value, or a list of types, one of which it has.',
    examples: ['string', ['string', 'null']],
  },
  title: { form: 'text', description: 'A short label.' },
  description: {
    form: 'text',
    description: 'What the value is for; shown by editors and in the generated code.',
  },
  default: { form: 'json', description: 'The value of a field that is absent.' },
  examples: { form: 'jsonList', description: 'Values that the field takes.' },
  deprecated: { form: 'deprecation', description: 'True, or a sentence that says what to use instead.' },
  enum: {
    form: 'scalarList',
    description: 'The values allowed.',
    examples: [['require', 'prefer', 'disable']],
  },
  const: { form: 'scalar', description: 'The only value allowed; it tells the branches of `oneOf` apart.' },
  format: { form: 'format', limits: ['string'], description: 'The format of the text.' },
  minLength: {
    form: 'count',
    limits: ['string'],
    description: 'The fewest characters (code points) allowed.',
  },
  maxLength: { form: 'count', limits: ['string'], description: 'The most characters (code points) allowed.' },
  pattern: {
    form: 'text',
    limits: ['string'],
    description:
      'A regular expression (JavaScript, flag u) that is found in the text. `\\S` refuses blank text.',
    examples: ['\\S'],
  },
  minimum: { form: 'number', limits: ['integer', 'number'], description: 'The smallest number allowed.' },
  maximum: { form: 'number', limits: ['integer', 'number'], description: 'The greatest number allowed.' },
  exclusiveMinimum: {
    form: 'number',
    limits: ['integer', 'number'],
    description: 'The number must be greater than this.',
    examples: [0],
  },
  exclusiveMaximum: {
    form: 'number',
    limits: ['integer', 'number'],
    description: 'The number must be less than this.',
  },
  multipleOf: {
    form: 'positiveNumber',
    limits: ['integer', 'number'],
    description: 'The number must be a multiple of this.',
  },
  items: { form: 'schema', limits: ['array'], description: 'The schema of every item of the list.' },
  minItems: { form: 'count', limits: ['array'], description: 'The fewest items allowed.' },
  maxItems: { form: 'count', limits: ['array'], description: 'The most items allowed.' },
  uniqueItems: {
    form: 'flag',
    limits: ['array'],
    description: 'Whether no two items may be equal.',
    default: false,
  },
  ...OBJECT_KEYS,
  additionalProperties: {
    form: 'schemaOrFalse',
    limits: ['object'],
    description:
      'The schema of fields that are not declared, which makes the object a map. Refused unless given.',
    default: false,
  },
  oneOf: {
    form: 'schemaList',
    description:
      'Objects, one of which the value is, told apart by a `const` property that all of them have.',
  },
  $ref: {
    form: 'text',
    description: 'A schema written elsewhere: `#/$defs/<name>`, or in a file relative to this one.',
    examples: ['#/$defs/tls', '../fragments/tls.yaml#/$defs/tls'],
  },
  secret: {
    form: 'flag',
    description: 'Redacts the value everywhere. False says that a field with the name of a secret is none.',
    default: false,
  },
  errorMessage: {
    form: 'messages',
    description:
      'The sentence for a missing value and for every constraint but a wrong type, or sentences by keyword.',
    examples: [
      'Base URL is required',
      { required: 'Base URL is required', format: 'Base URL must be absolute' },
    ],
  },
  env: {
    form: 'text',
    description: 'The environment variable that the loader reads where the field is absent.',
    examples: ['MONGODB_URL'],
  },
  unit: {
    form: 'unit',
    limits: ['integer', 'number'],
    description: 'What the number counts.',
  },
  role: { form: 'role', description: 'What the connection layer uses the field for, in its unit.' },
} as const satisfies KeywordTable;

/** The keys of a file of shared schemas. */
export const FRAGMENT_KEYS = { ...SCHEMA_KEYS, $defs: DEFINITIONS } as const satisfies KeywordTable;
