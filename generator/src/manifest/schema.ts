import { z } from 'zod';
import { FORMATS } from '../model/model.ts';
import { type Form, type Keyword, type KeywordTable, ROLES, TYPE_NAMES, UNITS } from './keywords.ts';
import { CAPABILITY_KEYS, MANIFEST_KEYS, ZOD_KEYS } from './manifest-keys.ts';
import { CONFIGURATION_KEYS, RULE_ENTRY_KEYS, SCHEMA_KEYS } from './schema-keys.ts';

const scalar = z.union([z.string(), z.number(), z.boolean(), z.null()]);

const messages = z.union([
  z.string(),
  // The properties are for editors: which keywords fit depends on the field.
  z.record(z.string(), z.string()).meta({ properties: messageKeys() }),
]);

/** What each form is in Zod; `forms.ts` says the same in sentences. Functions, as schemas contain each other. */
const FORMS: Readonly<Record<Form, () => z.ZodType>> = {
  text: () => z.string(),
  flag: () => z.boolean(),
  number: () => z.number(),
  positiveNumber: () => z.number().positive(),
  integer: () => z.int(),
  positiveInteger: () => z.int().min(1),
  count: () => z.int().min(0),
  json: () => z.unknown(),
  jsonList: () => z.array(z.unknown()).min(1),
  scalar: () => scalar,
  scalarList: () => distinct(z.array(scalar).min(1)),
  nameList: () => distinct(z.array(z.string())),
  someNames: () => distinct(z.array(z.string()).min(1)),
  version: () => z.literal(1),
  types: () => z.union([z.enum(TYPE_NAMES), distinct(z.array(z.enum(TYPE_NAMES)).min(1))]),
  objectType: () => z.literal('object'),
  format: () => z.enum(FORMATS),
  unit: () => z.enum(UNITS),
  role: () => z.enum(ROLES),
  messages: () => messages,
  deprecation: () => z.union([z.boolean(), z.string()]),
  closed: () => z.literal(false),
  schema: () => z.lazy(() => fieldSchema),
  schemaOrFalse: () => z.union([z.literal(false), z.lazy(() => fieldSchema)]),
  schemaMap: () =>
    z.record(
      z.string(),
      z.lazy(() => fieldSchema),
    ),
  schemaList: () => z.array(z.lazy(() => fieldSchema)).min(1),
  dependents: () => z.record(z.string(), z.array(z.string()).min(1)),
  conditions: () =>
    z
      .record(z.string(), scalar)
      .refine((map) => Object.keys(map).length > 0)
      .meta({ minProperties: 1 }),
  ruleList: () => z.array(z.strictObject(shapeOf(RULE_ENTRY_KEYS))),
  capabilities: () => z.strictObject(shapeOf(CAPABILITY_KEYS)),
  configuration: () =>
    z.union([z.strictObject(shapeOf(CONFIGURATION_KEYS)), z.strictObject(shapeOf(ZOD_KEYS))]),
};

/** The schema of a field, of an item, of a definition. */
const fieldSchema: z.ZodType = z.strictObject(shapeOf(SCHEMA_KEYS)).meta({ id: 'schema' });

/**
 * What a manifest may say, for editors and documentation. The checks of `forms.ts` read the same tables and report with
 * places and suggestions, without the time that loading Zod takes; a test keeps the two in agreement.
 */
export const manifestSchema: z.ZodType = z.strictObject(shapeOf(MANIFEST_KEYS));

function shapeOf(table: KeywordTable): Record<string, z.ZodType> {
  return Object.fromEntries(Object.entries(table).map(([key, keyword]) => [key, keySchema(keyword)]));
}

function keySchema({ form, description, isRequired, examples, default: fallback }: Keyword): z.ZodType {
  const schema = isRequired === true ? FORMS[form]() : FORMS[form]().optional();
  return schema.meta({
    description,
    ...(examples === undefined ? {} : { examples: [...examples] }),
    ...(fallback === undefined ? {} : { default: fallback }),
  });
}

/** Refuses a list in which something stands twice. */
function distinct<T>(list: z.ZodType<T[]>): z.ZodType {
  return list.refine((items) => new Set(items).size === items.length).meta({ uniqueItems: true });
}

function messageKeys(): Record<string, { readonly type: 'string'; readonly description: string }> {
  const said = {
    required: 'The sentence for a missing value.',
    type: 'The sentence for a value of a wrong type.',
  };
  const limits = Object.entries<Keyword>(SCHEMA_KEYS)
    .filter(([, { limits: types }]) => types?.some((type) => type !== 'object'))
    .map(([key]) => [key, `The sentence for a value that breaks "${key}".`]);
  const sentences = [...Object.entries(said), ...limits];
  return Object.fromEntries(sentences.map(([key, description]) => [key, { type: 'string', description }]));
}
