import type { Json } from '../located.ts';
import type { PropertyModel, SchemaModel } from '../model/model.ts';
import { docComment, tagText } from './doc-comment.ts';
import { describeFacts } from './field-facts.ts';
import { jsonLiteral } from './literals.ts';
import { mayShow } from './secret-paths.ts';

/** What people need to know of a field where they meet it: meaning, unit, limits, default, variable, deprecation. */
export function fieldComment(property: PropertyModel, definitions: ReadonlyMap<string, SchemaModel>): string {
  const { schema, default: value } = property;
  const isShown = (json: Json): boolean => mayShow(schema, json, definitions);
  const tags = [
    ...(value === undefined || !isShown(value) ? [] : [`@defaultValue ${code(jsonLiteral(value))}`]),
    ...(schema.examples ?? []).filter(isShown).map((example) => `@example ${code(jsonLiteral(example))}`),
    ...(schema.deprecated === undefined ? [] : [`@deprecated ${deprecation(schema.deprecated)}`]),
  ];
  const said = withTarget(schema, definitions);
  const facts = describeFacts({ ...property, schema: said });
  return docComment([said.description ?? said.title, facts.join(' ')], tags);
}

/** What a reference does not say itself, the definition says. */
function withTarget(schema: SchemaModel, definitions: ReadonlyMap<string, SchemaModel>): SchemaModel {
  const target = schema.shape.kind === 'reference' ? definitions.get(schema.shape.definition) : undefined;
  if (target === undefined) return schema;
  const { shape, ...words } = withTarget(target, definitions);
  return { ...words, ...schema, shape };
}

function deprecation(deprecated: true | string): string {
  return deprecated === true ? 'Avoid it in new configurations.' : tagText(deprecated);
}

/** A tag's text as code, which TSDoc does not read; only what could leave the code or the comment is in the way. */
function code(text: string): string {
  return `\`${tagText(text).replaceAll('`', "'")}\``;
}
