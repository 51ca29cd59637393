import type { JsonObject } from '../located.ts';
import type { ObjectShape, Scalar, UnionShape } from '../model/model.ts';
import type { JsonSchemaOptions } from './json-schema.ts';

/**
 * The schema of a union: the values of the discriminator, and for each the branch that it means. Not `oneOf`, of which
 * every validator reports the faults of all branches where one has a fault; so a wrong discriminator is one fault.
 */
export function unionSchema(
  { discriminator, branches }: UnionShape,
  options: JsonSchemaOptions,
  printObject: (shape: ObjectShape, options: JsonSchemaOptions) => JsonObject,
): JsonObject {
  const key = options.key(discriminator);
  const isFilled = branches.some(({ object }) =>
    object.properties.some(({ name, env }) => name === discriminator && env !== undefined),
  );
  return {
    type: 'object',
    properties: { [key]: options.value({ enum: branches.flatMap(({ values }) => values) }) },
    ...(isFilled ? {} : { required: [key] }),
    allOf: branches.map(({ values, title, description, object }) => ({
      if: { properties: { [key]: oneOf(values) }, required: [key] },
      // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema
      then: {
        ...(title === undefined ? {} : { title }),
        ...(description === undefined ? {} : { description }),
        ...printObject(object, options),
      },
    })),
  };
}

function oneOf(values: readonly Scalar[]): JsonObject {
  const [only = null] = values;
  return values.length === 1 ? { const: only } : { enum: values };
}
