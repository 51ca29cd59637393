import type { PropertyModel, SchemaModel, Shape } from '../model/model.ts';

/** What people need to know of a field besides its description, in short sentences: unit, limits, secrecy, variable. */
export function describeFacts({ schema, env }: Pick<PropertyModel, 'schema' | 'env'>): readonly string[] {
  return [
    schema.unit === undefined ? undefined : `In ${schema.unit}.`,
    ...limitsOf(schema.shape),
    isSecret(schema) ? 'Secret: redacted wherever it is shown.' : undefined,
    env === undefined ? undefined : `Read from the environment variable ${env} when absent.`,
  ].filter((fact) => fact !== undefined);
}

function limitsOf(shape: Shape): readonly (string | undefined)[] {
  switch (shape.kind) {
    case 'string':
      return [
        bounds('character', shape.minLength, shape.maxLength),
        shape.format === undefined ? undefined : `Format: ${shape.format}.`,
      ];
    case 'number':
    case 'integer':
      return [
        shape.kind === 'integer' ? 'An integer.' : undefined,
        shape.minimum === undefined ? undefined : `At least ${shape.minimum}.`,
        shape.exclusiveMinimum === undefined ? undefined : `Greater than ${shape.exclusiveMinimum}.`,
        shape.maximum === undefined ? undefined : `At most ${shape.maximum}.`,
        shape.exclusiveMaximum === undefined ? undefined : `Less than ${shape.exclusiveMaximum}.`,
        shape.multipleOf === undefined ? undefined : `A multiple of ${shape.multipleOf}.`,
      ];
    case 'array':
      return [
        bounds('item', shape.minItems, shape.maxItems),
        shape.uniqueItems ? 'No item twice.' : undefined,
      ];
    case 'alternatives':
      return shape.options.flatMap((option) => limitsOf(option.shape));
    default:
      return [];
  }
}

/** A list of types is secret in each of them but `null`. */
function isSecret({ secret, shape }: SchemaModel): boolean {
  return secret || (shape.kind === 'alternatives' && shape.options.some(isSecret));
}

function bounds(noun: string, least: number | undefined, most: number | undefined): string | undefined {
  if (least === undefined) return most === undefined ? undefined : `At most ${count(most, noun)}.`;
  return most === undefined ? `At least ${count(least, noun)}.` : `${least} to ${count(most, noun)}.`;
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}
