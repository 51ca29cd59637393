import { FORMATS } from '../model/model.ts';
import { isPascalCase } from '../model/names.ts';
import {
  isCount,
  isFlag,
  isJson,
  isNumber,
  isText,
  lazy,
  listOf,
  mapOf,
  matching,
  oneOf,
  passing,
  record,
  type ShapeCheck,
  variant,
} from './shape-check.ts';

const isFilledText = matching(/\S/, 'a text that is not blank');
const isPattern = passing(isRegularExpression, 'a regular expression');
const isScalar = passing(
  (value) => value === null || Number.isFinite(value) || ['string', 'boolean'].includes(typeof value),
  'a text, a number, true, false or null',
);
/** It stands in a JSON pointer, unescaped. */
const isDefinitionName = passing(
  (value) => typeof value === 'string' && /^[^/~%#\p{C}]+$/u.test(value) && value !== '__proto__',
  'a name without slashes',
);
const isFieldName = passing(
  (value) => typeof value === 'string' && value !== '' && value !== '__proto__',
  'a name other than __proto__',
);
const fieldNames = listOf(isFieldName);

const rule = variant('kind', {
  exactlyOneOf: [{ fields: fieldNames }, { message: isText }],
  atLeastOneOf: [{ fields: fieldNames }, { message: isText }],
  atMostOneOf: [{ fields: fieldNames }, { message: isText }],
  when: [
    {
      when: listOf(record({ field: isFieldName, value: isScalar })),
      require: fieldNames,
      forbid: fieldNames,
    },
    { message: isText },
  ],
  dependentRequired: [{ field: isFieldName, require: fieldNames }, { message: isText }],
});

const schema: ShapeCheck = lazy(() => schemaRecord);

const property = record(
  { name: isFieldName, schema, required: isFlag },
  {
    default: isJson,
    env: matching(/^[A-Za-z_][A-Za-z0-9_]*$/, 'the name of an environment variable'),
    role: oneOf('connectTimeout', 'commandTimeout', 'retryEnabled', 'retryCount', 'maxPoolSize'),
  },
);

const objectFields = [
  { properties: uniqueNames(listOf(property)), rules: listOf(rule) },
  { rest: schema },
] as const;
const object = variant('kind', { object: objectFields });

const branch = record(
  { values: listOf(isScalar, { atLeast: 1 }), object },
  { title: isText, description: isText },
);

const limits = {
  minimum: isNumber,
  maximum: isNumber,
  exclusiveMinimum: isNumber,
  exclusiveMaximum: isNumber,
  multipleOf: passing((value) => Number.isFinite(value) && Number(value) > 0, 'a number above 0'),
};

const shape = variant('kind', {
  string: [{}, { minLength: isCount, maxLength: isCount, pattern: isPattern, format: oneOf(...FORMATS) }],
  number: [{}, limits],
  integer: [{}, limits],
  boolean: [{}],
  null: [{}],
  literal: [{ values: listOf(isScalar, { atLeast: 1 }) }],
  array: [
    { items: schema, uniqueItems: isFlag },
    { minItems: isCount, maxItems: isCount },
  ],
  map: [{ values: schema }],
  object: objectFields,
  union: [{ discriminator: isFieldName, branches: listOf(branch, { atLeast: 1 }) }],
  alternatives: [{ options: listOf(schema, { atLeast: 1 }) }],
  reference: [{ definition: isDefinitionName }],
});

const schemaRecord = record(
  { shape, secret: isFlag, messages: mapOf(isText) },
  {
    title: isText,
    description: isText,
    examples: listOf(isJson),
    deprecated: passing((value) => value === true || typeof value === 'string', 'true or a text'),
    unit: oneOf('seconds', 'milliseconds', 'bytes'),
  },
);

const configuration = variant('kind', {
  fields: [{ root: object, definitions: uniqueNames(listOf(record({ name: isDefinitionName, schema }))) }],
  zod: [{ module: isFilledText, export: isFilledText }, { jsonSchema: isJson }],
});

/** The shape of a `ProviderModel` in a file; `$comment` is the header of the file. */
export const providerModelShape: ShapeCheck = record(
  {
    contract: oneOf(1),
    id: passing((value) => Number.isSafeInteger(value) && Number(value) > 0, 'a whole number above 0'),
    name: passing((value) => typeof value === 'string' && isPascalCase(value), 'a name in PascalCase'),
    displayName: isFilledText,
    driver: isFilledText,
    dataStores: listOf(isFilledText, { atLeast: 1 }),
    connectionModes: listOf(isFilledText, { atLeast: 1 }),
    priority: passing(Number.isSafeInteger, 'a whole number'),
    capabilities: record(
      { features: listOf(isText), supportsTransactions: isFlag },
      { maxConnections: isCount },
    ),
    configuration,
  },
  { description: isText, $comment: isText },
);

function isRegularExpression(value: unknown): boolean {
  if (typeof value !== 'string') return false;
  try {
    new RegExp(value, 'u');
    return true;
  } catch {
    return false;
  }
}

function uniqueNames(check: ShapeCheck): ShapeCheck {
  return (value, path) => {
    const misfit = check(value, path);
    if (misfit !== undefined) return misfit;
    const names = (value as readonly { readonly name: string }[]).map(({ name }) => name);
    return new Set(names).size === names.length ? undefined : { path, wanted: 'a list without a name twice' };
  };
}
