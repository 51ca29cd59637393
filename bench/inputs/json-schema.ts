import { FIELDS, type Field, systemName } from '../fields.ts';

/** The JSON Schema of one configuration; OpenAPI takes the same object. */
export function jsonSchema(index: number): object {
  return {
    title: `${systemName(index)}Configuration`,
    type: 'object',
    additionalProperties: false,
    required: FIELDS.filter(({ isRequired }) => isRequired === true).map(({ name }) => name),
    properties: Object.fromEntries(FIELDS.map((field) => [field.name, propertySchema(field)])),
  };
}

function propertySchema({ type, description, minimum, maximum, values, ...field }: Field): object {
  return {
    type,
    description,
    ...(minimum === undefined ? {} : { minimum }),
    ...(maximum === undefined ? {} : { maximum }),
    ...(values === undefined ? {} : { enum: values }),
    ...(field.default === undefined ? {} : { default: field.default }),
  };
}

/** One OpenAPI document with so many configurations; each is the body of an operation, as the tools want it. */
export function openApi(count: number): object {
  const indexes = Array.from({ length: count }, (_, index) => index);
  return {
    openapi: '3.0.3',
    info: { title: 'Configurations', version: '1' },
    paths: {},
    components: {
      schemas: Object.fromEntries(
        indexes.map((index) => [`${systemName(index)}Configuration`, jsonSchema(index)]),
      ),
    },
  };
}
