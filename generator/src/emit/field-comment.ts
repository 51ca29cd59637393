import type { PropertyModel, Shape } from '../model/model.ts';
import { docComment, tagText } from './doc-comment.ts';
import { jsonLiteral } from './literals.ts';

/** What people need to know of a field where they meet it: meaning, unit, limits, default, variable, deprecation. */
export function fieldComment(property: PropertyModel): string {
  const { schema } = property;
  const facts = [
    schema.unit === undefined ? undefined : `In ${schema.unit}.`,
    ...limitsOf(schema.shape),
    schema.secret ? 'Secret: redacted wherever it is shown.' : undefined,
    property.env === undefined
      ? undefined
      : `Read from the environment variable ${property.env} when absent.`,
  ].filter((fact) => fact !== undefined);
  const tags = [
    ...(property.default === undefined || schema.secret
      ? []
      : [`@defaultValue ${code(jsonLiteral(property.default))}`]),
    ...(schema.secret
      ? []
      : (schema.examples ?? []).map((example) => `@example ${code(jsonLiteral(example))}`)),
    ...(schema.deprecated === undefined ? [] : [`@deprecated ${deprecation(schema.deprecated)}`]),
  ];
  return docComment([schema.description ?? schema.title, facts.join(' ')], tags);
}

function deprecation(deprecated: true | string): string {
  return deprecated === true ? 'Avoid it in new configurations.' : tagText(deprecated);
}

/** A tag's text as code, which TSDoc does not read; only what could leave the code or the comment is in the way. */
function code(text: string): string {
  return `\`${tagText(text).replaceAll('`', "'")}\``;
}

function limitsOf(shape: Shape): readonly (string | undefined)[] {
  switch (shape.kind) {
    case 'string':
      return [
        bounds('characters', shape.minLength, shape.maxLength),
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
        bounds('items', shape.minItems, shape.maxItems),
        shape.uniqueItems ? 'No item twice.' : undefined,
      ];
    default:
      return [];
  }
}

function bounds(what: string, least: number | undefined, most: number | undefined): string | undefined {
  if (least === undefined) return most === undefined ? undefined : `At most ${most} ${what}.`;
  return most === undefined ? `At least ${least} ${what}.` : `${least} to ${most} ${what}.`;
}
